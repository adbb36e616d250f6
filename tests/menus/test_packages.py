"""Whole packages: how long one lasts, when the next is opened, never two at once."""

from collections import namedtuple
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.menus.domain.packages import is_whole, lasts, per_day, running, whole_packages

MON = date(2026, 11, 2)
DAYS = [MON + timedelta(days=k) for k in range(200) if (MON + timedelta(days=k)).weekday() < 5]
Issue = namedtuple("Issue", "ingredient_id dated_on quantity use_days")


def goods(group="植物油", content=20_000, base_unit="ml"):
    return Ingredient(1, "YZ01", "大豆油", (), "", group, base_unit, "桶", content, "0.92", "100")


def proposed(issued, on, base, *, one=None, held=10**9):
    found = whole_packages({1: Fraction(base)}, issued, {1: one or goods()}, on=on, supply_days=DAYS, held={1: held})
    return found.get(1)


@pytest.mark.parametrize(
    "one, base, whole",
    [
        (goods(), 1500, True),
        (goods("调味品", 400, "g"), 600, True),
        (goods("谷薯类", 25_000, "g"), 13_000, False),
        (goods("谷薯类", 25_000, "g"), 1250, True),
        (goods("谷薯类", 25_000, "g"), 1251, False),
        (goods("奶及奶制品", 24, "piece"), 1, False),
        (goods(content=None), 1500, False),
        (goods(), 0, False),
    ],
)
def test_what_is_issued_whole(one, base, whole):
    assert is_whole(one, Fraction(base)) is whole


def test_a_barrel_for_its_days():
    """20 litres at 1.6 litres a day are 12.5 days: 13; at 1.7 litres 11.8: 12."""
    assert proposed([], MON, 1600).use_days == 13
    assert proposed([], MON, 1700).use_days == 12
    assert proposed([], MON, 1600).quantity == 20_000


def test_small_packages_are_collected_for_a_week():
    """600 g of salt a day in bags of 400 g: 3000 g a week, eight bags, which last 5.33 days."""
    salt = goods("调味品", 400, "g")
    one = proposed([], MON, 600, one=salt)
    assert (one.packages, one.quantity, one.use_days) == (8, 3200, 5)
    few = proposed([], MON, 600, one=salt, held=1300)
    assert (few.packages, few.use_days) == (3, 2)


def test_the_next_is_opened_when_the_days_are_over():
    issued = [Issue(1, MON, 20_000, 12)]
    assert proposed(issued, DAYS[11], 1600).packages == 0
    assert proposed(issued, DAYS[11], 1600).running.day == 12
    assert proposed(issued, DAYS[12], 1600).packages == 1


def test_a_loose_issue_holds_for_its_day_alone():
    issued = [Issue(1, MON, 700, 1)]
    assert proposed(issued, MON, 1600).packages == 0
    assert proposed(issued, DAYS[1], 1600).packages == 1


@given(
    content=st.integers(1, 10**7), base=st.fractions(min_value=Fraction(1, 1000), max_value=10**6, max_denominator=1000)
)
def test_the_days_are_the_nearest_that_the_ledger_takes(content, base):
    days = lasts(content, base)
    assert 1 <= days <= 60
    if 1 < days < 60:
        assert abs(days * base - content) <= base / 2


@given(
    base=st.fractions(min_value=1, max_value=50_000, max_denominator=1000),
    content=st.integers(100, 30_000),
    waits=st.lists(st.integers(0, 3), min_size=40, max_size=80),
    held=st.integers(0, 10**6),
)
def test_following_the_proposals_never_opens_two(base, content, waits, held):
    """A clerk who asks several times a day and issues what is proposed has each day at most one running package."""
    issued, one = [], goods(content=content)
    for on, asked in zip(DAYS, waits, strict=False):
        for _ in range(asked):
            package = proposed(issued, on, base, one=one, held=held)
            if package.packages:
                assert running([(row.dated_on, row.use_days) for row in issued], on, DAYS) is None
                issued.append(Issue(1, on, package.quantity, package.use_days))
    covered = [day for row in issued for day in DAYS[DAYS.index(row.dated_on) :][: row.use_days]]
    assert len(covered) == len(set(covered))


def test_the_average_counts_the_days_without():
    assert per_day([{1: Fraction(6)}, {}, {1: Fraction(3), 2: Fraction(0)}]) == {1: Fraction(3)}
