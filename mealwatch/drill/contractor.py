"""A school fed by a contractor: a menu, a delivery note for every lunch, no store of its own."""

from mealwatch.demo.chance import chance
from mealwatch.drill.entering import Clerk
from mealwatch.drill.heads import really_there
from mealwatch.drill.market import CATERER
from mealwatch.drill.menu import menu_row, planned_week
from mealwatch.drill.papers import delivery_row, meal_row


def deliver(year, canteen, books):
    """Menus, delivery notes and meal records of all weeks; the price of a portion holds for the year."""
    price = chance(year.seed, "portion", canteen.code).randint(66, 72) * 10
    for week in year.weeks:
        days = year.calendar.days(canteen.codes, week)
        clerk = Clerk(year.seed, canteen, week, None)
        if not days:
            continue
        plan = planned_week(
            year.seed,
            canteen,
            week,
            days,
            lambda good, week=week: year.market.level(good, week) * good.fen_per_kg // 1000,
        )
        for on in days:
            books.note("menus", [menu_row(canteen, on, portion) for portion in plan[on]])
            portions = 0
            for group in canteen.groups:
                there = really_there(year.seed, group, on, week)
                portions += sum(there)
                books.note("meals", [{**meal_row(group, on, there), "entered_at": clerk.at(on, "meals")}])
            portions += chance(year.seed, "spare", canteen.code, on).randint(0, 2)
            food = portions * chance(year.seed, "food", canteen.code, on).randint(512, 552)
            row = delivery_row(canteen, on, portions, portions * price, food, CATERER)
            books.note("deliveries", [{**row, "entered_at": clerk.at(on, "issues")}])
