"""Entering, correcting and withdrawing daily records. A correction is the next version; the old one stays.

The same again under the same number changes nothing, so a form that is sent
twice is one record. The journal holds every row, of its private part a digest
that nobody can guess from: a random salt is written with it.
"""

import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

from mealwatch.audit import service as journal
from mealwatch.audit.batch import Batch
from mealwatch.audit.chain import canonical
from mealwatch.drafts import service as drafts
from mealwatch.safety import errors, queries
from mealwatch.safety.domain.due import finding_place
from mealwatch.safety.domain.kind import MEALS, Facts
from mealwatch.safety.domain.kinds import checks
from mealwatch.safety.domain.record import body
from mealwatch.safety.models import DailyRecord
from mealwatch.schools import queries as schools

#: What is older is no longer filled in.
MOST_DAYS_LATE = 31
_NUMBER = re.compile(r"[0-9A-Za-z_.-]{1,100}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """What one record is to say. ``values``: by field; of a safety check also groups and found."""

    number: str
    dated_on: date
    values: dict
    meal: str = ""
    school_id: int | None = None


@dataclass(frozen=True)
class Entered:
    """How many records are new, and how many were there already as they are."""

    new: int = 0
    unchanged: int = 0
    second: str = ""
    numbers: tuple = field(default=())


def enter(county_id, canteen, kind, entries, *, by, now, second=None):
    """Enter records of one kind of a canteen. Returns Entered.

    ``second(subject, key, content)`` gets the second person's signature (signing's Second), once, if anything is new.
    Raises what the kind refuses, with ``rows.N.`` before the field where there are rows, and RecordDiffers,
    DayTooOld, InTheFuture, NumberInvalid, MealMissing, SchoolMissing.
    """
    journal.lock(county_id)
    facts = _Facts(county_id, canteen, kind, now)
    known = queries.current(county_id, canteen.id, kind.code, [entry.number for entry in entries])
    fresh = []
    for place, entry in enumerate(entries):
        with _at_row(kind, place):
            _check_place(county_id, canteen, kind, entry, now)
            values = facts.checked(kind, entry)
        was = known.get(entry.number)
        if was is None:
            fresh.append((entry, values))
            continue
        with _at_row(kind, place):
            _refuse_other(county_id, canteen, kind, was, entry, values)
    if not fresh:
        return Entered(unchanged=len(entries))
    signed = second and second(*_signed(kind, fresh, 1))
    put_rows(
        county_id,
        canteen.code,
        [_row(canteen, kind, entry, values, 1, signed, by=by, now=now) for entry, values in fresh],
        by=by,
        now=now,
    )
    numbers = tuple(entry.number for entry, _ in fresh)
    return Entered(len(fresh), len(entries) - len(fresh), signed.name if signed else "", numbers)


def correct(county_id, canteen, kind, number, values, *, reason, by, now, second=None):
    """Correct a record with a reason. Private fields that are not given stay as they are. Returns the version.

    Raises NoRecord, Withdrawn, ReasonMissing and what the kind refuses.
    """
    journal.lock(county_id)
    was = _there(county_id, canteen, kind, number, reason)
    before = queries.private_of(county_id, canteen.id, kind.code, number) if kind.private else None
    known = before.fields if before else {}
    given = {name: value for name, value in values.items() if name not in kind.private or value not in (None, "", [])}
    entry = Entry(number, was.dated_on, known | given, was.meal, was.school_id)
    checked = _Facts(county_id, canteen, kind, now).checked(kind, entry)
    public, private = _parted(kind, checked)
    if public == was.fields and private in ({}, known):
        return was.version
    signed = second and second(*_signed(kind, [(entry, checked)], was.version + 1))
    keeps = {name: value for name, value in checked.items() if name not in kind.private or private != known}
    row = _row(canteen, kind, entry, keeps, was.version + 1, signed, by=by, now=now)
    put_rows(county_id, canteen.code, [row | {"reason": reason.strip()}], by=by, now=now)
    return was.version + 1


def withdraw(county_id, canteen, kind, number, *, reason, by, now):
    """Say that a record should never have been; it stays to be seen. Returns the version."""
    journal.lock(county_id)
    was = _there(county_id, canteen, kind, number, reason)
    entry = Entry(number, was.dated_on, was.fields, was.meal, was.school_id)
    row = _row(canteen, kind, entry, was.fields, was.version + 1, None, by=by, now=now)
    put_rows(county_id, canteen.code, [row | {"reason": reason.strip(), "withdrawn": True}], by=by, now=now)
    return was.version + 1


def put_rows(county_id, canteen_code, rows, *, by, now):
    """Write checked rows with their entries in the journal, many at once."""
    batch = Batch()
    batch.add(DailyRecord.__table__, [{"county_id": county_id, **row} for row in rows])
    for row in rows:
        key = f"{canteen_code}/{row['kind']}/{row['number']}@{row['version']}"
        batch.tell(by, "create", "daily_record", key, body({"county_id": county_id, **row}), now)
        place = row["kind"], row["canteen_id"], row["number"], row["version"]
        drafts.note_typed(batch, county_id, *place, key=key, by=by, now=now)
    batch.write(county_id)


class _Facts:
    """What the rules of a kind ask about, looked up once."""

    def __init__(self, county_id, canteen, kind, now):
        self.county_id, self.canteen, self.now = county_id, canteen, now
        machines = queries.equipment_of(county_id, canteen.id, every=True) if kind.of == "equipment" else ()
        self.equipment = {one.id: one for one in machines}

    def checked(self, kind, entry):
        """The content of an entry as it is kept. Raises what the kind refuses."""
        sample = None
        if kind.of == "equipment" and entry.values.get("equipment") not in self.equipment:
            raise errors.EquipmentUnknown(field="equipment")
        if kind.of == "sample":
            sample = queries.current(self.county_id, self.canteen.id, "sample", [entry.number]).get(entry.number)
            if sample is None or sample.withdrawn:
                raise errors.SampleUnknown(field=kind.happened)
        if kind.of == "problem":
            self._check_finding(entry.number)
        facts = Facts(self.now, entry.dated_on, self.equipment, sample)
        if kind.of != "items":
            return kind.checked(entry.values, facts)
        used = queries.check_list(self.county_id, kind.code, entry.values.get("list_version"))
        gone_through = checks.checked_items(used, entry.values["groups"], entry.values["found"], entry.dated_on)
        return kind.checked(entry.values, facts) | gone_through

    def _check_finding(self, number):
        place = finding_place(number)
        if place:
            kind, check, item = place
            known = queries.current(self.county_id, self.canteen.id, kind, [check]).get(check)
            found = [] if known is None or known.withdrawn else checks.open_findings(known.fields)
            if any(one["item"] == item for one in found):
                return
        raise errors.ProblemUnknown(field="mended_at")


class _at_row:
    """Problems raised within name the row of the form they belong to."""

    def __init__(self, kind, place):
        self.before = f"rows.{place}." if kind.has_rows else ""
        self.of_row = {one.name for one in kind.of_row} | {"equipment", "dish"}

    def __enter__(self):
        return self

    def __exit__(self, _type, problem, _trace):
        field_of = getattr(problem, "field", None)
        if problem is not None and field_of and self.before and field_of in self.of_row:
            problem.field = self.before + field_of
        return False


def _check_place(county_id, canteen, kind, entry, now):
    if not _NUMBER.fullmatch(entry.number):
        raise errors.NumberInvalid(value=entry.number[:40])
    if entry.dated_on > now.date():
        raise errors.InTheFuture(value=entry.dated_on, now=now.date())
    if entry.dated_on < now.date() - timedelta(days=MOST_DAYS_LATE):
        raise errors.DayTooOld(value=entry.dated_on, days=MOST_DAYS_LATE)
    if kind.every == "meal" and entry.meal not in MEALS:
        raise errors.MealMissing(field="meal")
    if kind.by_school and entry.school_id not in {
        canteen.school_id,
        *schools.schools_fed_by(county_id, canteen.id, entry.dated_on),
    }:
        raise errors.SchoolMissing(field="school")


def _refuse_other(county_id, canteen, kind, was, entry, values):
    public, private = _parted(kind, values)
    if was.withdrawn:
        raise errors.Withdrawn
    same = public == was.fields and (was.dated_on, was.meal, was.school_id) == (
        entry.dated_on,
        entry.meal,
        entry.school_id,
    )
    if same and private:
        known = queries.private_of(county_id, canteen.id, kind.code, entry.number)
        same = known is not None and known.fields == private
    if not same:
        raise errors.RecordDiffers(by=was.entered_by)


def _there(county_id, canteen, kind, number, reason):
    was = queries.current(county_id, canteen.id, kind.code, [number]).get(number)
    if was is None:
        raise errors.NoRecord
    if was.withdrawn:
        raise errors.Withdrawn
    if not (reason and reason.strip()):
        raise errors.ReasonMissing(field="reason")
    return was


def _signed(kind, entries, version):
    """What the second person puts a name under: subject, key and content."""
    content = [
        [kind.code, entry.number, version, entry.dated_on.isoformat(), entry.meal, _parted(kind, values)[0]]
        for entry, values in entries
    ]
    return "daily_record", f"{kind.code}/{entries[0][0].number}@{version}", content


def _parted(kind, values):
    """The content that everybody sees who sees the record, and the private part."""
    public = {name: value for name, value in values.items() if name not in kind.private}
    return public, {name: value for name, value in values.items() if name in kind.private}


def _row(canteen, kind, entry, values, version, signed, *, by, now):
    public, private = _parted(kind, values)
    sealed = json.dumps({"salt": secrets.token_hex(16), "fields": private}, ensure_ascii=False) if private else None
    return {
        "canteen_id": canteen.id,
        "kind": kind.code,
        "number": entry.number,
        "version": version,
        "dated_on": entry.dated_on,
        "meal": entry.meal,
        "school_id": entry.school_id,
        "content": canonical(public),
        "private": sealed,
        "second_name": signed.name if signed else None,
        "second_how": signed.how if signed else None,
        "signature_id": signed.signature_id if signed else None,
        "reason": None,
        "withdrawn": False,
        "entered_at": now,
        "entered_by": by.name,
        "entered_by_id": by.account_id,
    }
