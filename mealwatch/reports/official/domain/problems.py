"""Problems of a county as papers tell them: what alerts, visits and cases say, in one shape and order."""

from dataclasses import dataclass
from datetime import date

from mealwatch.schools.domain.school import School


@dataclass(frozen=True)
class Problem:
    """``source``: 周预警, 检查 or 整改; ``state``: what became of it, in words; ``mended_on`` None while it is open."""

    school: School
    source: str
    number: str
    text: str
    basis: str
    found_on: date
    due_on: date | None
    state: str
    mended_on: date | None = None
    family: str = ""

    def overdue(self, today):
        return self.due_on is not None and self.mended_on is None and self.due_on < today


@dataclass(frozen=True)
class Mending:
    """What was due in a span: ``due`` problems, of them ``done``; looks made, kept up and not."""

    due: tuple[Problem, ...]
    done: tuple[Problem, ...]
    looks_passed: int
    reopened: int


def due_within(problems, first, last):
    """(due, done): those whose day came by ``last`` and that were not mended before ``first``; of them the mended."""
    due = tuple(
        one
        for one in problems
        if one.due_on is not None and one.due_on <= last and (one.mended_on is None or one.mended_on >= first)
    )
    return due, tuple(one for one in due if one.mended_on is not None and one.mended_on <= last)
