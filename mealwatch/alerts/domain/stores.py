"""What lies in the canteens' stores and what moved there, as the rules look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Issued(NamedTuple):
    """What was issued to a meal of one ingredient: base units, fen; ``pieces`` where it is counted, else None."""

    canteen_id: int
    on: object
    meal: str
    ingredient_id: int
    quantity: int
    fen: int
    pieces: int | None


@dataclass(frozen=True)
class Stock:
    """Rows of stock.queries: ``counted`` (twelve weeks), ``lost`` and ``same_day`` (four), the rest of this week."""

    counted: Sequence = ()
    lost: Sequence = ()
    held: Sequence = ()
    same_day: Sequence = ()
    out_of_time: Sequence = ()
