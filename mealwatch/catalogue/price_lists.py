"""The county's price lists: what is kept of them, and taking one in. The session is left flushed, not committed."""

import json
from hashlib import sha256

from sqlalchemy import func, select

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.catalogue import models
from mealwatch.catalogue import price_errors as errors
from mealwatch.catalogue.domain.price_list import Listed, PriceList, Prices
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.storage.keys import next_id

_list = models.PriceList.__table__
_row = models.PriceListRow.__table__
_LIST = [_list.c[name] for name in PriceList.__dataclass_fields__]
_ROW = [_row.c[name] for name in Listed._fields]


def price_lists_of(county_id):
    """Every list, that which begins last first."""
    statement = select(*_LIST).where(_list.c.county_id == county_id)
    return [
        PriceList(*row) for row in db.session.execute(statement.order_by(_list.c.from_date.desc(), _list.c.id.desc()))
    ]


def get_price_list(county_id, list_id):
    """One list. Raises NoPriceList."""
    row = db.session.execute(select(*_LIST).where(_list.c.county_id == county_id, _list.c.id == list_id)).one_or_none()
    if row is None:
        raise errors.NoPriceList(value=list_id, what="", key=list_id)
    return PriceList(*row)


def rows_of(county_id, list_id):
    """The rows of one list, in its order."""
    statement = select(*_ROW).where(_row.c.county_id == county_id, _row.c.list_id == list_id).order_by(_row.c.number)
    return [Listed(*row) for row in db.session.execute(statement)]


def row_counts(county_id):
    """``{list id: how many rows}``."""
    statement = select(_row.c.list_id, func.count()).where(_row.c.county_id == county_id).group_by(_row.c.list_id)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def prices_of(county_id):
    """Prices: all lists with their rows."""
    lists = price_lists_of(county_id)
    rows = db.session.execute(select(*_ROW).where(_row.c.county_id == county_id)) if lists else ()
    return Prices(lists, [Listed(*row) for row in rows])


def take_in(county_id, rows, *, from_date, until_date, source, by, now):
    """Keep a list: ``rows`` as (ingredient id, unit, content, price_fen, supplier id) each. Returns its id.

    The same list again is the one that is there. Raises EndsBeforeStart, NothingListed, what ``checks`` raise.
    """
    checks.refuse(checks.day("from_date", from_date))
    checks.refuse(checks.text("source", source))
    if until_date is not None and until_date < from_date:
        raise errors.EndsBeforeStart(field="until_date", until=until_date.isoformat(), start=from_date.isoformat())
    if not rows:
        raise errors.NothingListed(field="file")
    audit.lock(county_id)
    told = [from_date.isoformat(), until_date and until_date.isoformat(), source, [list(row) for row in rows]]
    digest = sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    known = db.session.scalar(select(_list.c.id).where(_list.c.county_id == county_id, _list.c.digest == digest))
    if known is not None:
        return known
    number = next_id(models.PriceList, county_id)
    head = {"county_id": county_id, "id": number, "from_date": from_date, "until_date": until_date, "source": source}
    head |= {"digest": digest, "imported_at": now, "imported_by": by.name}
    names = Listed._fields[2:]
    kept = [
        {"county_id": county_id, "list_id": number, "number": place} | dict(zip(names, row, strict=True))
        for place, row in enumerate(rows, 1)
    ]
    stamp = {"by": by, "now": now}
    audited.put(county_id, models.PriceList, [head], {}, subject="price_list", key_of=_key, **stamp)
    audited.put(county_id, models.PriceListRow, kept, {}, subject="price_list_row", key_of=_row_key, **stamp)
    db.session.flush()
    return number


def _key(row):
    return f"prices-{row['id']}"


def _row_key(row):
    return f"prices-{row['list_id']}/{row['number']}"
