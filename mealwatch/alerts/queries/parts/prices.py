"""What the canteens paid: receipt lines with carriage taken off, what is known of the goods, the dated price lists."""

from fractions import Fraction

from mealwatch.acceptance import queries as acceptance
from mealwatch.acceptance.domain.prices import band
from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.market import Good, Market, Paid
from mealwatch.alerts.domain.monthly import once_a_month
from mealwatch.catalogue import price_lists
from mealwatch.catalogue.known_nutrients import known_as
from mealwatch.stock.queries.paid import lines_paid
from mealwatch.storage.bare import Dates

WEEKS, MONTHLY_WEEKS = 5, 9
_CONTENT = {"jin": 500, "kg": 1000, "L": 1000, "ml": 1, "g": 1, "piece": 1}


@part("prices")
def prices(county_id, given):
    """The Market of the last five weeks; of nine where a rule of the month looks at them."""
    known, dates = given.part("ingredients"), Dates()
    first, last = given.weeks(MONTHLY_WEEKS if once_a_month(given.week) else WEEKS)[0].monday, given.week.sunday
    told = acceptance.prices_told(county_id, first, last, said_from=given.week.monday)
    lines = []
    for *head, raw, ingredient_id, quantity, fen, supplier_id in lines_paid(county_id, first, last):
        slip = told.get((head[1], head[2]))
        freight = slip.freight_fen if slip else 0
        said = _said(slip, known[ingredient_id]) if slip and slip.price else None
        lines.append(Paid(*head, dates[raw], ingredient_id, quantity, fen - freight, supplier_id, freight, said))
    return Market(lines, {one.id: _good(one) for one in known.values()}, price_lists.prices_of(county_id))


def _good(ingredient):
    found = band(known_as(ingredient), ingredient.base_unit)
    span = found and tuple(one.fraction() for one in found)
    return Good(ingredient.name, ingredient.food_group, ingredient.base_unit, span)


def _said(slip, ingredient):
    content = ingredient.package_content if slip.price_per == "package" else _CONTENT.get(slip.price_per)
    return (Fraction(slip.price) * 100, content) if content else None
