"""What a rule found in one school's week: a sentence, its arithmetic, and the rows behind it.

Texts are message ids with named places and facts that are already printed, so
that they can be kept as JSON and said in either language. The words are
neutral: a signal is a difference that wants an explanation, never a verdict.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from mealwatch.kernel.day_words import chinese_day, spoken
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO, Ratio

#: From bad to good.
SEVERITIES = ("red", "amber", "info")
MOST_ROWS = 40
_MORE = mark("另有 {count} 行")


@dataclass(frozen=True)
class Line:
    """One sentence. ``place``: (endpoint, {args}) of the page where the row stands.

    ``says``: a marked message id, or several clauses of one sentence, parted by line feeds (see ``clauses``).
    """

    says: str
    facts: dict = field(default_factory=dict)
    place: tuple | None = None

    def text(self, translate=mark, day=chinese_day):
        """The sentence, filled in, in the language of ``translate``; ``day`` says its dates (date -> text)."""
        facts = spoken(self.facts, day)
        return "".join(translate(part).format_map(facts) for part in self.says.split("\n"))

    def as_json(self):
        return [self.says, self.facts, list(self.place) if self.place else None]

    @classmethod
    def of_json(cls, values):
        says, facts, place = values
        return cls(says, facts, tuple(place) if place else None)


@dataclass(frozen=True)
class Signal:
    """One school's signal. ``at_risk``: exact fen, 0 or more."""

    school_id: int
    severity: str
    at_risk: Ratio
    sentence: Line
    arithmetic: tuple[Line, ...] = ()
    rows: tuple[Line, ...] = ()

    def __post_init__(self):
        if self.severity not in SEVERITIES:
            raise ValueError(f"{self.severity!r} is no severity")
        if self.at_risk < ZERO:
            raise ValueError("nothing less than nothing is at risk")


class Lacking(NamedTuple):
    """The rule cannot be judged for this school (None: for nobody), and what is missing."""

    school_id: int | None
    what: Line


def clauses(*parts, **facts):
    """A sentence of several marked clauses; empty ones are left out."""
    return Line("\n".join(part for part in parts if part), facts)


def heaviest(rows, most=MOST_ROWS):
    """The first ``most`` rows (sorted, the heaviest first); the last one then says how many more there are."""
    rows = tuple(rows)
    if len(rows) <= most:
        return rows
    return (*rows[: most - 1], Line(_MORE, {"count": len(rows) - most + 1}))
