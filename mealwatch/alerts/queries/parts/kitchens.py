"""Menus, issues and heads of every canteen over the last weeks, read in one walk from canteen to canteen.

Only one canteen's rows are in memory at a time; what is kept is a week's sums.
"""

from collections import defaultdict
from itertools import groupby

from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.kitchen import Eaters, IssueLine, Kitchen, MenuLine
from mealwatch.alerts.domain.kitchen_books import kitchen_of
from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.spend.domain.spreads import earliest_that_reach
from mealwatch.spend.queries.books import roster
from mealwatch.stock.queries import watched
from mealwatch.storage.bare import Dates

#: Weeks over which sums run, the last one with them.
WEEKS = 12


@part("ingredients")
def ingredients(county_id, given):
    """``{id: Ingredient}`` of the county."""
    return {one.id: one for one in catalogue.ingredients_of(county_id)}


@part("roster")
def the_roster(county_id, given):
    """The Roster (spend.queries.books) of the last weeks, closed weeks with the supply days that they had."""
    first, last = given.weeks(WEEKS)[0].monday, given.week.sunday
    here = roster(county_id, first)
    return here._replace(supply=here.supply.with_locks(counties.locks_of(county_id, last=last)))


@part("supply_days")
def supply_days(county_id, given):
    """``{canteen id: [date, ...]}``: the canteens' supply days of the last weeks up to this Sunday, in order."""
    first, last = given.weeks(WEEKS)[0].monday, given.week.sunday
    supply = given.part("roster").supply
    return {canteen_id: supply.canteen_days(canteen_id, first, last) for canteen_id in supply.roll.canteen_ids}


@part("eaters")
def eaters(county_id, given):
    """``{canteen id: {(date, meal): Eaters}}`` of the last weeks."""
    first, last = given.weeks(WEEKS)[0].monday, given.week.sunday
    here = given.part("roster")
    records = meals.served(county_id, first, last)
    found = defaultdict(dict)
    for (on, meal), by_group in records.items():
        for group_id, counts in by_group.items():
            row = here.supply.roll.on(group_id, on)
            if row:
                bands = found[row.canteen_id].setdefault((on, meal), Eaters({})).bands
                bands[row.age_band] = bands.get(row.age_band, 0) + sum(counts)
    for group in here.groups:
        for on, row in here.supply.enrolled_days(group.group_id, first, last):
            for meal, _ in here.standards.subsidised(group.school_id, group.group_id, on):
                if group.group_id not in records.get((on, meal), ()):
                    held = found[row.canteen_id].get((on, meal), Eaters({}))
                    found[row.canteen_id][on, meal] = held._replace(missing=True)
    return dict(found)


@part("kitchen")
def kitchen(county_id, given):
    """The Kitchen: every canteen's weeks, and the meals of the last one."""
    weeks = given.weeks(WEEKS)
    first, last = weeks[0].monday, weeks[-1].sunday
    supply = given.part("roster").supply
    plans = [supply.canteen_plan(canteen_id) for canteen_id in supply.roll.canteen_ids]
    since = earliest_that_reach(plans, first, last) if plans else first
    known, heads, dates = given.part("ingredients"), given.part("eaters"), Dates()
    walk = _together(
        menus.rows_by_canteen(county_id, first, last), watched.issues_by_canteen(county_id, since, first, last)
    )
    found = Kitchen()
    for canteen_id, menu, issues in walk:
        found.weeks[canteen_id], found.plates[canteen_id] = kitchen_of(
            canteen_id,
            weeks,
            [MenuLine(dates[row[1]], *row[2:]) for row in menu],
            [IssueLine(dates[row[1]], *row[2:]) for row in issues],
            heads.get(canteen_id, {}),
            supply.canteen_plan(canteen_id),
            known,
        )
    return found


def _together(*streams):
    """(canteen id, its rows of each stream as lists) of streams that go by canteen."""
    walks = [groupby(stream, key=lambda row: row[0]) for stream in streams]
    heads = [_next(walk) for walk in walks]
    while any(head is not None for head in heads):
        canteen_id = min(head[0] for head in heads if head is not None)
        mine = []
        for place, head in enumerate(heads):
            if head is not None and head[0] == canteen_id:
                mine.append(head[1])
                heads[place] = _next(walks[place])
            else:
                mine.append([])
        yield (canteen_id, *mine)


def _next(walk):
    for key, rows in walk:
        return key, list(rows)
    return None
