"""What the canteens paid: receipt lines with carriage taken off, what is known of the goods, the dated price lists."""

from fractions import Fraction

from mealwatch.acceptance import queries as acceptance
from mealwatch.acceptance.domain.prices import band
from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.market import Good, Market, Paid
from mealwatch.catalogue import price_lists
from mealwatch.catalogue.known_nutrients import known_as

_CONTENT = {"jin": 500, "kg": 1000, "L": 1000, "ml": 1, "g": 1, "piece": 1}


@part("prices")
def prices(county_id, given):
    """The Market of the last nine weeks."""
    known = given.part("ingredients")
    weeks = given.weeks(9)
    told = acceptance.prices_told(county_id, weeks[0].monday, given.week.sunday)
    lines = []
    for row in given.part("received"):
        slip = told.get((row.document_id, row.line_no))
        freight = slip.freight_fen if slip else 0
        lines.append(
            Paid(
                row.canteen_id,
                row.document_id,
                row.line_no,
                row.doc_no,
                row.received_on,
                row.ingredient_id,
                row.quantity,
                row.fen - freight,
                row.supplier_id,
                freight,
                _said(slip, known[row.ingredient_id]) if slip and slip.price else None,
            )
        )
    return Market(lines, {one.id: _good(one) for one in known.values()}, price_lists.prices_of(county_id))


def _good(ingredient):
    found = band(known_as(ingredient), ingredient.base_unit)
    span = found and tuple(one.fraction() for one in found)
    return Good(ingredient.name, ingredient.food_group, ingredient.base_unit, span)


def _said(slip, ingredient):
    content = ingredient.package_content if slip.price_per == "package" else _CONTENT.get(slip.price_per)
    return (Fraction(slip.price) * 100, content) if content else None
