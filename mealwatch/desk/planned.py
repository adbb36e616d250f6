"""What the menus of a week let a pupil expect: from which the days still to come are foretold."""

from collections import defaultdict

from mealwatch.catalogue import queries as catalogue
from mealwatch.desk.domain.bar import expected_price
from mealwatch.menus import queries as menus
from mealwatch.menus.domain.menu import rows_for
from mealwatch.stock.queries.planned import planned_prices


def menu_of(county_id, week, canteen_ids):
    """``{(canteen id, date, meal): rows}`` of a week."""
    found = defaultdict(list)
    for row in menus.menu_rows(county_id, week.monday, week.sunday, canteen_ids=canteen_ids):
        found[row.canteen_id, row.dated_on, row.meal].append(row)
    return found


def planned(county_id, figures, menu, roll, today, ingredients=None):
    """``{group id: {(date, meal): exact fen a pupil by the menu, None where it cannot be told}}``.

    ``figures``: the groups' weeks with their facts; ``menu``: as ``menu_of`` gives it; ``roll``: the groups' roll.
    """
    known = ingredients or {one.id: one for one in catalogue.ingredients_of(county_id)}
    prices = {}
    for canteen_id in {key[0] for key in menu}:
        named = {row.ingredient_id for key, rows in menu.items() if key[0] == canteen_id for row in rows}
        priced = planned_prices(county_id, canteen_id, named, today)
        prices[canteen_id] = {one: price.fen for one, price in priced.items()}
    found = {}
    for one in figures:
        mine = found[one.group.group_id] = {}
        for meal in one.meals or ():
            state = roll.on(one.group.group_id, meal.on)
            rows = rows_for(menu.get((meal.canteen_id, meal.on, meal.meal), ()), state.age_band)
            mine[meal.on, meal.meal] = expected_price(rows, prices.get(meal.canteen_id, {}), known)
    return found
