"""How much a tablet sends in a day, and when it was last heard of. Not in the journal."""

from sqlalchemy import insert, select, update

from mealwatch.devices import errors, models
from mealwatch.devices.domain import limits
from mealwatch.extensions import db
from mealwatch.kernel.clock import SHANGHAI

_use = models.DeviceUse.__table__


def count(county_id, device_id, *, now, records=0, files=0, size=0, read=None):
    """Count what a tablet sends; ``read`` is a record's envelope (domain.envelope.Read). Raises TooManyToday."""
    here = _use.c.county_id == county_id, _use.c.device_id == device_id
    today = now.astimezone(SHANGHAI).date()
    row = db.session.execute(select(_use).where(*here)).mappings().one_or_none()
    same_day = row is not None and row["counted_on"] == today
    sent = {
        "deposits": records + (row["deposits"] if same_day else 0),
        "files": files + (row["files"] if same_day else 0),
        "bytes": size + (row["bytes"] if same_day else 0),
    }
    most = (limits.MOST_RECORDS_A_DAY, limits.MOST_FILES_A_DAY, limits.MOST_BYTES_A_DAY)
    if any(value > limit for value, limit in zip(sent.values(), most, strict=True)):
        raise errors.TooManyToday
    values = sent | {"seen_at": now, "counted_on": today}
    if read is not None:
        values |= {"app_ver": read.app_ver, "behind_s": read.behind_s}
    if row is None:
        first = {"app_ver": "", "behind_s": None} | values
        db.session.execute(insert(_use).values(county_id=county_id, device_id=device_id, **first))
    else:
        db.session.execute(update(_use).where(*here).values(**values))
