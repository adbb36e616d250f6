"""A school's kitchen as the detection rules are given it: short ways to say a week of menus, issues, heads and stocks.

One school S001 with canteen C001 (ids 1 and 1) unless told otherwise; the week is 2026-W45, a Monday 2 November.
"""

from collections import namedtuple
from datetime import datetime, time, timedelta
from fractions import Fraction

from mealwatch.alerts import known
from mealwatch.alerts.domain.foods import Foods
from mealwatch.alerts.domain.given import Given
from mealwatch.alerts.domain.kitchen import Good, Kitchen, KitchenWeek, Out
from mealwatch.alerts.domain.rule import rules
from mealwatch.alerts.domain.signal import Lacking, Signal
from mealwatch.alerts.domain.stores import Stock
from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.schools.domain.school import Canteen, School
from mealwatch.stock.queries import lots, watched

WEEK = Week.parse("2026-W45")
MON, TUE, WED, THU, FRI = WEEK.days[:5]
Refused = namedtuple("Refused", "school_id canteen_id code on count")


def _food(number, name, group, unit="g", package=None, grams=None):
    return Ingredient(number, f"F{number}", name, (), "", group, unit, None, package, grams, "100")


RICE, PORK, CABBAGE, SPINACH, EGG, OIL, SALT, MILK, SAUSAGE, FLOUR = FOODS = (
    _food(1, "大米", "谷薯类", package=25000),
    _food(2, "猪肉", "畜禽肉类"),
    _food(3, "白菜", "蔬菜类"),
    _food(4, "菠菜", "蔬菜类"),
    _food(5, "鸡蛋", "蛋类", "piece", grams="50"),
    _food(6, "大豆油", "植物油", "ml", 5000, "1"),
    _food(7, "食盐", "调味品"),
    _food(8, "纯牛奶", "奶及奶制品", "piece", grams="200"),
    _food(9, "火腿肠", "其他"),
    _food(10, "面粉", "谷薯类"),
)
STAPLES = frozenset({RICE.id, OIL.id, FLOUR.id})


def school(number=1, mode="canteen", kind="primary"):
    return School(number, f"S{number:03}", f"第{number}小学", (), "青山镇", kind, mode, None)


def canteen(number=1, at=None):
    return Canteen(number, f"C{number:03}", at or number, "食堂")


def given(*, schools=None, canteens=None, pupils=100, asked=None, week=WEEK, **parts):
    """A Given in which nothing is known but what is said."""
    schools = [school()] if schools is None else schools
    canteens = [canteen()] if canteens is None else canteens
    nothing = {
        "ingredients": {one.id: one for one in FOODS},
        "keeping": STAPLES | {SALT.id},
        "staples": STAPLES,
        "kitchen": Kitchen(),
        "stock": Stock(),
        "received": [],
        "refusals": [],
        "published": {},
        "foods": Foods({}, {}, {}),
        "supply_days": {},
        "dear_grams": {("lunch", "9-11"): Fraction(60)},
    }
    return Given.of(
        week,
        schools,
        canteens=canteens,
        pupils={one.id: pupils for one in schools},
        asked=asked,
        parts=nothing | parts,
    )


def judged(rule_id, so_given, **limits):
    """``([Signal], [Lacking])`` of a rule at its default thresholds, or with others."""
    found = list(rules()[rule_id](so_given, known.limits(rule_id).but(**limits)))
    return [one for one in found if isinstance(one, Signal)], [one for one in found if isinstance(one, Lacking)]


def severity(rule_id, so_given, **limits):
    """The severity of the only signal, or None."""
    signals, _ = judged(rule_id, so_given, **limits)
    assert len(signals) <= 1
    for one in signals:
        for line in (one.sentence, *one.arithmetic, *one.rows):
            line.text()
    return signals[0].severity if signals else None


def kitchen_week(goods, *, week=WEEK, at=1, heads=500, judged_meals=5, fen_each=None, out=None, **more):
    """A KitchenWeek of ``{ingredient: (planned, issued)}`` in base units, at 1 fen a base unit if nothing is said."""
    fen_each = fen_each or {}
    made = {
        one.id: Good(None if planned is None else Fraction(planned), issued, issued * fen_each.get(one.id, 1))
        for one, (planned, issued) in goods.items()
    }
    whole = {one: Out(good.issued, good.fen) for one, good in made.items() if good.issued}
    days = tuple((day, f"{week}") for day in range(5))
    given_in = {"menu": days, "issues": days} | more
    given_out = whole if out is None else {one.id: Out(*some) for one, some in out.items()}
    return KitchenWeek(at, week, judged_meals, {}, {("lunch", "9-11"): heads}, made, given_out, **given_in)


def weeks_of(*some):
    """A Kitchen of KitchenWeeks."""
    found = {}
    for one in some:
        found.setdefault(one.canteen_id, {})[one.week] = one
    return Kitchen(found)


def back(count):
    """The week so many weeks before."""
    return WEEK.shifted(-count)


def counted(ingredient, book, found, fen, *, on=FRI, at=1, number="T1"):
    return watched.Counted(at, number, on, ingredient.id, found, book, fen, None)


def lost(ingredient, quantity, fen, *, on=FRI, at=1):
    return watched.Lost(at, "L1", on, ingredient.id, quantity, fen, "受潮")


def received(ingredient, quantity, fen, *, on=MON, at=1, entered_on=None, imported=False):
    entered = datetime.combine(entered_on or on, time(10), SHANGHAI)
    people = "甲", "乙", "丙", entered, "乙", imported
    return watched.Received(at, 1, 1, "R1", on, ingredient.id, quantity, "g", fen, 1, None, None, None, *people)


def held(ingredient, left, fen, *, bought=None, expires_on=None, at=1, on=MON):
    return lots.Held(at, ingredient.id, 1, 1, "receipt", "R1", on, expires_on, bought or left, fen, left)


def same_day(ingredient, bought, fen, issued, *, on=MON, at=1, matched=False):
    return lots.SameDay(at, ingredient.id, "R1", on, bought, fen, issued, matched)


def out_of_time(ingredient, fen, *, received_on=MON, expires_on=None, on=TUE, at=1):
    return lots.OutOfTime(at, "I1", on, ingredient.id, received_on, expires_on, 1000, fen)


def days_before(count, on=MON):
    return on - timedelta(days=count)
