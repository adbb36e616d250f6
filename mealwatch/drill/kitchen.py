"""One cooking canteen's year: plan the menu, count heads, buy, issue, count the store, write it all down.

Everything is decided in the order in which a canteen would decide it, so that each
issue finds its stock. Where a case runs, ``tricks`` says what is done differently.
"""

from mealwatch.demo.chance import chance
from mealwatch.drill import tricks
from mealwatch.drill.buying import Buyer
from mealwatch.drill.entering import Clerk
from mealwatch.drill.goods import OIL, RICE, SALT, goods
from mealwatch.drill.heads import fewer, really_there, written_down
from mealwatch.drill.menu import menu_row, planned_week
from mealwatch.drill.papers import count_row, issue_row, loss_row, meal_row
from mealwatch.drill.store import Store

_BY_PACKAGE = (90, 260)  # heads: canteens of such a size open oil by the barrel
_USE_DAYS = 5
_FORESEEN = 95  # percent of the heads for whom a cook stocks up; the rest is bought on the day
_GREENS, _INSTEAD, _SWAPS = "蔬菜类", ("大白菜", "小白菜", "油菜（上海青）"), 50  # one lunch in so many
_LOOKED_OVER = 60  # percent of the days on which somebody looks through the store for what is past its date
_COUNTED = (RICE, OIL, "面粉（标准粉）", "土豆")


