"""The sheet (核算单) of a school's week, as values: what its tables say, before anybody writes them down.

The figures are those of the week, frozen where it is closed. The ledger below
them is the ledger as it is; where that has moved since the closing (another
school of the same pot recorded its meals later, say), a row named ``changed``
makes up the difference, so every table still adds up to the frozen figures.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

REPORTED, SILENT, CHANGED = "reported", "silent", "changed"


class HeadRow(NamedTuple):
    """Who sat at a pot: a group with its record, one without (``unreported``), or what changed since."""

    school_code: str
    group_code: str
    status: str
    beneficiaries: int = 0
    others: int = 0
    staff: int = 0
    unreported: int = 0

    @property
    def eaters(self):
        return self.beneficiaries + self.others + self.staff + self.unreported


@dataclass(frozen=True)
class SheetPot:
    """One pot: ``number`` names it on the sheet; ``changed_fen`` is what the ledger lacks to the frozen cost."""

    number: int
    canteen_id: int
    on: date
    meal: str
    fen: int
    eaters: int
    verified: bool
    parts: tuple
    deliveries: tuple
    heads: tuple[HeadRow, ...]
    changed_fen: int = 0

    @property
    def issued_fen(self):
        return sum(part.cost_fen for part in self.parts) + self.changed_fen

    @property
    def delivered_fen(self):
        return self.fen - self.issued_fen

    @property
    def silent_groups(self):
        return sum(row.status == SILENT for row in self.heads)

    def sum_of(self, name):
        """Heads of one kind: beneficiaries, others, staff, unreported."""
        return sum(getattr(row, name) for row in self.heads)


@dataclass(frozen=True)
class Sheet:
    """A school's week: ``figures`` of its groups, the ``pots`` they eat from, by (canteen_id, date, meal).

    ``statement`` is the one that stands, None for an open week. ``names`` are the groups' names by id,
    ``causes`` the split of spend - floor by group id.
    """

    school: object
    week: object
    figures: tuple
    pots: dict
    names: dict
    canteens: dict
    statement: object = None
    causes: dict = field(default_factory=dict)

    def pot_of(self, meal):
        """The SheetPot of a meal's facts."""
        return self.pots[meal.pot.canteen_id, meal.pot.on, meal.pot.meal]

    @property
    def group_numbers(self):
        """``{(school code, group code): number}`` of the school's own groups."""
        groups = (one.group for one in self.figures)
        return {(group.school_code, group.group_code): number for number, group in enumerate(groups, start=1)}

    @property
    def parts(self):
        """Every part of an issue line, pot by pot: [(SheetPot, Part), ...]."""
        return [(pot, part) for pot in self.pots.values() for part in pot.parts]


def pots_of(figures, grounds):
    """The SheetPots of the groups' meals, numbered by day, meal and canteen."""
    facts = {}
    for one in figures:
        for day in one.days:
            for meal in day.meals:
                facts[meal.pot.canteen_id, day.on, meal.pot.meal] = meal.pot
    ordered = sorted(facts, key=lambda place: (place[1], place[2], place[0]))
    return {place: _pot(number, facts[place], grounds.get(place)) for number, place in enumerate(ordered, start=1)}


def _pot(number, fact, ground):
    parts = ground.parts if ground else ()
    deliveries = ground.deliveries if ground else ()
    heads = list(_heads(fact, ground))
    lacking = fact.eaters - sum(row.eaters for row in heads)
    if lacking:
        heads.append(HeadRow("", "", CHANGED, unreported=lacking))
    return SheetPot(
        number,
        fact.canteen_id,
        fact.on,
        fact.meal,
        fact.fen,
        fact.eaters,
        fact.verified,
        parts,
        deliveries,
        tuple(heads),
        fact.fen - (ground.cost_fen if ground else 0),
    )


def _heads(fact, ground):
    for head in ground.heads if ground else ():
        place = head.group.school_code, head.group.group_code
        if head.group.group_id in fact.silent:
            yield HeadRow(*place, SILENT, unreported=head.beneficiaries + head.other_pupils)
        elif head.record is not None:
            yield HeadRow(*place, REPORTED, *head.record)
