"""E3, E4, H1: what the menus give, and who ate with the pupils."""

from mealwatch.inspections.domain.prefill.suggestion import FULL, HALF, NONE, Suggestion, Text, day, graded, unknown
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import plain_decimal

#: Kinds of vegetables that a day should have.
VEGETABLES = 3
MEALS = {"breakfast": mark("早餐"), "lunch": mark("午餐"), "dinner": mark("晚餐"), "snack": mark("加餐")}
MOST_ROWS = 20


def nutrition_animal(facts):
    """Meat or fish, and eggs, milk or soy, on every day, and the grams of meat and fish by age band."""
    days = facts.menu_days
    if not days:
        return _no_menu(facts)
    without = [one for one in days if not one.animal]
    without_other = [one for one in days if not one.other]
    below = list(_below(days))
    says = [
        Text(
            mark("食谱 {days} 天：{animal} 天有畜禽鱼，{other} 天有蛋奶豆。"),
            {"days": len(days), "animal": len(days) - len(without), "other": len(days) - len(without_other)},
        )
    ]
    for band, average, least in below:
        says.append(
            Text(
                mark("{band} 岁畜禽鱼平均每人每天 {average} 克，标准 {least} 克。"),
                {"band": band, "average": _grams(average), "least": _grams(least)},
            )
        )
    says += _unplanned(facts)
    rows = [(day(one.on), Text(mark("没有畜禽鱼"))) for one in without]
    rows += [(day(one.on), Text(mark("没有蛋奶豆"))) for one in without_other]
    wrong = sum(map(bool, (without, without_other, below)))
    return Suggestion((FULL, HALF, NONE, NONE)[wrong], tuple(says), tuple(rows[:MOST_ROWS]))


def nutrition_vegetables(facts):
    """Three kinds of vegetables on every day, and more than half of all of them dark."""
    days = facts.menu_days
    if not days:
        return _no_menu(facts)
    few = [one for one in days if len(one.vegetables) < VEGETABLES]
    total = sum(len(one.vegetables) for one in days)
    dark = sum(len(one.dark) for one in days)
    unknown_ones = sum(len(one.unknown) for one in days)
    says = [
        Text(
            mark("食谱 {days} 天：{enough} 天蔬菜有 3 种以上；蔬菜 {total} 种次，其中深色 {dark} 种次。"),
            {"days": len(days), "enough": len(days) - len(few), "total": total, "dark": dark},
        )
    ]
    if unknown_ones:
        says.append(Text(mark("{n} 种次不知道是不是深色。"), {"n": unknown_ones}))
    says += _unplanned(facts)
    rows = tuple((day(one.on), "、".join(one.vegetables) or Text(mark("没有蔬菜"))) for one in few)[:MOST_ROWS]
    if few:
        return Suggestion(HALF if 2 * dark > total else NONE, tuple(says), rows)
    if 2 * dark > total:
        return Suggestion(FULL, tuple(says), rows)
    return Suggestion(None if 2 * (dark + unknown_ones) > total else HALF, tuple(says), rows)


def accompanied(facts):
    """By the share of meals of which nobody is recorded to have eaten along."""
    if not facts.to_accompany:
        return unknown(mark("近两周没有供餐的记录。"))
    missed = facts.not_accompanied
    says = Text(
        mark("近两周供餐 {total} 餐：有陪餐记录 {there} 餐，没有记录 {missed} 餐。"),
        {"total": facts.to_accompany, "there": facts.to_accompany - len(missed), "missed": len(missed)},
    )
    rows = tuple((day(on), Text(MEALS[meal])) for on, meal in missed)
    return Suggestion(graded(len(missed), facts.to_accompany), (says,), rows[:MOST_ROWS])


def _no_menu(facts):
    if facts.served_days:
        return unknown(mark("近两周供餐 {days} 天，没有带量食谱的记录。"), days=len(facts.served_days))
    return unknown(mark("近两周没有带量食谱的记录。"))


def _unplanned(facts):
    missing = len(facts.served_days - {one.on for one in facts.menu_days})
    return [Text(mark("另有 {n} 天供餐没有食谱的记录。"), {"n": missing})] if missing else []


def _below(days):
    """(band, average, least) of the bands whose days together stay below the standard, in milligrams a day."""
    for band in dict.fromkeys(band for one in days for band in one.least_mg):
        those = [one for one in days if band in one.least_mg]
        got, least = (sum(getattr(one, name).get(band, 0) for one in those) for name in ("meat_mg", "least_mg"))
        if got < least:
            yield band, got // len(those), least // len(those)


def _grams(mg):
    """Grams with one decimal, rounded down: what is below the standard never prints as it."""
    return plain_decimal(mg // 100, 1)
