"""What came into the stores, what lies there, what was counted and lost."""

from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.stores import Issued, Stock
from mealwatch.alerts.goods import staple, storable
from mealwatch.alerts.queries.parts.kitchens import WEEKS
from mealwatch.spend.domain.spreads import earliest_that_reach, parts_within
from mealwatch.stock.queries import lots, watched
from mealwatch.storage.bare import Dates

#: Weeks of receipts: rules on prices look back over eight before this one.
RECEIVED_WEEKS = 9
FOUR_WEEKS = 4


@part("issued")
def issued(county_id, given):
    """Issued rows of this week by canteen, day, meal and ingredient; packages by the days they are used on."""
    first, last = given.week.monday, given.week.sunday
    supply = given.part("roster").supply
    plans = [supply.canteen_plan(canteen_id) for canteen_id in supply.roll.canteen_ids]
    since = earliest_that_reach(plans, first, last) if plans else first
    known, dates, sums = given.part("ingredients"), Dates(), {}
    for row in watched.issues_by_canteen(county_id, since, first, last):
        canteen_id, raw, meal, ingredient_id, quantity, use_days, fen = row
        on = dates[raw]
        days = [(on, quantity, fen)]
        if use_days > 1:
            plan = supply.canteen_plan(canteen_id)
            costs = dict(parts_within(fen, use_days, on, plan, first, last))
            days = [(day, base, costs[day]) for day, base in parts_within(quantity, use_days, on, plan, first, last)]
        for day, base, cost in days:
            key = canteen_id, day, meal, ingredient_id
            held = sums.get(key, (0, 0))
            sums[key] = held[0] + base, held[1] + cost
    return [
        Issued(*key, base, cost, base if known[key[3]].base_unit == "piece" else None)
        for key, (base, cost) in sorted(sums.items())
    ]


@part("received")
def received(county_id, given):
    """Receipt lines of the last nine weeks (stock.queries.watched.Received), by canteen, day and entry."""
    return watched.received(county_id, given.weeks(RECEIVED_WEEKS)[0].monday, given.week.sunday)


@part("keeping")
def keeping(county_id, given):
    """Ids of the ingredients that keep for months, as a frozenset."""
    return frozenset(one.id for one in given.part("ingredients").values() if storable(one))


@part("staples")
def staples(county_id, given):
    """Ids of grain that keeps and of oil, as a frozenset."""
    return frozenset(one.id for one in given.part("ingredients").values() if staple(one))


@part("stock")
def stock(county_id, given):
    """The Stock of all canteens as of this Sunday."""
    monday, sunday = given.week.monday, given.week.sunday
    four = given.weeks(FOUR_WEEKS)[0].monday
    return Stock(
        counted=watched.counted(county_id, given.weeks(WEEKS)[0].monday, sunday),
        lost=watched.lost(county_id, four, sunday),
        held=lots.held(county_id, sunday),
        same_day=lots.same_day(county_id, four, sunday, given.part("keeping")),
        out_of_time=lots.issued_out_of_time(county_id, monday, sunday),
    )
