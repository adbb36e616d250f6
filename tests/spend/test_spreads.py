"""Packages used over several days: what falls into a span is what the ledger's own rule gives its days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.spend.domain.spreads import REACH, TIERS, earliest_that_reach, parts_within, tiers_that_reach
from mealwatch.stock.domain.spreads import spread

FIRST = date(2026, 9, 1)
plans = st.lists(st.integers(0, 60), unique=True, max_size=40).map(
    lambda days: [FIRST + timedelta(days=k) for k in sorted(days)]
)
dates = st.integers(-5, 65).map(lambda k: FIRST + timedelta(days=k))


@given(st.integers(0, 10**7), st.integers(2, 60), dates, plans, dates, st.integers(0, 20))
def test_a_span_receives_the_ledgers_parts(cost, use_days, issued_on, plan, first, length):
    last = first + timedelta(days=length)
    whole = spread(cost, use_days, issued_on, [on for on in plan if on >= issued_on])
    assert parts_within(cost, use_days, issued_on, plan, first, last) == [
        part for part in whole if first <= part[0] <= last
    ]


@given(st.integers(-100, 10**7), st.integers(2, 60), dates, plans)
def test_the_parts_add_up_to_the_cost(cost, use_days, issued_on, plan):
    parts = parts_within(cost, use_days, issued_on, plan, date.min, date.max)
    assert sum(part for _, part in parts) == cost
    assert all(on >= issued_on for on, _ in parts)


@pytest.mark.parametrize(
    ("plan_days", "expected"),
    [
        ((0, 1, 2, 3), [(0, 33), (1, 34), (2, 33)]),
        ((2, 5, 9), [(2, 33), (5, 34), (9, 33)]),
        ((1, 3), [(1, 33), (3, 67)]),
        ((), [(0, 100)]),
    ],
    ids=["three days of four", "not before the first supply day", "the last of two takes the rest", "no supply day"],
)
def test_one_yuan_over_three_days(plan_days, expected):
    plan = [FIRST + timedelta(days=k) for k in plan_days]
    parts = parts_within(100, 3, FIRST, plan, FIRST, FIRST + timedelta(days=30))
    assert [((on - FIRST).days, fen) for on, fen in parts] == expected


@given(st.lists(plans, max_size=4), dates, st.integers(0, 13), st.integers(2, 60), dates)
def test_no_line_that_reaches_the_span_is_left_out(several, first, length, use_days, issued_on):
    last = first + timedelta(days=length)
    tiers = dict(tiers_that_reach(several, first, last))
    since = tiers[next(most for most in TIERS if use_days <= most)]
    for plan in several:
        if issued_on < first and parts_within(1000, use_days, issued_on, plan, first, last):
            assert since <= issued_on
    assert first - REACH <= earliest_that_reach(several, first, last) <= first
