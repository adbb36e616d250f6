"""Writing rows of tables that have bytes in them, with the entries that tell of them."""

from sqlalchemy import insert

from mealwatch.audit import service as audit
from mealwatch.devices.queries.kept import KEPT
from mealwatch.extensions import db

_BY_TABLE = {one.table.name: one for one in KEPT}


def add(county_id, model, rows, key_of, *, by, now):
    """Insert new rows and tell the journal of each."""
    if not rows:
        return
    kept = _BY_TABLE[model.__tablename__]
    db.session.execute(insert(model), rows)
    for row in rows:
        audit.record(
            county_id, by=by, action="create", subject=kept.subject, key=key_of(row), body=kept.body(row), now=now
        )
