"""Keeping a photo or a paper. The session is left flushed, not committed."""

from hashlib import sha256

from sqlalchemy import insert

from mealwatch.attachments import errors, models, queries
from mealwatch.attachments.domain import files
from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import queries as schools


def keep(county_id, canteen_id, file, *, by, now, field="file"):
    """Keep a file (bytes, or something with ``read``) of a canteen. Keeping it again changes nothing.

    Returns Attachment. Raises FileEmpty, FileTooLarge, FileUnknown, TooManyToday.
    """
    content = file if isinstance(file, bytes) else file.read(files.MOST_BYTES + 1)
    media_type = files.checked(content, field)
    audit.lock(county_id)
    digest = sha256(content).hexdigest()
    known = queries.find_attachment(county_id, canteen_id, digest)
    if known:
        return known
    midnight = now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0)
    if queries.kept_since(county_id, canteen_id, midnight) >= files.MOST_IN_A_DAY:
        raise errors.TooManyToday(field=field, most=files.MOST_IN_A_DAY)
    row = {
        "county_id": county_id,
        "canteen_id": canteen_id,
        "digest": digest,
        "media_type": media_type,
        "size": len(content),
        "content": content,
        "kept_at": now,
        "kept_by": by.name,
    }
    db.session.execute(insert(models.Attachment), [row])
    code = schools.canteen_code(county_id, canteen_id)
    body = queries.body_of_row(row)
    audit.record(
        county_id, by=by, action="create", subject="attachment", key=f"{code}/{digest[:16]}", body=body, now=now
    )
    db.session.flush()
    return queries.find_attachment(county_id, canteen_id, digest)
