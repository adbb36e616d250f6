"""F01, F06, U01: short, unreported and met stay three things."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mealwatch.kernel.ratio import Ratio
from tests.alerts.small import OTHER, SCHOOL, WEEK, given, judged
from tests.spend.weeks import WEEK as ITS_WEEK
from tests.spend.weeks import meal, week

LATE = (WEEK.monday - ITS_WEEK.monday).days


def figures(*meals, **more):
    """The closed figures of the school's week: the days of these meals are counted from the Monday."""
    moved = []
    for one in meals:
        one.pot.on += timedelta(days=LATE)
        moved.append(one)
    found = week(moved, **more)
    return replace(found, week=WEEK, version=1)


def five(fen=50_000, **more):
    return [meal(day, fen=fen, **more) for day in range(5)]


def here(*some):
    return given(figures={1: {WEEK: list(some)}})


def fired(rule_id, one, **limits):
    return [(found.severity, found.at_risk) for found in judged(rule_id, here(one), **limits)]


UNREPORTED = [*[meal(day, fen=52_000) for day in range(4)], meal(4, None, 0)]
SHORT_AND_SILENT = [*[meal(day, fen=40_000) for day in range(4)], meal(4, None, 0)]
DEAR_FRIDAY = [*[meal(day, fen=48_000) for day in range(4)], meal(4, 10, 6_000)]


@pytest.mark.parametrize(
    ("meals", "f01", "f06", "u01"),
    [
        (five(), [], [], []),
        (five(49_999), [("red", Ratio(5))], [], []),
        (five(40_000), [("red", Ratio(50_000))], [], []),
        (UNREPORTED, [], [], [("amber", Ratio(50_000))]),
        (SHORT_AND_SILENT, [("red", Ratio(90_000))], [], [("info", Ratio(50_000))]),
        (DEAR_FRIDAY, [], [("amber", None)], []),
        (five(verified=False), [], [], []),
    ],
    ids=[
        "met exactly",
        "a thousandth below",
        "short",
        "unreported",
        "short whatever is missing",
        "one dear day",
        "unverified",
    ],
)
def test_the_floor(meals, f01, f06, u01):
    one = figures(*meals)
    assert fired("F01", one) == f01
    assert [severity for severity, _ in fired("F06", one)] == [severity for severity, _ in f06]
    assert fired("U01", one) == u01


def test_the_sentence_carries_the_whole_arithmetic():
    prices = [47_100, 45_200, 48_800, 44_900, 44_600]
    [found] = judged("F01", here(figures(*(meal(day, fen=fen) for day, fen in enumerate(prices)))))
    assert found.sentence.text() == (
        "第11教学周（11月9日—13日）供餐5天，每餐单价 4.71 + 4.52 + 4.88 + 4.49 + 4.46 = 23.06 元，"
        "低于标准 25.00 元，差 1.94 元；按人次加权 23.06 元，按享受人数 23.06 元。"
    )
    assert found.at_risk == Ratio(194 * 100)
    assert [line.text() for line in found.arithmetic][2] == "一至六年级：差 1.94 元 × 100 名享受学生 = 194.00 元"
    assert found.rows[0].text() == "2026年11月13日 一至六年级 午餐：食材 446.00 元 ÷ 100 人 = 4.46 元"
    assert found.rows[0].place == (
        "desk_meal.meal",
        {"school_code": "S001", "on": "2026-11-13", "meal": "lunch", "canteen": "C001"},
    )


def test_a_gap_too_small_for_two_places_is_printed_with_more():
    [found] = judged("F01", here(figures(*five(49_999))))
    assert "差 0.0005 元" in found.sentence.text()
    assert "不列入通报" in found.sentence.text()


def test_the_band_above_the_floor_speaks_only_where_a_county_wants_it():
    one = figures(*five(50_500))
    assert fired("F01", one) == []
    assert fired("F01", one, amber_percent=2) == [("amber", Ratio(0))]
    assert fired("F01", figures(*five(51_000)), amber_percent=2) == []


def test_weeks_that_stay_unreported_are_worse():
    one = figures(*_unreported())
    weeks = {WEEK.shifted(-back): [replace(one, week=WEEK.shifted(-back))] for back in range(3)}
    [found] = judged("U01", given(figures={1: weeks}))
    assert found.severity == "red"
    assert "1天没有报齐（2026年11月13日）；已报的天数达到标准，未报不算零，也不算不足。" in found.sentence.text()


def _unreported():
    return [*[meal(day, fen=52_000) for day in range(4)], meal(4, None, 0)]


def test_the_order_of_schools_changes_nothing():
    weeks = {number: {WEEK: [figures(*five(40_000 + number))]} for number in (1, 2)}
    both = given([SCHOOL, OTHER], figures=weeks)
    turned = given([OTHER, SCHOOL], figures=dict(reversed(weeks.items())))
    assert judged("F01", both) == judged("F01", turned)


def test_of_several_groups_the_one_with_the_most_at_risk_is_named():
    small = figures(*[meal(day, 10, 3_000, enrolled=10) for day in range(5)])
    large = figures(*[meal(day, fen=45_000) for day in range(5)])
    large = replace(large, group=large.group._replace(group_id=2, group_code="G79"))
    [found] = judged("F01", here(small, large))
    assert "一至四年级供餐5天" in found.sentence.text()
    assert found.at_risk == Ratio(1000 * 10 + 250 * 100)
    assert SCHOOL.id == found.school_id
