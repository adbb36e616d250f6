"""Two records of one stop as one: item by item, whatever their order, and the same record twice is one.

What nobody looked at gives way to what somebody did. Where two saw an item differently both stand with their names,
and until somebody decides the lower points count: doubt is not to a school's credit, nor may a team better it alone.
"""

from dataclasses import dataclass

#: From what counts first in a clash to what counts last.
_LOWEST_FIRST = ("none", "half", "full", "na")
UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Merged:
    """An item of several records. ``answer`` counts; ``said``: {answer: the visits' ids} of those who looked."""

    answer: str
    said: dict[str, tuple[int, ...]]

    @property
    def clash(self):
        return len(self.said) > 1


def merge(records):
    """``{code: Merged}`` of ``{visit id: {code: answer}}``."""
    said = {}
    for visit_id in sorted(records):
        for code, answer in records[visit_id].items():
            by_answer = said.setdefault(code, {})
            if answer != UNCHECKED:
                by_answer.setdefault(answer, []).append(visit_id)
    return {code: _merged(by_answer) for code, by_answer in sorted(said.items())}


def answers_of(merged):
    """``{code: answer}`` for the score."""
    return {code: one.answer for code, one in merged.items()}


def _merged(by_answer):
    said = {answer: tuple(by_answer[answer]) for answer in _LOWEST_FIRST if answer in by_answer}
    return Merged(next(iter(said), UNCHECKED), said)
