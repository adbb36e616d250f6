"""Reading what the papers need: a school's week with everything below it, a canteen's month.

A fixed number of statements, however many days, meals and documents.
"""

from collections import defaultdict

from mealwatch.counties import queries as counties
from mealwatch.kernel.week import Week
from mealwatch.reports.domain.draws import before_each
from mealwatch.reports.domain.month import months_of
from mealwatch.reports.domain.reconciliation import Destination, Moved, Reconciliation
from mealwatch.reports.domain.sheet import Sheet, pots_of
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.spreads import earliest_that_reach, parts_within
from mealwatch.spend.errors import NoStatement
from mealwatch.spend.queries.books import roster
from mealwatch.spend.queries.causes import causes_of
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.grounds import grounds
from mealwatch.spend.queries.statements import figures_of_version, statements_of
from mealwatch.stock.queries import delivered, values
from mealwatch.stock.queries import pots as stock

_IN = {"opening": "opened_fen", "receipt": "received_fen", "stocktake": "surplus_fen"}
_OUT = {"issue": "issued_fen", "loss": "lost_fen", "stocktake": "short_fen"}


def sheet_of(county_id, school, week, *, version=None):
    """The Sheet of a school's week as it stands, or as a version of its statement froze it. Raises NoStatement."""
    known = statements_of(county_id, school.id, week)
    if version is None:
        statement = known[0] if known and known[0].standing else None
        found = figures(county_id, week, week, {school.id})
    else:
        statement = next((one for one in known if one.version == version), None)
        if statement is None:
            raise NoStatement(week=week, version=version)
        found = figures_of_version(county_id, school.id, week, version)
    pots = pots_of(found, grounds(county_id, week, school.id))
    return Sheet(
        school,
        week,
        tuple(found),
        pots,
        _group_names(county_id, found, week),
        {one.id: one for one in schools.canteens_of(county_id)},
        statement,
        {one.group.group_id: causes_of(county_id, one) for one in found},
    )


def lots_before(county_id, sheet):
    """How each lot stood when the sheet's issues drew from it: see domain/draws.py."""
    documents = {draw.lot_document_id for _, part in sheet.parts for draw in part.draws}
    return before_each(values.draws_on(county_id, documents))


def months_of_sheet(county_id, sheet):
    """The Reconciliations of the canteens and months that the sheet's pots touch."""
    canteen_ids = {pot.canteen_id for pot in sheet.pots.values()}
    here = [sheet.canteens[canteen_id] for canteen_id in sorted(canteen_ids)]
    return [one for month in months_of(sheet.week) for one in reconciliations(county_id, here, month)]


def canteens_of_school(county_id, school, month):
    """The canteens that stand at a school or feed its pupils some day of the month, its own first, then by code."""
    roll = schools.roll_of(county_id, [school.id])
    feeding = {
        row.canteen_id for group_id in roll.group_ids for row, _, _ in roll.during(group_id, month.first, month.last)
    }
    listed = [one for one in schools.canteens_of(county_id) if one.school_id == school.id or one.id in feeding]
    return sorted(listed, key=lambda one: (one.school_id != school.id, one.code))


def reconciliations(county_id, canteens, month):
    """The Reconciliation of each of these canteens for a month."""
    if not canteens:
        return []
    ids = [canteen.id for canteen in canteens]
    moved = _moved(county_id, ids, month)
    here = roster(county_id, month.first, _eating_from(county_id, ids))
    since = earliest_that_reach([here.supply.canteen_plan(one) for one in ids], month.first, month.last)
    supply = here.supply.with_locks(counties.locks_of(county_id, ids, first=since))
    plans = {canteen_id: supply.canteen_plan(canteen_id) for canteen_id in ids}
    carrying = _subsidised(county_id, here, ids, month)
    issued = _issued(county_id, plans, month, carrying)
    brought = _brought(county_id, plans, since, month, carrying)
    notes = _delivered(county_id, ids, month)
    documents = defaultdict(list)
    for one in values.documents_by_value(county_id, month.first, month.last, ids):
        documents[one.canteen_id].append(one)
    return [
        Reconciliation(
            canteen,
            month,
            tuple(moved[canteen.id]),
            *issued[canteen.id],
            brought[canteen.id],
            notes[canteen.id],
            tuple(documents[canteen.id]),
        )
        for canteen in canteens
    ]


