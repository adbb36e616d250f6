"""What can be wrong with a count of eaters by itself, as a table."""

from datetime import date, timedelta

import pytest

from mealwatch.kernel.errors import Invalid
from mealwatch.meals import errors
from mealwatch.meals.domain.served import Served, check

TODAY = date(2026, 11, 10)


def served(beneficiaries=100, others=0, staff=0, *, on=TODAY, meal="lunch"):
    return Served(1, on, meal, beneficiaries, others, staff)


@pytest.mark.parametrize(
    ("count", "enrolled"),
    [
        (served(), 100),
        (served(0), 100),
        (served(0), 0),
        (served(101), 100),
        (served(200), 100),
        (served(100, 5000, 300), 100),
        (served(on=TODAY - timedelta(days=300)), 100),
        *((served(meal=meal), 100) for meal in ("breakfast", "dinner", "snack")),
    ],
)
def test_a_right_count(count, enrolled):
    check(count, enrolled, TODAY)


@pytest.mark.parametrize(
    ("count", "enrolled", "fault", "field"),
    [
        (served(201), 100, errors.FarMoreThanEnrolled, "beneficiaries"),
        (served(1), 0, errors.FarMoreThanEnrolled, "beneficiaries"),
        (served(), None, errors.GroupNotThere, "dated_on"),
        (served(0), None, errors.GroupNotThere, "dated_on"),
        (served(on=TODAY + timedelta(days=1)), 100, errors.InTheFuture, "dated_on"),
        (served(meal="brunch"), 100, errors.MealUnknown, "meal"),
        (served(meal=""), 100, errors.MealUnknown, "meal"),
        (served(-1), 100, errors.CountOutOfRange, "beneficiaries"),
        (served(1, -1), 100, errors.CountOutOfRange, "other_pupils"),
        (served(1, 0, -1), 100, errors.CountOutOfRange, "staff"),
        (served(1, 100001), 100, errors.CountOutOfRange, "other_pupils"),
        (served(99.5), 100, errors.CountOutOfRange, "beneficiaries"),
        (served(True), 100, errors.CountOutOfRange, "beneficiaries"),
        (served("100"), 100, errors.CountOutOfRange, "beneficiaries"),
        (served(None), 100, errors.CountOutOfRange, "beneficiaries"),
    ],
)
def test_a_wrong_count(count, enrolled, fault, field):
    with pytest.raises(fault) as refused:
        check(count, enrolled, TODAY)
    assert isinstance(refused.value, Invalid)
    assert refused.value.field == field
    assert refused.value.text()
    assert refused.value.advice()
