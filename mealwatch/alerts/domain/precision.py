"""How often a rule is right, by what people found; and when it cries wolf."""

from dataclasses import dataclass
from fractions import Fraction

#: What was found true, and what was not; the rest (noted, not pursued, still open) says nothing about the rule.
RIGHT = ("confirmed", "handed_on", "data_error")
WRONG = ("false", "explained")
#: A rule is judged by at least so many alerts that people decided ...
LEAST = 10
#: ... and cries wolf when fewer of them than this were right.
WOLF = Fraction(1, 5)
#: Never moved by itself: the standard, and what was not reported. Whether they are so is arithmetic.
NEVER = ("F01", "U01")


@dataclass(frozen=True)
class Precision:
    """Counts of a rule's alerts: all of them, those still open, those found right and wrong."""

    rule: str
    made: int = 0
    open: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def decided(self):
        return self.right + self.wrong

    @property
    def share(self):
        """The share that was right; None while nothing is decided."""
        return Fraction(self.right, self.decided) if self.decided else None

    @property
    def cries_wolf(self):
        share = self.share
        return self.rule not in NEVER and share is not None and self.decided >= LEAST and share < WOLF


def counted(rule_id, states):
    """The Precision of a rule whose alerts are in these states."""
    states = list(states)
    return Precision(
        rule_id,
        made=len(states),
        open=sum(state in ("new", "explaining", "checking") for state in states),
        right=sum(state in RIGHT for state in states),
        wrong=sum(state in WRONG for state in states),
    )
