"""Money and staff as the rules look at it: what is no food, and how many of a school's own people eat."""

from dataclasses import dataclass
from typing import NamedTuple


class NotFood(NamedTuple):
    """Words that say that something is no food; ``what`` kind of thing it is."""

    what: str
    words: tuple[str, ...]
    excepted: tuple[str, ...]

    def names(self, name):
        """The word in a name that says so, or None."""
        for word in self.excepted:
            name = name.replace(word, "")
        return next((word for word in self.words if word in name), None)


@dataclass(frozen=True)
class StaffMeals:
    """Of one school and four weeks: meals recorded for pupils and for its own people, the most of these at once."""

    pupils: int = 0
    staff: int = 0
    most: int = 0
