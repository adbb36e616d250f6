"""The school year of the drill: two terms, holidays, make-up days, and days of one school."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from mealwatch.demo.chance import chance
from mealwatch.kernel.week import Week

_DAYS = Path(__file__).with_name("tables") / "days.csv"
_NOTES = ("运动会放假", "暴雨停课", "停水停课", "考点借用")


@dataclass(frozen=True)
class Term:
    name: str
    first: date
    last: date


TERMS = (
    Term("2025—2026学年上学期", date(2025, 9, 1), date(2026, 1, 23)),
    Term("2025—2026学年下学期", date(2026, 3, 2), date(2026, 7, 3)),
)


@cache
def county_days():
    """``{date: (day type, note)}`` of every day that the county's calendar names."""
    named = {}
    for term in TERMS:
        for k in range((term.last - term.first).days + 1):
            on = term.first + timedelta(days=k)
            if on.isoweekday() <= 5:
                named[on] = ("supply", "")
    with _DAYS.open(encoding="utf-8", newline="") as text:
        named |= {date.fromisoformat(row["date"]): (row["day_type"], row["note"]) for row in csv.DictReader(text)}
    return named


@cache
def teaching_weeks():
    """The weeks in which anybody is fed, in order; week and term go together: ``((Week, Term), ...)``."""
    weeks = sorted({Week.of(on) for on, (kind, _) in county_days().items() if kind == "supply"})
    return tuple((week, next(term for term in TERMS if week.monday <= term.last)) for week in weeks)


class Calendar:
    """Which day feeds whom: the county's days, and one or two days of a school on which it stays at home."""

    def __init__(self, seed, schools, weeks):
        self.weeks = weeks
        first, last = weeks[0].monday, weeks[-1].sunday
        self._county = {on: entry for on, entry in county_days().items() if first <= on <= last}
        self._supply = sorted(on for on, (kind, _) in self._county.items() if kind == "supply")
        self._closed = dict(self._days_off(seed, schools))

    def _days_off(self, seed, schools):
        for school in schools:
            luck = chance(seed, "days off", school.code)
            for _ in range(luck.randint(0, 2)):
                yield (school.code, luck.choice(self._supply)), luck.choice(_NOTES)

    def rows(self):
        """The rows of calendar.csv."""
        for on, (kind, note) in sorted(self._county.items()):
            yield {"date": on.isoformat(), "day_type": kind, "note": note}
        for (school, on), note in sorted(self._closed.items()):
            yield {"date": on.isoformat(), "day_type": "closed", "school_code": school, "note": note}

    def is_fed(self, school, on):
        return on in self._county and self._county[on][0] == "supply" and (school, on) not in self._closed

    def days(self, codes, week):
        """The days of a week on which any of these schools is fed."""
        return [on for on in week.days if any(self.is_fed(code, on) for code in codes)]
