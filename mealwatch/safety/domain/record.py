"""A daily record as a value, what the journal holds of it, and whether it was entered late."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from mealwatch.audit.chain import digest, plain
from mealwatch.safety.domain.fields import at, moment
from mealwatch.safety.domain.kind import LATE_MINUTES


@dataclass(frozen=True)
class Record:
    """One version of a record; ``first_entered_at`` and ``first_entered_by`` are those of its first version."""

    kind: str
    number: str
    version: int
    canteen_id: int
    school_id: int | None
    dated_on: date
    meal: str
    fields: dict
    second: str | None
    second_how: str | None
    signature_id: int | None
    entered_by: str
    entered_by_id: int | None
    entered_at: datetime
    reason: str | None = None
    withdrawn: bool = False
    has_private: bool = False
    first_entered_at: datetime | None = None
    first_entered_by: str = ""
    #: When this version and the first one were typed, where they waited on a device (drafts' Typed).
    typed: Any = None
    first_typed: Any = None
    #: What is worked out from other records: a lamp's running minutes.
    worked_out: dict = field(default_factory=dict)


def happened_at(kind, record):
    """When what is recorded happened, as it claims; without a time the end of its day."""
    claimed = record.fields.get(kind.happened) if kind.happened else None
    if claimed and "T" in claimed:
        return moment(claimed)
    if claimed:
        return at(record.dated_on, claimed)
    return at(record.dated_on, "23:59")


def late_by(kind, record):
    """How long after the event its first version was entered, if that was late; else None."""
    entered = record.first_entered_at or record.entered_at
    last_day = last_day_of(kind, record.dated_on)
    if kind.happened and kind.happened in record.fields:
        claimed = happened_at(kind, record)
        return entered - claimed if entered - claimed > timedelta(minutes=LATE_MINUTES) else None
    ended = at(last_day, "23:59")
    return entered - ended if entered > ended else None


def last_day_of(kind, on):
    """The last day on which a record of that day, week or month is still in time."""
    if kind.every == "week":
        return on - timedelta(days=on.weekday()) + timedelta(days=6)
    if kind.every == "month":
        return (on.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return on


def body(row):
    """What the journal holds of a row: every column, of the private part a digest."""
    return {
        **{name: plain(value) for name, value in row.items()},
        "private": None if row["private"] is None else digest(row["private"]),
    }


def dish_mark(dish):
    """A short mark of a dish's name, for the identity of its sample."""
    return hashlib.sha256(dish.strip().encode()).hexdigest()[:12]


def read(text):
    """Content as it was kept."""
    return json.loads(text)
