"""The principal's card: what needs somebody, the gravest first."""

from dataclasses import dataclass
from datetime import date

from mealwatch.duty.domain.card import Item

#: What needs somebody, the gravest first.
ORDER = (
    "overdue_case",
    "case",
    "overdue_close",
    "returned",
    "sign",
    "expired",
    "accompany",
    "overdue_asked",
    "overdue_finding",
    "asked",
    "visit_finding",
    "finding",
    "close",
    "explain",
    "soon",
    "closure",
)
#: How each is marked.
LOOK = {
    "overdue_case": "short",
    "overdue_close": "short",
    "returned": "short",
    "expired": "short",
    "overdue_asked": "short",
    "overdue_finding": "short",
    "closure": "off",
    "close": "info",
}


@dataclass(frozen=True)
class Thing:
    """Something that needs somebody. ``since``: the older of two of a kind comes first."""

    kind: str
    key: str
    text: str
    address: str
    since: date

    @property
    def look(self):
        """The class of its mark."""
        return LOOK.get(self.kind, "missing")

    def item(self):
        """What goes on record of it."""
        return Item(self.key, self.text, self.address)


def in_order(things):
    """The things, the gravest first, then the oldest."""
    return sorted(things, key=lambda one: (ORDER.index(one.kind), one.since, one.key))
