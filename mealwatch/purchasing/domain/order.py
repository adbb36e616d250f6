"""An order to one supplier, what has come of it, and what an order cannot be.

Quantities are whole base units. An order is never edited: its next version
carries the reason, and the supplier's text says which version it is.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from mealwatch.kernel import checks
from mealwatch.kernel.quantity import MOST
from mealwatch.purchasing import errors

STATES = ("open", "partly", "delivered", "cancelled")
MOST_LINES = 200
LONGEST_DAYS = 31
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True)
class Line:
    """Goods of one kind: ``quantity`` base units, said in ``unit``; the days whose menus ask for them."""

    ingredient_id: int
    quantity: int
    unit: str
    for_days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Order:
    """``received``: {ingredient id: base units} of its standing receipts."""

    no: str
    supplier_id: int
    for_first: date
    for_last: date
    deliver_on: date
    lines: tuple[Line, ...]
    deliver_time: str | None = None
    contact: str | None = None
    note: str | None = None
    id: int = 0
    version: int = 1
    standing: str = "open"
    reason: str | None = None
    ordered_by: str = ""
    ordered_at: object = None
    received: dict = field(default_factory=dict)

    @property
    def state(self):
        """One of STATES. A line has come when nine tenths of it have: goods never weigh what was ordered."""
        if self.standing == "cancelled":
            return "cancelled"
        if self.standing == "closed" or all(_has_come(line, self.received) for line in self.lines):
            return "delivered"
        return "partly" if self.received else "open"

    @property
    def is_waited_for(self):
        return self.state in ("open", "partly")

    def coming(self):
        """``{ingredient id: base units}`` that are still waited for."""
        if not self.is_waited_for:
            return {}
        left = {
            line.ingredient_id: line.quantity - self.received.get(line.ingredient_id, 0)
            for line in self.lines
            if not _has_come(line, self.received)
        }
        return {ingredient_id: base for ingredient_id, base in left.items() if base > 0}

    def same_as(self, other):
        """Whether it asks for the same: the same order sent again changes nothing."""
        return self._asked() == other._asked()

    def _asked(self):
        stripped = replace(self, id=0, version=1, reason=None, ordered_by="", ordered_at=None, received={})
        return {name: value for name, value in vars(stripped).items() if name != "lines"}, [
            replace(line, unit="", for_days=()) for line in self.lines
        ]


def check(order, today=None):
    """Refuse an order that cannot be right; with ``today`` also one to be delivered earlier. Raises the first fault."""
    checks.refuse(checks.code("order_no", order.no))
    for name in ("for_first", "for_last", "deliver_on"):
        checks.refuse(checks.day(name, getattr(order, name)))
    if order.for_last < order.for_first or order.for_last - order.for_first > timedelta(days=LONGEST_DAYS):
        raise errors.DaysInvalid(field="for_last", most=LONGEST_DAYS)
    if today and order.deliver_on < today:
        raise errors.DeliveredInThePast(field="deliver_on", value=order.deliver_on, today=today)
    if order.deliver_time and not _TIME.fullmatch(order.deliver_time):
        raise errors.TimeInvalid(field="deliver_time", value=order.deliver_time)
    for name in ("contact", "note"):
        checks.refuse(checks.optional_text(name, getattr(order, name)))
    if not order.lines:
        raise errors.NothingOrdered(field="lines")
    if len(order.lines) > MOST_LINES:
        raise errors.TooManyLines(field="lines", most=MOST_LINES)
    seen = set()
    for number, line in enumerate(order.lines):
        if type(line.quantity) is not int or not 1 <= line.quantity <= MOST:
            raise errors.QuantityInvalid(field=f"lines.{number}.quantity", value=line.quantity)
        if line.ingredient_id in seen:
            raise errors.OrderedTwice(field=f"lines.{number}.ingredient_code", ingredient_id=line.ingredient_id)
        seen.add(line.ingredient_id)


def _has_come(line, received):
    return received.get(line.ingredient_id, 0) * 10 >= line.quantity * 9
