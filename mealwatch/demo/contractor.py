"""A school fed by a contractor: a menu, a delivery note for every lunch, no store of its own."""

from mealwatch.demo.chance import chance
from mealwatch.demo.heads import LUNCH, tables
from mealwatch.demo.menu_board import put_up_menu
from mealwatch.demo.term import week_of
from mealwatch.demo.troubles import HONEST
from mealwatch.kernel.money import fen_as_yuan

_SUPPLIER = "V15"


def deliver(demo, canteen, books):
    """Menus, delivery notes and meal records of all weeks; the price of a portion holds for the term."""
    for week in (*demo.weeks, demo.coming_week):
        put_up_menu(demo, canteen, books, week, HONEST)
    price = chance(demo.seed, "portion", canteen.code).randint(66, 72) * 10
    for on in demo.term.canteen_days(canteen):
        if week_of(on) not in demo.weeks:
            continue
        found = tables(demo.seed, demo.changes, demo.term, canteen, on)[LUNCH]
        books.note("meals", [table.row(on, LUNCH) for table in found if table.recorded])
        portions = sum(table.cooked_for for table in found)
        food = portions * chance(demo.seed, "food", canteen.code, on).randint(508, 548)
        change = demo.changes.get((canteen.school.code, week_of(on)), HONEST)
        people = canteen.school.people
        row = {
            "canteen_code": canteen.code,
            "doc_no": f"D{on:%y%m%d}",
            "delivered_on": on.isoformat(),
            "meal": LUNCH,
            "portions": portions,
            "amount_yuan": fen_as_yuan(portions * price),
            "food_cost_yuan": fen_as_yuan(food) if change.food_cost_declared else "",
            "supplier_code": _SUPPLIER,
            "acceptor_1": people["acceptor_1"],
            "acceptor_2": people["acceptor_2"],
        }
        books.enter(f"{on}T11:40", "deliveries", [row])
