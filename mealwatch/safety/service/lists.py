"""A county's own lists of safety checks: each change is a new version, which counts from then on."""

from sqlalchemy import insert

from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.audit.rows import body_of
from mealwatch.extensions import db
from mealwatch.safety import errors, queries
from mealwatch.safety.domain.kinds.checks import LISTS, Item
from mealwatch.safety.models import CheckListVersion

MOST_ITEMS = 80


def put_list(county_id, kind, items, *, by, now):
    """Put a list in the place of the one that counts: ``items`` of (group, key, text). Returns the version.

    The same list again changes nothing. Raises KindUnknown, NothingFilled, ValueUnreadable.
    """
    journal.lock(county_id)
    if kind not in LISTS:
        raise errors.KindUnknown(value=kind)
    if not items or len(items) > MOST_ITEMS:
        raise errors.NothingFilled(field="items")
    numbered = tuple(Item(number, *item) for number, item in enumerate(items, start=1))
    now_counts = queries.check_list(county_id, kind)
    if now_counts.items == numbered:
        return now_counts.version
    row = {
        "county_id": county_id,
        "kind": kind,
        "version": now_counts.version + 1,
        "items": canonical([[item.number, item.group, item.key, item.text] for item in numbered]),
        "entered_at": now,
        "entered_by": by.name,
    }
    db.session.execute(insert(CheckListVersion), [row])
    key = f"{kind}@{row['version']}"
    journal.record(county_id, by=by, action="create", subject="check_list", key=key, body=body_of(row), now=now)
    return row["version"]
