"""Medians and what lies far from them: laws, and a few numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.alerts.domain import robust

NUMBERS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("values", "middle", "spread"),
    [([5], 5, 0), ([1, 2], Fraction(3, 2), Fraction(1, 2)), ([1, 2, 100], 2, 1), ([4, 4, 4, 90], 4, 0)],
)
def test_middle_and_spread(values, middle, spread):
    assert robust.median(values) == middle
    assert robust.mad(values) == spread


def test_nothing_has_no_middle():
    with pytest.raises(ValueError):
        robust.median([])


def test_a_distance_is_told_in_scaled_spreads():
    assert robust.distance(10, [1, 2, 3, 4, 5]) == Fraction(7) / robust.SCALE
    assert robust.distance(4, [4, 4, 4, 9]) == 0
    assert robust.distance(9, [4, 4, 4, 9]) is None


@given(NUMBERS)
def test_half_of_the_values_lie_on_each_side(values):
    middle = robust.median(values)
    assert sum(value < middle for value in values) * 2 <= len(values)
    assert sum(value > middle for value in values) * 2 <= len(values)


@given(NUMBERS, st.integers(-500, 500))
def test_moving_all_values_moves_the_middle_and_not_the_spread(values, by):
    moved = [value + by for value in values]
    assert robust.median(moved) == robust.median(values) + by
    assert robust.mad(moved) == robust.mad(values)


@given(NUMBERS.filter(lambda values: len(values) >= 3), st.integers(10**6, 10**9))
def test_one_wild_value_moves_the_middle_no_further_than_its_neighbours(values, wild):
    assert min(values) <= robust.median([*values, wild]) <= max(values)
