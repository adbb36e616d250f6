"""What the rules are told: plain facts about one school and the canteen that feeds it."""

from dataclasses import dataclass, field
from datetime import date

from mealwatch.kernel.ratio import Ratio


@dataclass(frozen=True)
class OldFinding:
    """A finding of an earlier visit."""

    code: str
    text: str
    due_on: date
    open: bool


@dataclass(frozen=True)
class Certificate:
    """A paper that runs out; ``holder`` empty for the canteen's own."""

    holder: str
    expires_on: date


@dataclass(frozen=True)
class Source:
    """A supplier from whom goods came; ``expires_on`` is that of its licence, None where nobody knows."""

    name: str
    expires_on: date | None


@dataclass(frozen=True)
class Paper:
    """A standing document of the store: who signed it as what, {role: names}; ``lacks``: roles without a name.

    ``twice``: who accepted as the first and as the second.
    ``late_on``: the day on which it was entered, where that was after its own. ``signed_later``: a second signature
    was put under it afterwards.
    """

    kind: str
    no: str
    on: date
    people: dict[str, tuple[str, ...]]
    twice: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    late_on: date | None = None
    signed_later: bool = False


@dataclass(frozen=True)
class MenuDay:
    """What the menu gives on a day: ``animal``, ``other`` (eggs, milk, soy) and ``vegetables`` are names of goods.

    ``dark``: those of the vegetables that count as dark; ``unknown``: those of which nobody knows. ``meat_mg``:
    {band: edible milligrams of meat and fish}; ``least_mg``: {band: what the standard asks of the day's meals}.
    """

    on: date
    animal: tuple[str, ...]
    other: tuple[str, ...]
    vegetables: tuple[str, ...]
    dark: tuple[str, ...]
    unknown: tuple[str, ...]
    meat_mg: dict[str, int]
    least_mg: dict[str, int]


@dataclass(frozen=True)
class MealFact:
    """A subsidised meal of the school: whether it has a price and a record of who ate, and how many."""

    on: date
    meal: str
    priced: bool
    enrolled: int
    served: int | None


@dataclass(frozen=True)
class WeekFact:
    """A group's week: ``state`` as the service says it, ``spend`` per pupil in exact fen beside the floor.

    ``number`` is that of the teaching week, None outside a term.
    """

    monday: date
    number: int | None
    group: str
    state: str
    spend: Ratio
    floor_fen: int


@dataclass(frozen=True)
class Facts:
    """Everything that the rules may ask. ``since``: the first day of the documents, menus and meals."""

    today: date
    since: date
    has_stock: bool = True
    visited: bool = False
    old_findings: tuple[OldFinding, ...] = ()
    licences: tuple[Certificate, ...] = ()
    staff: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    sources: tuple[Source, ...] = ()
    papers: tuple[Paper, ...] = ()
    menu_days: tuple[MenuDay, ...] = ()
    served_days: frozenset[date] = frozenset()
    meals: tuple[MealFact, ...] = ()
    not_accompanied: tuple[tuple[date, str], ...] = ()
    to_accompany: int = 0
    weeks: tuple[WeekFact, ...] = field(default=())
