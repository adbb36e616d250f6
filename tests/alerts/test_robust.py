"""Medians: laws, and a few numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.alerts.domain import robust

NUMBERS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("values", "middle"),
    [([5], 5), ([1, 2], Fraction(3, 2)), ([1, 2, 100], 2), ([90, 4, 4, 4], 4)],
)
def test_the_middle(values, middle):
    assert robust.median(values) == middle


def test_nothing_has_no_middle():
    with pytest.raises(ValueError):
        robust.median([])


@given(NUMBERS)
def test_half_of_the_values_lie_on_each_side(values):
    middle = robust.median(values)
    assert sum(value < middle for value in values) * 2 <= len(values)
    assert sum(value > middle for value in values) * 2 <= len(values)


@given(NUMBERS, st.integers(-500, 500))
def test_moving_all_values_moves_the_middle_as_far(values, by):
    assert robust.median([value + by for value in values]) == robust.median(values) + by


@given(NUMBERS.filter(lambda values: len(values) >= 3), st.integers(10**6, 10**9))
def test_one_wild_value_moves_the_middle_no_further_than_its_neighbours(values, wild):
    assert min(values) <= robust.median([*values, wild]) <= max(values)
