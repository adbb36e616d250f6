"""Changes to the record of meals. A correction is the next version; the old one stays."""

from dataclasses import dataclass

from mealwatch.audit import service as journal
from mealwatch.audit.batch import Batch
from mealwatch.counties import queries as counties
from mealwatch.drafts import service as drafts
from mealwatch.kernel.week import Week
from mealwatch.meals import errors, queries
from mealwatch.meals.classes.service import note_copy, put_classes, read_token, renew_link, revoke_link, tell
from mealwatch.meals.domain import record as written
from mealwatch.meals.domain.served import check
from mealwatch.meals.models import MealRecord
from mealwatch.schools import queries as schools

#: What belongs to classes and copies stands in classes/service.py.
__all__ = [
    "Recorded",
    "add_rows",
    "batch_of",
    "note_copy",
    "put_classes",
    "read_token",
    "record",
    "refuse_closed",
    "renew_link",
    "revoke_link",
    "tell",
]


@dataclass(frozen=True)
class Recorded:
    """The version that counts now; ``new`` is False when the same had been recorded."""

    version: int
    new: bool


def record(county_id, served, *, by, now, reason=None):
    """Record who ate, or correct it with a reason. The same counts again change nothing.

    Raises what ``check`` raises, WeekClosed, and RecordDiffers for other counts without a reason.
    """
    journal.lock(county_id)
    group = schools.group_by_id(county_id, served.group_id)
    enrolment = schools.enrolment_on(county_id, served.group_id, served.dated_on)
    check(served, enrolment.beneficiaries if enrolment else None, now.date())
    known = queries.current(county_id, served.group_id, served.dated_on, served.meal)
    if known and (known.beneficiaries, known.other_pupils, known.staff) == served.counts:
        return Recorded(known.version, new=False)
    refuse_closed(county_id, group.school_id, served.dated_on)
    if known and not (reason and reason.strip()):
        raise errors.RecordDiffers(field="reason", on=served.dated_on)
    row = {
        "dated_on": served.dated_on,
        "group_id": served.group_id,
        "meal": served.meal,
        "version": known.version + 1 if known else 1,
        "school_id": group.school_id,
        "beneficiaries": served.beneficiaries,
        "other_pupils": served.other_pupils,
        "staff": served.staff,
        "reason": reason.strip() if known and reason else None,
        "entered_at": now,
        "entered_by": by.name,
        "imported": False,
    }
    key = written.key(schools.school_by_id(county_id, group.school_id).code, group.code, served.dated_on, served.meal)
    add_rows(county_id, [(row, key)], by=by, now=now)
    return Recorded(row["version"], new=True)


def add_rows(county_id, rows_and_keys, *, by, now):
    """Add checked rows with their journal keys, many at once: [(row, key), ...]."""
    batch_of(county_id, rows_and_keys, by=by, now=now).write(county_id)


def batch_of(county_id, rows_and_keys, *, by, now):
    """The Batch that ``add_rows`` writes; the import makes it ready before the county is locked."""
    batch = Batch()
    batch.add(MealRecord.__table__, [{"county_id": county_id, **row} for row, _ in rows_and_keys])
    for row, key in rows_and_keys:
        action = "correct" if row["version"] > 1 else "create"
        batch.tell(by, action, "meal_record", key, written.body(row), now)
        place = "meal_record", row["group_id"], written.number(row["dated_on"], row["meal"]), row["version"]
        drafts.note_typed(batch, county_id, *place, key=key, by=by, now=now)
    return batch


def refuse_closed(county_id, school_id, dated_on):
    """Raise WeekClosed where the school's week is closed."""
    week = Week.of(dated_on)
    locks = counties.locks_of(county_id, first=week.monday, last=week.monday)
    if locks and locks.closed_for({school_id}, week.monday):
        raise errors.WeekClosed(field="dated_on", on=dated_on, week=week)
