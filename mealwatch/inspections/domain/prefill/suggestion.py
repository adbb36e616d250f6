"""What a rule answers, and the sentences of which it is made: they are translated only where they are shown."""

from dataclasses import dataclass
from typing import NamedTuple

from mealwatch.kernel.errors import mark

FULL, HALF, NONE = "full", "half", "none"
#: Up to one in so many may be wrong for half the points.
_FEW = 4


class Text(NamedTuple):
    """A marked sentence with its places, some of which may be texts themselves."""

    sentence: str
    places: dict = {}

    def said(self, translate=mark):
        """The sentence, filled in."""
        filled = {
            name: value.said(translate) if isinstance(value, Text) else value for name, value in self.places.items()
        }
        return translate(self.sentence).format_map(filled)


@dataclass(frozen=True)
class Suggestion:
    """``suggest``: full, half, none, or None where the records do not say. ``rows``: cells, str or Text."""

    suggest: str | None
    says: tuple[Text, ...]
    rows: tuple[tuple, ...] = ()

    def as_json(self, translate=mark):
        """As a pack carries it."""
        return {
            "suggest": self.suggest,
            "say": "".join(one.said(translate) for one in self.says),
            "rows": [[said(cell, translate) for cell in row] for row in self.rows],
        }


def said(cell, translate=mark):
    """A cell as text."""
    return cell.said(translate) if isinstance(cell, Text) else cell


def graded(wrong, total):
    """Full where nothing is wrong, half where at most a quarter is, else none."""
    return FULL if not wrong else HALF if _FEW * wrong <= total else NONE


def unknown(sentence, **places):
    """Nothing is on record: nothing is suggested."""
    return Suggestion(None, (Text(sentence, places),))


def day(on):
    """A date as people say it."""
    return Text(mark("{month}月{day}日"), {"month": on.month, "day": on.day})
