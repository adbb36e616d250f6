"""What a closed week closes."""

from datetime import date, timedelta

import pytest

from mealwatch.counties.domain.locks import Lock, Locks, mask

MONDAY = date(2026, 11, 2)
WEEKDAYS = 0b0011111


@pytest.mark.parametrize(
    ("canteen_id", "ahead", "closed"),
    [(1, 0, True), (1, 4, True), (1, 5, False), (1, -1, False), (1, 7, False), (2, 0, False)],
    ids=["its monday", "its friday", "a day not fed", "the sunday before", "the monday after", "another canteen"],
)
def test_a_day_is_closed_for_the_canteen_that_fed_the_school(canteen_id, ahead, closed):
    locks = Locks([Lock(1, MONDAY, 10, WEEKDAYS, WEEKDAYS)])
    assert locks.closed(canteen_id, MONDAY + timedelta(days=ahead)) is closed


def test_one_closed_school_is_enough():
    locks = Locks([Lock(1, MONDAY, 10, 0b1, 0b11), Lock(1, MONDAY, 11, 0b10, 0b11)])
    assert locks.closed(1, MONDAY)
    assert locks.closed(1, MONDAY + timedelta(days=1))
    assert not locks.closed(1, MONDAY + timedelta(days=2))


def test_supply_days_are_known_for_closed_weeks_only():
    locks = Locks([Lock(1, MONDAY, 10, WEEKDAYS, 0b111)])
    assert locks.supply_days(1, MONDAY) == 0b111
    assert locks.supply_days(1, MONDAY + timedelta(days=7)) is None
    assert locks.supply_days(2, MONDAY) is None
    assert locks.mondays(1) == {MONDAY}
    assert locks.mondays(2) == set()


def test_a_closed_week_without_supply_days_is_not_an_open_one():
    assert Locks([Lock(1, MONDAY, 10, 0, 0)]).supply_days(1, MONDAY) == 0


def test_a_week_is_closed_for_its_school():
    locks = Locks([Lock(1, MONDAY, 10, 0, 0)])
    assert locks.closed_for({9, 10}, MONDAY)
    assert not locks.closed_for({9}, MONDAY)
    assert not locks.closed_for({10}, MONDAY + timedelta(days=7))
    assert not locks.closed_for(set(), MONDAY)


def test_no_locks_are_false():
    assert not Locks()
    assert Locks([Lock(1, MONDAY, 10, 0, 0)])


def test_mask_of_days():
    assert mask([MONDAY, MONDAY + timedelta(days=6)]) == 0b1000001
