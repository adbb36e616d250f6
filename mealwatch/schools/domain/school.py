"""Schools, canteens, pupil groups and what is dated about them, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

SCHOOL_TYPES = ("primary", "junior", "nine_year", "teaching_point")
SUPPLY_MODES = ("canteen", "contractor")
AGE_BANDS = ("6-8", "9-11", "12-14", "15-17")
MEALS = ("breakfast", "lunch", "dinner", "snack")
DAY_TYPES = ("supply", "closed")
#: Names in one column of aliases are parted by this.
ALIAS_MARK = ";"


@dataclass(frozen=True)
class School:
    id: int
    code: str
    name: str
    aliases: tuple[str, ...]
    town: str
    school_type: str
    supply_mode: str
    principal: str | None


@dataclass(frozen=True)
class Canteen:
    """A kitchen. ``school_id`` is the school at which it stands; it may feed others too."""

    id: int
    code: str
    school_id: int
    name: str


@dataclass(frozen=True)
class Group:
    """A pupil group. Its name, age band, canteen and counts are dated: see Enrolment."""

    id: int
    school_id: int
    code: str


class Enrolment(NamedTuple):
    """What holds for a pupil group from a date on."""

    group_id: int
    from_date: date
    name: str
    age_band: str
    canteen_id: int
    beneficiaries: int
    other_pupils: int


class StaffCount(NamedTuple):
    """How many of a school's own people may eat with the pupils, from a date on."""

    school_id: int
    from_date: date
    teaching: int
    other: int

    @property
    def heads(self):
        return self.teaching + self.other


class Standard(NamedTuple):
    """A row of the meal standards. Group 0: the whole school."""

    school_id: int
    group_id: int
    from_date: date
    meal: str
    subsidised: bool
    top_up_fen: int


class CalendarEntry(NamedTuple):
    """A row of the supply calendar. School 0: the whole county; group 0: the whole school."""

    on: date
    school_id: int
    group_id: int
    day_type: str
    note: str | None = None


@dataclass(frozen=True)
class ClosureRequest:
    """A school's request for a day without a meal; ``decision`` is None, ``approved`` or ``refused``."""

    id: int
    request_key: str
    school_id: int
    group_id: int
    dated_on: date
    reason: str
    requested_by: str
    requested_by_id: int | None
    requested_at: datetime
    decision: str | None
    decided_by: str | None
    decided_by_id: int | None
    decided_at: datetime | None
    decision_note: str | None


def aliases_of(text):
    """Other names out of their column."""
    return tuple(name for name in (part.strip() for part in text.split(ALIAS_MARK)) if name)
