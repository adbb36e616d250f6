"""What a school's week stands on: every pot that its groups eat from, down to the receipts, and who sat at it.

A fixed number of statements however many days and meals. It is the ledger as it
is; a closed week's figures are those of its statement (see sheets and pages for
where the two are held together).
"""

from bisect import bisect_left
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from mealwatch.counties import queries as counties
from mealwatch.meals import queries as meals
from mealwatch.spend.domain.groupweek import Group
from mealwatch.spend.domain.spreads import earliest_that_reach, parts_within
from mealwatch.spend.queries.books import roster
from mealwatch.stock.queries import delivered, issued
from mealwatch.stock.queries import pots as stock


class Part(NamedTuple):
    """What of an issue line fell on one meal: day ``day_no`` of the days over which it is used.

    ``draws`` are those of the whole line. ``is_last``: the calendar names no later day, so it takes the rest.
    """

    line: object
    on: date
    day_no: int
    is_last: bool
    cost_fen: int
    quantity: int
    draws: tuple


class Head(NamedTuple):
    """A pupil group at a pot. ``record``: (beneficiaries, other pupils, staff), None where there is none.

    ``due``: it must eat there with the subsidy, so without a record it counts with all its pupils.
    """

    group: Group
    beneficiaries: int
    other_pupils: int
    record: tuple | None
    due: bool

    @property
    def eaters(self):
        return sum(self.record) if self.record is not None else self.beneficiaries + self.other_pupils


class Ground(NamedTuple):
    """One pot: ``parts`` of issue lines, ``deliveries`` (dicts of notes), ``heads``."""

    canteen_id: int
    on: date
    meal: str
    parts: tuple[Part, ...]
    deliveries: tuple[dict, ...]
    heads: tuple[Head, ...]

    @property
    def issued_fen(self):
        return sum(part.cost_fen for part in self.parts)

    @property
    def delivered_fen(self):
        """Declared food cost, the whole amount where none is declared."""
        costs = ((note["food_cost_fen"], note["amount_fen"]) for note in self.deliveries)
        return sum(whole if food is None else food for food, whole in costs)

    @property
    def cost_fen(self):
        return self.issued_fen + self.delivered_fen

    @property
    def eaters(self):
        return sum(head.eaters for head in self.heads)


def grounds(county_id, week, *school_ids):
    """``{(canteen_id, date, meal): Ground}`` of the pots of one week from which groups of these schools eat."""
    first, last = week.monday, week.sunday
    here = roster(county_id, first, school_ids)
    own = {group.group_id for group in here.groups if group.school_id in school_ids}
    canteen_ids = {row.canteen_id for group_id in own for row, _, _ in here.supply.roll.during(group_id, first, last)}
    parts = _parts(county_id, here, first, last, canteen_ids)
    notes = delivered.notes(county_id, first, last, canteen_ids)
    heads = _heads(county_id, here, first, last, canteen_ids)
    places = sorted({*parts, *notes, *heads}, key=lambda place: (place[1], place[2], place[0]))
    return {
        place: Ground(*place, tuple(parts.get(place, ())), tuple(notes.get(place, ())), tuple(heads.get(place, ())))
        for place in places
    }


def _parts(county_id, here, first, last, canteen_ids):
    """``{pot: [Part, ...]}`` with the lines in their order of entry."""
    named = [here.supply.canteen_plan(canteen_id) for canteen_id in canteen_ids]
    since = earliest_that_reach(named, first, last)
    supply = here.supply.with_locks(counties.locks_of(county_id, canteen_ids, first=since))
    plans = {canteen_id: supply.canteen_plan(canteen_id) for canteen_id in canteen_ids}
    fallen = []
    for canteen_id, on, meal, document_id, line_no, _, quantity, use_days, cost_fen in stock.issued_lines(
        county_id, since, last, canteen_ids
    ):
        key = document_id, line_no
        if use_days == 1:
            if on >= first:
                fallen.append((canteen_id, on, meal, key, 1, True, cost_fen, quantity))
            continue
        plan = plans[canteen_id]
        costs = parts_within(cost_fen, use_days, on, plan, first, last)
        amounts = dict(parts_within(quantity, use_days, on, plan, first, last))
        for day, cost in costs:
            day_no, is_last = _place(plan, on, day, use_days)
            fallen.append((canteen_id, day, meal, key, day_no, is_last, cost, amounts[day]))
    keys = {one[3] for one in fallen}
    lines = {(line.document_id, line.line_no): line for line in issued.issue_lines(county_id, keys)}
    draws = issued.draws_with_lots(county_id, {document_id for document_id, _ in keys}) if keys else {}
    found = defaultdict(list)
    for canteen_id, day, meal, key, *rest in sorted(fallen, key=lambda one: (one[1], one[3])):
        day_no, is_last, cost, amount = rest
        part = Part(lines[key], day, day_no, is_last, cost, amount, tuple(draws.get(key, ())))
        found[canteen_id, day, meal].append(part)
    return found


def _place(plan, issued_on, day, use_days):
    """Which of the days of use it is, and whether it takes the rest."""
    start = bisect_left(plan, issued_on)
    named = min(use_days, len(plan) - start)
    if not named:
        return 1, True
    day_no = bisect_left(plan, day) - start + 1
    return day_no, day_no == named


def _heads(county_id, here, first, last, canteen_ids):
    """``{pot: [Head, ...]}``: the groups with a record, and those that must eat."""
    supply, standards = here.supply, here.standards
    sittings = meals.served(county_id, first, last, group_ids=[group.group_id for group in here.groups])
    records = {
        (group_id, *sitting): served for sitting, table in sittings.items() for group_id, served in table.items()
    }
    names = {group.group_id: group for group in here.groups}
    due = {
        (group.group_id, on, meal)
        for group in here.groups
        for on, _ in supply.enrolled_days(group.group_id, first, last)
        for meal, _ in standards.subsidised(group.school_id, group.group_id, on)
    }
    found = defaultdict(list)
    for key in sorted({*records, *due}, key=lambda one: (names[one[0]].school_code, names[one[0]].group_code)):
        group_id, on, meal = key
        row = supply.roll.on(group_id, on)
        if row is not None and row.canteen_id in canteen_ids:
            head = Head(names[group_id], row.beneficiaries, row.other_pupils, records.get(key), key in due)
            found[row.canteen_id, on, meal].append(head)
    return found
