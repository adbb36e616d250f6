"""Papers as the rules look at them: who signed, what was entered when, what was kept of a day, which photos."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from mealwatch.kernel.clock import SHANGHAI

#: Daily records that every day with meals asks of a canteen, and those that it asks of a school.
WANTED = ("sample", "morning", "disinfection")
ACCOMPANIED = "accompanied"


@dataclass(frozen=True)
class Refused:
    """So many attempts on one day that the service did not take."""

    school_id: int
    canteen_id: int | None
    code: str
    on: date
    count: int


class Signed(NamedTuple):
    """One document and the names on it. Receipt and delivery: acceptors; issue: storekeeper and collector."""

    canteen_id: int
    kind: str
    doc_no: str
    on: date
    buyer: str | None
    first: str | None
    second: str | None
    #: Whether a second person signed afterwards.
    later: bool = False


@dataclass(frozen=True)
class Signers:
    """The documents of a week with their names, and the bureau's exceptions."""

    documents: list
    exceptions: list

    def excepted(self, canteen_id, purpose, on):
        return any(one.canteen_id == canteen_id and one.holds(purpose, on) for one in self.exceptions)


class Entered(NamedTuple):
    """When something of a day was entered, and by whom; ``number``: how its page is found.

    ``waited``: it lay on a device for want of a network; ``typed_at``: when it was typed there, by the device's word.
    """

    canteen_id: int | None
    school_id: int
    kind: str
    number: str
    on: date
    at: datetime
    by: str
    waited: bool = False
    typed_at: datetime | None = None

    @property
    def by_device(self):
        """Whether there is a device's word, and it can be: typed no earlier than the day it speaks of."""
        return self.typed_at is not None and datetime.combine(self.on, time(0), SHANGHAI) <= self.typed_at <= self.at

    @property
    def when(self):
        """The moment by which it is judged: of typing where that is known and can be, else of entry."""
        return self.typed_at if self.by_device else self.at


class Kept(NamedTuple):
    """A standing daily record. ``fields``: what it says, for samples and accompanied meals only."""

    canteen_id: int
    school_id: int | None
    kind: str
    on: date
    meal: str
    number: str
    at: datetime
    by: str
    fields: Any = None


class Shown(NamedTuple):
    """A photo on a paper; ``shot_at``: when it was taken, where the file says so."""

    digest: str
    canteen_id: int
    kind: str
    number: str
    on: date
    seller: int | None = None
    shot_at: datetime | None = None


@dataclass(frozen=True)
class Papers:
    """Daily records of four weeks. ``served``: {(day, canteen id): {meal: [school ids]}} of this week.

    ``begun``: (canteen id, school id, kind) of what was kept before this week; ``publishers``: canteens that published
    a menu of the last weeks, ``published`` those that published this week's.
    """

    kept: list = field(default_factory=list)
    served: dict = field(default_factory=dict)
    begun: frozenset = frozenset()
    publishers: frozenset = frozenset()
    published: frozenset = frozenset()
