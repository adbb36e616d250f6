"""How many of a school's own people may eat with the pupils: dated counts, told by the bureau."""

from sqlalchemy import select

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.schools import models, queries
from mealwatch.schools.domain.school import StaffCount

#: More people than any school has is a typing error.
MOST_STAFF = 2_000
_table = models.StaffCount.__table__
_COLUMNS = [_table.c[name] for name in StaffCount._fields]


def staff_counts_of(county_id, school_ids=None):
    """Every dated count, by school and date: ``[StaffCount]``."""
    statement = select(*_COLUMNS).where(_table.c.county_id == county_id)
    if school_ids is not None:
        statement = statement.where(_table.c.school_id.in_(list(school_ids)))
    return [StaffCount(*row) for row in db.session.execute(statement.order_by(*_COLUMNS[:2]))]


def put_staff_count(county_id, school_id, *, from_date, teaching, other, by, now):
    """Say who may eat from a date on; the same date again replaces. Returns created, updated or unchanged."""
    given = {"from_date": from_date, "teaching": teaching, "other": other}
    checks.refuse(_problems(given))
    audit.lock(county_id)
    code = queries.school_by_id(county_id, school_id).code
    held = audited.held(models.StaffCount, county_id, _table.c.school_id == school_id)
    return audited.put(
        county_id,
        models.StaffCount,
        [{"county_id": county_id, "school_id": school_id} | given],
        held,
        subject="staff_count",
        key_of=lambda row: f"{code}/{row['from_date']}",
        by=by,
        now=now,
    ).outcome


def _problems(given):
    yield from checks.day("from_date", given["from_date"])
    for name in ("teaching", "other"):
        yield from checks.count(name, given[name], most=MOST_STAFF)
