"""Exact ratios are fractions that are not reduced: every operation agrees with ``fractions.Fraction``."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.kernel.ratio import ZERO, Ratio, fen_ratio_as_yuan, plain_decimal

pairs = st.tuples(st.integers(-(10**9), 10**9), st.integers(1, 10**6))


@given(pairs, pairs)
def test_arithmetic_is_exact(one, other):
    a, b = Ratio(*one), Ratio(*other)
    x, y = Fraction(*one), Fraction(*other)
    assert (a + b).fraction() == x + y
    assert (a - b).fraction() == x - y
    assert (a * b).fraction() == x * y
    assert (-a).fraction() == -x
    if y:
        assert (a / b).fraction() == x / y
    for compare in ("__eq__", "__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(a, compare)(b) == getattr(x, compare)(y)
    assert bool(a) == bool(x)
    assert (a != b) == (x != y)


@given(pairs, st.integers(-(10**6), 10**6))
def test_whole_numbers_and_fractions_join_in(one, whole):
    a, x = Ratio(*one), Fraction(*one)
    assert a + whole == whole + a == x + whole
    assert a - whole == x - whole
    assert whole - a == whole - x
    assert a * whole == whole * a == x * whole
    assert a + Fraction(1, 3) == x + Fraction(1, 3)
    assert (a < whole) == (x < whole)
    assert Ratio(whole) == whole


@given(st.lists(pairs, max_size=30))
def test_a_total_is_the_exact_sum(some):
    assert Ratio.total(Ratio(*pair) for pair in some) == sum((Fraction(*pair) for pair in some), Fraction(0))


def test_a_total_of_one_denominator_does_not_grow():
    assert Ratio.total([Ratio(1, 7)] * 5).bottom == 7


@given(pairs, st.integers(0, 6))
def test_rounding_is_half_up(one, places):
    assert Ratio(*one).rounded(places) == floor(Fraction(*one) * 10**places + Fraction(1, 2))


@given(pairs)
def test_equal_ratios_have_one_hash_and_one_text(one):
    top, bottom = one
    assert hash(Ratio(top, bottom)) == hash(Ratio(top * 6, bottom * 6)) == hash(Fraction(top, bottom))
    assert str(Ratio(top * 6, bottom * 6)) == str(Ratio(top, bottom))
    assert Ratio.parse(str(Ratio(top, bottom))) == Ratio(top, bottom)


@pytest.mark.parametrize(
    ("text", "value"), [("12/5", Fraction(12, 5)), ("-3/2", Fraction(-3, 2)), ("7", Fraction(7)), ("0/1", 0)]
)
def test_parse(text, value):
    assert Ratio.parse(text) == value


def test_24_996_is_below_25_though_it_prints_as_it():
    spend = Ratio(2499_6, 10)
    assert fen_ratio_as_yuan(spend) == "25.00"
    assert spend < 2500
    assert fen_ratio_as_yuan(spend, 4) == "24.9960"


@pytest.mark.parametrize(
    ("ratio", "places", "text"),
    [
        (Ratio(1, 3), 4, "0.0033"),
        (Ratio(5, 10), 2, "0.01"),
        (Ratio(-5, 10), 2, "0.00"),
        (Ratio(-15, 10), 2, "-0.01"),
        (Ratio(247000, 100), 2, "24.70"),
        (ZERO, 4, "0.0000"),
        (Ratio(250000, 100), 0, "25"),
        (Ratio(-2500), 2, "-25.00"),
    ],
)
def test_fen_are_printed_as_yuan(ratio, places, text):
    assert fen_ratio_as_yuan(ratio, places) == text


@pytest.mark.parametrize(
    ("whole", "places", "text"), [(2470, 2, "24.70"), (-5, 2, "-0.05"), (5, 0, "5"), (0, 3, "0.000")]
)
def test_plain_decimal(whole, places, text):
    assert plain_decimal(whole, places) == text


@pytest.mark.parametrize("bottom", [0, -1])
def test_a_bottom_is_positive(bottom):
    with pytest.raises(ValueError, match="positive"):
        Ratio(1, bottom)


def test_nothing_is_divided_by_nothing():
    with pytest.raises(ZeroDivisionError):
        Ratio(1, 2) / ZERO


@pytest.mark.parametrize("inexact", [0.5, "1/2", None, True])
def test_what_is_not_exact_is_refused(inexact):
    with pytest.raises(TypeError):
        Ratio(1, 2) + inexact
    assert Ratio(1, 2) != "1/2"
