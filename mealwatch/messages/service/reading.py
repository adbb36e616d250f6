"""How far somebody has read."""

from mealwatch.extensions import db
from mealwatch.messages.models import MessageRead


def mark_read(county_id, account_id, through, *, now):
    """Everything up to a message is read; going back is no way."""
    row = db.session.get(MessageRead, (county_id, account_id))
    if row is None:
        db.session.add(MessageRead(county_id=county_id, account_id=account_id, through=through, read_at=now))
    elif through > row.through:
        row.through, row.read_at = through, now
    db.session.flush()
