"""The demo's own canteen in the current week: goods bought, days before today written down, classes that tell heads.

What the generator wrote ends with the last week that is over; its menus go on
for a week more. Here that week is cooked, up to yesterday; today's goods are in
the store, and today itself is left to whoever tries the page.
"""

from datetime import datetime, time
from fractions import Fraction

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.demo_logins import LOGINS
from mealwatch.catalogue import queries as catalogue
from mealwatch.demo.chance import chance
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.meals import queries as meal_queries
from mealwatch.meals import service as meals
from mealwatch.meals.domain.served import Served
from mealwatch.menus import queries as menus
from mealwatch.menus.domain.needs import needs, rounded
from mealwatch.schools import queries as schools
from mealwatch.stock import service as stock
from mealwatch.stock.domain.documents import Document, IssueLine, ReceiptLine
from mealwatch.stock.queries import ledger, prices

_NUMBERS = "一二三四五六七八九"
_TEACHERS = ("周老师", "吴老师", "郑老师", "冯老师", "褚老师", "卫老师", "蒋老师", "沈老师")
_EXTRA = Fraction(21, 20)
#: A canteen that cannot say what an ingredient costs buys it for so much a kilo (or piece).
_PLAIN_FEN = 600


def fill(county_id, *, by, now):
    """Buy for each day of the week up to today, cook those before today, and have the classes tell today's heads."""
    canteen, today = _canteen(county_id), now.date()
    fed = schools.roll_of(county_id, schools.schools_fed_by(county_id, canteen.id, today)).fed_by(canteen.id, today)
    if not fed:
        return
    week = Week.of(today)
    kitchen = _Kitchen(county_id, canteen, fed, by)
    planned = menus.menu_rows(county_id, week.monday, today, canteen_ids=[canteen.id])
    for on in schools.canteen_supply_days(county_id, canteen.id, week.monday, today):
        rows = [row for row in planned if row.dated_on == on and row.meal == "lunch"]
        kitchen.buy(on, rows)
        if on < today:
            kitchen.cook(on, rows)
    _tell_classes(county_id, canteen, fed, today, by, now)


def _canteen(county_id):
    """The canteen of the demo's manager."""
    username = next(username for role, username, *_ in LOGINS if role == "canteen_manager")
    [grant] = accounts.get_account(county_id, username).grants
    return schools.canteen_by_id(county_id, int(grant.scope_key))


class _Kitchen:
    """One canteen's days of the week, written down as its people would."""

    def __init__(self, county_id, canteen, fed, by):
        self._county_id, self._canteen, self._fed, self._by = county_id, canteen, fed, by
        self._ingredients = {one.id: one for one in catalogue.ingredients_of(county_id)}

    def buy(self, on, rows):
        """Receive what the store lacks of the day's menu, a little more than is wanted."""
        wanted = self._wanted(rows, {row.group_id: row.beneficiaries + row.other_pupils for row in self._fed})
        there = ledger.usable(self._county_id, self._canteen.id, on)
        lacking = {one: base - there.get(one, 0) for one, base in wanted.items() if base > there.get(one, 0)}
        cost = prices.reference(self._county_id, {self._canteen.id}, set(lacking), on)
        lines = []
        for one, base in lacking.items():
            ingredient = self._ingredients[one]
            step = 1 if ingredient.base_unit == "piece" else 500
            quantity = -(-base * _EXTRA // step) * step
            per = cost.get((self._canteen.id, one), Fraction(_PLAIN_FEN, 1 if step == 1 else 1000))
            lines.append(
                ReceiptLine(
                    one,
                    int(quantity),
                    self._unit(ingredient),
                    int(quantity * per + Fraction(1, 2)),
                    buyer="采购员",
                    acceptor_1="王芳",
                    acceptor_2="赵静",
                )
            )
        if lines:
            document = Document("receipt", self._canteen.id, f"R{on:%Y%m%d}-1", on, tuple(lines))
            stock.post(self._county_id, document, by=self._by, now=_at(on, 7))

    def cook(self, on, rows):
        """Record who ate and issue what the menu asks for."""
        eaters = {}
        for row in self._fed:
            count = row.beneficiaries * chance("today", row.group_id, on).randint(955, 990) // 1000
            served = Served(row.group_id, on, "lunch", count, row.other_pupils, 0)
            eaters[row.group_id] = sum(served.counts)
            meals.record(self._county_id, served, by=self._by, now=_at(on, 13))
        wanted = self._wanted(rows, eaters)
        there = ledger.usable(self._county_id, self._canteen.id, on)
        lines = tuple(
            IssueLine(one, min(base, there[one]), self._unit(self._ingredients[one]), 1, "刘伟", "王芳")
            for one, base in wanted.items()
            if there.get(one)
        )
        if lines:
            document = Document("issue", self._canteen.id, f"I{on:%Y%m%d}-1", on, lines, "lunch")
            stock.post(self._county_id, document, by=self._by, now=_at(on, 13))

    def _wanted(self, rows, heads):
        """``{ingredient id: base units}`` of a day's menu."""
        eaters = {}
        for row in self._fed:
            eaters[row.age_band] = eaters.get(row.age_band, 0) + heads.get(row.group_id, 0)
        found = {}
        for one in needs(rows, eaters, self._ingredients).values():
            ingredient = self._ingredients[one.ingredient_id]
            if one.base:
                found[one.ingredient_id] = rounded(one, ingredient, self._unit(ingredient))
        return found

    def _unit(self, ingredient):
        return {"g": "jin", "ml": "ml", "piece": "piece"}[ingredient.base_unit]


def _tell_classes(county_id, canteen, fed, today, by, now):
    """Classes of some forty in each group of the canteen's school; all but the last tell today's heads."""
    own = {group.id for group in schools.groups_of(county_id, [canteen.school_id])}
    rows = []
    for row in fed:
        count = max(1, -(-row.beneficiaries // 42)) if row.group_id in own else 0
        for place in range(count):
            pupils = row.beneficiaries // count + (place < row.beneficiaries % count)
            rows.append({"name": f"{row.name}{_NUMBERS[place % 9]}班", "group_id": row.group_id, "enrolled": pupils})
    meals.put_classes(county_id, canteen.school_id, rows, by=by, now=now)
    found = meals.read_token(meals.renew_link(county_id, canteen.school_id, by=by, now=now))
    link = meal_queries.find_link(*found) if found else None
    for place, one in enumerate(meal_queries.classes_of(county_id, [canteen.school_id])[:-1] if link else ()):
        present = one.enrolled - chance("class", one.id, today).randint(0, 2)
        told = {"present": present, "eating": present, "signed_by": _TEACHERS[place % len(_TEACHERS)]}
        meals.tell(county_id, link.id, one.id, on=today, meal="lunch", **told, by=by, now=now)


def _at(on, hour):
    return datetime.combine(on, time(hour, 20), SHANGHAI)
