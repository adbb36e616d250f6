"""Several records of one stop beside each other, with who said what; what counts in a clash, and who decided it.

Until somebody decides, the lower points count, as inspections.domain.merging has it.
"""

from dataclasses import dataclass

from mealwatch.inspections.domain.merging import UNCHECKED, merge


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
class Beside:
    """An item of several records: what each says, the answer that counts, the decision about it."""

    code: str
    said: tuple[Said, ...]
    answer: str
    clashes: bool
    decision: Decision | None = None

    @property
    def waits(self):
        """Whether a clash waits for a decision."""
        return self.clashes and self.decision is None


def beside(codes, records, decisions=()):
    """[Beside] in the order of ``codes``; ``records``: [{code: Said}]; the latest decision about an item counts."""
    together = merge(
        {said.visit_id: {code: each.answer for code, each in one.items()} for one in records for said in one.values()}
    )
    latest = {one.code: one for one in decisions}
    return [
        _item(code, tuple(one[code] for one in records if code in one), together.get(code), latest) for code in codes
    ]


def answers(items):
    """{code: answer} for the score."""
    return {one.code: one.answer for one in items}


def _item(code, said, merged, latest):
    if merged is None or not merged.clash:
        return Beside(code, said, merged.answer if merged else UNCHECKED, clashes=False)
    decision = latest.get(code)
    chosen = next((one for one in said if decision and one.visit_id == decision.visit_id), None)
    answer = chosen.answer if chosen else merged.answer
    return Beside(code, said, answer, clashes=True, decision=decision if chosen else None)
