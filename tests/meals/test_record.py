"""Recording meals through the service, on both stores: versions, corrections, closed weeks."""

import json

import pytest
from sqlalchemy import select

from mealwatch.audit.models import JournalEntry
from mealwatch.extensions import db
from mealwatch.kernel.errors import Problem
from mealwatch.meals import errors, queries
from mealwatch.meals.domain import record as written
from mealwatch.meals.models import MealRecord
from mealwatch.schools.errors import NoGroup
from tests.support.kitchen import BEGUN, CLERK, FRI, MON, NEXT_MON, NOW, SAT, TUE, WED

PUPILS = ("S001", "G16")


def versions(kitchen, on=TUE, meal="lunch", group=PUPILS):
    return [
        (row.version, row.beneficiaries, row.other_pupils, row.staff, row.reason)
        for row in queries.versions(kitchen.county_id, kitchen.groups[group], on, meal)
    ]


def test_a_record_is_kept_in_full(both):
    recorded = both.serve(TUE, 118, 3, 9)
    assert (recorded.version, recorded.new) == (1, True)
    row = db.session.scalars(select(MealRecord)).one()
    assert (row.group_id, row.school_id, row.dated_on, row.meal) == (
        both.groups[PUPILS],
        both.schools["S001"],
        TUE,
        "lunch",
    )
    assert (row.beneficiaries, row.other_pupils, row.staff, row.reason) == (118, 3, 9, None)
    assert (row.entered_at, row.entered_by, row.imported) == (NOW, CLERK.name, False)
    assert both.journal()[-1] == ("create", "meal_record", "S001/G16/2026-11-03/lunch")


def test_the_same_again_changes_nothing(both):
    both.serve(TUE, 118, 3, 9)
    before = both.rows(), both.journal()
    again = both.serve(TUE, 118, 3, 9)
    assert (again.version, again.new) == (1, False)
    assert both.serve(TUE, 118, 3, 9, reason="再报一次").new is False
    assert (both.rows(), both.journal()) == before


@pytest.mark.parametrize("counts", [(117, 3, 9), (118, 4, 9), (118, 3, 8), (0, 0, 0)])
def test_a_correction_needs_a_reason_and_leaves_the_old_readable(both, counts):
    both.serve(TUE, 118, 3, 9)
    before = both.rows(), both.journal()
    for reason in (None, "", "  "):
        with pytest.raises(errors.RecordDiffers):
            both.serve(TUE, *counts, reason=reason)
    assert (both.rows(), both.journal()) == before
    corrected = both.serve(TUE, *counts, reason=" 数错 ")
    assert (corrected.version, corrected.new) == (2, True)
    assert versions(both) == [(1, 118, 3, 9, None), (2, *counts, "数错")]
    assert both.journal()[-1] == ("correct", "meal_record", "S001/G16/2026-11-03/lunch")


def test_what_was_corrected_may_be_corrected_back(both):
    both.serve(TUE, 118)
    both.serve(TUE, 117, reason="一")
    assert both.serve(TUE, 118, reason="二").version == 3
    assert both.serve(TUE, 118).new is False
    assert [row[:2] for row in versions(both)] == [(1, 118), (2, 117), (3, 118)]
    current = queries.current(both.county_id, both.groups[PUPILS], TUE, "lunch")
    assert (current.version, current.beneficiaries) == (3, 118)


def test_a_first_record_keeps_no_reason(kitchen):
    kitchen.serve(TUE, 118, reason="补报")
    assert versions(kitchen) == [(1, 118, 0, 0, None)]


def test_days_meals_and_groups_are_apart(both):
    both.serve(TUE, 1)
    both.serve(WED, 2)
    both.serve(TUE, 3, meal="dinner")
    both.serve(TUE, 4, group=("S001", "G79"))
    both.serve(TUE, 5, group=("S002", "G14"))
    assert [versions(both, *where)[0][1] for where in ((TUE,), (WED,), (TUE, "dinner"))] == [1, 2, 3]
    assert versions(both, group=("S001", "G79"))[0][1] == 4
    assert versions(both, group=("S002", "G14"))[0][1] == 5


