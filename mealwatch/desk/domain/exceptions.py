"""What needs somebody on Monday, out of every feature, in one order.

A floor breach is never crowded out: those stand first. The rest goes by severity times age, then by yuan at risk.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mealwatch.kernel.ratio import ZERO, Ratio

#: What a line is about; ``short`` is a floor breach.
KINDS = ("short", "unreported", "incomplete", "unverified", "overdue", "look_back", "price", "other")
#: How heavy a severity weighs.
WEIGHTS = {"red": 4, "amber": 2, "info": 1}


@dataclass(frozen=True)
class Exceptional:
    """One line of the list. ``key``: what is ticked; ``since``: from when it has waited.

    Behind it stand alerts about one thing (the newest first), a case, a look-back, or the school's week alone.
    """

    kind: str
    severity: str
    key: str
    school: Any
    since: date
    at_risk: Ratio = ZERO
    alerts: tuple = ()
    case: Any = None
    look_back: Any = None
    row: Any = None

    @property
    def alert(self):
        """The newest alert behind it, or None."""
        return self.alerts[0] if self.alerts else None

    def age(self, today):
        """Days that it has waited."""
        return max((today - self.since).days, 0)

    def order(self, today):
        """Floor breaches first; then severity times weeks begun, yuan at risk, the school's code."""
        pressing = WEIGHTS[self.severity] * (self.age(today) // 7 + 1)
        return self.kind != "short", -pressing, -self.at_risk.fraction(), self.school.code, self.key


def in_order(found, today):
    """The lines as the list shows them."""
    return sorted(found, key=lambda one: one.order(today))


def oldest(found, today):
    """The age in days of what has waited longest; None of nothing."""
    return max((one.age(today) for one in found), default=None)


def joined(alerts):
    """Alerts about one thing as one: {(school id, rule, state): [alert, ...]}, the newest first.

    A school that was short three weeks in a row is one line with three alerts, not three lines; what it puts at risk is
    what the newest says, for some rules add up their weeks themselves.
    """
    together = {}
    for one in sorted(alerts, key=lambda one: (one.week, one.id), reverse=True):
        together.setdefault((one.school_id, one.rule, one.state), []).append(one)
    return together
