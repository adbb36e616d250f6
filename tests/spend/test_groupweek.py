"""Outcome, completeness and standards as tables a director could read."""

from fractions import Fraction

import pytest

from mealwatch.spend.domain.facts import by_day, frozen, thawed
from mealwatch.spend.domain.groupweek import Missing, worst
from tests.spend.weeks import GROUP, MON, meal, week

FULL = [meal(day) for day in range(5)]  # 5.00 a day


def lunches(*yuan_a_day, served=100):
    return [meal(day, served, round(yuan * served * 100)) for day, yuan in enumerate(yuan_a_day)]


@pytest.mark.parametrize(
    ("meals", "outcome", "complete"),
    [
        ([], "none", True),
        (lunches(5, 5, 5, 5, 5), "met", True),
        (lunches(6, 4, 5, 5, 5), "met", True),
        (lunches(5, 5, 5, 5, 4.99), "short", True),
        (lunches(0, 7, 7, 7, 7), "met", False),
        ([*lunches(5, 5, 5, 5), meal(4, None)], "unreported", False),
        ([*lunches(5, 5, 5, 4.99), meal(4, None)], "short", False),
        ([*lunches(7, 7, 7, 7), meal(4, None)], "met", False),
        ([meal(day, None) for day in range(5)], "unreported", False),
        ([*lunches(5, 5, 5, 5), meal(4, 100, 0)], "unreported", False),
        ([*lunches(5, 5, 5, 5), meal(4, 0, 0)], "short", True),
        ([*lunches(5, 5, 5, 5), meal(4, 100, 40_000, silent=(9,))], "unreported", False),
        ([*lunches(5, 5, 5, 5), meal(4, 100, 60_000, silent=(9,))], "met", False),
        ([meal(day, verified=False) for day in range(5)], "unverified", True),
        ([*lunches(5, 5, 5, 5), meal(4, 100, 40_000, verified=False)], "short", True),
        ([*lunches(7, 7, 7, 7), meal(4, 0, 10, verified=False)], "met", True),
    ],
    ids=[
        "no supply day",
        "just the floor",
        "a dear day carries a cheap one",
        "one cent below",
        "eaten without a cost, and met all the same",
        "the last day not reported",
        "what is reported is short already",
        "what is reported is enough",
        "nothing reported",
        "eaten, but nothing in the pot",
        "nobody came: reported, and counts nothing",
        "another group at the pot did not report",
        "another group did not report, and met all the same",
        "a contractor without declared cost",
        "unverified and short is short",
        "an unverified meal that does not count",
    ],
)
def test_outcome(meals, outcome, complete):
    figures = week(meals)
    assert (figures.outcome, figures.complete) == (outcome, complete)


@pytest.mark.parametrize(
    ("last_fen", "outcome", "gap", "borderline"),
    [
        (500, "met", 0, False),
        (Fraction("499.6"), "short", Fraction("0.4"), True),
        (496, "short", 4, True),
        (495, "short", 5, False),
        (400, "short", 100, False),
    ],
    ids=["at the floor", "24.996 is below 25", "within the tolerance", "at the tolerance", "far below"],
)
def test_the_tolerance_only_marks(last_fen, outcome, gap, borderline):
    figures = week([*FULL[:4], meal(4, 100, int(last_fen * 100))])
    assert (figures.outcome, figures.gap, figures.borderline) == (outcome, gap, borderline)


def test_the_floor_follows_the_supply_days_not_the_calendar_week():
    assert week(FULL[:3]).floor_fen == 1500
    assert week([meal(day) for day in range(6)]).floor_fen == 3000


def test_a_supply_day_without_subsidised_meals_is_complete_and_owed():
    figures = week(FULL[:4], days=5)
    assert (figures.complete_days, figures.floor_fen, figures.outcome) == (5, 2500, "short")


def test_a_day_is_complete_only_with_all_its_meals():
    figures = week([meal(0), meal(0, None, name="breakfast"), meal(1), meal(1, name="breakfast")])
    assert (figures.supply_days, figures.complete_days) == (2, 1)


@pytest.mark.parametrize(
    ("fen", "outcome", "standard_gap"),
    [(60_000, "met", 0), (55_000, "met", 250), (45_000, "short", 750)],
    ids=["the families' X became food", "half of it did not", "not even the floor"],
)
def test_the_standard_with_the_families_top_up(fen, outcome, standard_gap):
    figures = week([meal(day, 100, fen, top_up=100, enrolled=120) for day in range(5)])
    assert figures.standard_fen == 3000
    assert (figures.outcome, figures.standard_gap) == (outcome, standard_gap)


ONE_DEAR_DAY = [meal(0, 2, 10_000), *(meal(day, 100, 30_000) for day in range(1, 5))]  # 62.00 added, 16.17 weighted


@pytest.mark.parametrize(
    ("deciding", "outcome", "amber"),
    [("spend", "met", True), ("person_days", "short", True), ("enrolled", "short", True)],
)
def test_the_reading_that_the_policy_lets_decide(deciding, outcome, amber):
    figures = week(ONE_DEAR_DAY, deciding=deciding)
    assert (figures.outcome, figures.amber) == (outcome, amber)
    assert figures.gap == max(0, 2500 - figures.decides.fraction())


@pytest.mark.parametrize(
    ("few", "amber"),
    [(1, True), (100, False)],
    ids=["just met by prices and short by heads", "just met by both"],
)
def test_amber_begins_at_the_floor(few, amber):
    figures = week([meal(0, few, few * 1_000), *(meal(day, 100, 37_500) for day in range(1, 5))])
    assert (figures.spend, figures.amber) == (2500, amber)


@pytest.mark.parametrize(
    ("meals", "state"),
    [([], "none"), (FULL, "met"), (lunches(4, 4, 4, 4, 4), "short"), ([*lunches(1, 1), meal(2, None)], "incomplete")],
    ids=["no supply day", "met", "complete and short", "open and incomplete is never called short"],
)
def test_what_a_screen_may_say_of_an_open_week(meals, state):
    assert week(meals).state == state


def test_a_school_stands_where_its_worst_group_stands():
    assert worst(["met", "short", "unverified"]) == "short"
    assert worst(["met", "incomplete"]) == "incomplete"
    assert worst([]) == "none"


def test_what_is_missing_is_named_day_by_day():
    figures = week([meal(0), meal(1, None, silent=(9,)), meal(2, 100, 0), meal(3, 0, 0)])
    assert [(one.group_id, (one.on - MON).days, one.meal, one.what) for one in figures.missing] == [
        (GROUP.group_id, 1, "lunch", "record"),
        (9, 1, "lunch", "record"),
        (GROUP.group_id, 2, "lunch", "cost"),
    ]
    assert isinstance(figures.missing[0], Missing)


def test_facts_come_back_from_the_statement_as_they_went_in():
    figures = week([meal(0), meal(0, name="breakfast"), meal(1, None, silent=(9,)), meal(2, 5, 7, verified=False)])
    supply, meals = thawed(frozen(figures.supply, figures.meals))
    assert (supply, meals) == (figures.supply, figures.meals)
    assert [len(day.meals) for day in by_day(supply, meals)] == [2, 1, 1]
