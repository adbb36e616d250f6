"""How many ate, by pupil group, day and meal; what the classes' teachers told; what was issued on which day."""

from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.headcount import Head, RollCall
from mealwatch.meals import queries as meals
from mealwatch.meals.classes import queries as classes
from mealwatch.stock.queries import pots as stock

#: Weeks of heads that rules look at, the last one with them.
WEEKS = 4


@part("heads")
def heads(county_id, given):
    """``{group id: {(date, meal): Head}}`` of four weeks.

    Of subsidised meals of closed weeks the enrolled pupils are those of the statement, else those of the roll.
    """
    first, last = given.weeks(WEEKS)[0].monday, given.week.sunday
    frozen = {
        (one.group.group_id, meal.on, meal.meal): (meal.enrolled, meal.others_enrolled)
        for weeks in given.part("figures").values()
        for week, some in weeks.items()
        if first <= week.monday
        for one in some
        for meal in one.meals or ()
    }
    roll, found = given.part("roll"), {}
    for (on, meal), by_group in meals.served(county_id, first, last).items():
        for group_id, served in by_group.items():
            enrolled, counts = frozen.get((group_id, on, meal)), (group_id, on, meal) in frozen
            if enrolled is None:
                row = roll.on(group_id, on)
                enrolled = (row.beneficiaries, row.other_pupils) if row else (0, 0)
            found.setdefault(group_id, {})[on, meal] = Head(on, meal, *served, *enrolled, counts)
    return found


@part("roll_calls")
def roll_calls(county_id, given):
    """``{(group id, date, meal): RollCall}`` of this week, for groups all of whose classes told."""
    sums = classes.told_by_group(county_id, given.week.monday, given.week.sunday)
    return {key: RollCall(present, eating) for key, (present, eating, told, of) in sums.items() if told >= of}


@part("pots")
def pots(county_id, given):
    """``{canteen id: {(date, meal): fen}}`` of what was issued this week for one day alone."""
    found = {}
    for (on, meal), by_canteen in stock.pots(county_id, given.week.monday, given.week.sunday).items():
        for canteen_id, fen in by_canteen.items():
            found.setdefault(canteen_id, {})[on, meal] = fen
    return found
