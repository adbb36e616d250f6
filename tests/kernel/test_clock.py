"""The county's clock is Shanghai's, whatever the machine's is."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor


@pytest.mark.parametrize(
    ("instant", "there"),
    [
        ("2026-11-02T15:59:59+00:00", date(2026, 11, 2)),
        ("2026-11-02T16:00:00+00:00", date(2026, 11, 3)),
        ("2026-12-31T16:00:00+00:00", date(2027, 1, 1)),
    ],
)
def test_the_day_turns_at_midnight_in_shanghai(instant, there):
    with time_machine.travel(datetime.fromisoformat(instant), tick=False):
        assert clock.today() == there
        assert clock.now() == datetime.fromisoformat(instant)
        assert clock.now().utcoffset() == timedelta(hours=8)


def test_moments_are_whole_seconds():
    with time_machine.travel(datetime.fromisoformat("2026-11-02T08:00:00.987654+08:00"), tick=False):
        assert clock.now().microsecond == 0


def test_an_actor_may_be_a_command():
    assert Actor("导入").account_id is None
