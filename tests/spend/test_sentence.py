"""The week in one sentence: the worked example of the rules, and what an open week may not be called."""

from datetime import date, timedelta

import pytest

from mealwatch.kernel.week import Week
from mealwatch.spend.domain.facts import Meal, Pot
from mealwatch.spend.domain.groupweek import Group, judge
from mealwatch.spend.domain.sentence import explain, printed_sum, why
from tests.spend.weeks import meal
from tests.spend.weeks import week as judged

WEEK = Week(date(2026, 11, 9))
GROUP = Group(1, "S001", 11, "G16")
LABEL = "第11教学周（11月9日—13日）"


class Policy:
    deciding, tolerance_fen, version = "spend", 5, 3


def week(prices, *, top_up=0, missing=(), version=1, verified=True):
    """Five days at these prices in fen for 100 pupils; days in ``missing`` have no record."""
    days = [WEEK.monday + timedelta(days=k) for k in range(5)]
    meals = tuple(
        Meal(
            Pot(1, on, "lunch", price * 100, 100, verified, (11,) if on.day in missing else ()),
            top_up,
            100,
            0,
            None if on.day in missing else (100, 0, 0),
        )
        for on, price in zip(days, prices, strict=True)
    )
    return judge(GROUP, WEEK, tuple((on, 500) for on in days), meals, Policy, version)


SHORT = [471, 452, 488, 449, 446]


def test_the_whole_arithmetic():
    assert explain(week(SHORT), LABEL) == (
        "第11教学周（11月9日—13日）供餐5天，每餐单价 4.71 + 4.52 + 4.88 + 4.49 + 4.46 = 23.06 元，"
        "低于标准 25.00 元，差 1.94 元；按人次加权 23.06 元，按享受人数 23.06 元。"
    )


def test_in_english():
    assert explain(week(SHORT), "Week 11", "en").startswith(
        "Week 11 5 supply days, meal prices 4.71 + 4.52 + 4.88 + 4.49 + 4.46 = 23.06 yuan, below the floor"
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (week([500] * 5), "供餐5天，每餐单价合计 25.00 元，正好等于标准 25.00 元。"),
        (week([520] * 5), "供餐5天，每餐单价合计 26.00 元，达到标准 25.00 元。"),
        (
            week([520] * 5, top_up=100),
            "供餐5天，每餐单价合计 26.00 元，达到标准 25.00 元；含学生自理的餐标 30.00 元，差 4.00 元。",
        ),
        (
            week([520] * 5, verified=False),
            "供餐5天，每餐单价合计 26.00 元，达到标准 25.00 元；企业没有申报食材成本，待核实。",
        ),
        (
            week([500, 500, 500, 500, 499]),
            "供餐5天，每餐单价合计 24.9900 元，低于标准 25.00 元，差 0.0100 元。",
        ),
    ],
    ids=["equal", "met", "X not spent", "unverified", "borderline"],
)
def test_the_short_form(figures, expected):
    assert why(figures) == expected


def test_an_open_week_that_lacks_something_is_never_called_short():
    text = why(week(SHORT, missing=(10,), version=None))
    assert "低于标准" not in text
    assert "1天没有报齐（11月10日），未报不算零" in text


def test_a_closed_week_says_what_it_came_to_and_what_was_missing():
    text = why(week(SHORT, missing=(10,)))
    assert "低于标准 25.00 元" in text
    assert "1天没有报齐" in text
    assert "如果现在周结" not in text


def test_prices_that_do_not_add_up_when_rounded_are_no_equation():
    """The worked example of the rules: 5.08 + 4.98 + 5.08 + 5.21 + 5.00 is 25.35, the exact sum prints as 25.34."""
    pots = zip((118, 117, 120, 90, 119), (63_000, 61_200, 64_000, 50_000, 62_500), strict=True)
    meals = [meal(day, served, fen, eaters=served + 6, enrolled=120) for day, (served, fen) in enumerate(pots)]
    assert printed_sum(judged(meals)) == "5.08 + 4.98 + 5.08 + 5.21 + 5.00 ≈ 25.34"


@pytest.mark.parametrize(
    ("last", "eaters", "shown"),
    [
        (49_996, 100, "24.9996 元，低于标准 25.00 元，差 0.0004 元"),
        (499_999, 1_000, "24.99999 元，低于标准 25.00 元，差 0.00001 元"),
    ],
    ids=["a hundredth of a fen for each of four", "a thousandth of a fen"],
)
def test_a_gap_is_printed_with_enough_places_to_show_it(last, eaters, shown):
    meals = [*(meal(day) for day in range(4)), meal(4, eaters, last, enrolled=eaters)]
    assert shown in why(judged(meals))
