"""Keeping a photo or a paper. The session is left flushed, not committed."""

from hashlib import sha256

from sqlalchemy import insert

from mealwatch.attachments import errors, queries
from mealwatch.attachments.domain import files
from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import queries as schools


def keep(county_id, canteen_id, file, *, by, now, field="file"):
    """Keep a file (bytes, or something with ``read``) of a canteen. Keeping it again changes nothing.

    Returns Attachment. Raises FileEmpty, FileTooLarge, FileUnknown, TooManyToday.
    """
    code = schools.canteen_code(county_id, canteen_id)
    where = {"county_id": county_id, "canteen_id": canteen_id}
    digest = _keep(queries.OF_CANTEENS, where, code, file, by=by, now=now, field=field)
    return queries.find_attachment(county_id, canteen_id, digest)


def keep_evidence(county_id, evidence, file, *, by, now, field="file"):
    """The same of a school about a matter (domain.matters.Evidence)."""
    where = {"county_id": county_id, "school_id": evidence.school_id, "about": evidence.about}
    digest = _keep(queries.OF_SCHOOLS, where, evidence.key, file, by=by, now=now, field=field)
    return queries.find_evidence(county_id, evidence, digest)


def _keep(kept, where, key, file, *, by, now, field):
    content = file if isinstance(file, bytes) else file.read(files.MOST_BYTES + 1)
    media_type = files.checked(content, field)
    county_id = where["county_id"]
    audit.lock(county_id)
    digest = sha256(content).hexdigest()
    if queries.is_kept(kept.table, where, digest):
        return digest
    midnight = now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0)
    if queries.kept_since(kept.table, where, midnight) >= files.MOST_IN_A_DAY:
        raise errors.TooManyToday(field=field, most=files.MOST_IN_A_DAY)
    row = where | {
        "digest": digest,
        "media_type": media_type,
        "size": len(content),
        "content": content,
        "kept_at": now,
        "kept_by": by.name,
    }
    db.session.execute(insert(kept.table), [row])
    entry = {"subject": kept.subject, "key": f"{key}/{digest[:16]}", "body": kept.body(row)}
    audit.record(county_id, by=by, action="create", **entry, now=now)
    db.session.flush()
    return digest
