"""What a visit scores by its list: halves of points got, over the points that apply.

An item that does not apply, or that nobody looked at, leaves the base. The
grade is found before anything is rounded; one red line fails whatever the
points. ``frontend/visits/score.js`` says the same on the tablet, by the same cases.
"""

from dataclasses import dataclass

from mealwatch.kernel.ratio import Ratio

#: Halves of the item's points by answer; the others leave the base.
HALVES = {"full": 2, "half": 1, "none": 0}
LEFT_OUT = ("na", "unchecked")
FAIL = "fail"


@dataclass(frozen=True)
class Part:
    """A section's share of the score."""

    letter: str
    got_halves: int
    base: int


@dataclass(frozen=True)
class Score:
    """``got_halves`` of ``2 * base``; without a base there is no ratio and no grade (a red line fails all the same)."""

    got_halves: int
    base: int
    ratio: Ratio | None
    grade: str | None
    by_section: tuple[Part, ...]

    @property
    def tenths(self):
        """Tenths of a per cent, rounded half up, for print alone; None without a base."""
        if self.ratio is None:
            return None
        return (1000 * self.got_halves + self.base) // (2 * self.base)


def score(version, answers, red_lines=()):
    """The Score of ``answers`` ({code: full, half, none, na or unchecked}) and the codes of red lines that were met.

    ``version``: a Version or a Checklist. What is not answered is unchecked. Raises ValueError for another answer.
    """
    content = getattr(version, "list", version)
    parts = tuple(_part(section, answers) for section in content.sections)
    got, base = sum(one.got_halves for one in parts), sum(one.base for one in parts)
    grade = next((code for code, least in content.grades if 100 * got >= 2 * least * base), FAIL) if base else None
    known = {one.code for one in content.red_lines}
    if known.intersection(red_lines):
        grade = FAIL
    return Score(got, base, Ratio(got, 2 * base) if base else None, grade, parts)


def _part(section, answers):
    got = base = 0
    for item in section.items:
        answer = answers.get(item.code, "unchecked")
        if answer in LEFT_OUT or not item.scored:
            continue
        if answer not in HALVES:
            raise ValueError(f"{item.code}: {answer!r} is no answer")
        got += HALVES[answer] * item.points
        base += item.points
    return Part(section.letter, got, base)
