"""Where the cost of a package used over several days falls within a span of days.

The same rule as the ledger's own (stock/domain/spreads.py), turned round: from
a line issued long ago only the parts that fall into the span are worked out.
"""

from bisect import bisect_left, bisect_right
from datetime import timedelta

from mealwatch.kernel.money import share

#: Use days of the tiers by which old lines are left out: none is used longer than the last.
TIERS = (10, 30, 60)
#: How far back an issue can lie whose cost still reaches a day: sixty supply days fit, long holidays included.
REACH = timedelta(days=550)
_MARGIN = timedelta(weeks=4)


def parts_within(amount, use_days, issued_on, plan, first, last):
    """The parts of ``amount`` that fall from ``first`` to ``last``, as [(date, part), ...].

    ``plan``: all supply days of the canteen that the calendar names, ascending.
    """
    start = bisect_left(plan, issued_on)
    named = min(use_days, len(plan) - start)
    if not named:
        return [(issued_on, amount)] if first <= issued_on <= last else []
    place = bisect_left(plan, first, start)
    end = min(bisect_right(plan, last, place), start + named)
    parts = []
    for k in range(place - start + 1, end - start + 1):
        upto = amount if k == named else share(amount, k, use_days)
        parts.append((plan[start + k - 1], upto - share(amount, k - 1, use_days)))
    return parts


def tiers_that_reach(plans, first, last):
    """From which date on issue lines may still reach the span: ((most use days, date), ...).

    ``plans`` are those of all canteens concerned, by today's calendar; the margin makes up for what it said
    when weeks were closed. A canteen that is not supplied in the span receives nothing, one with fewer supply
    days behind it than a tier is looked at as far back as ``REACH``.
    """
    farthest = first - REACH
    earliest = dict.fromkeys(TIERS, first)
    for plan in {id(plan): plan for plan in plans}.values():
        place = bisect_left(plan, first)
        if place < len(plan) and plan[place] <= last:
            for use_days in TIERS:
                since = plan[place - use_days] - _MARGIN if place >= use_days else farthest
                earliest[use_days] = min(earliest[use_days], since)
    return tuple((use_days, max(since, farthest)) for use_days, since in earliest.items())


def earliest_that_reach(plans, first, last):
    """The date from which on issue lines of any use may still reach the span (see ``tiers_that_reach``)."""
    return min(since for _, since in tiers_that_reach(plans, first, last))
