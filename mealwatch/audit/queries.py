"""Reading the journal."""

from sqlalchemy import select

from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db

_entry = JournalEntry.__table__.c
_head = JournalHead.__table__.c


def head_of(county_id):
    """Where the county's chain ends and how far its order of entry has come: (seq, posted)."""
    return db.session.execute(select(_head.seq, _head.posted).where(_head.county_id == county_id)).one()


def entries_since(county_id, seq):
    """Rows (subject, key) of the entries after ``seq``, in order."""
    return db.session.execute(
        select(_entry.subject, _entry.key).where(_entry.county_id == county_id, _entry.seq > seq).order_by(_entry.seq)
    ).all()
