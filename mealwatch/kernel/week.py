"""The week: ISO, Monday to Sunday, written 2026-W45 in files and addresses."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Week:
    """A week, known by its Monday."""

    monday: date

    def __post_init__(self):
        if self.monday.weekday():
            raise ValueError(f"{self.monday} is no Monday")

    @classmethod
    def of(cls, day):
        """The week in which ``day`` lies."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text):
        """Read ``2026-W45``. Raises ValueError."""
        match = _WRITTEN.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is no week such as 2026-W45")
        return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))

    @property
    def sunday(self):
        return self.monday + timedelta(days=6)

    @property
    def days(self):
        """Its seven dates, Monday first."""
        return tuple(self.monday + timedelta(days=k) for k in range(7))

    def shifted(self, weeks):
        """The week so many weeks later (or earlier)."""
        return Week(self.monday + timedelta(weeks=weeks))

    @staticmethod
    def span(first, last):
        """All weeks from ``first`` to ``last``, both included."""
        count = (last.monday - first.monday).days // 7
        return tuple(first.shifted(k) for k in range(count + 1))

    def __contains__(self, day):
        return self.monday <= day <= self.sunday

    def __str__(self):
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02d}"
