"""Orders as they stand, with what has come of them."""

from collections import defaultdict
from datetime import date

from sqlalchemy import and_, func, select

from mealwatch.audit.kept import Kept
from mealwatch.extensions import db
from mealwatch.purchasing import errors, models
from mealwatch.purchasing.domain.order import Line, Order
from mealwatch.stock.queries import supplied

_order = models.Order.__table__.c
_line = models.OrderLine.__table__.c
_delivery = models.OrderDelivery.__table__.c

#: What the journal keeps of these tables.
KEPT = (
    Kept("order", models.Order.__table__),
    Kept("order_line", models.OrderLine.__table__),
    Kept("order_delivery", models.OrderDelivery.__table__),
)


def orders_of(county_id, canteen_id, *, since=None, order_no=None):
    """A canteen's orders in their newest versions (those delivered on or after ``since``), the latest first."""
    newest = _newest(county_id).where(_order.canteen_id == canteen_id)
    if order_no is not None:
        newest = newest.where(_order.order_no == order_no)
    newest = newest.subquery()
    statement = select(models.Order.__table__).join(
        newest, and_(_order.county_id == county_id, _order.id == newest.c.id, _order.version == newest.c.version)
    )
    if since is not None:
        statement = statement.where(_order.deliver_on >= since)
    rows = db.session.execute(statement.order_by(_order.deliver_on.desc(), _order.id.desc())).all()
    return _orders(county_id, rows)


def open_orders(county_id, canteen_id):
    """The orders of which something is still waited for, the earliest delivery first."""
    waited = [order for order in orders_of(county_id, canteen_id) if order.is_waited_for]
    return sorted(waited, key=lambda order: (order.deliver_on, order.id))


def find_order(county_id, canteen_id, order_no):
    """The order with this number in its newest version, or None."""
    found = orders_of(county_id, canteen_id, order_no=order_no)
    return found[0] if found else None


def get_order(county_id, canteen_id, order_no):
    """The order with this number in its newest version. Raises NoOrder."""
    order = find_order(county_id, canteen_id, order_no)
    if order is None:
        raise errors.NoOrder(field="order_no", value=order_no)
    return order


def versions_of(county_id, order_id):
    """Every version of an order, the first first; what has come is not told."""
    statement = select(models.Order.__table__).where(_order.county_id == county_id, _order.id == order_id)
    rows = db.session.execute(statement.order_by(_order.version)).all()
    return _orders(county_id, rows, received=False)


def versions_of_number(county_id, canteen_id, order_no):
    """Every version of the order with this number, the first first; none where there is no such order."""
    found = select(_order.id).where(
        _order.county_id == county_id, _order.canteen_id == canteen_id, _order.order_no == order_no
    )
    order_id = db.session.scalar(found.limit(1))
    return [] if order_id is None else versions_of(county_id, order_id)


def documents_of(county_id, order_id):
    """The ids of the receipts with which goods of an order came, reversed ones too."""
    statement = select(_delivery.document_id).where(_delivery.county_id == county_id, _delivery.order_id == order_id)
    return db.session.scalars(statement.order_by(_delivery.document_id)).all()


def next_number(county_id, canteen_id, on):
    """The number that the next order of a canteen takes: ``(20261123, 4)`` for P20261123-4."""
    start = number_of(on, "")
    taken = db.session.scalars(
        select(_order.order_no).where(
            _order.county_id == county_id,
            _order.canteen_id == canteen_id,
            _order.order_no.startswith(start, autoescape=True),
        )
    )
    numbers = [int(text.removeprefix(start)) for text in taken if text.removeprefix(start).isdecimal()]
    return max(numbers, default=0) + 1


def number_of(on, number):
    """``P20261123-4``."""
    return f"P{on:%Y%m%d}-{number}"


def _newest(county_id):
    return (
        select(_order.id, func.max(_order.version).label("version"))
        .where(_order.county_id == county_id)
        .group_by(_order.id)
    )


def _orders(county_id, rows, *, received=True):
    ids = [row.id for row in rows]
    lines = defaultdict(list)
    statement = select(_line.order_id, _line.version, _line.ingredient_id, _line.quantity, _line.unit, _line.for_days)
    statement = statement.where(_line.county_id == county_id, _line.order_id.in_(ids)).order_by(_line.line_no)
    for row in db.session.execute(statement):
        days = tuple(date.fromisoformat(text) for text in row.for_days.split())
        lines[row.order_id, row.version].append(Line(row.ingredient_id, row.quantity, row.unit, days))
    came = _received(county_id, ids) if received else {}
    return [
        Order(
            row.order_no,
            row.supplier_id,
            row.for_first,
            row.for_last,
            row.deliver_on,
            tuple(lines[row.id, row.version]),
            row.deliver_time,
            row.contact,
            row.note,
            row.id,
            row.version,
            row.standing,
            row.reason,
            row.entered_by,
            row.entered_at,
            came.get(row.id, {}),
        )
        for row in rows
    ]


def _received(county_id, order_ids):
    """``{order id: {ingredient id: base units}}`` of the standing receipts, those entered in their place included."""
    statement = select(_delivery.order_id, _delivery.document_id)
    rows = db.session.execute(
        statement.where(_delivery.county_id == county_id, _delivery.order_id.in_(order_ids))
    ).all()
    came = supplied.received_by(county_id, {row.document_id for row in rows})
    found, counted = defaultdict(dict), set()
    for order_id, document_id in rows:
        standing_id, goods = came.get(document_id, (None, {}))
        if (order_id, standing_id) in counted:
            continue
        counted.add((order_id, standing_id))
        for ingredient_id, base in goods.items():
            found[order_id][ingredient_id] = found[order_id].get(ingredient_id, 0) + base
    return found