def test_a_day_that_is_no_supply_day_is_accepted(kitchen):
    assert kitchen.serve(SAT, 20).new


@pytest.mark.parametrize(
    ("beneficiaries", "on", "fault"),
    [
        (240, TUE, None),
        (241, TUE, errors.FarMoreThanEnrolled),
        (20, NEXT_MON, None),
        (21, NEXT_MON, errors.FarMoreThanEnrolled),
        (240, FRI, None),
    ],
)
def test_more_than_enrolled_passes_and_more_than_twice_does_not(both, beneficiaries, on, fault):
    """120 are enrolled, from the next Monday on only 10; the count in force on the day is the one that matters."""
    both.enrol(PUPILS, NEXT_MON, "C001", 10)
    if fault:
        with pytest.raises(fault):
            both.serve(on, beneficiaries)
        assert versions(both, on) == []
    else:
        assert both.serve(on, beneficiaries).new


def test_before_its_first_day_a_group_is_not_there(both):
    with pytest.raises(errors.GroupNotThere):
        both.serve(BEGUN.replace(month=8, day=31), 10)
    assert both.serve(BEGUN, 10).new


def test_an_unknown_group(kitchen):
    kitchen.groups["S009", "G1"] = 99
    with pytest.raises(NoGroup):
        kitchen.serve(TUE, 1, group=("S009", "G1"))


@pytest.mark.parametrize(
    ("school", "group", "on", "fault"),
    [
        ("S001", PUPILS, MON, errors.WeekClosed),
        ("S001", PUPILS, SAT, errors.WeekClosed),
        ("S001", PUPILS, NEXT_MON, None),
        ("S002", PUPILS, TUE, None),
        ("S001", ("S002", "G14"), TUE, None),
    ],
    ids=["its monday", "its saturday", "the next week", "a school that shares the canteen", "and the other way round"],
)
def test_a_closed_week_takes_no_record_of_its_school(both, school, group, on, fault):
    both.close(school, MON)
    before = both.rows(), both.journal()
    if fault:
        with pytest.raises(fault):
            both.serve(on, 10, group=group)
        assert (both.rows(), both.journal()) == before
    else:
        assert both.serve(on, 10, group=group).new


def test_a_closed_week_takes_no_correction_and_a_reopened_one_does(both):
    both.serve(TUE, 118)
    both.close("S001", MON)
    assert both.serve(TUE, 118).new is False
    with pytest.raises(errors.WeekClosed):
        both.serve(TUE, 117, reason="数错")
    both.reopen("S001", MON)
    assert both.serve(TUE, 117, reason="数错").version == 2


def test_a_school_fed_by_two_canteens_in_the_week_is_closed_whole(both):
    both.close("S002", MON, fed={"C001": [0, 1], "C002": [2, 3, 4]})
    for on in (MON, FRI, SAT):
        with pytest.raises(errors.WeekClosed):
            both.serve(on, 1, group=("S002", "G14"))


def test_the_journal_holds_the_whole_record(both):
    both.serve(TUE, 118, 3, 9)
    both.serve(TUE, 117, 3, 9, reason="数错")
    entry = db.session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    table = MealRecord.__table__
    row = dict(db.session.execute(select(table).where(table.c.version == 2)).mappings().one())
    assert json.loads(entry.body) == written.body(row)
    key_columns = {"county_id", "dated_on", "group_id", "meal"}
    for column in row.keys() - key_columns - {"entered_at"}:
        assert written.body({**row, column: "changed"}) != written.body(row), column


def test_a_refusal_is_a_problem_with_words(kitchen):
    with pytest.raises(Problem) as refused:
        kitchen.serve(TUE, 500)
    assert "500" in refused.value.text()
    assert "120" in refused.value.text()
