"""Changes to orders: each is a version that stays; what has come is a receipt that names its order."""

from dataclasses import dataclass, replace

from mealwatch.audit import rows
from mealwatch.audit import service as journal
from mealwatch.purchasing import errors, models, queries
from mealwatch.purchasing.domain.order import check
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id


@dataclass(frozen=True)
class Ordered:
    """``new`` is False when the same order had been kept."""

    no: str
    version: int
    new: bool


def order(county_id, canteen_id, orders, *, by, now):
    """Keep new orders (domain Order values), all or none; the same again changes nothing. Returns [Ordered].

    Raises what ``check`` raises, and OrderDiffers for a number under which something else was ordered.
    """
    journal.lock(county_id)
    done = []
    for one in orders:
        known = queries.versions_of_number(county_id, canteen_id, one.no)
        if known:
            if not known[0].same_as(one):
                raise errors.OrderDiffers(field="first_no", order_no=one.no)
            done.append(Ordered(one.no, known[-1].version, new=False))
            continue
        check(one, now.date())
        new = replace(one, id=next_id(models.Order, county_id), version=1, standing="open")
        _write(county_id, canteen_id, new, by=by, now=now)
        done.append(Ordered(one.no, 1, new=True))
    return done


def change(county_id, canteen_id, order_no, changed, *, reason, by, now):
    """Change an order that is waited for: ``changed`` (a domain Order) becomes its next version, with the reason.

    Raises NoOrder, NotOpen, ReasonMissing, what ``check`` raises.
    """
    journal.lock(county_id)
    known = queries.get_order(county_id, canteen_id, order_no)
    check(changed)
    if known.same_as(replace(changed, no=order_no, standing=known.standing)):
        return Ordered(order_no, known.version, new=False)
    _refuse_settled(known)
    why = _reason(reason)
    new = replace(changed, no=order_no, id=known.id, version=known.version + 1, standing="open", reason=why)
    _write(county_id, canteen_id, new, by=by, now=now)
    return Ordered(order_no, new.version, new=True)


def settle(county_id, canteen_id, order_no, standing, *, reason, by, now):
    """End an order: ``cancelled``, or ``closed`` when the rest is not coming. The same again changes nothing."""
    journal.lock(county_id)
    known = queries.get_order(county_id, canteen_id, order_no)
    if known.standing == standing:
        return Ordered(order_no, known.version, new=False)
    _refuse_settled(known)
    if standing == "cancelled" and known.received:
        standing = "closed"
    new = replace(known, version=known.version + 1, standing=standing, reason=_reason(reason))
    _write(county_id, canteen_id, new, by=by, now=now)
    return Ordered(order_no, new.version, new=True)


def delivered(county_id, canteen_id, order_no, document_id, *, by, now):
    """Note that goods of an order came with a receipt (its document's id). Again changes nothing. Raises NoOrder."""
    journal.lock(county_id)
    known = queries.get_order(county_id, canteen_id, order_no)
    if document_id in queries.documents_of(county_id, known.id):
        return
    row = {
        "county_id": county_id,
        "order_id": known.id,
        "document_id": document_id,
        "entered_at": now,
        "entered_by": by.name,
    }
    code = schools.canteen_code(county_id, canteen_id)
    _put(county_id, models.OrderDelivery, [row], "order_delivery", f"{code}/{order_no}", by=by, now=now)


def _refuse_settled(known):
    if not known.is_waited_for:
        raise errors.NotOpen(field="order_no", order_no=known.no)


def _reason(reason):
    if not (reason and reason.strip()):
        raise errors.ReasonMissing(field="reason")
    return reason.strip()


def _write(county_id, canteen_id, one, *, by, now):
    """The rows of one version and their entries."""
    head = {
        "county_id": county_id,
        "id": one.id,
        "version": one.version,
        "canteen_id": canteen_id,
        "order_no": one.no,
        "supplier_id": one.supplier_id,
        "for_first": one.for_first,
        "for_last": one.for_last,
        "deliver_on": one.deliver_on,
        "deliver_time": one.deliver_time or None,
        "contact": one.contact or None,
        "note": one.note or None,
        "standing": one.standing,
        "reason": one.reason,
        "entered_at": now,
        "entered_by": by.name,
    }
    lines = [
        {
            "county_id": county_id,
            "order_id": one.id,
            "version": one.version,
            "line_no": number,
            "ingredient_id": line.ingredient_id,
            "quantity": line.quantity,
            "unit": line.unit,
            "for_days": " ".join(day.isoformat() for day in line.for_days),
        }
        for number, line in enumerate(one.lines, start=1)
    ]
    key = f"{schools.canteen_code(county_id, canteen_id)}/{one.no}"
    _put(county_id, models.Order, [head], "order", key, by=by, now=now)
    _put(county_id, models.OrderLine, lines, "order_line", key, by=by, now=now)


def _put(county_id, model, some, subject, key, *, by, now):
    rows.put(county_id, model, some, {}, subject=subject, key_of=lambda _: key, by=by, now=now)
