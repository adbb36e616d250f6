"""The running sum: a small steady skim shows by its third week, honest weeks never do."""

from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from mealwatch.alerts.domain.stores import Stock
from tests.support.signals import (
    CABBAGE,
    OIL,
    PORK,
    RICE,
    back,
    canteen,
    counted,
    given,
    judged,
    kitchen_week,
    school,
    severity,
    weeks_of,
)

#: Base units that the menus of a week ask for, at 1 fen each.
PLAN = 400_000
NONE = frozenset()


def _weeks(*short, at=1, plan=PLAN, first=0):
    """Kitchen weeks up to this one; ``short``: by how many thousandths each fell short, the last one this week."""
    return [
        kitchen_week(
            {PORK: (plan, plan * (1000 - part) // 1000)},
            week=back(len(short) - 1 - place + first),
            at=at,
            fen_each={PORK: 1},
        )
        for place, part in enumerate(short)
    ]


def _of(*short, **more):
    return given(kitchen=weeks_of(*_weeks(*short, **more)))


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ([0] * 12, None),
        ([0, 0, 50], None),
        ([0, 0, 50, 50], None),
        ([0, 0, 50, 50, 50], "amber"),
        ([0, 0, 45, 45, 45], "amber"),
        ([0, 0, 44, 45, 45], None),
        ([0, 0, 100], None),
        ([0, 0, 100, 100], "amber"),
        ([0, 0, 100, 100, 100], "red"),
        ([0, 0, 99, 99, 99], "amber"),
        ([0, 0, 0, 600], None),
        ([20] * 12, None),
        ([50, -50] * 6, None),
        ([100, 100, 100, 0, -20], None),
        ([100, 100, 100, 0, 40], "amber"),
        ([0, 0, -99, -100, -100], None),
        ([0, 0, -100, -100, -100], "amber"),
        ([0, 0, -500], None),
    ],
    ids=[
        "honest",
        "5 percent, first week",
        "5 percent, second week",
        "5 percent, third week",
        "exactly the sum",
        "a thousandth less",
        "10 percent, first week",
        "10 percent, second week",
        "10 percent, third week",
        "not quite 10",
        "one wild week",
        "the allowance, for ever",
        "what lacks one week comes the next",
        "it stopped",
        "it goes on, at 6.8 percent",
        "nearly 10 percent more",
        "10 percent more, exactly the sum",
        "one week of double",
    ],
)
def test_k01_decides(short, found):
    assert severity("K01", _of(*short)) == found


def test_k01_says_what_adds_up():
    [signal], _ = judged("K01", _of(0, 0, 50, 50, 50))
    assert signal.at_risk == Fraction(3 * PLAN, 20)
    assert signal.sentence.facts["weeks"] == 3
    assert signal.sentence.facts["percent"] == "5.0"
    assert "累计 9.0%，达到 7.5%" in [line.text() for line in signal.arithmetic]
    assert len(signal.rows) == 4, "three weeks and one ingredient"


def test_k01_needs_three_weeks_and_this_one():
    for weeks in (_weeks(100, 100), _weeks(100, 100, 100, first=1)):
        signals, lacking = judged("K01", given(kitchen=weeks_of(*weeks)))
        assert (signals, len(lacking)) == ([], 1)


def test_k01_a_replaced_ingredient_is_no_shortfall():
    """Pork that did not come and cabbage of the same money that did."""
    weeks = [kitchen_week({PORK: (PLAN, 0), CABBAGE: (0, PLAN)}, week=back(k)) for k in range(5)]
    weeks.append(kitchen_week({PORK: (PLAN, PLAN)}, week=back(5)))
    assert severity("K01", given(kitchen=weeks_of(*weeks))) is None


