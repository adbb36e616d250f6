"""What officers decide about records and tablets. Nothing is chosen silently and nothing is thrown away.

The session is left flushed, not committed.
"""

from sqlalchemy import select

from mealwatch.audit import service as audit
from mealwatch.devices import errors, models, queries
from mealwatch.devices.domain import envelope
from mealwatch.devices.domain.reasons import reason as reason_of
from mealwatch.devices.service import intake
from mealwatch.devices.service.authors import author_of
from mealwatch.devices.service.keeping import complete_if_whole
from mealwatch.devices.service.placing import change
from mealwatch.devices.service.rows import add
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id

#: What may be looked at with words, besides gaps.
ABOUT = ("incomplete", "conflict", "waiting", "chain")


def release(county_id, deposit_id, *, reason, by, now):
    """Have a record that waits count: it is looked at again, and its rows are made as its author's.

    Raises NotWaiting, StillUnfit, and what making the rows raises.
    """
    audit.lock(county_id)
    checks.refuse(checks.text("reason", reason))
    one = queries.deposit(county_id, deposit_id)
    if not one.waiting:
        raise errors.NotWaiting
    found = queries.envelope_of(county_id, deposit_id)
    school = schools.find_school(county_id, one.school_code)
    for fault in _still_wrong(county_id, found, school):
        raise errors.StillUnfit(what=fault.text)
    author = author_of(county_id, one.author, school, one.device_id, now=now)
    stands = {"waiting": False, "device_seq": one.device_seq, "school_id": school.id}
    stands |= {"released_at": now, "released_by": by.name, "release_reason": reason.strip()}
    change(county_id, deposit_id, stands, by=by, now=now, action="release")
    if one.school_id != school.id:
        _hand_over(county_id, deposit_id, school.id, by=by, now=now)
    intake.done(county_id, found, by=author.actor, now=now)
    db.session.flush()


def look(county_id, about, deposit_id, *, words, by, now):
    """Write down what an officer found about a matter of a record; its alert ends. Raises NoDeposit."""
    audit.lock(county_id)
    checks.refuse(checks.text("words", words, most=500))
    checks.refuse(checks.one_of("about", about, ABOUT))
    one = queries.deposit(county_id, deposit_id)
    # Of other bodies under one number: how many were there to be looked at. Another one is another matter.
    seen = len(queries.conflicts_of(county_id, deposit_id)) if about == "conflict" else None
    matter = {"about": about, "deposit_id": deposit_id, "first_seq": None, "last_seq": seen}
    _write(county_id, one.device_id, matter, words, by=by, now=now)


def explain_gap(county_id, device_id, first, last, *, words, by, now):
    """Declare numbers of a tablet explained: it was lost, or broken. Later ones then may be let go on the tablet.

    Raises NoDevice, NoGap where not all of these are missing.
    """
    audit.lock(county_id)
    checks.refuse(checks.text("words", words, most=500))
    queries.device(county_id, device_id)
    if not any(one.first <= first <= last <= one.last for one in queries.gaps(county_id, device_id)):
        raise errors.NoGap(first=first, last=last)
    matter = {"about": "gap", "deposit_id": None, "first_seq": first, "last_seq": last}
    _write(county_id, device_id, matter, words, by=by, now=now)


def _still_wrong(county_id, found, school):
    faults = list(envelope.faults(found))
    if faults:
        return faults
    if school is None:
        return [reason_of("school_unknown", found["school"])]
    return intake.check(county_id, found)


def _hand_over(county_id, deposit_id, school_id, *, by, now):
    """The photos of a record of no known school become those of its school."""
    table = models.EvidenceFile.__table__
    wanted = {one.sha256 for one in queries.evidence(county_id, deposit_id) if not one.present}
    mine = table.c.county_id == county_id, table.c.school_id == 0, table.c.sha256.in_(wanted)
    rows = [dict(row) | {"school_id": school_id} for row in db.session.execute(select(table).where(*mine)).mappings()]
    add(county_id, models.EvidenceFile, rows, lambda row: f"{school_id}/{row['sha256'][:16]}", by=by, now=now)
    if queries.deposit(county_id, deposit_id).complete_at is None:
        complete_if_whole(county_id, [deposit_id], by=by, now=now)


def _write(county_id, device_id, matter, words, *, by, now):
    row = matter | {
        "county_id": county_id,
        "id": next_id(models.DeviceLook, county_id),
        "device_id": device_id,
        "words": words.strip(),
        "entered_at": now,
        "entered_by": by.name,
        "entered_by_id": by.account_id,
    }
    add(county_id, models.DeviceLook, [row], lambda row: f"{device_id}/{row['id']}", by=by, now=now)
    db.session.flush()
