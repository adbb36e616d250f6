"""The cook's week: dishes in rotation, and grams that bring the week to the planned cost.

What a cook makes more or less of are the meats and eggs; rice, vegetables, fruit
and boxed milk stay. Grams are counted in halves; costs in thousandths of a fen.
"""

from typing import NamedTuple

from mealwatch.demo.chance import chance
from mealwatch.drill.goods import ROTATIONS, SEASONING, Good, goods, lunches

_LEAST, _MOST, _RICH = 600, 1900, 1500  # per mille of the main portions; richer weeks get milk on more days
_SCHOOL_WEEK = 5
_SIZES = {"primary": 96, "teaching_point": 92, "nine_year": 102, "junior": 110}  # percent of a portion
_TARGET_FEN = (2590, 2830)


class Portion(NamedTuple):
    dish: str
    good: Good
    half_grams: int
    main: bool


_MILK = goods()["纯牛奶"]
_MILK_PORTION = Portion("学生奶", _MILK, 412, False)


def planned_week(seed, canteen, week, days, price):
    """``{day: [Portion]}`` of a canteen's week at ``price(good)`` fen per kg."""
    school = canteen.school
    number = week.monday.toordinal() // 7 + chance(seed, "turn", canteen.code).randint(0, 3)
    letter = ROTATIONS[number % len(ROTATIONS)]
    size = _SIZES[school.school_type]
    menus = {}
    for on in days:
        lunch = lunches()[letter, (on.isoweekday() - 1) % 5 + 1]
        menus[on] = [Portion(dish, good, _sized(good, half, main, size), main) for dish, good, half, main in lunch]
    target = (_usual(seed, school) + chance(seed, "menu", canteen.code, week).randint(-20, 25)) * len(days)
    factor = _factor(menus, price, target // _SCHOOL_WEEK * 1000)
    for on in days:
        if factor <= _RICH:
            break
        if not any(portion.good.food_group == _MILK.food_group for portion in menus[on]):
            menus[on].append(_MILK_PORTION)
            factor = _factor(menus, price, target // _SCHOOL_WEEK * 1000)
    return {
        on: [p._replace(half_grams=_whole(p.half_grams * factor // 1000)) if p.main else p for p in portions]
        for on, portions in menus.items()
    }


def menu_row(canteen, on, portion):
    whole, half = divmod(portion.half_grams, 2)
    return {
        "canteen_code": canteen.code,
        "date": on.isoformat(),
        "meal": "lunch",
        "dish": portion.dish,
        "ingredient_code": portion.good.code,
        "grams_per_pupil": f"{whole}.5" if half else str(whole),
    }


def _usual(seed, school):
    return chance(seed, "usual cost", school.code).randint(*_TARGET_FEN) + _SCHOOL_WEEK * school.top_up_fen


def _sized(good, half_grams, main, percent):
    """Milk and yogurt come one to a pupil, oil and salt by the spoon, whatever the age."""
    counted = good.base_unit == "piece" and not main
    return half_grams if counted or good.food_group in (SEASONING, "植物油") else _whole(half_grams * percent // 100)


def _factor(menus, price, target):
    main = rest = 0
    for portions in menus.values():
        for portion in portions:
            cost = portion.half_grams * 50 * price(portion.good) // portion.good.edible_percent
            main, rest = (main + cost, rest) if portion.main else (main, rest + cost)
    return min(max((target - rest) * 1000 // main, _LEAST), _MOST)


def _whole(half_grams):
    """What a cook can weigh: whole grams from twenty on."""
    return half_grams if half_grams < 40 else half_grams // 2 * 2
