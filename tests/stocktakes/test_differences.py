"""What a count found, held against the menus."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.stocktakes.domain.differences import Difference, Use, in_order_walked, shares_reason


def goods(number, group="蔬菜类"):
    return Ingredient(number, f"X{number:02}", "菜", (), "", group, "g")


@pytest.mark.parametrize(
    "theory, issued, missing, hundredths, fits",
    [
        (Fraction(1000), 1000, 0, 0, True),
        (Fraction(1000), 1000, 150, 15, True),
        (Fraction(1000), 1000, 154, 15, True),
        (Fraction(1000), 1000, 155, 16, False),
        (Fraction(1000), 700, 150, -15, True),
        (Fraction(1000), 700, 100, -20, False),
        (Fraction(1000), 1300, -200, 10, True),
        (None, 1000, 100, None, None),
        (Fraction(0), 1000, 100, None, None),
    ],
)
def test_used_against_the_menus(theory, issued, missing, hundredths, fits):
    use = Use(theory, issued, missing)
    assert (use.hundredths, use.fits) == (hundredths, fits)


@given(
    st.fractions(min_value=1, max_value=10**6, max_denominator=1000), st.integers(0, 10**6), st.integers(-1000, 10**6)
)
def test_the_hundredths_are_the_nearest(theory, issued, missing):
    use = Use(theory, issued, missing)
    assert abs(use.hundredths - (use.used - theory) * 100 / theory) <= Fraction(1, 2)


@pytest.mark.parametrize(
    "group, counted, shared", [("植物油", 4, True), ("调味品", 4, True), ("植物油", 6, False), ("蔬菜类", 4, False)]
)
def test_shortages_of_oil_and_condiments_share_a_reason(group, counted, shared):
    assert shares_reason(goods(1, group), Difference(1, 5, counted, 0)) is shared


def test_the_store_is_walked_as_it_was_last():
    rows = [goods(1), goods(2), goods(3, "水果类"), goods(4), goods(5, "调味品"), goods(6, "谷薯类")]
    assert [one.id for one in in_order_walked(rows, [4, 3, 9])] == [4, 3, 6, 1, 2, 5]
