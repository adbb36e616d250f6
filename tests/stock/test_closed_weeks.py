"""Closing is hard: what a closed week refuses, for whom, and from when on again."""

from datetime import timedelta

import pytest

from mealwatch.stock import errors
from tests.support.kitchen import FRI, MON, NEXT_MON, NOW, SUN, THU, TUE, WED

LAST_SUN = MON - timedelta(days=1)
SPREAD = errors.SpreadsIntoClosedWeek
DATED = errors.WeekClosed


@pytest.fixture
def stocked(both):
    """Rice in both stores since the week before."""
    both.receive("R1", LAST_SUN, 100000, 50000)
    both.receive("R2", LAST_SUN, 100000, 50000, canteen="C002")
    return both


def refused(fault, work):
    with pytest.raises(fault):
        work()


@pytest.mark.parametrize(
    ("on", "canteen", "fault"),
    [
        (MON, "C001", DATED),
        (FRI, "C001", DATED),
        (SUN, "C001", DATED),
        (LAST_SUN, "C001", None),
        (NEXT_MON, "C001", None),
        (TUE, "C002", None),
    ],
    ids=["its monday", "its friday", "its sunday", "the day before", "the day after", "another canteen"],
)
def test_a_date_in_a_closed_week(stocked, on, canteen, fault):
    stocked.close("S001", MON)
    before = stocked.rows(), stocked.lots(), stocked.journal()
    if fault:
        refused(fault, lambda: stocked.issue("I1", on, 10, canteen=canteen))
        assert (stocked.rows(), stocked.lots(), stocked.journal()) == before
    else:
        assert stocked.issue("I1", on, 10, canteen=canteen).new


def test_every_kind_of_document_is_refused(stocked):
    stocked.issue("I0", TUE, 10)
    stocked.close("S001", MON)
    refused(DATED, lambda: stocked.receive("R9", TUE, 10, 10))
    refused(DATED, lambda: stocked.issue("I9", TUE, 10))
    refused(DATED, lambda: stocked.lose("L9", TUE, 10))
    refused(DATED, lambda: stocked.count("T9", TUE, 10))
    refused(DATED, lambda: stocked.deliver("D9", TUE, 10))
    line = stocked.line("opening", "rice", 10, 10)
    refused(DATED, lambda: stocked.post(stocked.document("opening", "O9", TUE, line)))
    refused(DATED, lambda: stocked.reverse("issue", "I0", TUE))


def test_a_shared_canteen_is_closed_by_either_school(stocked):
    stocked.close("S002", MON)
    refused(DATED, lambda: stocked.issue("I1", TUE, 10))
    assert stocked.issue("I2", TUE, 10, canteen="C002").new


def test_the_same_document_again_is_no_new_one(stocked):
    first = stocked.issue("I1", TUE, 10)
    stocked.close("S001", MON)
    assert stocked.issue("I1", TUE, 10) == type(first)(first.id, new=False)
    refused(errors.DocumentDiffers, lambda: stocked.issue("I1", TUE, 11))


def test_a_reopened_week_takes_documents_again(stocked):
    stocked.close("S001", MON)
    stocked.close("S002", MON)
    stocked.reopen("S001", MON)
    refused(DATED, lambda: stocked.issue("I1", TUE, 10))
    stocked.reopen("S002", MON)
    assert stocked.issue("I1", TUE, 10).new


@pytest.mark.parametrize(
    ("on", "use_days", "fault"),
    [(THU, 2, None), (THU, 3, SPREAD), (FRI, 1, None), (FRI, 2, SPREAD), (LAST_SUN, 5, None), (LAST_SUN, 6, SPREAD)],
)
def test_cost_does_not_spread_into_a_closed_week(stocked, on, use_days, fault):
    """From a Thursday three supply days are Thursday, Friday and the closed Monday."""
    stocked.close("S001", NEXT_MON)
    if fault:
        refused(fault, lambda: stocked.issue("I1", on, 10, use_days=use_days))
    else:
        assert stocked.issue("I1", on, 10, use_days=use_days).new


def test_one_long_line_is_enough(stocked):
    stocked.close("S001", NEXT_MON)
    lines = [stocked.line("issue", "rice", 10), stocked.line("issue", "rice", 10, use_days=2)]
    refused(SPREAD, lambda: stocked.post(stocked.document("issue", "I1", FRI, *lines)))


