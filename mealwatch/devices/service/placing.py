"""Where a record stands: in its tablet's chain, with its school, among those that wait."""

from sqlalchemy import select, update

from mealwatch.audit import service as audit
from mealwatch.audit.rows import body_of
from mealwatch.devices import models
from mealwatch.devices.domain.reasons import as_text, reason, waits
from mealwatch.devices.queries import chain, files
from mealwatch.devices.service.rows import add
from mealwatch.extensions import db

_state = models.DepositState.__table__


def chain_reasons(county_id, read, hashed):
    """What a record's coming shows of its tablet's chain: another with its number, or one beside it that it does not
    join. The earlier one may come later; then it is its coming that shows it.
    """
    if read.device_seq is None:
        return []
    beside = chain.beside(county_id, read.device_id, read.device_seq)
    if any(seq == read.device_seq for seq, *_ in beside):
        return [reason("seq_fork", read.device_seq)]
    for seq, other_hash, other_before, _id in beside:
        is_before = seq < read.device_seq
        if (read.prev_hash != other_hash) if is_before else (other_before != hashed):
            return [reason("chain_broken", seq)]
    return []


def place(county_id, read, school, reasons, *, is_own, by, now):
    """Write down what a new record names and where it stands."""
    named = [
        {
            "county_id": county_id,
            "deposit_id": read.id,
            "n": n,
            "sha256": one.sha256,
            "size": one.size,
            "mime": one.mime,
            "role": one.role,
        }
        for n, one in enumerate(read.attachments, start=1)
    ]
    add(county_id, models.DepositAttachment, named, lambda row: f"{row['deposit_id']}/{row['n']}", by=by, now=now)
    school_id = school.id if school else 0
    wanted = {one.sha256 for one in read.attachments}
    is_whole = wanted <= files.here(county_id, school_id, wanted)
    row = {
        "county_id": county_id,
        "deposit_id": read.id,
        "device_id": read.device_id,
        "device_seq": read.device_seq if is_own else None,
        "school_id": school_id,
        "waiting": waits(reasons),
        "reasons": as_text(reasons),
        "complete_at": now if is_whole else None,
        "released_at": None,
        "released_by": None,
        "release_reason": None,
    }
    add(county_id, models.DepositState, [row], lambda row: row["deposit_id"], by=by, now=now)


def put_aside(county_id, deposit_id, reasons, *, by, now):
    """Have a record wait for an officer."""
    change(county_id, deposit_id, {"waiting": True, "reasons": as_text(reasons)}, by=by, now=now)


def prove(county_id, read, device, sender, *, by, now):
    """A record that came before without its tablet's key or seal comes with it: now its number counts."""
    is_own = device.id == read.device_id if device else sender.sealed
    if not is_own or read.device_seq is None:
        return
    seq = select(_state.c.device_seq).where(_state.c.county_id == county_id, _state.c.deposit_id == read.id)
    if db.session.scalar(seq) is None:
        change(county_id, read.id, {"device_seq": read.device_seq}, by=by, now=now)


def complete(county_id, deposit_id, *, by, now):
    """All of a record's photos are here."""
    change(county_id, deposit_id, {"complete_at": now}, by=by, now=now)


def change(county_id, deposit_id, values, *, by, now, action="update"):
    """Change where a record stands, and tell of it."""
    here = _state.c.county_id == county_id, _state.c.deposit_id == deposit_id
    db.session.execute(update(_state).where(*here).values(**values))
    row = dict(db.session.execute(select(_state).where(*here)).mappings().one())
    audit.record(county_id, by=by, action=action, subject="deposit_state", key=deposit_id, body=body_of(row), now=now)
