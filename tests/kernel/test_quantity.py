"""Quantities are whole base units, exactly or not at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.kernel.quantity import BASE_UNITS, UNITS, Measure, NotWhole, UnitDoesNotFit, decimal, plain

RICE, OIL, EGG, LOOSE = Measure("g", 25000), Measure("ml", 5000), Measure("piece", 30), Measure("g")


@pytest.mark.parametrize(
    ("measure", "amount", "unit", "base"),
    [
        (RICE, "2.5", "kg", 2500),
        (RICE, "3", "jin", 1500),
        (RICE, "0.001", "kg", 1),
        (RICE, "0.002", "jin", 1),
        (RICE, "7", "g", 7),
        (RICE, "2", "package", 50000),
        (RICE, "0.5", "package", 12500),
        (RICE, "0", "kg", 0),
        (OIL, "1.5", "L", 1500),
        (OIL, "20", "ml", 20),
        (OIL, "0.2", "package", 1000),
        (EGG, "12", "piece", 12),
        (EGG, "0.1", "package", 3),
    ],
)
def test_base(measure, amount, unit, base):
    assert measure.base(decimal(amount), unit) == base


@pytest.mark.parametrize(
    ("measure", "amount", "unit"),
    [
        (RICE, "0.5", "g"),
        (RICE, "0.0005", "kg"),
        (RICE, "0.001", "jin"),
        (OIL, "0.0001", "L"),
        (EGG, "1.5", "piece"),
        (EGG, "0.01", "package"),
    ],
)
def test_parts_of_a_base_unit_are_refused(measure, amount, unit):
    with pytest.raises(NotWhole):
        measure.base(decimal(amount), unit)


def test_every_unit_fits_or_does_not():
    fits = {"g": {"g", "kg", "jin"}, "ml": {"ml", "L"}, "piece": {"piece"}}
    for base in BASE_UNITS:
        for unit in UNITS:
            for measure in (Measure(base), Measure(base, 10)):
                wanted = unit in fits[base] or (unit == "package" and measure.package_content is not None)
                if wanted:
                    assert measure.base(Fraction(2), unit) > 0
                else:
                    with pytest.raises(UnitDoesNotFit):
                        measure.base(Fraction(2), unit)


def test_a_package_without_content_is_no_unit():
    with pytest.raises(UnitDoesNotFit):
        LOOSE.base(Fraction(1), "package")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("12", 12), ("1.50", Fraction(3, 2)), (" 0.001 ", Fraction(1, 1000)), ("00.5", Fraction(1, 2))],
)
def test_decimals_are_read(text, value):
    assert decimal(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "1e3", "1,5", "1.", ".5", "1 5", "½", "１", "1/2", "inf", "1_000", "1" * 16, "1.1234567891"],
)
def test_what_is_no_plain_decimal_is_refused(text):
    with pytest.raises(ValueError, match="not a plain decimal"):
        decimal(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5, 2), "2.5"),
        (Fraction(0), "0"),
        (Fraction(120), "120"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(-1, 8), "-0.125"),
    ],
)
def test_decimals_are_printed_shortest(value, text):
    assert plain(value) == text


def test_a_third_has_no_decimal():
    with pytest.raises(ValueError, match="not a decimal"):
        plain(Fraction(1, 3))


@given(st.integers(0, 10**12), st.integers(0, 9))
def test_what_is_printed_is_read_again(whole, places):
    value = Fraction(whole, 10**places)
    assert decimal(plain(value)) == value
