"""What a week's figures are worked out from, as JSON values for the server and the device (see domain/figures.py)."""

from dataclasses import dataclass
from fractions import Fraction

from mealwatch.catalogue.known_nutrients import NUTRIENTS, content_of, known_as
from mealwatch.counties import queries as counties
from mealwatch.menus import standard
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import planned

TYPICAL, NO_PRICE = "typical", "none"
#: Amounts of nutrients travel as whole thousandths.
_PART = 1000
_PLACES = {"energy": 0, "vitamin_b1": 2, "vitamin_b2": 2, "vitamin_a": 0, "vitamin_c": 0, "calcium": 0}
#: Kilocalories of a gram.
_CALORIES = {"fat": 9, "carbohydrate": 4}
#: The four classes of which a meal should have three.
_FOUR = {
    "谷薯类": "1",
    "蔬菜类": "2",
    "水果类": "2",
    "畜禽肉类": "3",
    "鱼虾类": "3",
    "蛋类": "3",
    "奶及奶制品": "4",
    "大豆类及其制品和坚果": "4",
}
_ROW_OF = {part: row for row, parts in standard.GROUPS.items() for part in parts}
_SALT_CODE = "TW01"


@dataclass(frozen=True)
class Grounds:
    """A canteen's week: ``bands`` [(band, heads)], ``days`` it supplies, ``floor_fen`` a day, ``facts`` the JSON."""

    bands: list
    days: list
    floor_fen: int
    facts: dict
    sources: dict


def grounds_of(county_id, canteen, week, ingredients, today):
    """What the figures of a canteen's week need, with a price for each of the ingredients.

    ``sources``: {code: in_store, last_receipt, county, typical or none}.
    """
    days = schools.canteen_supply_days(county_id, canteen.id, week.monday, week.sunday)
    bands = bands_fed(county_id, canteen.id, days[0] if days else week.monday)
    floor_fen = counties.policies_of(county_id).on(week.monday).subsidy_fen
    carrying = schools.standards_of(county_id, [canteen.school_id]).subsidised(canteen.school_id, 0, week.monday)
    prices = planned.planned_prices(county_id, canteen.id, [one.id for one in ingredients], today)
    foods, sources = {}, {}
    for one in ingredients:
        foods[one.code], sources[one.code] = _food(one, prices.get(one.id))
    facts = {
        "foods": foods,
        "bands": [[band, heads] for band, heads in bands],
        "days": [on.isoformat() for on in days],
        "floor": floor_fen,
        "subsidised": _in_order(meal for meal, _ in carrying),
        **_standard(band for band, _ in bands),
    }
    return Grounds(bands, days, floor_fen, facts, sources)


def bands_fed(county_id, canteen_id, on):
    """[(age band, enrolled heads)] of those that a canteen feeds on a day, the youngest first."""
    heads = {}
    for row in schools.roll_of(county_id).fed_by(canteen_id, on):
        heads[row.age_band] = heads.get(row.age_band, 0) + row.beneficiaries + row.other_pupils
    return [(band, heads[band]) for band in standard.BANDS if band in heads]


def _in_order(meals):
    found = set(meals)
    return [meal for meal in ("lunch", "breakfast", "dinner", "snack") if meal in found]


def _food(ingredient, price):
    known = known_as(ingredient)
    content = content_of(known)
    per_mg = _bought_per_mg(ingredient)
    fen, source = (price.fen, price.source) if price else (None, NO_PRICE)
    if fen is None and known and ingredient.grams:
        fen, source = Fraction(known.price_typical_fen) * ingredient.grams / 1000, TYPICAL
    group = ingredient.food_group
    counts = content.counts_as if content else Fraction(1)
    return {
        "name": ingredient.name,
        "fen": _pair(fen * per_mg) if fen is not None and per_mg is not None else None,
        "group": standard.SALT if known and known.code == _SALT_CODE else _ROW_OF.get(group, ""),
        "as": None if counts == 1 else _pair(counts),
        "four": _FOUR.get(group, ""),
        "kind": group in _FOUR,
        "in": [_thousandths(content.per_100g[name]) for name in NUTRIENTS] if content else None,
    }, source if per_mg is not None else NO_PRICE


def _bought_per_mg(ingredient):
    """Base units as bought for one edible milligram; None where share or weight are not known."""
    share, grams = ingredient.edible_share, ingredient.grams
    return 1 / (1000 * share * grams) if share and grams else None


def _standard(bands):
    return {
        "standard": {
            band: {
                "groups": {
                    group: {meal: _ends(standard.group_span(band, meal, group)) for meal in standard.SHARES}
                    for group in standard.GROUPS
                },
                "nutrients": {
                    name: {meal: _ends(standard.nutrient_span(band, meal, name)) for meal in standard.SHARES}
                    for name in standard.nutrients_judged()
                },
            }
            for band in bands
        },
        "meals": list(standard.SHARES),
        "advice": list(standard.ADVICE),
        "nutrients": [[name, place] for place, name in enumerate(NUTRIENTS)],
        "places": {name: _PLACES.get(name, 1) for name in NUTRIENTS},
        "of_energy": {name: [_CALORIES[name], *standard.OF_ENERGY[name]] for name in _CALORIES},
    }


def _ends(span):
    return [None if end is None else _pair(end) for end in (span.low, span.high)]


def _pair(value):
    return [str(value.numerator), str(value.denominator)]


def _thousandths(amount):
    return None if amount is None else int(amount * _PART)
