"""The weekly spend computed a second time, straight from the contract.

It reads an exchange folder, posts the documents in their order of entry and
returns the rows of the result format. It shares no line with the application,
so that the two can be held against each other to the last digit.

    for row in oracle.weekly_spend(folder, weeks=["2026-W45"]):
        print(row.printed())
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.support.exchange_folder import days_of, tables, week_of
from tests.support.oracle_county import County
from tests.support.oracle_ledger import Ledger, Refused, events

__all__ = ["HEADING", "GroupWeek", "Oracle", "Refused", "result", "weekly_spend"]

HEADING = (
    "school_code,group_code,week,supply_days,complete_days,spend_yuan,spend_person_days_yuan,spend_enrolled_yuan,"
    "floor_yuan,gap_yuan,standard_yuan,standard_gap_yuan,outcome,complete,closed"
)


@dataclass(frozen=True)
class GroupWeek:
    """A pupil group's week; money is exact, in fen."""

    school: str
    group: str
    week: str
    supply_days: int
    complete_days: int
    spend: Fraction
    spend_person_days: Fraction
    spend_enrolled: Fraction
    floor: int
    gap: Fraction
    standard: int
    standard_gap: Fraction
    outcome: str
    closed: bool = False

    @property
    def complete(self):
        return self.complete_days == self.supply_days

    def printed(self):
        """The row as the result format prints it."""
        money = [self.spend, self.spend_person_days, self.spend_enrolled]
        money += [self.floor, self.gap, self.standard, self.standard_gap]
        cells = [self.school, self.group, self.week, self.supply_days, self.complete_days, *map(_yuan, money)]
        cells += [self.outcome, _yes(self.complete), _yes(self.closed)]
        return ",".join(map(str, cells))


@dataclass(frozen=True)
class _Meal:
    """A subsidised meal of a supply day, seen by one group."""

    on: object
    meal: str
    served: int  # beneficiaries, 0 without a record
    enrolled: int
    price: Fraction
    top_up: int
    verified: bool

    @property
    def counts(self):
        return self.served > 0

    @property
    def heads(self):
        return self.served if self.counts else self.enrolled


class Oracle:
    """A county after all its documents; ``pots`` and lots are those of ``ledger``."""

    def __init__(self, folder):
        self.tables = tables(folder)
        self.county = County(self.tables)
        self.ledger = Ledger(self.tables, self.county)
        self._frozen = {}
        for event, value in events(self.tables):
            {"document": self.ledger.post, "reversal": self.ledger.reverse, "closing": self._close}[event](value)

    def weeks(self):
        return sorted({week_of(on) for on in self.county.calendar_days})

    def weekly_spend(self, weeks=None):
        """The rows of some weeks (of all that the calendar names), sorted by week, school and group."""
        rows = []
        for week in weeks or self.weeks():
            for group in self.county.groups:
                frozen = (group[0], week) in self.ledger.closed
                row = self._frozen[group, week] if frozen else self.group_week(group, week)
                if row:
                    rows.append(row)
        return sorted(rows, key=lambda row: (row.week, row.school, row.group))

    def unit_price(self, canteen, on, meal):
        """Fen per head, exact; 0 where nobody ate."""
        eaters = self.county.eaters(canteen, on, meal)
        return Fraction(self.ledger.pots[canteen, on, meal], eaters) if eaters else Fraction(0)

    def group_week(self, group, week, closed=False):
        """A group's week as it stands now, or None when it has no supply day."""
        supply = [on for on in days_of(week) if self.county.has_supply(group, on)]
        if not supply:
            return None
        complete = [on for on in supply if self.is_complete(group, on)]
        meals = [meal for on in supply for meal in self._meals(group, on)]
        readings = _readings(meals)
        least = self._floor(supply)
        standard = least + sum(meal.top_up for meal in meals)
        deciding = self.county.policy(days_of(week)[0]).deciding
        decides = readings[deciding]
        if decides >= least:
            outcome = "met" if all(meal.verified for meal in meals if meal.counts) else "unverified"
        else:
            of_complete = _readings([meal for meal in meals if meal.on in complete])[deciding]
            reported = len(complete) == len(supply) or of_complete < self._floor(complete)
            outcome = "short" if reported else "unreported"
        gaps = max(Fraction(0), least - decides), max(Fraction(0), standard - decides)
        return GroupWeek(
            *group, week, len(supply), len(complete), readings["spend"], readings["person_days"],
            readings["enrolled"], least, gaps[0], standard, gaps[1], outcome, closed,
        )  # fmt: skip

    def is_complete(self, group, on):
        """Has every subsidised meal of the day its records, and a pot where the group ate?"""
        canteen = self.county.standing(group, on).canteen
        for meal, _ in self.county.subsidised(group, on):
            due = [g for g in self.county.fed(canteen, on) if g == group or self.county.must_eat(g, on, meal)]
            if any(self.county.record(g, on, meal) is None for g in due):
                return False
            if self.county.record(group, on, meal).beneficiaries and self.ledger.pots[canteen, on, meal] <= 0:
                return False
        return True

    def _meals(self, group, on):
        standing = self.county.standing(group, on)
        for meal, top_up in self.county.subsidised(group, on):
            record = self.county.record(group, on, meal)
            yield _Meal(
                on, meal, record.beneficiaries if record else 0, standing.beneficiaries,
                self.unit_price(standing.canteen, on, meal), top_up,
                not self.ledger.unverified[standing.canteen, on, meal],
            )  # fmt: skip

    def _floor(self, supply_days):
        return sum(self.county.policy(on).subsidy_fen for on in supply_days)

    def _close(self, row):
        school, week = row["school_code"], row["week"]
        for group in self.county.groups:
            if group[0] == school:
                self._frozen[group, week] = self.group_week(group, week, closed=True)
        self.ledger.closed.add((school, week))


def _readings(meals):
    """The three readings of the same meals, in exact fen."""
    counted = [meal for meal in meals if meal.counts]
    person_days = Fraction(0)
    for name in {meal.meal for meal in meals}:
        of_meal = [meal for meal in meals if meal.meal == name]
        eaten = sum(meal.price * meal.served for meal in of_meal)
        person_days += eaten / sum(meal.heads for meal in of_meal) * len(of_meal)
    return {
        "spend": sum((meal.price for meal in counted), Fraction(0)),
        "person_days": person_days,
        "enrolled": sum((meal.price * meal.served / meal.enrolled for meal in counted), Fraction(0)),
    }


def weekly_spend(folder, weeks=None):
    """The rows of the result format for a folder, each a GroupWeek."""
    return Oracle(folder).weekly_spend(weeks)


def result(folder, weeks=None):
    """The result as the command prints it, heading and line feeds included."""
    return "".join(f"{line}\n" for line in [HEADING, *(row.printed() for row in weekly_spend(folder, weeks))])


def _yuan(fen):
    """Yuan with four decimals, rounded half up from the exact value."""
    parts = floor(Fraction(fen) * 100 + Fraction(1, 2))
    return f"{'-' if parts < 0 else ''}{abs(parts) // 10000}.{abs(parts) % 10000:04}"


def _yes(fact):
    return "yes" if fact else "no"
