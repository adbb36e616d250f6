"""Writing to the journal, in the transaction of the change it tells of.

The county's head row is locked first, so all writes of a county stand in one
order; it also numbers the documents.
"""

from sqlalchemy import select, update

from mealwatch.audit.chain import ALG, GENESIS, canonical, chained, plain
from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db
from mealwatch.kernel.errors import NotFound
from mealwatch.storage.bulk import insert_rows

_COLUMNS = ("county_id", "seq", "at", "actor", "action", "subject", "key", "body", "prev_hash", "hash", "alg")


def open_journal(county_id):
    """Begin the journal of a new county."""
    db.session.add(JournalHead(county_id=county_id, seq=0, hash=GENESIS, posted=0))
    db.session.flush()


def lock(county_id):
    """Lock the county's head row until the end of the transaction and return it as it stands.

    Every write of a county begins with this. Raises NotFound.
    """
    head = db.session.execute(
        select(JournalHead.seq, JournalHead.hash, JournalHead.posted)
        .where(JournalHead.county_id == county_id)
        .with_for_update()
    ).one_or_none()
    if head is None:
        raise NotFound(what="county", key=county_id)
    return head


def next_posted(county_id, count=1):
    """Take the next ``count`` numbers of the county's order of entry; returns the first."""
    lock(county_id)
    last = db.session.scalar(
        update(JournalHead)
        .where(JournalHead.county_id == county_id)
        .values(posted=JournalHead.posted + count)
        .returning(JournalHead.posted)
    )
    return last - count + 1


def record(county_id, *, by, action, subject, key, body, now):
    """Add one entry: ``action`` on ``subject`` ``key``, with ``body`` (JSON values, no floats)."""
    return record_all(county_id, [(by.name, action, subject, key, canonical(body), now)])


def record_all(county_id, entries):
    """Add many entries at once: (actor name, action, subject, key, canonical body, instant) each.

    Returns the sequence number of the last.
    """
    head = lock(county_id)
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
        db.session.execute(update(JournalHead).where(JournalHead.county_id == county_id).values(seq=seq, hash=last))
    return seq
