"""Spreading an issue's cost over the supply days on which it is eaten."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.kernel.money import share
from mealwatch.stock.domain.spreads import spread

MON = date(2026, 11, 2)
DAYS = [MON + timedelta(days=k) for k in range(80)]


@pytest.mark.parametrize(
    ("cost", "n", "issued", "supply", "parts"),
    [
        (100, 1, 0, [1, 2, 3], [(0, 100)]),
        (100, 3, 0, [0, 1, 2, 3], [(0, 33), (1, 34), (2, 33)]),
        (100, 3, 0, [1, 2, 3, 4], [(1, 33), (2, 34), (3, 33)]),
        (100, 3, 0, [0, 4, 7], [(0, 33), (4, 34), (7, 33)]),
        (100, 3, 0, [0, 1], [(0, 33), (1, 67)]),
        (100, 3, 0, [2], [(2, 100)]),
        (100, 3, 0, [], [(0, 100)]),
        (2, 4, 0, [0, 1, 2, 3], [(0, 1), (1, 0), (2, 1), (3, 0)]),
        (-1, 2, 0, [0, 1], [(0, 0), (1, -1)]),
        (0, 3, 0, [0, 1, 2], [(0, 0), (1, 0), (2, 0)]),
    ],
    ids=[
        "one day is the issue date",
        "three days",
        "the issue date is no supply day",
        "days without supply between",
        "fewer days than n: the last takes the rest",
        "one day takes all",
        "no supply day: the issue date",
        "odd fen",
        "below zero",
        "nothing",
    ],
)
def test_spread(cost, n, issued, supply, parts):
    found = spread(cost, n, DAYS[issued], [DAYS[k] for k in supply])
    assert found == [(DAYS[k], fen) for k, fen in parts]


@given(
    cost=st.integers(-50, 10**7),
    n=st.integers(2, 60),
    supply=st.lists(st.sampled_from(DAYS), unique=True, max_size=70).map(sorted),
)
def test_the_parts_add_up_and_each_full_day_has_its_share(cost, n, supply):
    parts = spread(cost, n, MON, supply)
    assert sum(fen for _, fen in parts) == cost
    assert [on for on, _ in parts] == (supply[:n] or [MON])
    for k, (_, fen) in enumerate(parts[:-1], start=1):
        assert fen == share(cost, k, n) - share(cost, k - 1, n)
