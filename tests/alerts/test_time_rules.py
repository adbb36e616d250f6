"""F02 to F05: over the term and the year, and spending that is too exact."""

from dataclasses import replace

import pytest

from mealwatch.alerts.domain.rules.too_exact import _root
from mealwatch.kernel.ratio import Ratio
from tests.alerts.small import CONTRACTED, WEEK, given, judged, lacking
from tests.spend.weeks import WEEK as ITS_WEEK
from tests.spend.weeks import meal, week


def figures(prices, when, *, top_up=0, served=100, missing=()):
    """A closed week whose days cost these prices in fen per head."""
    meals = []
    for day, price in enumerate(prices):
        one = meal(day, None if day in missing else served, price * served, top_up=top_up)
        one.pot.on += when.monday - ITS_WEEK.monday
        meals.append(one)
    return replace(week(meals), week=when, version=1)


def weeks(*prices, **more):
    """{school 1: {week: [figures]}}: so many weeks, the last one being judged."""
    span = [WEEK.shifted(back - len(prices) + 1) for back in range(len(prices))]
    return {1: {when: [figures(of_week, when, **more)] for when, of_week in zip(span, prices, strict=True)}}


@pytest.mark.parametrize(
    ("price", "count", "top_up", "severity"),
    [
        (700, 4, 200, None),
        (690, 4, 200, None),
        (670, 4, 200, "amber"),
        (650, 4, 200, "red"),
        (500, 3, 200, None),
        (490, 8, 0, None),
    ],
    ids=["all of it", "one in seventy", "over three in a hundred", "over five", "too few weeks", "no top-up"],
)
def test_the_top_up_must_become_food(price, count, top_up, severity):
    here = given(figures=weeks(*[[price] * 5] * count, top_up=top_up))
    assert [one.severity for one in judged("F02", here)] == ([severity] if severity else [])


def test_what_was_made_up_for_is_not_said_again():
    made_up = [[500] * 5] * 4 + [[750] * 5]
    assert judged("F02", given(figures=weeks(*made_up, top_up=200))) == []


def test_outside_the_terms_there_is_no_term_to_add_up():
    assert lacking("F02", given(terms=[]))


@pytest.mark.parametrize(
    ("prices", "fires"),
    [
        ([[490] * 5] * 4, True),
        ([[500] * 5] * 4, False),
        ([[490] * 5] * 3, False),
        ([[400] * 5, *[[505] * 5] * 4], False),
        ([[600] * 5, *[[490] * 5] * 4], False),
    ],
    ids=["below", "met", "too few days", "this week is not to blame", "made up for before"],
)
def test_the_year(prices, fires):
    here = given(figures=weeks(*prices), year=weeks(*prices))
    assert bool(judged("F03", here)) == fires


def test_an_incomplete_week_adds_to_no_year():
    prices = [[490] * 5] * 4
    here = given(figures={}, year=weeks(*prices, missing=(4,)))
    assert judged("F03", here) == []


@pytest.mark.parametrize(
    ("prices", "says"),
    [
        ([[501, 502, 503, 504, 505]] * 4, "几乎相同"),
        ([[500, 470, 530, 510, 490]] * 4, ""),
        ([[500, 500, 500, 500, 400]] * 4, "不到 1 分"),
        ([[500, 500, 520, 480, 530]] * 4, ""),
        ([[500] * 5] * 2, ""),
    ],
    ids=["hardly any spread", "cooking", "four of five days", "two of five", "too few days"],
)
def test_the_same_price_every_day(prices, says):
    found = judged("F04", given(figures=weeks(*prices)))
    assert bool(found) == bool(says)
    assert all(says in one.sentence.text() for one in found)


def test_a_contractors_fixed_price_is_no_wonder():
    fixed = {CONTRACTED.id: weeks(*[[500] * 5] * 4)[1]}
    assert judged("F04", given([CONTRACTED], figures=fixed)) == []


LANDED, PLAIN = [480, 480, 480, 480, 585], [510, 490, 520, 480, 505]


@pytest.mark.parametrize(
    ("prices", "fires"),
    [
        ([LANDED] * 3, True),
        ([LANDED, PLAIN, LANDED, PLAIN, LANDED], True),
        ([LANDED] * 2, False),
        ([LANDED] * 3 + [PLAIN], False),
        ([[480, 480, 480, 480, 620]] * 3, False),
        ([[505, 505, 505, 505, 485]] * 3, False),
    ],
    ids=["three in a row", "three in five", "twice", "not this week", "well above", "no last day"],
)
def test_reached_on_the_last_day(prices, fires):
    assert bool(judged("F05", given(figures=weeks(*prices)))) == fires


def test_a_week_that_needed_no_last_day_did_not_wait_for_it():
    assert judged("F05", given(figures=weeks(*[[480, 480, 480, 480, 590]] * 3)), lift_percent=0)
    assert not judged("F05", given(figures=weeks(*[[500, 500, 500, 500, 510]] * 3)), lift_percent=0)


def test_a_root_is_printed_exactly():
    assert _root(Ratio(4).fraction()) == "0.0200"
    assert _root(Ratio(2).fraction()) == "0.0141"


def test_shared_pots_are_judged_once():
    here = given(figures=weeks(*[[501] * 5] * 4))
    here.school_of_canteen = {1: 2}
    assert judged("F04", here) == []
