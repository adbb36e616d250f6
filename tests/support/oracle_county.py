"""Who eats where and when: groups, canteens, supply days, meal standards, meal records.

Nothing here has an order of entry. It is read from the folder once and asked by
the ledger and by the week.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from tests.support.exchange_folder import day, fen

LUNCH = "lunch"


@dataclass(frozen=True)
class Policy:
    from_date: object
    subsidy_fen: int
    deciding: str


@dataclass(frozen=True)
class Standing:
    """A pupil group's canteen and counts from a day on."""

    from_date: object
    canteen: str
    beneficiaries: int
    other_pupils: int


@dataclass(frozen=True)
class Record:
    """One meal of one group: heads served."""

    beneficiaries: int
    other_pupils: int
    staff: int

    @property
    def heads(self):
        return self.beneficiaries + self.other_pupils + self.staff


class County:
    def __init__(self, tables):
        self._policies = _policies(tables.get("policies", []))
        self._standings = _standings(tables.get("pupil_groups", []))
        self._calendar = {
            (day(row["date"]), row["school_code"], row["group_code"]): row["day_type"] == "supply"
            for row in tables.get("calendar", [])
        }
        self._standards = _standards(tables.get("meal_standards", []))
        self._records = _records(tables.get("meals", []))
        self.groups = sorted(self._standings)
        self.calendar_days = sorted({on for on, _, _ in self._calendar})
        self.fed = cache(self.fed)
        self.has_supply = cache(self.has_supply)
        self.subsidised = cache(self.subsidised)
        self.canteen_days = cache(self.canteen_days)

    def policy(self, on):
        return _latest(self._policies, on)

    def standing(self, group, on):
        """The group's canteen and counts in force, or None before its first day."""
        return _latest(self._standings[group], on)

    def fed(self, canteen, on):
        """The groups that the canteen feeds on a day, supplied or not."""
        standings = ((group, self.standing(group, on)) for group in self.groups)
        return tuple(group for group, standing in standings if standing and standing.canteen == canteen)

    def has_supply(self, group, on):
        """Is the day a supply day of the group? The narrowest calendar entry wins."""
        standing = self.standing(group, on)
        if standing is None or standing.beneficiaries == 0:
            return False
        school, code = group
        for scope in ((school, code), (school, ""), ("", "")):
            if (on, *scope) in self._calendar:
                return self._calendar[(on, *scope)]
        return False

    def canteen_days(self, canteen):
        """Every supply day of the canteen that the calendar names, in order."""
        return tuple(
            on for on in self.calendar_days if any(self.has_supply(group, on) for group in self.fed(canteen, on))
        )

    def subsidised(self, group, on):
        """The meals that carry the subsidy for a group on a day: ``((meal, top-up in fen), ...)``."""
        school, code = group
        own, whole = self._standards[(school, code)], self._standards[(school, "")]
        meals = []
        for meal in sorted({LUNCH, *own, *whole}):
            row = _latest(own.get(meal, []), on) or _latest(whole.get(meal, []), on)
            if row.subsidised if row else meal == LUNCH:
                meals.append((meal, row.top_up_fen if row else 0))
        return tuple(meals)

    def must_eat(self, group, on, meal):
        """Has the group a supply day on which this meal carries the subsidy?"""
        return self.has_supply(group, on) and any(meal == m for m, _ in self.subsidised(group, on))

    def record(self, group, on, meal):
        return self._records.get((group, on, meal))

    def eaters(self, canteen, on, meal):
        """Heads at a pot; a group that must eat but has no record counts with all its enrolled pupils."""
        heads = 0
        for group in self.fed(canteen, on):
            record = self.record(group, on, meal)
            if record:
                heads += record.heads
            elif self.must_eat(group, on, meal):
                standing = self.standing(group, on)
                heads += standing.beneficiaries + standing.other_pupils
        return heads


@dataclass(frozen=True)
class _Standard:
    from_date: object
    subsidised: bool
    top_up_fen: int


def _latest(rows, on):
    """The last of the rows, sorted by from_date, that is in force on a day, or None."""
    return next((row for row in reversed(rows) if row.from_date <= on), None)


def _by_date(rows):
    return sorted(rows, key=lambda row: row.from_date)


def _policies(rows):
    read = [Policy(day(r["from_date"]), fen(r["subsidy_yuan"]), r["deciding"] or "spend") for r in rows]
    return _by_date(read) or [Policy(day("2021-09-01"), 500, "spend")]


def _standings(rows):
    read = defaultdict(list)
    for r in rows:
        counts = int(r["beneficiaries"]), int(r["other_pupils"])
        read[(r["school_code"], r["group_code"])].append(Standing(day(r["from_date"]), r["canteen_code"], *counts))
    return {group: _by_date(standings) for group, standings in read.items()}


def _standards(rows):
    read = defaultdict(lambda: defaultdict(list))
    for r in rows:
        row = _Standard(day(r["from_date"]), r["subsidised"] == "yes", fen(r["top_up_yuan"]) or 0)
        read[(r["school_code"], r["group_code"])][r["meal"]].append(row)
    for meals in read.values():
        for meal in meals:
            meals[meal] = _by_date(meals[meal])
    return read


def _records(rows):
    return {
        ((r["school_code"], r["group_code"]), day(r["date"]), r["meal"]): Record(
            int(r["beneficiaries_served"]), int(r["other_pupils_served"]), int(r["staff_served"])
        )
        for r in rows
    }
