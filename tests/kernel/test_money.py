"""Money is whole fen; shares round half up; nothing else rounds."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.kernel.money import Money, fen_as_yuan, share


@pytest.mark.parametrize(
    ("total", "part", "whole", "fen"),
    [
        (100, 1, 3, 33),
        (100, 2, 3, 67),
        (1, 1, 2, 1),
        (3, 1, 2, 2),
        (-1, 1, 2, 0),
        (-3, 1, 2, -1),
        (-100, 1, 3, -33),
        (0, 5, 7, 0),
        (100, 0, 7, 0),
        (100, 7, 7, 100),
        (10**16 + 1, 1, 2, 5 * 10**15 + 1),
    ],
)
def test_share(total, part, whole, fen):
    assert share(total, part, whole) == fen
    assert Money(total).share(part, whole) == Money(fen)


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**10), st.integers(1, 10**10))
def test_a_share_is_the_exact_one_rounded_half_up(total, part, whole):
    assert share(total, part, whole) == floor(Fraction(total) * part / whole + Fraction(1, 2))


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("4.70", 470),
        ("4.7", 470),
        ("4", 400),
        ("0", 0),
        ("0.01", 1),
        (" 12.30 ", 1230),
        ("007.00", 700),
        ("999999999999.99", 99999999999999),
    ],
)
def test_yuan_are_read(text, fen):
    assert Money.yuan(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "4.705",
        "4.",
        ".5",
        "-1",
        "+1",
        "1e3",
        "1,000",
        "1 000",
        "￥5",
        "5元",
        "NaN",
        "inf",
        "0x10",
        "1_0",
        "４.70",
        "٤",
        "1000000000000",
    ],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="not an amount"):
        Money.yuan(text)


@pytest.mark.parametrize(("fen", "text"), [(470, "4.70"), (5, "0.05"), (0, "0.00"), (-5, "-0.05"), (-12345, "-123.45")])
def test_fen_are_printed(fen, text):
    assert fen_as_yuan(fen) == str(Money(fen)) == text


@given(st.integers(0, 10**13))
def test_what_is_printed_is_read_again(fen):
    assert Money.yuan(fen_as_yuan(fen)) == Money(fen)


@pytest.mark.parametrize("amount", [4.7, "470", True, None, Fraction(1)])
def test_only_whole_fen_make_money(amount):
    with pytest.raises(TypeError):
        Money(amount)


def test_money_adds_and_compares():
    assert Money(3) + Money(4) - Money(10) == Money(-3)
    assert sorted([Money(3), Money(-1), Money(2)]) == [Money(-1), Money(2), Money(3)]
    assert len({Money(1), Money(1)}) == 1
