"""Orders for the demo canteen: one delivered, one waited for from the menu, one cancelled; and a corrected issue."""

from dataclasses import replace
from datetime import timedelta

from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.kernel.actor import Actor
from mealwatch.purchasing import plans, presenters, queries, service
from mealwatch.purchasing.domain.order import Line, Order
from mealwatch.schools import queries as schools
from mealwatch.stock import service as stock
from mealwatch.stock.domain.documents import LINES, Document
from mealwatch.stock.queries import documents

_CONTACT = "王芳 139****0001"
_CLERK = Actor("王芳")
_BACK = timedelta(days=21)


def fill(county_id, *, by, now):
    """Order for the first canteen that cooks itself, and correct its last issue."""
    own = {school.id for school in schools.schools_of(county_id) if school.supply_mode == "canteen"}
    canteen = next((one for one in schools.canteens_of(county_id) if one.school_id in own), None)
    if canteen is None:
        return
    for work in (_delivered, _waited_for, _corrected):
        work(county_id, canteen, by=_CLERK, now=now)


def _latest(county_id, canteen, kind, now):
    """The heads of the last documents of a kind that stand, the latest first."""
    wanted = documents.Filter((canteen.id,), (kind,), now.date() - _BACK, now.date())
    return [head for head in documents.documents_of(county_id, wanted) if head.reversed_on is None]


def _delivered(county_id, canteen, *, by, now):
    """The order with which the goods of the last receipt from a supplier came."""
    for head in _latest(county_id, canteen, "receipt", now):
        rows = documents.lines_of(county_id, "receipt", [head.id])
        if rows[0].supplier_id is not None:
            break
    else:
        return
    found = {}
    for row in rows:
        if row.supplier_id == rows[0].supplier_id:
            found[row.ingredient_id] = Line(row.ingredient_id, row.quantity, row.unit, (head.dated_on,))
    day = head.dated_on
    ordered_at = now - (now.date() - day + timedelta(days=1))
    one = Order(
        queries.number_of(ordered_at.date(), 1),
        rows[0].supplier_id,
        day,
        day,
        day,
        tuple(found.values()),
        "07:00",
        _CONTACT,
    )
    service.order(county_id, canteen.id, [one], by=by, now=ordered_at)
    service.delivered(county_id, canteen.id, one.no, head.id, by=by, now=now)


def _waited_for(county_id, canteen, *, by, now):
    """What the next day with a menu takes, from each supplier; the last of them has nothing."""
    kitchen = plans.Kitchen(county_id, canteen, now.date())
    days = kitchen.days[:1]
    if not days:
        return
    heads = {(one.group_id, one.meal): one.heads for one in kitchen.eaters(days)}
    known = {one.id: one for one in catalogue.ingredients_of(county_id)}
    suppliers, lines = kitchen.suppliers(), {}
    for one in kitchen.propose(days, heads).values():
        if one.quantity and one.ingredient_id in suppliers:
            unit = presenters.unit_for(known[one.ingredient_id], None)
            line = Line(one.ingredient_id, one.quantity, unit, one.days)
            lines.setdefault(suppliers[one.ingredient_id], []).append(line)
    first = queries.next_number(county_id, canteen.id, now.date())
    orders = [
        Order(
            queries.number_of(now.date(), first + place),
            supplier_id,
            *days,
            *days,
            *days,
            tuple(some),
            "07:30",
            _CONTACT,
        )
        for place, (supplier_id, some) in enumerate(sorted(lines.items()))
    ]
    service.order(county_id, canteen.id, orders, by=by, now=now)
    if len(orders) > 1:
        reason = "供货商没有货，改向别家订"
        service.settle(county_id, canteen.id, orders[-1].no, "cancelled", reason=reason, by=by, now=now)


def _corrected(county_id, canteen, *, by, now):
    """The last issue was a tenth of a kilo too much of its first line."""
    locks = counties.locks_of(county_id, first=now.date() - _BACK)
    issues = [one for one in _latest(county_id, canteen, "issue", now) if not locks.closed(canteen.id, one.dated_on)]
    if not issues:
        return
    head = issues[0]
    rows = documents.lines_of(county_id, "issue", [head.id])
    names = LINES["issue"].__dataclass_fields__
    lines = [LINES["issue"](**{name: getattr(row, name) for name in names}) for row in rows]
    place = next((place for place, line in enumerate(lines) if line.use_days == 1 and line.quantity > 500), None)
    if place is None:
        return
    lines[place] = replace(lines[place], quantity=lines[place].quantity - 100)

    def enter_anew(number):
        paper = Document("issue", canteen.id, number, head.dated_on, tuple(lines), head.meal)
        return stock.post(county_id, paper, by=by, now=now)

    reason = "没用完，退库 0.1 公斤"
    stock.correct(county_id, canteen.id, "issue", head.doc_no, enter_anew, reason=reason, by=by, now=now)
