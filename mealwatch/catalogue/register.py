"""The register's versions: reading them, and keeping a new one. The session is left flushed, not committed."""

from sqlalchemy import select

from mealwatch.audit import rows as audited
from mealwatch.catalogue import models, queries
from mealwatch.catalogue.domain.register import DETAILS, Register, Version
from mealwatch.extensions import db

_version = models.SupplierVersion.__table__
_VERSION = select(*(_version.c[name] for name in Version.__dataclass_fields__)).order_by(
    _version.c.supplier_id, _version.c.number
)


def versions_of(county_id, supplier_id=None):
    """Every Version (or those of one supplier), by supplier, in the order in which they were entered."""
    statement = _VERSION.where(_version.c.county_id == county_id)
    if supplier_id is not None:
        statement = statement.where(_version.c.supplier_id == supplier_id)
    return [Version(*row) for row in db.session.execute(statement)]


def register_of(county_id):
    """The Register of the county."""
    return Register({one.id: one for one in queries.suppliers_of(county_id)}, versions_of(county_id))


def keep(county_id, before, rows, *, by, now):
    """Keep what the register says from today on of suppliers (rows) where it differs; returns their ids.

    ``before``: the rows as they stood, by id. Of a supplier who was there before versions were kept, what stood is
    kept too.
    """
    last = {one.supplier_id: one for one in versions_of(county_id)}
    fresh = []
    for row in rows:
        told, was = last.get(row["id"]), before.get(row["id"])
        if told is None and was is not None:
            told = _version_of(was, 1, None)
            if not _differs(told, row):
                continue
            fresh.append(told)
        elif told is not None and not _differs(told, row):
            continue
        fresh.append(_version_of(row, told.number + 1 if told else 1, now.date()))
    codes = {row["id"]: row["code"] for row in rows}
    kept = [{"county_id": county_id} | vars(one) for one in fresh]
    audited.put(
        county_id,
        models.SupplierVersion,
        kept,
        {},
        subject="supplier_version",
        key_of=lambda row: f"{codes[row['supplier_id']]}/{row['number']}",
        by=by,
        now=now,
    )
    return {one.supplier_id for one in fresh}


def _version_of(row, number, since):
    return Version(row["id"], number, since, *(row[name] for name in DETAILS))


def _differs(told, row):
    return any(getattr(told, name) != row[name] for name in DETAILS)
