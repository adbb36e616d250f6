"""F04, F05: spending that is too exact to be cooking: the same price day after day, or the floor reached on Friday.

A contractor's meals have a fixed price and are left out. A pot that several
schools share is judged once, for the school at which it stands.
"""

from fractions import Fraction
from math import isqrt

from mealwatch.alerts.domain.amounts import number, percent, yuan
from mealwatch.alerts.domain.robust import median
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Line, Signal, heaviest
from mealwatch.alerts.domain.words import MEALS, meal_place, week_place
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO, Ratio, fen_ratio_as_yuan

WEEKS = 4
_NARROW = mark("四周 {days} 天的{canteen}单价几乎相同（{least}—{most} 元，标准差 {deviation} 元），需要说明。")
_EXACT = mark("四周 {days} 天里，{canteen}有 {same} 天单价与标准相差不到 1 分（{share}%），需要说明。")
_PRICE = mark("{on}")
_PRICE_REST = mark("：食材 {pot} 元 ÷ {eaters} 人 = {price} 元")
_FRIDAY = mark(
    "六周里有 {weeks} 周在最后一个供餐日补到标准：{group}本周前几天合计 {before} 元，"
    "最后一天 {last} 元（其余各天中位数 {usual} 元），全周 {spend} 元，标准 {floor} 元，需要说明。"
)
_FRIDAY_ROW = mark("{week} 周 {group}：前几天 {before} 元，最后一天 {last} 元，全周 {spend} 元，标准 {floor} 元")


@rule("F04")
def same_price(given, limits):
    """Unit prices of one canteen and meal over four weeks: hardly any spread, or mostly the subsidy itself."""
    for school_id in sorted(given.asked):
        if given.schools[school_id].supply_mode == "contractor":
            continue
        for (canteen_id, _meal), pots in sorted(_pots(given, school_id).items()):
            signal = len(pots) >= limits.days and _narrow(given, school_id, canteen_id, pots, limits)
            if signal:
                yield signal
                break


@rule("F05")
def reached_on_the_last_day(given, limits):
    """A week that lands on the floor by its last day, in several of six weeks, this one with them."""
    figures = given.part("figures")
    for school_id in sorted(given.asked):
        by_group = {}
        for week in given.weeks(6):
            for one in figures.get(school_id, {}).get(week, ()):
                landed = _landed(one, limits)
                if landed:
                    by_group.setdefault(one.group.group_code, []).append((one, *landed))
        for _code, some in sorted(by_group.items()):
            if len(some) >= limits.weeks and some[-1][0].week == given.week:
                yield _friday(given, school_id, some)
                break


def _pots(given, school_id):
    """``{(canteen id, meal): {date: (Pot, subsidy of the meal in fen)}}`` of the school's own canteens."""
    found = {}
    for week in given.weeks(WEEKS):
        for one in given.part("figures").get(school_id, {}).get(week, ()):
            for day in one.days:
                for meal in day.meals:
                    pot, own = meal.pot, given.school_of_canteen.get(meal.canteen_id) == school_id
                    if own and pot.fen and pot.eaters and pot.verified and not pot.silent:
                        share = Fraction(day.subsidy_fen, len(day.meals))
                        found.setdefault((pot.canteen_id, pot.meal), {})[pot.on] = pot, share
    return found


def _narrow(given, school_id, canteen_id, pots, limits):
    """The Signal of one canteen's meal, or None."""
    prices = sorted((pot.price for pot, _ in pots.values()))
    least, most, days = prices[0], prices[-1], len(prices)
    facts = {"days": days, "canteen": given.canteens[canteen_id].name}
    same = sum(abs(pot.price.fraction() - share) <= limits.same_yuan * 100 for pot, share in pots.values())
    limit = limits.deviation_yuan * 100
    spread = (most - least).fraction()
    says = None
    # A spread of r over n values has at least r²/2n as its variance: most canteens need no more than that.
    if spread**2 < 2 * days * limit**2:
        values = [price.fraction() for price in prices]
        mean = sum(values, Fraction(0)) / days
        variance = sum(((value - mean) ** 2 for value in values), Fraction(0)) / days
        if variance < limit**2:
            says = _NARROW
            facts |= {"least": fen_ratio_as_yuan(least, 3), "most": fen_ratio_as_yuan(most, 3)}
            facts["deviation"] = _root(variance)
    if says is None and same * 100 >= limits.same_percent * days:
        says = _EXACT
        facts |= {"same": same, "share": percent(Fraction(same, days))}
    if says is None:
        return None
    rows = (
        Line(
            "\n".join((_PRICE, MEALS[pot.meal], _PRICE_REST)),
            {
                "on": on.isoformat(),
                "pot": yuan(pot.fen),
                "eaters": pot.eaters,
                "price": fen_ratio_as_yuan(pot.price, 3),
            },
            meal_place(given, school_id, canteen_id, on, pot.meal),
        )
        for on, (pot, _) in sorted(pots.items())
    )
    return Signal(school_id, "amber", ZERO, Line(says, facts), (), heaviest(rows))


def _landed(one, limits):
    """(fen before the last day, of the last day, median of the others) where the last day carries the week over."""
    if one.outcome != "met" or not one.complete or one.spend * 100 > (100 + limits.above_percent) * one.floor_fen:
        return None
    days = [Ratio.total(meal.price for meal in day.meals if meal.counts).fraction() for day in one.days]
    if len(days) < 3:
        return None
    *before, last = days
    usual, floor_before = median(before), one.floor_fen - one.days[-1].subsidy_fen
    if sum(before) >= floor_before or last * 100 < (100 + limits.lift_percent) * usual:
        return None
    return sum(before), last, usual


def _friday(given, school_id, some):
    one, before, last, usual = some[-1]
    name = given.part("group_names")[one.group.group_id]
    facts = {
        "weeks": len(some),
        "group": name,
        "before": yuan(before),
        "last": yuan(last),
        "usual": yuan(usual),
        "spend": fen_ratio_as_yuan(one.spend),
        "floor": yuan(one.floor_fen),
    }
    rows = tuple(
        Line(
            _FRIDAY_ROW,
            {
                "week": str(week.week),
                "group": name,
                "before": yuan(first),
                "last": yuan(friday),
                "spend": fen_ratio_as_yuan(week.spend),
                "floor": yuan(week.floor_fen),
            },
            week_place(given, school_id, week.week),
        )
        for week, first, friday, _ in reversed(some)
    )
    return Signal(school_id, "amber", ZERO, Line(_FRIDAY, facts), (), rows)


def _root(variance):
    """The square root of fen² as yuan with four places, rounded down."""
    return number(Fraction(isqrt(variance.numerator * 10**4 // variance.denominator), 10**4), 4)
