"""The month: accounts are kept by it, while the floor is weekly. Written 2026-11."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, known by its first day."""

    first: date

    def __post_init__(self):
        if self.first.day != 1:
            raise ValueError(f"{self.first} is not the first of a month")

    @classmethod
    def of(cls, day):
        """The month in which ``day`` lies."""
        return cls(day.replace(day=1))

    @classmethod
    def parse(cls, text):
        """Read ``2026-11``. Raises ValueError."""
        match = _WRITTEN.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is no month such as 2026-11")
        return cls(date(int(match[1]), int(match[2]), 1))

    @property
    def last(self):
        return self.after.first - timedelta(days=1)

    @property
    def after(self):
        """The month after this one."""
        return Month.of(self.first + timedelta(days=31))

    @property
    def before(self):
        return Month.of(self.first - timedelta(days=1))

    def __contains__(self, day):
        return self.first <= day <= self.last

    def __str__(self):
        return f"{self.first.year}-{self.first.month:02d}"


def months_of(week):
    """The months that a week touches: one or two."""
    return tuple(sorted({Month.of(week.monday), Month.of(week.sunday)}))
