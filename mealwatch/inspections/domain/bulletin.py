"""What a round found, school by school and over all of them; nothing in it judges, everything is counted.

Schools stand by their score, those with a red line after the others; equal
scores share a place. A section's average is what all schools got of what
applied to them, as one exact ratio.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mealwatch.checklists.domain.score import Score
from mealwatch.inspections.domain.records import LOST
from mealwatch.kernel.ratio import Ratio
from mealwatch.schools.domain.school import School

GRADES = ("excellent", "good", "pass", "fail")


@dataclass(frozen=True)
class Visited:
    """A school that was visited: its score, the red lines that were met, who led; ``clashes`` wait for a decision."""

    school: School
    on: date
    score: Score
    red_lines: tuple[str, ...]
    answers: dict
    leaders: tuple[str, ...]
    visit_ids: tuple[int, ...]
    clashes: int = 0

    @property
    def order(self):
        ratio = self.score.ratio
        return bool(self.red_lines), -(ratio.fraction() if ratio is not None else 0)


class Ranked(NamedTuple):
    """A school with its place; equal ones share it."""

    place: int
    visited: Visited


class Section(NamedTuple):
    """A section over all schools: halves of points got, points that applied; ``ratio`` is None where none did."""

    letter: str
    title: str
    got_halves: int
    base: int

    @property
    def ratio(self):
        return Ratio(self.got_halves, 2 * self.base) if self.base else None


class Common(NamedTuple):
    """An item that lost points: at how many schools some, at how many all, of how many where it was looked at."""

    code: str
    text: str
    half: int
    none: int
    looked_at: int
    lost_halves: int

    @property
    def schools(self):
        return self.half + self.none


def ranked(visited):
    """[Ranked], the best first."""
    found = []
    for number, one in enumerate(sorted(visited, key=lambda each: (each.order, each.school.code)), start=1):
        place = found[-1].place if found and found[-1].visited.order == one.order else number
        found.append(Ranked(place, one))
    return found


def sections(checklist, visited):
    """[Section] in the order of a checklist, over all schools."""
    got, base = {}, {}
    for one in visited:
        for part in one.score.by_section:
            got[part.letter] = got.get(part.letter, 0) + part.got_halves
            base[part.letter] = base.get(part.letter, 0) + part.base
    return [
        Section(one.letter, one.title, got.get(one.letter, 0), base.get(one.letter, 0)) for one in checklist.sections
    ]


def overall(visited):
    """What all schools got of what applied to them, exact; None where nothing did."""
    got, base = sum(one.score.got_halves for one in visited), sum(one.score.base for one in visited)
    return Ratio(got, 2 * base) if base else None


def common(checklist, visited):
    """[Common] of the items that lost points anywhere: those at most schools first, then by the points lost."""
    found = []
    for item in checklist.items:
        said = [one.answers.get(item.code, "unchecked") for one in visited]
        half, none = said.count("half"), said.count("none")
        if half + none:
            looked_at = sum(1 for answer in said if answer in (*LOST, "full"))
            points = item.points if item.scored else 0
            found.append(Common(item.code, item.text, half, none, looked_at, points * (half + 2 * none)))
    return sorted(found, key=lambda one: (-one.schools, -one.lost_halves, one.code))


def by_grade(visited):
    """``{grade: how many schools}``, the best first; None for those without a base."""
    grades = [one.score.grade for one in visited]
    return {grade: grades.count(grade) for grade in (*GRADES, None) if grade is not None or None in grades}
