"""How many ate: three kinds of heads, never mixed, and what a count cannot be."""

from dataclasses import asdict, dataclass
from datetime import date

from mealwatch.meals import errors

MEALS = ("breakfast", "lunch", "dinner", "snack")
COUNTS = ("beneficiaries", "other_pupils", "staff")
#: Nobody feeds more than this at one meal of one pupil group.
MOST = 100_000


@dataclass(frozen=True)
class Served:
    """Eaters of one pupil group at one meal. Not recorded is not zero: then there is no such value."""

    group_id: int
    dated_on: date
    meal: str
    beneficiaries: int
    other_pupils: int
    staff: int

    @property
    def counts(self):
        return self.beneficiaries, self.other_pupils, self.staff


def check(served, enrolled, today):
    """Refuse a count that cannot be right.

    ``enrolled``: the group's beneficiaries on that day, None where it does not exist yet.
    More eaters than enrolled are accepted (and looked at later), more than twice as many are not.
    """
    if served.dated_on > today:
        raise errors.InTheFuture(field="dated_on", value=served.dated_on, today=today)
    if served.meal not in MEALS:
        raise errors.MealUnknown(field="meal", value=served.meal)
    for name, value in asdict(served).items():
        if name in COUNTS and (type(value) is not int or not 0 <= value <= MOST):
            raise errors.CountOutOfRange(field=name, value=value, most=MOST)
    if enrolled is None:
        raise errors.GroupNotThere(field="dated_on", value=served.dated_on)
    if served.beneficiaries > 2 * enrolled:
        raise errors.FarMoreThanEnrolled(field="beneficiaries", value=served.beneficiaries, enrolled=enrolled)
