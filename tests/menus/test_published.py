"""The published menus: their cost is what the county was told, their mistakes are kept and said."""

from dataclasses import replace
from fractions import Fraction

import pytest

from mealwatch.catalogue.known import known_ingredients
from mealwatch.menus import published
from mealwatch.menus.published import doubts
from mealwatch.menus.published.cost import planned_week
from mealwatch.menus.published.lines import menus


def weeks_of(number):
    return [week for week in published.planned_weeks() if week.menu.number == number]


def doubts_of(number, kind):
    return [(doubt.dish, doubt.about) for doubt in published.all_doubts() if (doubt.menu, doubt.kind) == (number, kind)]


@pytest.mark.parametrize(
    ("number", "low_yuan", "high_yuan"), [(1, 21, 21), (2, 17, 19), (3, 28, 33), (4, 28, 33), (5, 28, 33)]
)
def test_a_week_costs_what_was_published_to_the_nearest_yuan(number, low_yuan, high_yuan):
    for week in weeks_of(number):
        assert low_yuan <= round(week.full_week_cost / 100) <= high_yuan


def test_every_band_is_planned_by_itself():
    assert [week.band for week in weeks_of(2)] == ["1-3年级", "4-6年级", "7-9年级"]
    costs = [week.cost for week in weeks_of(2)]
    assert costs == sorted(costs)
    assert [week.band for week in weeks_of(1)] == [""]


@pytest.mark.parametrize(
    ("number", "days", "missing", "weekend"),
    [
        (1, 5, (), 0),
        (2, 4, ("周五",), 0),
        (3, 4, ("周五",), 0),
        (4, 4, ("周四", "周五"), 1),
        (5, 5, (), 0),
        (6, 2, ("周三", "周四", "周五"), 0),
    ],
)
def test_missing_days_are_named_and_the_floor_is_five_yuan_a_day(number, days, missing, weekend):
    for week in weeks_of(number):
        assert (week.days, week.menu.missing_days, len(week.menu.weekend_days)) == (days, missing, weekend)
        assert week.floor == 500 * days


def test_the_floor_lies_between_the_menus():
    short = {week.menu.number for week in published.planned_weeks() if week.gap}
    assert short == {1, 2}


def test_cost_is_edible_grams_over_edible_share_times_price():
    # 50 g of cucumber, 92 % edible, 4.80 yuan a kg.
    cucumber = next(i for i in known_ingredients().values() if i.name == "黄瓜")
    assert cucumber.typical_cost_fen(50) == Fraction(50 * 100 * 480, 92 * 1000)


def test_a_line_without_price_is_named_and_not_taken_as_zero():
    [week] = weeks_of(6)
    assert [line.printed for line in week.unpriced] == ["米饭", "米饭"]
    menu = menus()[0]
    blank = replace(menu, lines=tuple(replace(line, grams=None) for line in menu.lines))
    assert len(planned_week(blank).unpriced) == len(menu.of(""))


def test_mistakes_of_the_originals_are_kept():
    [seaweed] = [line for line in menus()[2].lines if line.printed == "紫菜"]
    assert seaweed.grams == 20
    assert ("紫菜蛋汤", "紫菜") in doubts_of(3, doubts.UNUSUAL_AMOUNT)
    [wings] = [line for line in menus()[5].lines if line.dish == "红烧鸡腿"]
    assert wings.ingredient.name == "鸡翅"
    assert ("红烧鸡腿", "鸡腿") in doubts_of(6, doubts.DISH_DISAGREES)


def test_dishes_that_lack_what_their_name_says():
    found = [(d.menu, d.dish, d.about) for d in published.all_doubts() if d.kind == doubts.DISH_DISAGREES]
    assert found == [(2, "青椒肉丝", "肉丝"), (6, "红烧鸡腿", "鸡腿"), (6, "米饭+小米", "小米")]


def test_blank_amounts_and_unknown_foods_are_named():
    assert doubts_of(5, doubts.NO_AMOUNT) == [("玉米棒", "玉米")]
    assert ("银鱼羹", "银鱼") in doubts_of(3, doubts.NOT_MATCHED)
    assert ("配餐", "水果") in doubts_of(2, doubts.OTHER_BANDS_ONLY)


def test_a_forbidden_food_is_named():
    beans = next(i for i in known_ingredients().values() if i.name == "四季豆")
    menu = menus()[0]
    line = replace(menu.lines[0], ingredient=beans, grams=Fraction(50))
    assert [d.kind for d in doubts.doubts_about(replace(menu, lines=(line,)))] == [doubts.FORBIDDEN]
    assert not [doubt for doubt in published.all_doubts() if doubt.kind == doubts.FORBIDDEN]


@pytest.mark.parametrize(("language", "word"), [("zh", "计划成本"), ("en", "planned")])
def test_report_names_every_menu_and_what_is_unpriced(language, word):
    text = published.report(language)
    assert word in text
    for menu in menus():
        assert f"{menu.number} {menu.title}" in text
    assert "≥33.45" in text
    assert "玉米" in text


def test_the_catalogue_has_185_ingredients_and_no_price_out_of_order():
    known = known_ingredients().values()
    assert len(known) == len({ingredient.name for ingredient in known}) == 185
    for ingredient in known:
        assert ingredient.price_low_fen <= ingredient.price_typical_fen <= ingredient.price_high_fen
        assert 0 < ingredient.edible_percent <= 100
        assert len(ingredient.initials) >= 1
