"""When a closed case is looked at again: two or three windows after the closing, and the days in them.

A window is known to everybody; which of its days was drawn is known to nobody before that morning.
"""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from mealwatch.kernel.clock import SHANGHAI

#: Days after the closing, and how far a drawn day may lie from them.
WINDOWS = ((15, 5), (45, 7), (90, 10))
#: With fewer days to draw from, a window reaches on; so far at most.
LEAST_DAYS, REACHES_ON = 3, 30
#: What was missed is drawn anew within so many days.
AGAIN_WITHIN = 7
#: The hour at which a drawn day becomes known.
KNOWN_FROM = time(6)
SERIOUS = "serious"


class Window(NamedTuple):
    """A stretch of days, both ends included, and the days of it that can be drawn."""

    first: object
    last: object
    days: tuple


def wanted(severity, level):
    """The windows of a case: two for an ordinary one, three for a serious one and for one that came back."""
    return WINDOWS if severity == SERIOUS or level > 1 else WINDOWS[:2]


def horizon(closed_on, spans):
    """The first and the last day that windows can reach: for which days the calendar has to be asked."""
    return closed_on + timedelta(days=spans[0][0] - spans[0][1]), closed_on + timedelta(
        days=spans[-1][0] + spans[-1][1] + REACHES_ON
    )


def windows(closed_on, spans, supplied):
    """A Window for each span. ``supplied``: supply days known by now, in order. No day stands in two windows."""
    found, taken = [], set()
    for days, around in spans:
        one = window(closed_on + timedelta(days=days - around), closed_on + timedelta(days=days + around), supplied)
        kept = tuple(on for on in one.days if on not in taken)
        taken.update(kept)
        found.append(one._replace(days=kept))
    return found


def window(first, last, supplied):
    """A stretch with its supply days; where they are few, it reaches on to the next ones."""
    inside = [on for on in supplied if first <= on <= last]
    beyond = [on for on in supplied if last < on <= last + timedelta(days=REACHES_ON)]
    while len(inside) < LEAST_DAYS and beyond:
        inside.append(beyond.pop(0))
    return Window(first, max([last, *inside]), tuple(inside))


def again(missed_on, supplied, taken):
    """The window in which a missed look is made up for: the days after it, without what other windows hold."""
    first = missed_on + timedelta(days=1)
    free = [on for on in supplied if on not in taken]
    inside = tuple(on for on in free if first <= on < first + timedelta(days=AGAIN_WITHIN))
    inside = inside or tuple(on for on in free if on >= first)[:LEAST_DAYS]
    return Window(first, max([missed_on + timedelta(days=AGAIN_WITHIN), *inside]), inside)


def known_at(on):
    """The moment from which a drawn day may be known."""
    return datetime.combine(on, KNOWN_FROM, SHANGHAI)


def missed_at(on):
    """The moment at which a look that nobody took counts as missed."""
    return known_at(on + timedelta(days=1))
