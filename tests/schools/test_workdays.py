"""Deadlines in working days: holidays and make-up days of 2026 as the State Council published them."""

from datetime import date

import pytest

from mealwatch.schools.domain.workdays import after, is_workday, passed


@pytest.mark.parametrize(
    ("on", "works"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),
        (date(2031, 10, 1), True),
        (date(2031, 10, 4), False),
    ],
)
def test_when_offices_work(on, works):
    assert is_workday(on) is works


@pytest.mark.parametrize(
    ("on", "count", "until"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 22), 0, date(2026, 11, 23)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 3, date(2026, 11, 25)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
    ],
)
def test_a_deadline_in_working_days(on, count, until):
    assert after(on, count) == until
    assert passed(on, until) == (count if is_workday(on) else passed(on, until))


def test_nothing_has_passed_before_the_day():
    assert passed(date(2026, 11, 23), date(2026, 11, 20)) == 0
    assert passed(date(2026, 11, 23), date(2026, 11, 23)) == 0
