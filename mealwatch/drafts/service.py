"""Saving what is being filled in, and letting it go: drafts are no record, and nothing of them is journalled.

What a device says of when a form was typed that waited on it is a record, beside what the form became.
"""

import json

from sqlalchemy import delete, select, update

from mealwatch.accounts.service.rows import insert_or_leave
from mealwatch.audit.rows import body_of
from mealwatch.drafts import errors, models
from mealwatch.drafts.domain.draft import KEPT_FOR, LARGEST, SHARED, Draft, owner_of
from mealwatch.drafts.domain.typed import typed_at
from mealwatch.drafts.queries import where
from mealwatch.extensions import db
from mealwatch.schools import queries as schools

_table = models.Draft.__table__
_typed = models.TypedTime.__table__


def save(county_id, canteen_id, place, fields, *, seen, device, by, now):
    """Save a form's fields (a dict) over the revision that the browser has ``seen`` (0: none).

    Returns ``(draft, saved)``: what stands there now, and whether that is what was handed in. It is not where
    somebody else saved other fields meanwhile; then nothing is changed. Raises TooLarge.
    """
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if len(text) > LARGEST:
        raise errors.TooLarge(field="fields")
    _forget_old(county_id, now)
    key = {
        "county_id": county_id,
        "canteen_id": canteen_id,
        "place": place,
        "owner_id": owner_of(place, by.account_id),
    }
    mine = {"fields": text, "device": device, "saved_by": by.name, "saved_at": now}
    insert_or_leave(_table, key | mine | {"revision": 0})
    here = where(county_id, canteen_id, place, by.account_id)
    row = db.session.execute(select(_table).where(*here).with_for_update()).one()
    stands = Draft(**{name: getattr(row, name) for name in Draft.__dataclass_fields__})
    if stands.revision and stands.revision != seen:
        return stands, stands.fields == text
    if stands.revision and stands.fields == text:
        return stands, True
    revision = max(seen, stands.revision) + 1
    db.session.execute(update(_table).where(*here).values(**mine, revision=revision))
    return Draft(place=place, revision=revision, **mine), True


def drop(county_id, place, account_id=SHARED):
    """Let the draft of a form go: it has been recorded, or nobody wants it. ``place`` begins with the canteen's code.

    A person's own draft (``C001/receipt/new``) needs their account id.
    """
    code, _, rest = place.partition("/")
    canteen = schools.find_canteen(county_id, code)
    if canteen is not None:
        db.session.execute(delete(_table).where(*where(county_id, canteen.id, rest, account_id)))


def note_typed(batch, county_id, kind, place_id, number, version=1, *, key, by, now):
    """Add to a Batch when its record was typed, by the word of a device on which the form waited; else nothing.

    ``kind``, ``place_id``, ``number`` and ``version`` name the record as TypedTime does, ``key`` as the journal does.
    What makes no sense is kept as it was said and gives no moment.
    """
    if not by.waited:
        return
    row = {
        "county_id": county_id,
        "kind": kind,
        "place_id": place_id,
        "number": number,
        "version": version,
        "said": by.waited,
        "typed_at": typed_at(by.waited, now),
        "received_at": now,
    }
    batch.add(_typed, [row])
    batch.tell(by, "create", "typed_time", key, body_of(row), now)


def _forget_old(county_id, now):
    db.session.execute(delete(_table).where(_table.c.county_id == county_id, _table.c.saved_at < now - KEPT_FOR))
