"""Which numbers may be a PIN."""

import pytest

from mealwatch.accounts import errors
from mealwatch.accounts.domain import pins


@pytest.mark.parametrize(
    "pin",
    [
        "1234",
        "4321",
        "0123",
        "7890",
        "0987",
        "012345",
        "0000",
        "888888",
        "1212",
        "123123",
        "1122",
        "2580",
        "1987",
        "2026",
    ],
)
def test_obvious(pin):
    assert [type(one) for one in pins.faults(pin)] == [errors.PinCommon]


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "１２３７", "4 71"])
def test_not_four_to_six_digits(pin):
    assert [type(one) for one in pins.faults(pin)] == [errors.PinForm]


@pytest.mark.parametrize("pin", ["4719", "83051", "305817", "1357"])
def test_fine(pin):
    assert list(pins.faults(pin)) == []
