"""Reading a whole journal, as a stream."""

from sqlalchemy import select

from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db
from mealwatch.storage import view

_entry = JournalEntry.__table__.c
_head = JournalHead.__table__.c


def whole_head(county_id):
    """The county's head row (seq, hash, posted), or None."""
    return db.session.execute(
        select(_head.seq, _head.hash, _head.posted).where(_head.county_id == county_id)
    ).one_or_none()


def chain(county_id):
    """Streams (seq, at, actor, action, subject, key, body, prev_hash, hash, alg) of every entry, in order."""
    columns = (
        _entry.seq,
        _entry.at,
        _entry.actor,
        _entry.action,
        _entry.subject,
        _entry.key,
        _entry.body,
        _entry.prev_hash,
        _entry.hash,
        _entry.alg,
    )
    return view.rows(select(*columns).where(_entry.county_id == county_id).order_by(_entry.seq))


def told(county_id, subjects):
    """Streams (seq, subject, key, body) of the entries on some subjects, in order."""
    statement = select(_entry.seq, _entry.subject, _entry.key, _entry.body)
    of_them = _entry.county_id == county_id, _entry.subject.in_(subjects)
    return view.rows(statement.where(*of_them).order_by(_entry.seq))


def is_told(county_id, subjects, key):
    """Whether any entry on these subjects has this key."""
    found = select(_entry.seq).where(_entry.county_id == county_id, _entry.subject.in_(subjects), _entry.key == key)
    return db.session.execute(found.limit(1)).first() is not None


def of_no_county(known_ids):
    """A county id of the journal or its heads that is none of these, or None."""
    for column in (_entry.county_id, _head.county_id):
        found = select(column).where(column.not_in(known_ids)).limit(1)
        if (row := db.session.execute(found).first()) is not None:
            return row[0]
    return None


def hashes():
    """A SELECT (county_id, seq, hash) of all entries, to join."""
    return select(_entry.county_id, _entry.seq, _entry.hash)
