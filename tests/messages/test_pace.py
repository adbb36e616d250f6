"""When a channel may be sent to: a decision table of quiet hours, gathering and tries that failed."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.messages.domain.pace import RETRIES, is_quiet, may_send, wait_after

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
NIGHT = ("21:00", "07:00")


@pytest.mark.parametrize(
    ("at", "quiet"),
    [("20:59", False), ("21:00", True), ("23:59", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_quiet_hours_reach_over_midnight(at, quiet):
    assert is_quiet(time.fromisoformat(at), *NIGHT) is quiet


@pytest.mark.parametrize(("at", "quiet"), [("11:59", False), ("12:00", True), ("13:59", True), ("14:00", False)])
def test_quiet_hours_by_day(at, quiet):
    assert is_quiet(time.fromisoformat(at), "12:00", "14:00") is quiet


def test_equal_ends_are_never_quiet():
    assert not is_quiet(time(8), "08:00", "08:00")


def ago(minutes):
    return None if minutes is None else NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("sent", "tried", "failures", "urgent", "may"),
    [
        (None, None, 0, False, True),
        (59, 59, 0, False, False),
        (60, 60, 0, False, True),
        (9, 9, 0, True, False),
        (10, 10, 0, True, True),
        (5, 4, 1, True, False),
        (90, 5, 1, False, True),
        (90, 14, 2, True, False),
        (90, 15, 2, True, True),
        (9000, 1439, 5, True, False),
        (9000, 1440, 5, True, True),
    ],
)
def test_when_it_may_be_sent(sent, tried, failures, urgent, may):
    told = {"last_sent": ago(sent), "last_tried": ago(tried), "failures": failures, "urgent": urgent}
    assert may_send(NOW, quiet=NIGHT, **told) is may
    assert not may_send(NOW.replace(hour=22), quiet=NIGHT, **told)


@given(st.integers(1, 50))
def test_it_is_never_given_up_and_never_hurried(failures):
    assert RETRIES[0] <= wait_after(failures) <= wait_after(failures + 1) <= timedelta(days=1)