def _group_names(county_id, found, week):
    """``{group id: its name}`` in the week."""
    roll = schools.roll_of(county_id, group_ids=[one.group.group_id for one in found])
    rows = ((one.group.group_id, roll.on(one.group.group_id, week.sunday)) for one in found)
    return {group_id: row.name for group_id, row in rows if row}


def _moved(county_id, ids, month):
    """``{canteen_id: [Moved, ...]}`` of the ingredients that were there or moved, by id."""
    sums = defaultdict(lambda: defaultdict(int))
    for sign, flows, names in (
        (1, values.came_in(county_id, month.first, month.last, ids), _IN),
        (-1, values.went_out(county_id, month.first, month.last, ids), _OUT),
    ):
        for flow in flows:
            one = sums[flow.canteen_id, flow.ingredient_id]
            if flow.early:
                one["start_fen"] += sign * flow.fen
                one["start"] += sign * flow.quantity
            else:
                one[names[flow.kind]] += flow.fen
                one["came" if sign > 0 else "went"] += flow.quantity
    found = defaultdict(list)
    for (canteen_id, ingredient_id), one in sorted(sums.items()):
        row = Moved(ingredient_id, **one)
        if any(row[1:]):
            found[canteen_id].append(row)
    return found


def _eating_from(county_id, ids):
    """The schools with a group that some day eats from one of these canteens."""
    school_of = {group.id: group.school_id for group in schools.groups_of(county_id)}
    return {school_of[row.group_id] for row in schools.enrolments_of(county_id) if row.canteen_id in ids}


def _subsidised(county_id, here, ids, month):
    """The pots of the month that carry the subsidy for some group: {(canteen_id, date, meal), ...}.

    Closed weeks as they were closed, open ones by the calendar as it is.
    """
    feeding = set()
    for group in here.groups:
        rows = here.supply.roll.during(group.group_id, month.first, month.last)
        if any(row.canteen_id in ids for row, _, _ in rows):
            feeding.add(group.school_id)
    if not feeding:
        return set()
    found = figures(county_id, Week.of(month.first), Week.of(month.last), feeding)
    return {(meal.pot.canteen_id, day.on, meal.pot.meal) for one in found for day in one.days for meal in day.meals}


def _issued(county_id, plans, month, carrying):
    """``{canteen_id: (sum of the month's issue lines, Destination in the month, fen in other months)}``."""
    sums = {canteen_id: [0, 0, 0] for canteen_id in plans}
    for canteen_id, on, meal, use_days, fen in values.issued_spread(county_id, month.first, month.last, plans):
        parts = [(on, fen)]
        if use_days > 1:
            parts = parts_within(fen, use_days, on, plans[canteen_id], month.first, month.last)
        sums[canteen_id][0] += fen
        for day, part in parts:
            sums[canteen_id][1 if (canteen_id, day, meal) in carrying else 2] += part
    return {
        canteen_id: (lines, Destination(subsidised, other), lines - subsidised - other)
        for canteen_id, (lines, subsidised, other) in sums.items()
    }


def _brought(county_id, plans, since, month, carrying):
    """``{canteen_id: Destination}`` of the parts of earlier issues that fell into the month."""
    sums = {canteen_id: [0, 0] for canteen_id in plans}
    for canteen_id, on, meal, *_, use_days, fen in stock.issued_lines(county_id, since, month.first, plans):
        if use_days == 1 or on >= month.first:
            continue
        for day, part in parts_within(fen, use_days, on, plans[canteen_id], month.first, month.last):
            sums[canteen_id][0 if (canteen_id, day, meal) in carrying else 1] += part
    return {canteen_id: Destination(*both) for canteen_id, both in sums.items()}


def _delivered(county_id, ids, month):
    sums = defaultdict(int)
    for (canteen_id, _, _), notes in delivered.notes(county_id, month.first, month.last, ids).items():
        for note in notes:
            sums[canteen_id] += note["amount_fen"] if note["food_cost_fen"] is None else note["food_cost_fen"]
    return sums
