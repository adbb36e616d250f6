"""What an ingredient will probably cost a canteen: for plans, where the ledger has nothing to say yet.

What lies in the store goes out first, so its price comes first: the lot whose
turn it is; then the last receipt; then what other canteens of the county paid
in the fortnight before.
"""

from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.stock.models import Lot
from mealwatch.stock.queries import books, prices

IN_STORE, LAST_RECEIPT, COUNTY = "in_store", "last_receipt", "county"
_lot = Lot.__table__.c
_DAY = timedelta(days=1)


class PlannedPrice(NamedTuple):
    """Exact fen per base unit as bought, and where it comes from: in_store, last_receipt or county."""

    fen: Fraction
    source: str


def planned_prices(county_id, canteen_id, ingredient_ids, on):
    """``{ingredient_id: PlannedPrice}`` as seen on a day; an ingredient that nobody bought is left out."""
    wanted = set(ingredient_ids)
    found = {}
    for lot in sorted(books.open_lots(county_id, canteen_id), key=lambda lot: lot.turn()):
        if lot.ingredient_id in wanted and not lot.expired(on):
            found.setdefault(lot.ingredient_id, PlannedPrice(Fraction(lot.cost_fen, lot.bought), IN_STORE))
    lacking = wanted - found.keys()
    if lacking:
        own = _bought_here(county_id, canteen_id, lacking)
        # As of the day after: what came today is a price too.
        known = prices.reference(county_id, [canteen_id], lacking, on + _DAY)
        for (_, ingredient_id), fen in known.items():
            found[ingredient_id] = PlannedPrice(fen, LAST_RECEIPT if ingredient_id in own else COUNTY)
    return found


def _bought_here(county_id, canteen_id, ingredient_ids):
    return set(
        db.session.scalars(
            select(_lot.ingredient_id)
            .distinct()
            .where(_lot.county_id == county_id, _lot.canteen_id == canteen_id, _lot.standing)
            .where(_lot.ingredient_id.in_(list(ingredient_ids)))
        )
    )
