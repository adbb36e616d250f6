"""A canteen whose day can be filled in: C001 of tests.support.people with goods in the store and a collector's PIN.

Monday of 2026-W46 is the day; S001 alone has pupils that day (120 beneficiaries, 3 others). ``GOODS`` are the
Monday list of the published menu 5 and rice, each with what a hundredth of the lot costs.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from mealwatch.accounts.service import pins
from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.meals import service as meals
from mealwatch.meals.domain.served import Served
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row
from mealwatch.menus.published.lines import menus as published
from mealwatch.schools import queries as school_queries
from mealwatch.schools import service as schools
from mealwatch.stock import service as stock
from mealwatch.stock.domain.documents import Document, IssueLine, ReceiptLine
from tests.support import county

MONDAY = date(2026, 11, 9)
NOON = datetime(2026, 11, 9, 13, 10, tzinfo=SHANGHAI)
PIN = "4719"
FOLDER = Path(__file__).parent
#: Ingredient of M5's Monday: (fen a kilo, or a piece).
PRICES = {
    "大米（粳米）": 560,
    "土豆": 420,
    "牛肉（瘦）": 6800,
    "莴笋": 680,
    "鸡蛋": 80,
    "茄子": 760,
    "小白菜": 520,
    "酸奶": 210,
    "大豆油": 1100,
    "食盐": 300,
    "酱油": 900,
    "白砂糖": 800,
    "蚝油": 1600,
}
#: In which unit the storekeeper says a base unit's goods.
UNITS = {"g": "jin", "ml": "L", "piece": "piece"}


def monday_list():
    """M5's Monday lunch for the lower grades: {ingredient name: (dish, edible milligrams)}, what is matched."""
    menu = next(one for one in published() if one.number == 5)
    lines = [one for one in menu.of(menu.bands[0]) if one.weekday == "一" and one.ingredient]
    return {one.ingredient.name: (one.dish, int(one.grams * 1000)) for one in lines}


class Kitchen:
    """C001 and what can be done in it; everything is written at ``NOON`` of the day it is about."""

    def __init__(self, site):
        self.site, self.county_id = site, site.county_id
        with site.app.app_context():
            county.do(catalogue.take_over_known_ingredients, self.county_id)
            self.canteen = school_queries.get_canteen(self.county_id, "C001")
            self.school = school_queries.get_school(self.county_id, "S001")
            self.group = school_queries.get_group(self.county_id, self.school.id, "G16")
            self.by_name = {one.name: one for one in catalogue_queries.ingredients_of(self.county_id)}
            county.do(pins.put_pin, self.county_id, self._account("storekeeper"), "storekeeper", PIN)
            # The teaching point eats elsewhere in these tests: one group at the pot.
            county.group(self.county_id, "S002", canteen_code="C003")

    def _account(self, username):
        from mealwatch.accounts import queries

        return queries.get_account(self.county_id, username).id

    def do(self, work, *args, on=MONDAY, **given):
        from mealwatch.storage.transaction import in_transaction

        now = datetime(on.year, on.month, on.day, 13, tzinfo=SHANGHAI)
        with self.site.app.app_context():
            return in_transaction(lambda: work(self.county_id, *args, by=county.CLERK, now=now, **given))

    def supply(self, *days):
        self.do(schools.put_calendar_days, [{"dated_on": on, "day_type": "supply"} for on in days])

    def receive(self, amounts, on=MONDAY - timedelta(days=3), no="R1"):
        """``amounts``: {ingredient name: base units}; what they cost follows PRICES."""
        lines = []
        for name, base in amounts.items():
            one = self.by_name[name]
            per = 1 if one.base_unit == "piece" else 1000
            fen = int(Fraction(base * PRICES.get(name, 500), per))
            lines.append(ReceiptLine(one.id, base, UNITS[one.base_unit], fen))
        self.do(stock.post, Document("receipt", self.canteen.id, no, on, tuple(lines)), on=on)

    def stock_up(self, kilos=80):
        """So many kilos (or ten times as many pieces) of everything on the list."""
        self.receive({name: kilos * 10 if self.by_name[name].base_unit == "piece" else kilos * 1000 for name in PRICES})

    def plan(self, rows, *days, meal="lunch"):
        """``rows``: {ingredient name: (dish, edible milligrams)}."""
        found = [Row(dish, self.by_name[name].id, mg) for name, (dish, mg) in rows.items()]
        for on in days:
            self.do(menus.plan, self.canteen.id, on, meal, found)

    def issue(self, on, amounts, no=None):
        """``amounts``: {ingredient name: base units}, for lunch."""
        lines = tuple(
            IssueLine(self.by_name[name].id, base, UNITS[self.by_name[name].base_unit], 1, "库管丁", "领用戊")
            for name, base in amounts.items()
        )
        number = no or f"I{on:%Y%m%d}-1"
        self.do(stock.post, Document("issue", self.canteen.id, number, on, lines, "lunch"), on=on)

    def serve(self, on, beneficiaries, others=0, staff=0, **given):
        self.do(meals.record, Served(self.group.id, on, "lunch", beneficiaries, others, staff), on=on, **given)
