"""Unit prices: what went into a pot over everyone who ate from it.

A group that must eat from a pot but has no record counts with all its enrolled
pupils, so that missing pupils do not make the others' food look dearer.
"""

from typing import NamedTuple

from mealwatch.counties.domain.policy import PolicyBook
from mealwatch.schools.domain.standards import MealStandards
from mealwatch.schools.domain.supply import Supply
from mealwatch.spend.domain.facts import Meal, Pot
from mealwatch.spend.domain.groupweek import Group

_NOTHING = {}


class Books(NamedTuple):
    """What was planned, eaten and issued in a span of days, for groups that share pots with no others.

    All three by sitting, that is (date, meal): ``fen[sitting][canteen_id]`` went into the pot;
    ``unverified[sitting]`` holds the canteens where a contractor declared no food cost;
    ``records[sitting][group_id]`` are (beneficiaries, other pupils, staff).
    """

    groups: tuple[Group, ...]
    supply: Supply
    standards: MealStandards
    policies: PolicyBook
    fen: dict
    unverified: dict
    records: dict


def facts_of_groups(books, weeks):
    """What each group's weeks are judged by: [(group, week, supply, meals), ...], ordered as the groups are.

    ``weeks`` follow one another; a week without a supply day is left out.
    """
    first, last = weeks[0].monday, weeks[-1].sunday
    week_of = {on: week for week in weeks for on in week.days}
    tables = _recorded(books, first, last)
    records, enrolled_days, subsidised = books.records, books.supply.enrolled_days, books.standards.subsidised
    found = []
    for group in books.groups:
        school_id, _, group_id, _ = group
        week = None
        for on, row in enrolled_days(group_id, first, last):
            if week_of[on] is not week:
                week, dates, meals = week_of[on], [], []
                found.append((group, week, dates, meals))
            dates.append(on)
            for name, top_up_fen in subsidised(school_id, group_id, on):
                sitting = on, name
                record = records.get(sitting, _NOTHING).get(group_id)
                pot = tables[sitting][row.canteen_id]
                if record is None:
                    pot.eaters += row.beneficiaries + row.other_pupils
                    pot.silent += (group_id,)
                meals.append(Meal(pot, top_up_fen, row.beneficiaries, row.other_pupils, record))
    supplies = _Supplies(books.policies)
    return [(group, week, supplies[tuple(dates)], tuple(meals)) for group, week, dates, meals in found]


def _recorded(books, first, last):
    """The pots with those at table who have a record: ``tables[sitting][canteen_id]`` is a Pot, made when asked for."""
    steady = _steady_canteens(books, first, last)
    tables = _Tables(books)
    for sitting, records in books.records.items():
        table = tables[sitting]
        for group_id, (own, others, staff) in records.items():
            canteen_id = steady.get(group_id) or _canteen_on(books, group_id, sitting[0])
            if canteen_id:
                table[canteen_id].eaters += own + others + staff
    return tables


def _canteen_on(books, group_id, on):
    row = books.supply.roll.on(group_id, on)
    return row.canteen_id if row else None


def _steady_canteens(books, first, last):
    """``{group_id: canteen_id}`` of the groups for which one enrolment holds all the time, that is of nearly all."""
    spans = ((group.group_id, books.supply.roll.during(group.group_id, first, last)) for group in books.groups)
    return {group_id: span[0][0].canteen_id for group_id, span in spans if len(span) == 1 and span[0][1] == first}


class _Tables(dict):
    """``tables[sitting][canteen_id]`` is a Pot."""

    def __init__(self, books):
        self._books = books

    def __missing__(self, sitting):
        books = self._books
        table = self[sitting] = _Table(sitting, books.fen.get(sitting, _NOTHING), books.unverified.get(sitting, ()))
        return table


class _Table(dict):
    """The pots of one sitting."""

    def __init__(self, sitting, fen, unverified):
        self._on, self._meal = sitting
        self._fen = fen
        self._unverified = unverified

    def __missing__(self, canteen_id):
        fen, verified = self._fen.get(canteen_id, 0), canteen_id not in self._unverified
        pot = self[canteen_id] = Pot(canteen_id, self._on, self._meal, fen, 0, verified)
        return pot


class _Supplies(dict):
    """``supplies[dates]`` is ((date, subsidy per pupil in fen), ...): nearly all groups share one."""

    def __init__(self, policies):
        self._policies = policies

    def __missing__(self, dates):
        supply = self[dates] = tuple((on, self._policies.on(on).subsidy_fen) for on in dates)
        return supply