@pytest.mark.parametrize("food", [OIL, RICE], ids=["by the spoon", "by the sack"])
def test_k01_leaves_out_what_goes_by_the_package(food):
    lumps = frozenset({RICE.id})
    weeks = [
        kitchen_week({PORK: (PLAN, PLAN), food: (PLAN, PLAN // 2)}, week=back(k), lumps=lumps if k == 4 else NONE)
        for k in range(5)
    ]
    assert severity("K01", given(kitchen=weeks_of(*weeks))) is None


def test_k01_does_not_count_what_the_menu_does_not_tell():
    weeks = [kitchen_week({PORK: (PLAN, PLAN), CABBAGE: (None, 0)}, week=back(k)) for k in range(5)]
    assert severity("K01", given(kitchen=weeks_of(*weeks))) is None


def _county(*schools):
    """Several schools of one kind; the first is asked about."""
    weeks = [one for number, short in enumerate(schools, start=1) for one in _weeks(*short, at=number)]
    numbers = range(1, len(schools) + 1)
    return given(
        schools=[school(number) for number in numbers],
        canteens=[canteen(number) for number in numbers],
        kitchen=weeks_of(*weeks),
        asked=[1],
    )


@pytest.mark.parametrize(
    ("schools", "found"),
    [
        ([[40] * 5, *[[20] * 5] * 4], None),
        ([[55] * 5, *[[20] * 5] * 4], "amber"),
        ([[90] * 5, *[[90] * 5] * 4], "amber"),
        ([[50] * 5, *[[-60] * 5] * 4], "amber"),
    ],
    ids=["all plan 2 percent too much", "more than all do", "all of them skim", "the others give more"],
)
def test_k01_takes_off_what_peers_show_up_to_the_allowance(schools, found):
    """What all show alike is the menus' fault, not one school's; but no county skims itself out of sight."""
    assert severity("K01", _county(*schools)) == found


def test_k01_asks_for_more_where_weeks_are_noisy():
    calm = [[0] * 5] * 5
    wild = [[60, -60, 60, -60, 60]] * 5
    assert severity("K01", _county([50] * 5, *calm)) == "amber"
    assert severity("K01", _county([50] * 5, *wild)) is None


@settings(max_examples=40)
@for_all(st.lists(st.integers(-20, 20), min_size=3, max_size=12))
def test_k01_noise_within_the_allowance_never_adds_up(short):
    assert severity("K01", _of(*short)) is None


@settings(max_examples=40)
@for_all(st.lists(st.integers(-100, 200), min_size=3, max_size=12), st.integers(2, 30))
def test_k01_scale_changes_no_verdict(short, times):
    assert severity("K01", _of(*short)) == severity("K01", _of(*short, plan=PLAN * times))


@settings(max_examples=40)
@for_all(st.lists(st.integers(0, 150), min_size=4, max_size=12), st.randoms(use_true_random=False))
def test_k01_the_order_of_rows_changes_nothing(short, luck):
    weeks = _weeks(*short)
    mixed = list(weeks)
    luck.shuffle(mixed)
    assert judged("K01", given(kitchen=weeks_of(*weeks))) == judged("K01", given(kitchen=weeks_of(*mixed)))


@settings(max_examples=40)
@for_all(st.integers(45, 300), st.integers(0, 9))
def test_k01_a_steady_skim_shows_by_its_third_week(skim, honest_weeks):
    assert severity("K01", _of(*[0] * honest_weeks, skim, skim, skim)) is not None


def _short(fen, weeks=0):
    """A count that found rice worth so much missing."""
    return counted(RICE, 50_000, 40_000, fen, on=back(weeks).days[1])


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ([_short(10_000), _short(10_000, weeks=4)], None),
        ([_short(12_000), _short(12_001, weeks=4)], "amber"),
        ([_short(24_001)], None),
        ([_short(30_000), counted(RICE, 50_000, 60_000, 6_000, on=back(4).monday)], None),
    ],
    ids=["1 percent of the issues", "more than 1 percent", "one count is S01's", "a surplus takes from it"],
)
def test_k01_adds_up_what_counts_miss(counts, found):
    """Six weeks at 4,000 yuan: 240 yuan are one percent."""
    so_given = given(kitchen=weeks_of(*_weeks(*[0] * 6)), stock=Stock(counted=counts))
    assert severity("K01", so_given) == found
