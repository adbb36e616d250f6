"""Several records of one stop merged item by item; a real clash shows both with names, until somebody decides.

What nobody looked at gives way to what somebody did. The same answer twice is
no clash, whatever the words beside it: both stand there.
"""

from dataclasses import dataclass

UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Said:
    """What one record says of an item."""

    visit_id: int
    names: str
    answer: str
    note: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """Which record counts for an item, and why."""

    code: str
    visit_id: int
    reason: str
    decided_by: str
    decided_at: object


@dataclass(frozen=True)
class Merged:
    """An item of the merged view. ``answer`` is None while a clash waits for a decision."""

    code: str
    said: tuple[Said, ...]
    answer: str | None
    decision: Decision | None = None

    @property
    def clashes(self):
        return len({one.answer for one in self.said if one.answer != UNCHECKED}) > 1


def merged(codes, records, decisions=()):
    """[Merged] in the order of ``codes``; ``records``: [{code: Said}]; the latest decision about an item counts."""
    latest = {one.code: one for one in decisions}
    return [_item(code, tuple(one[code] for one in records if code in one), latest.get(code)) for code in codes]


def answers(items):
    """{code: answer} for the score; what is not decided yet is left out of it."""
    return {one.code: one.answer or UNCHECKED for one in items}


def _item(code, said, decision):
    given = [one for one in said if one.answer != UNCHECKED]
    if len({one.answer for one in given}) <= 1:
        return Merged(code, said, given[0].answer if given else UNCHECKED)
    chosen = next((one for one in given if decision and one.visit_id == decision.visit_id), None)
    return Merged(code, said, chosen.answer if chosen else None, decision if chosen else None)