def test_however_far_apart_the_supply_days_lie(stocked):
    """The calendar of C002 names one day in 2026 and then one in a week of 2029 that is closed."""
    far = NEXT_MON.replace(year=2029, month=1, day=8)
    from mealwatch.schools import service as schools

    off = [NEXT_MON + timedelta(days=7 * week + k) for week in range(3) for k in range(5)]
    rows = [{"dated_on": on, "day_type": "closed", "school_code": "S003"} for on in [*off, MON, TUE, WED, THU]]
    stocked.do(schools.put_calendar_days, [*rows, {"dated_on": far, "day_type": "supply", "school_code": "S003"}])
    stocked.close("S003", far, supplied=[0])
    assert stocked.issue("I1", FRI, 10, canteen="C002").new
    refused(SPREAD, lambda: stocked.issue("I2", FRI, 10, use_days=2, canteen="C002"))


def test_a_school_counts_where_its_canteen_feeds_it_on_the_documents_date(stocked):
    """S003 comes to C001 on the next Monday, S002 leaves it then; both close that week."""
    stocked.enrol(("S003", "G16"), NEXT_MON, "C001")
    stocked.close("S003", NEXT_MON, fed={"C001": range(7)})
    assert stocked.issue("I1", FRI, 10, use_days=3).new
    refused(DATED, lambda: stocked.issue("I2", NEXT_MON, 10))
    stocked.enrol(("S002", "G14"), NEXT_MON, "C002")
    stocked.close("S002", NEXT_MON, fed={"C002": range(7)})
    refused(SPREAD, lambda: stocked.issue("I3", FRI, 10, use_days=3))


@pytest.mark.parametrize(
    ("canteen", "on", "fault"),
    [("C001", TUE, DATED), ("C001", WED, None), ("C002", TUE, None), ("C002", WED, DATED), ("C002", SUN, DATED)],
)
def test_a_canteen_changed_in_mid_week_is_closed_for_the_days_on_which_it_fed_the_school(stocked, canteen, on, fault):
    stocked.enrol(("S002", "G14"), WED, "C002")
    stocked.close("S002", MON, fed={"C001": [0, 1], "C002": [2, 3, 4, 5, 6]})
    if fault:
        refused(fault, lambda: stocked.issue("I1", on, 10, canteen=canteen))
    else:
        assert stocked.issue("I1", on, 10, canteen=canteen).new


def test_a_closed_week_stays_closed_whatever_the_roll_says_later(stocked):
    stocked.issue("I1", TUE, 10)
    stocked.close("S002", MON)
    stocked.enrol(("S002", "G14"), MON, "C002")
    refused(DATED, lambda: stocked.issue("I2", TUE, 10))
    refused(errors.CostInClosedWeek, lambda: stocked.reverse("issue", "I1", NEXT_MON))
    refused(DATED, lambda: stocked.issue("I3", TUE, 10, canteen="C002"))


@pytest.mark.parametrize("on", [TUE, SUN])
def test_a_reversal_is_not_dated_in_a_closed_week(stocked, on):
    stocked.receive("R3", LAST_SUN, 10, 10)
    stocked.close("S001", MON)
    refused(DATED, lambda: stocked.reverse("receipt", "R3", on))
    assert stocked.reverse("receipt", "R3", NEXT_MON).new


def test_cost_does_not_leave_a_closed_week(stocked):
    stocked.issue("I1", TUE, 10)
    lines = [stocked.line("issue", "rice", 10, use_days=days) for days in (1, 2, 1)]
    stocked.post(stocked.document("issue", "I2", LAST_SUN, *lines))
    stocked.issue("I3", LAST_SUN, 10)
    stocked.deliver("D1", TUE, 500)
    stocked.close("S001", MON)
    before = stocked.rows(), stocked.lots(), stocked.journal()
    for kind, number in (("issue", "I1"), ("issue", "I2"), ("delivery", "D1")):
        refused(errors.CostInClosedWeek, lambda kind=kind, number=number: stocked.reverse(kind, number, NEXT_MON))
    assert (stocked.rows(), stocked.lots(), stocked.journal()) == before
    assert stocked.reverse("issue", "I3", NEXT_MON).new


def test_what_is_no_meals_cost_may_be_reversed_later(stocked):
    stocked.receive("R3", TUE, 10, 10, ingredient="salt")
    stocked.lose("L1", TUE, 10)
    stocked.count("T1", TUE, 100000)
    stocked.close("S001", MON)
    for kind, number in (("receipt", "R3"), ("stocktake", "T1"), ("loss", "L1")):
        assert stocked.reverse(kind, number, NOW.date()).new


def test_the_same_reversal_again_is_no_new_one(stocked):
    stocked.issue("I1", TUE, 10)
    first = stocked.reverse("issue", "I1", TUE)
    stocked.close("S001", MON)
    assert stocked.reverse("issue", "I1", TUE) == type(first)(first.id, new=False)
