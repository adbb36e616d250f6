"""Reading the journal."""

from datetime import timedelta

from sqlalchemy import select

from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db

_entry = JournalEntry.__table__.c
_head = JournalHead.__table__.c
#: Requests at one time may enter their changes in another order than they began.
LEEWAY = timedelta(minutes=5)


def head_of(county_id):
    """Where the county's chain ends and how far its order of entry has come: (seq, posted)."""
    return db.session.execute(select(_head.seq, _head.posted).where(_head.county_id == county_id)).one()


def entries_since(county_id, seq):
    """Rows (subject, key) of the entries after ``seq``, in order."""
    return db.session.execute(
        select(_entry.subject, _entry.key).where(_entry.county_id == county_id, _entry.seq > seq).order_by(_entry.seq)
    ).all()


def entry_about(county_id, subject, key, *, recorded_at):
    """The first entry on ``subject`` ``key`` from about that instant (seq, at, actor, action, hash), or None.

    Entries stand in order of time, so the place to begin at is found in a few steps.
    """
    first = _place_of(county_id, recorded_at - LEEWAY, head_of(county_id).seq)
    return db.session.execute(
        select(_entry.seq, _entry.at, _entry.actor, _entry.action, _entry.hash)
        .where(_entry.county_id == county_id, _entry.seq >= first, _entry.subject == subject, _entry.key == key)
        .order_by(_entry.seq)
        .limit(1)
    ).one_or_none()


def _place_of(county_id, instant, last):
    """The first entry that is not older than the instant, give or take entries made at once."""
    low, high = 1, last
    while low < high:
        middle = (low + high) // 2
        at = db.session.scalar(select(_entry.at).where(_entry.county_id == county_id, _entry.seq == middle))
        if at is None or at >= instant:
            high = middle
        else:
            low = middle + 1
    return low