class Kitchen:
    def __init__(self, year, canteen, books):
        self._year, self._canteen, self._books = year, canteen, books
        self._seed = year.seed
        self._store = Store()
        self._buyer = Buyer(year, canteen, self._store, books)
        self._open = {}  # ingredient code: supply days that its open package still lasts
        self._last = {}  # weekday: what was cooked on it last week, for those who copy

    def run(self):
        for week in self._year.weeks:
            days = self._year.calendar.days(self._canteen.codes, week)
            if days:
                self._week(week, days)

    def _week(self, week, days):
        case = self._year.case_at(self._canteen.school.code, week)
        clerk = Clerk(self._seed, self._canteen, week, case)
        self._buyer.begin(week, case, clerk)
        plan = planned_week(self._seed, self._canteen, week, days, self._buyer.usual_price)
        copied = tricks.copied(case, self._last)
        plan = {on: copied[on.isoweekday()][0] if on.isoweekday() in copied else plan[on] for on in days}
        silent = tricks.silent_days(self._seed, case, week, days)
        self._stock_up({on: plan[on] for on in days if on not in silent}, case)
        for on in days:
            self._books.note("menus", [menu_row(self._canteen, on, portion) for portion in plan[on]])
            if on not in silent:
                self._day(on, week, plan[on], case, clerk, copied.get(on.isoweekday()))
                self._buyer.days_done += 1

    def _stock_up(self, plan, case):
        """Before the week's first meal: what keeps is bought for the week, rice for two."""
        wanted = {}
        for portions in plan.values():
            for portion in portions:
                if portion.good.keeps:
                    wanted[portion.good] = wanted.get(portion.good, 0) + portion.half_grams
        for good, half_grams in wanted.items():
            need = good.base_units(half_grams * self._canteen.heads) * _FORESEEN // 100
            self._buyer.see_to(good, min(plan), need * 2 if good.name == RICE else need)

    def _day(self, on, week, portions, case, clerk, copied):
        if chance(self._seed, "looked over", self._canteen.code, on).randint(1, 100) <= _LOOKED_OVER:
            self._write_off(on, clerk)
        heads, rows = self._tables(on, week, case, copied)
        self._books.note("meals", [{**row, "entered_at": clerk.at(on, "meals")} for row in rows])
        lines = copied[2] if copied else self._lines(on, self._at_the_market(on, portions), heads, case)
        for good, quantity, _ in lines:
            self._buyer.see_to(good, on, quantity)
        lines = [*lines, *tricks.only_on_paper(self._seed, case, self._canteen, self._buyer, on)]
        number, at = f"I{on:%y%m%d}", clerk.at(on, "issues")
        for good, quantity, _ in lines:
            self._store.draw(good.code, on, quantity)
        issued = [issue_row(self._canteen, number, on, *line) for line in lines]
        self._books.note("issues", [{**row, "entered_at": at} for row in issued])
        self._books.note("receipts", self._buyer.receipts(on))
        self._end_of_day(on, clerk)
        self._last[on.isoweekday()] = (portions, {row["group_code"]: row for row in rows}, lines)

    def _tables(self, on, week, case, copied):
        """``(heads the pot is cooked for, the rows of meals.csv)``."""
        total, rows = 0, []
        for group in self._canteen.groups:
            if not self._year.calendar.is_fed(group.school, on):
                continue
            there = recorded = really_there(self._seed, group, on, week)
            if case and case.scheme == "ghost_meals" and group.school == self._canteen.school.code:
                there = fewer(there, case.strength)
                recorded = written_down(case, group, there)
            total += sum(there)
            row = meal_row(group, on, recorded)
            if copied and group.code in copied[1] and copied[1][group.code]["school_code"] == group.school:
                row = {**copied[1][group.code], "date": on.isoformat()}
            rows.append(row)
        return total, rows

    def _at_the_market(self, on, portions):
        """Now and then a vegetable of the menu is not to be had, and another is cooked; nobody changes the menu."""
        luck = chance(self._seed, "not to be had", self._canteen.code, on)
        greens = [portion.good for portion in portions if portion.good.food_group == _GREENS]
        if not greens or luck.randint(1, _SWAPS) > 1:
            return portions
        lacking, other = luck.choice(greens), goods()[luck.choice(_INSTEAD)]
        return [portion._replace(good=other) if portion.good is lacking else portion for portion in portions]

    def _lines(self, on, portions, heads, case):
        """The issue of a lunch: ``[(good, base units, use_days)]``."""
        half_grams = {}
        for portion in portions:
            half_grams[portion.good] = half_grams.get(portion.good, 0) + portion.half_grams * heads
        lines, hand = [], chance(self._seed, "hand", self._canteen.code, on.year, on.month).randint(-12, 14)
        for good, halves in tricks.cooked(case, half_grams).items():
            exact = good.base_units(halves)
            if good.name == SALT or (good.name == OIL and _BY_PACKAGE[0] <= self._canteen.heads <= _BY_PACKAGE[1]):
                lines += self._package(good, exact)
            elif exact and good.base_unit == "piece":
                lines.append((good, max(1, exact), 1))
            elif exact:
                luck = chance(self._seed, "scale", self._canteen.code, on, good.code).randint(985, 1017) + hand
                lines.append((good, _weighed(exact * luck // 1000), 1))
        return lines

    def _package(self, good, a_day):
        """Open packages that last about a school week, when the ones before are used up."""
        left = self._open.get(good.code, 0)
        if left > 1:
            self._open[good.code] = left - 1
            return []
        count = max(1, (a_day * _USE_DAYS + good.package_content // 2) // good.package_content)
        use_days = max(1, min(60, (count * good.package_content + a_day // 2) // max(1, a_day)))
        self._open[good.code] = use_days
        return [(good, count * good.package_content, use_days)]

    def _end_of_day(self, on, clerk):
        """Eggs break; on the last supply day of a month the store is counted."""
        eggs = goods()["鸡蛋"]
        luck = chance(self._seed, "broken", self._canteen.code, on)
        if luck.randint(1, 14) == 1 and self._store.usable(eggs.code, on) > 20:
            broken = luck.randint(1, 4)
            self._store.draw(eggs.code, on, broken)
            row = loss_row(self._canteen, f"L{on:%y%m%d}", on, eggs, broken, "破损")
            self._books.note("losses", [{**row, "entered_at": clerk.at(on, "issues")}])
        if self._year.is_last_of_month(self._canteen, on):
            self._count(on, clerk)

    def _count(self, on, clerk):
        """The monthly stocktake: differences of one or two percent in what is weighed."""
        at = clerk.at(on, "counts")
        for name in _COUNTED:
            good = goods()[name]
            book = self._store.book(good.code)
            if not book:
                continue
            off = chance(self._seed, "count", self._canteen.code, good.code, on).randint(-18, 9)
            counted = book if good.name == OIL else max(0, book + book * off // 1000 // 10 * 10)
            if counted < book:
                self._store.draw(good.code, on, book - counted, expired_too=True)
            elif counted > book:
                self._store.receive(good.code, on, counted - book)
            row = count_row(self._canteen, f"T{on:%y%m%d}", on, good, counted)
            self._books.note("stocktakes", [{**row, "entered_at": at}])

    def _write_off(self, on, clerk):
        """What has passed its date is written off."""
        past = self._store.expired(on)
        at = clerk.at(on, "issues") if past else None
        known = {good.code: good for good in goods().values()}
        for code, quantity in past.items():
            self._store.draw(code, on, quantity, expired_too=True)
            row = loss_row(self._canteen, f"L{on:%y%m%d}X", on, known[code], quantity, "过期")
            self._books.note("losses", [{**row, "entered_at": at}])


def _weighed(exact):
    """A quantity in base units as the scale gives it: tens of grams, hundreds, half kilograms (斤) of big weights."""
    step = 10 if exact < 3000 else 100 if exact < 15000 else 500
    return max(step, (exact + step // 2) // step * step)
