"""Reference prices: what a canteen last paid for an ingredient before a week."""

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction
from statistics import median

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.stock.models import Lot

_lot = Lot.__table__.c
#: The county's median looks back over a fortnight.
FORTNIGHT = timedelta(days=14)


def reference(county_id, canteen_ids, ingredient_ids, monday):
    """``{(canteen_id, ingredient_id): exact fen per base unit}`` for the week that begins on ``monday``.

    The canteen's last lot received before the week, else its first lot in the week, else the
    median over the county's lots of the 14 days before the week; what has none of these is left out.
    """
    found = {}
    sunday = monday + timedelta(days=6)
    own = db.session.execute(
        select(_lot.canteen_id, _lot.ingredient_id, _lot.received_on, _lot.cost_fen, _lot.bought)
        .where(*_standing(county_id, ingredient_ids), _lot.canteen_id.in_(list(canteen_ids)))
        .where(_lot.received_on <= sunday)
        .order_by(_lot.received_on, _lot.document_id, _lot.line_no)
    )
    for canteen_id, ingredient_id, received_on, cost_fen, bought in own:
        place = canteen_id, ingredient_id
        if received_on < monday or place not in found:
            found[place] = Fraction(cost_fen, bought)
    wanted = {(canteen_id, one) for canteen_id in canteen_ids for one in ingredient_ids}
    lacking = {ingredient_id for _, ingredient_id in wanted - found.keys()}
    county = _county_medians(county_id, lacking, monday) if lacking else {}
    return {place: county[place[1]] for place in wanted if place[1] in county} | found


def _county_medians(county_id, ingredient_ids, monday):
    prices = defaultdict(list)
    rows = db.session.execute(
        select(_lot.ingredient_id, _lot.cost_fen, _lot.bought).where(
            *_standing(county_id, ingredient_ids),
            _lot.received_on >= monday - FORTNIGHT,
            _lot.received_on < monday,
        )
    )
    for ingredient_id, cost_fen, bought in rows:
        prices[ingredient_id].append(Fraction(cost_fen, bought))
    return {ingredient_id: median(values) for ingredient_id, values in prices.items()}


def _standing(county_id, ingredient_ids):
    return _lot.county_id == county_id, _lot.standing, _lot.ingredient_id.in_(list(ingredient_ids))
