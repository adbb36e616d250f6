"""The ladder: which step the rules propose for a case, as a table (tables/ladder.csv).

The service proposes, a person decides. What was taken is not proposed again, nor anything below it; what was declined
comes back only with a rule that says more.
"""

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple

#: From the mildest to the gravest.
STEPS = ("remind", "notice", "interview", "circular", "referral", "accountability")
#: Working days past the day; how often the case came back; how often the same item was found; a red line was met.
OVERDUE, REOPENED, REPEATED, RED_LINE = "overdue", "reopened", "repeated", "red_line"
RULES = (OVERDUE, REOPENED, REPEATED, RED_LINE)
#: The same item counts within so many days.
REPEATED_WITHIN = 365


class Row(NamedTuple):
    """A line of the table: from so many on, a rule asks for a step."""

    rule: str
    least: int
    step: str


class Facts(NamedTuple):
    """What is known of a case, by rule."""

    overdue: int = 0
    reopened: int = 0
    repeated: int = 0
    red_line: int = 0


class Proposal(NamedTuple):
    """A step, the rule that asks for it, from what count on, and the count."""

    step: str
    rule: str
    least: int
    count: int


class Decided(NamedTuple):
    """A step that was taken or declined, with the rule and its threshold."""

    step: str
    rule: str
    least: int
    taken: bool


@cache
def table():
    """The rows of the ladder."""
    text = resources.files("mealwatch.cases.following").joinpath("tables/ladder.csv").read_text(encoding="utf-8")
    return tuple(Row(one["rule"], int(one["least"]), one["step"]) for one in csv.DictReader(text.splitlines()))


def propose(facts, decided, rows=None):
    """The Proposal for a case, or None. ``decided``: Decided of everything so far."""
    reached = max((rank(one.step) for one in decided if one.taken), default=-1)
    declined = {(one.step, one.rule, one.least) for one in decided if not one.taken}
    found = [
        Proposal(row.step, row.rule, row.least, getattr(facts, row.rule))
        for row in rows or table()
        if getattr(facts, row.rule) >= row.least
        and rank(row.step) > reached
        and (row.step, row.rule, row.least) not in declined
    ]
    return max(found, key=lambda one: (rank(one.step), -RULES.index(one.rule)), default=None)


def rank(step):
    """How grave a step is, from 0."""
    return STEPS.index(step)
