"""How likely a school is drawn: points for what is known of it, few and each explained.

A school's points are its tickets. Every factor counts something that the
records hold, so many points each, up to a most; a round may change both.
"""

from dataclasses import dataclass
from typing import NamedTuple

from mealwatch.kernel.errors import mark

#: What everybody has, so that no school is out of the draw.
BASE = 10
MOST_POINTS, MOST_COUNT = 100, 50
#: Looked back so many weeks; a factor counts every so many days and pupils.
WEEKS, PER_DAYS, PER_PUPILS = 8, 30, 100


class Factor(NamedTuple):
    """What one factor counts, and what it gives where a round says nothing else."""

    code: str
    says: str
    each: int
    most: int


FACTORS = (
    Factor("short", mark("近八周每有一周生均支出未达标"), 6, 5),
    Factor("findings", mark("每有一个问题还没有整改"), 3, 6),
    Factor("waiting", mark("距上次督查每满 30 天"), 4, 6),
    Factor("alone", mark("每有一个“一人办理”例外正在生效"), 3, 2),
    Factor("size", mark("每满 100 名学生"), 1, 10),
)
CODES = tuple(one.code for one in FACTORS)
DEFAULT = {one.code: (one.each, one.most) for one in FACTORS}


@dataclass(frozen=True)
class Facts:
    """What the records say of a school. ``waiting`` in days; ``visited``: whether anybody ever was there."""

    short: int = 0
    findings: int = 0
    waiting: int | None = None
    alone: int = 0
    pupils: int = 0
    visited: bool = False

    def count(self, code):
        """How often a factor applies."""
        if code == "waiting":
            return (self.waiting or 0) // PER_DAYS
        if code == "size":
            return self.pupils // PER_PUPILS
        return getattr(self, code)

    def overdue(self, gap_days):
        """Whether it was left alone for longer than the round allows."""
        return self.waiting is not None and self.waiting > gap_days


def points(facts, weights):
    """``(points, [(factor, counted, points), ...])`` of a school; ``weights``: {factor: (each, most)}."""
    why = [("base", 1, BASE)]
    for one in FACTORS:
        each, most = weights.get(one.code, (0, 0))
        counted = min(facts.count(one.code), most)
        if each * counted:
            why.append((one.code, counted, each * counted))
    return sum(row[2] for row in why), why
