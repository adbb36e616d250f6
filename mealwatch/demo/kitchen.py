"""One canteen's weeks: plan the menu, count heads, buy, issue, count the store.

Everything is decided in the order in which a real canteen would, so that each
issue finds its stock and the figures hang together by themselves.
"""

from collections import Counter, defaultdict
from fractions import Fraction

from mealwatch.demo.buying import Buyer, amount_fen, keeps, printed
from mealwatch.demo.chance import chance
from mealwatch.demo.heads import LUNCH, tables
from mealwatch.demo.kept import ingredient
from mealwatch.demo.menu_board import SCHOOL_WEEK, grams_for, opens_sacks, put_up_menu
from mealwatch.demo.opening import open_store
from mealwatch.demo.plan import boarders_meal, seasonings
from mealwatch.demo.store import Store, cost_of
from mealwatch.demo.storeroom import end_of_day
from mealwatch.demo.troubles import HONEST
from mealwatch.kernel.money import share

RICE = "大米（粳米）"
_MOST_USE_DAYS = 60
_AT = {"breakfast": "06:45", LUNCH: "09:30", "dinner": "14:00"}


class Kitchen:
    """A cooking canteen. ``demo`` holds what all canteens share: seed, term, market, changes, weeks."""

    def __init__(self, demo, canteen, books):
        self._demo, self._canteen, self._books = demo, canteen, books
        self._store = Store()
        self._buyer = Buyer(demo.seed, canteen, demo.market, self._store, books)
        self._by_sack = opens_sacks(canteen)
        self._opened_until = {}  # ingredient: first day that needs a new package
        self._pots = Counter()  # fen by day, lunches only

    def run(self):
        """Write the weeks, and the menu of the week to come."""
        open_store(self._demo, self._canteen, self._store, self._books)
        for week in self._demo.weeks:
            change = self._demo.changes.get((self._canteen.school.code, week), HONEST)
            plan = put_up_menu(self._demo, self._canteen, self._books, week, change)
            if plan:
                self._stock_up(plan, change)
            for on in plan:
                self._day(on, plan, change)
        put_up_menu(self._demo, self._canteen, self._books, self._demo.coming_week, HONEST)

    def _stock_up(self, plan, change):
        """Before the week's first meal: what keeps is bought for the week, grain and oil for two."""
        first, wanted = min(plan), Counter()
        for on, portions in plan.items():
            of_boarders = [p for meal in ("breakfast", "dinner") for p in boarders_meal(meal, _turn(on))]
            eaten = [(p, self._canteen.heads) for p in portions] + [(p, self._boarders()) for p in of_boarders]
            for portion, heads in eaten:
                wanted[portion.ingredient.code] += portion.ingredient.base_units(portion.grams) * heads
        for known in _ingredients(plan):
            if keeps(known) and known.name != change.never_issued and wanted[known.code]:
                weeks = 2 if known.name == RICE or known in _seasonings() else 1
                self._buyer.see_to(known, first, int(wanted[known.code]) * weeks, change)

    def _boarders(self):
        return sum(group.boarders for group in self._canteen.groups)

    def _day(self, on, plan, change):
        at_table = tables(self._demo.seed, self._demo.changes, self._demo.term, self._canteen, on)
        for meal, found in at_table.items():
            self._books.note("meals", [table.row(on, meal) for table in found if table.recorded])
        wanted = {
            meal: self._wanted(on, plan[on] if meal == LUNCH else boarders_meal(meal, _turn(on)), meal, found, change)
            for meal, found in at_table.items()
        }
        last = self._last_to_buy(wanted[LUNCH]) if change.gap_fen and on == max(plan) else None
        self._buy(on, wanted, change, last)
        for meal, lines in wanted.items():
            lines = [line for line in lines if line[0] is not last]
            rows = [self._issue(on, meal, *line) for line in lines]
            if last and meal == LUNCH:
                rows.append(self._issue_to_the_fen(on, last, plan, change))
            self._write_issue(on, meal, rows)
        self._buyer.write_receipts(on, change)
        end_of_day(self._demo, self._canteen, self._store, self._books, on)

    def _wanted(self, on, portions, meal, found, change):
        """The issue lines of a meal: ``[(ingredient, base units, use_days)]``."""
        edible = defaultdict(Fraction)
        for portion in portions:
            for table in found:
                band = table.group.band if self._canteen.by_bands and meal == LUNCH else ""
                edible[portion.ingredient] += grams_for(portion, band) * table.cooked_for
        lines = []
        for known, grams in edible.items():
            exact = known.base_units(grams)
            if not exact or known.name == change.never_issued:
                continue
            if meal == LUNCH and (known in _seasonings() or (known.name == RICE and self._by_sack)):
                lines += self._packages(on, known, exact)
                continue
            if meal == LUNCH:
                exact = exact * change.issued_percent.get(known.food_group, 100) / 100
            luck = chance(self._demo.seed, "scale", self._canteen.code, on, meal, known.code).randint(992, 1008)
            lines.append((known, _weighed(known, exact, luck), 1))
        return lines

    def _packages(self, on, known, a_day):
        """Open packages that last a school week, when the ones before are used up."""
        if on < self._opened_until.get(known.code, on):
            return []
        count = max(1, -(-a_day * SCHOOL_WEEK // known.package_content))
        quantity = int(count) * known.package_content
        use_days = min(_MOST_USE_DAYS, max(1, int(quantity / a_day + Fraction(1, 2))))
        ahead = [day for day in self._demo.term.canteen_days(self._canteen) if day >= on]
        self._opened_until[known.code] = ahead[min(use_days, len(ahead) - 1)]
        return [(known, quantity, use_days)]

    def _buy(self, on, wanted, change, last):
        totals, known_by_code = Counter(), {}
        for lines in wanted.values():
            for known, quantity, _ in lines:
                totals[known.code] += quantity
                known_by_code[known.code] = known
        for code, quantity in totals.items():
            if known_by_code[code] is not last:
                self._buyer.see_to(known_by_code[code], on, quantity, change)

    def _issue(self, on, meal, known, quantity, use_days):
        """Draw the store; the row of issues.csv."""
        cost = cost_of(self._store.draw(known.code, on, quantity))
        if meal == LUNCH:
            ahead = [day for day in self._demo.term.canteen_days(self._canteen) if day >= on][:use_days]
            for k, day in enumerate(ahead, start=1):
                self._pots[day] += share(cost, k, use_days) - share(cost, k - 1, use_days)
        number, unit = printed(known, quantity)
        if use_days > 1:
            number, unit = str(quantity // known.package_content), "package"
        people = self._canteen.school.people
        return {
            "canteen_code": self._canteen.code,
            "doc_no": f"I{on:%y%m%d}-{meal[0].upper()}",
            "issued_on": on.isoformat(),
            "meal": meal,
            "ingredient_code": known.code,
            "quantity": number,
            "unit": unit,
            "use_days": use_days if use_days > 1 else "",
            "storekeeper": people["storekeeper"],
            "collector": people["collector"],
        }

    def _write_issue(self, on, meal, rows):
        """Enter an issue; now and then it is typed wrong, reversed and entered anew."""
        at, number = f"{on}T{_AT[meal]}", rows[0]["doc_no"]
        if meal == LUNCH and chance(self._demo.seed, "slip", self._canteen.code, on).randint(1, 40) == 1:
            wrong = [row for row in rows if row["unit"] == "kg"][:1]
            self._books.enter(at, "issues", [row for row in rows if row not in wrong])
            self._books.reverse(at, self._canteen, "issue", number, "漏录一行")
            rows = [{**row, "doc_no": f"{number}2"} for row in rows]
        self._books.enter(at, "issues", rows)

    def _last_to_buy(self, lines):
        """The dearest fresh ingredient of the lunch."""
        fresh = [(known.price_typical_fen * quantity, known) for known, quantity, _ in lines if not keeps(known)]
        return max(fresh, key=lambda each: each[0])[1]

    def _issue_to_the_fen(self, on, known, plan, change):
        """Buy and issue so much of one ingredient that the week ends ``gap_fen`` below its floor."""
        days = sorted(plan)
        before = sum(Fraction(self._pots[day], self._eaters(day)) for day in days[:-1])
        pot = (500 * len(days) - change.gap_fen - before) * self._eaters(on)
        amount = int(pot) - self._pots[on]
        price = amount_fen(known, 1000, self._buyer.price(known, on, change))
        quantity = _weighed(known, Fraction(amount * 1000, price), 1000)
        self._buyer.receive(known, on, quantity, change, amount)
        return self._issue(on, LUNCH, known, quantity, 1)

    def _eaters(self, on):
        found = tables(self._demo.seed, self._demo.changes, self._demo.term, self._canteen, on)[LUNCH]
        return sum(sum(table.recorded) for table in found)


def _seasonings():
    return [portion.ingredient for portion in seasonings()]


def _ingredients(plan):
    """Every ingredient that the week may need, once, in a fixed order."""
    used = {portion.ingredient for portions in plan.values() for portion in portions}
    used |= {p.ingredient for meal in ("breakfast", "dinner") for turn in (0, 1) for p in boarders_meal(meal, turn)}
    return sorted(used | {ingredient(RICE)}, key=lambda known: known.code)


def _weighed(known, exact, per_mille):
    """A quantity in base units as the scale gives it: whole pieces, else tens of grams (fifties of big weights)."""
    if known.base_unit == "piece":
        return -(-exact.numerator // exact.denominator)
    step = 50 if exact > 5000 else 10
    return max(step, int(exact * per_mille / 1000 / step + Fraction(1, 2)) * step)


def _turn(on):
    return on.toordinal()
