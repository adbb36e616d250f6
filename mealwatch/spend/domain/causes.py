"""Why a pupil group's week stands where it stands: spend less floor, split into parts that add up exactly.

Per supply day and subsidised meal, with the menu in force: what the menu asks
for at reference prices against the subsidy (menu), meals that count nothing
(missing), more or fewer at table than planned (heads), more or less issued than
the menu asks for (quantity), dearer or cheaper than the reference (price).
Without a menu the meal's whole difference is ``no_menu``.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from mealwatch.kernel.ratio import Ratio

PARTS = ("menu", "missing", "heads", "quantity", "price", "no_menu")


class Plate(NamedTuple):
    """A meal seen by one group, with what its split needs; exact numbers, fen.

    ``planned``: v0, what the group's menu costs per pupil at reference prices (None: no menu);
    ``planned_pot``: P0, the same for everyone planned at this pot; ``at_reference``: the issued
    goods at reference prices; ``subsidy_fen`` is 0 for every but the first meal of a day.
    """

    subsidy_fen: int
    counts: bool
    pot_fen: int
    eaters: int
    planned: Fraction | None
    planned_pot: Fraction
    at_reference: Fraction


@dataclass(frozen=True)
class Causes:
    """The parts of spend less floor, by name, exact fen; ``unknown``: ingredients without a price or an amount."""

    parts: dict
    unknown: tuple

    @property
    def total(self):
        return sum(self.parts.values(), Fraction(0))

    @property
    def total_fen(self):
        """Spend less floor, rounded half up to a fen: what the printed parts add up to."""
        return Ratio(self.total.numerator, self.total.denominator).rounded()

    @property
    def main(self):
        """(name, fen) of the printed part that lowers the spend most; None where none does."""
        return min((line for line in self.printed if line[1] < 0), key=lambda line: line[1], default=None)

    @property
    def printed(self):
        """[(name, fen), ...] of the parts that are not nothing, adding up to ``total_fen``; the largest first."""
        named = [(name, self.parts[name]) for name in PARTS if self.parts[name]]
        whole = rounded_to([value for _, value in named], self.total_fen)
        lines = [(name, fen) for (name, _), fen in zip(named, whole, strict=True)]
        return sorted(lines, key=lambda line: -abs(line[1]))


def split(plate):
    """The parts of one meal, by name."""
    parts = dict.fromkeys(PARTS, Fraction(0))
    if plate.planned is None:
        price = Fraction(plate.pot_fen, plate.eaters) if plate.counts else 0
        parts["no_menu"] = price - plate.subsidy_fen
        return parts
    parts["menu"] = plate.planned - plate.subsidy_fen
    if not plate.counts:
        parts["missing"] = -plate.planned
        return parts
    parts["heads"] = plate.planned_pot / plate.eaters - plate.planned
    parts["quantity"] = (plate.at_reference - plate.planned_pot) / plate.eaters
    parts["price"] = (plate.pot_fen - plate.at_reference) / plate.eaters
    return parts


def causes(plates, unknown=()):
    """The Causes of a week's meals."""
    total = dict.fromkeys(PARTS, Fraction(0))
    for plate in plates:
        for name, value in split(plate).items():
            total[name] += value
    return Causes(total, tuple(unknown))


def rounded_to(values, total):
    """Whole numbers near the values that add up to ``total``: rounded down, then the largest remainders go up."""
    floors = [value.numerator // value.denominator for value in values]
    left = total - sum(floors)
    by_remainder = sorted(range(len(values)), key=lambda place: floors[place] - values[place])
    for place in by_remainder[: max(left, 0)]:
        floors[place] += 1
    return floors
