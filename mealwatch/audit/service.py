"""Writing to the journal, in the transaction of the change it tells of.

The county's head row is locked first, so all writes of a county stand in one
order; it also numbers the documents.
"""

from sqlalchemy import bindparam, select, update

from mealwatch.audit.chain import ALG, GENESIS, canonical, chained, plain
from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db
from mealwatch.kernel.errors import NotFound
from mealwatch.storage.bulk import insert_rows

#: Made once: putting a statement together costs more than running it.
_head = JournalHead.__table__
_HERE = _head.c.county_id == bindparam("here")
_LOCK = select(_head.c.seq, _head.c.hash, _head.c.posted).where(_HERE).with_for_update()
_TAKE = update(_head).where(_HERE).values(posted=_head.c.posted + bindparam("count")).returning(_head.c.posted)
_MOVE = (
    update(_head)
    .where(_HERE)
    .values(seq=bindparam("to_seq"), hash=bindparam("to_hash"), posted=_head.c.posted + bindparam("numbers"))
)
_COLUMNS = ("county_id", "seq", "at", "actor", "action", "subject", "key", "body", "prev_hash", "hash", "alg")


def open_journal(county_id):
    """Begin the journal of a new county."""
    db.session.add(JournalHead(county_id=county_id, seq=0, hash=GENESIS, posted=0))
    db.session.flush()


def lock(county_id):
    """Lock the county's head row until the end of the transaction and return it as it stands.

    Every write of a county begins with this. Raises NotFound.
    """
    head = db.session.execute(_LOCK, {"here": county_id}).one_or_none()
    if head is None:
        raise NotFound(what="county", key=county_id)
    return head


def next_posted(county_id, count=1):
    """Take the next ``count`` numbers of the county's order of entry; returns the first."""
    lock(county_id)
    last = db.session.scalar(_TAKE, {"here": county_id, "count": count})
    return last - count + 1


def record(county_id, *, by, action, subject, key, body, now, **order):
    """Add one entry: ``action`` on ``subject`` ``key``, with ``body`` (JSON values, no floats).

    ``order``: see record_all.
    """
    return record_all(county_id, [(by.name, action, subject, key, canonical(body), now)], **order)


def record_all(county_id, entries, *, head=None, numbers=0):
    """Add many entries at once: (actor name, action, subject, key, canonical body, instant) each.

    ``head`` is what ``lock`` gave, where nothing was written since; ``numbers`` so many numbers of the order of
    entry go with the entries (from ``head.posted + 1`` on). Returns the sequence number of the last entry.
    """
    head = head or lock(county_id)
    seq, last = head.seq, head.hash
    rows = []
    for actor, action, subject, key, body, at in entries:
        seq += 1
        written = plain(at)
        hashed = chained(last, county_id, seq, written, actor, action, subject, key, body)
        rows.append((county_id, seq, written, actor, action, subject, key, body, last, hashed, ALG))
        last = hashed
    if rows:
        insert_rows(JournalEntry.__tablename__, _COLUMNS, rows)
        db.session.execute(_MOVE, {"here": county_id, "to_seq": seq, "to_hash": last, "numbers": numbers})
    return seq
