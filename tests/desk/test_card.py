"""What needs the principal comes in order; a running week is told by what is complete, and never called short."""

from datetime import timedelta

import pytest

from mealwatch.desk.domain.card import ORDER, Thing, expected, in_order, running
from mealwatch.kernel.ratio import Ratio
from tests.spend.weeks import MON, meal, week


def five_days(*fens):
    """A group of 100, 5 yuan a day: what its first days cost in fen; of the others (and None) nothing is on record."""
    return week([_day(place, fens[place] if place < len(fens) else None) for place in range(5)])


def _day(place, fen):
    return meal(place, None, 0) if fen is None else meal(place, 100, fen)


@pytest.mark.parametrize(
    ("fens", "state", "comes_to"),
    [
        ((), "not_begun", None),
        ((50_000,), "on_way", 2500),
        ((49_999,), "behind", Ratio(49_999 * 5, 100)),
        ((60_000, 40_001), "on_way", Ratio(100_001 * 5, 200)),
        ((60_000, 39_999), "behind", Ratio(99_999 * 5, 200)),
        ((60_000, None, 40_000), "on_way", 2500),
        ((125_000, 125_000), "met", 6250),
        ((50_000,) * 5, "met", 2500),
        ((49_999,) * 5, "short", Ratio(49_999 * 5, 100)),
    ],
)
def test_a_running_week(fens, state, comes_to):
    figures = five_days(*fens)
    assert running(figures) == state
    if comes_to is not None:
        assert expected(figures) == comes_to


def test_a_week_without_supply_days():
    assert running(week([])) == "none"


def test_the_gravest_comes_first_then_the_oldest():
    days = [MON, MON - timedelta(days=7)]
    things = [Thing(kind, f"{kind}:{on}", "", "", on) for kind in reversed(ORDER) for on in days]
    found = in_order(things)
    assert [one.kind for one in found] == [kind for kind in ORDER for _ in days]
    assert [one.since for one in found[:2]] == sorted(days)
    assert ORDER.index("overdue_close") < ORDER.index("sign") < ORDER.index("close") < ORDER.index("closure")
