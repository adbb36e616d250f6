"""Every kind of daily record, in the order of the canteen's day."""

from mealwatch.safety.domain.kinds import checks, cleaning, goods, meals, people, samples, store

ALL = (
    people.MORNING,
    store.TEMPERATURE,
    goods.SPOT_CHECK,
    meals.ACCOMPANIED,
    samples.SAMPLE,
    samples.DISPOSAL,
    cleaning.DISINFECTION,
    cleaning.UV,
    goods.WASTE,
    goods.ADDITIVE,
    checks.DAILY,
    checks.WEEKLY,
    checks.MONTHLY,
    checks.MENDED,
    people.TRAINING,
)
KINDS = {kind.code: kind for kind in ALL}
