"""A county's week and month for papers: order, sums, runs, and that what is missing is never short."""

from datetime import date
from types import SimpleNamespace

import pytest

from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.reports.domain.month import Month
from mealwatch.reports.official.domain.issued import label_of
from mealwatch.reports.official.domain.month import months_of
from mealwatch.reports.official.domain.problems import Problem, due_within
from mealwatch.reports.official.domain.week import in_order, sums, weeks_of
from mealwatch.reports.official.drafting.words import change, per_cent, span
from mealwatch.schools.domain.school import School
from mealwatch.spend.domain.facts import Meal, Pot
from mealwatch.spend.domain.groupweek import Group, judge

WEEK = Week(date(2026, 11, 9))
POLICY = SimpleNamespace(deciding="spend", tolerance_fen=0, version=1)


def school(number, town="甲镇"):
    return School(number, f"S{number:03d}", f"第{number}小学", (), town, "primary", "canteen", None)


def figures(number, fen, *, days=5, silent=0, week=WEEK, eaters=100, policy=POLICY):
    """A school's one group: each day's pot of so many fen; the last ``silent`` days have no record."""
    supply = tuple((week.days[k], 500) for k in range(days))
    meals = tuple(
        Meal(
            Pot(number, on, "lunch", fen, eaters + 5, True, (number,) if k >= days - silent else ()),
            100,
            eaters,
            0,
            None if k >= days - silent else (eaters, 0, 5),
        )
        for k, (on, _fen) in enumerate(supply)
    )
    return judge(Group(number, f"S{number:03d}", number, "G1"), week, supply, meals, policy)


def test_schools_stand_by_town_in_the_order_of_the_list():
    listed = [school(4, "乙镇"), school(3), school(2, "乙镇"), school(1)]
    assert [one.id for one in in_order(listed)] == [1, 3, 2, 4]


def test_a_week_in_sums():
    rows = weeks_of(
        [school(1), school(2), school(3)],
        [figures(1, 60_000), figures(2, 40_000), figures(3, 60_000, silent=2)],
        WEEK,
        [figures(2, 40_000, week=WEEK.shifted(-1)), figures(2, 60_000, week=WEEK.shifted(-2))],
    )
    assert [(one.state, one.reported, one.run) for one in rows] == [
        ("met", True, 0),
        ("short", True, 2),
        ("incomplete", False, 0),
    ]
    told = sums(rows)
    assert (told.due, told.reported, told.met, told.short) == (3, 2, 1, 1)
    assert told.heads == 100 * 5 + 100 * 5 + 100 * 3
    assert told.fen == 300_000 + 200_000 + 180_000
    assert (rows[0].average_heads, rows[0].enrolled, rows[0].supply_days) == (100, 100, 5)
    assert told.median == (Ratio(300_000, 105) + Ratio(200_000, 105)) / 2


def test_short_within_the_tolerance_is_no_name_for_a_circular():
    policy = SimpleNamespace(deciding="spend", tolerance_fen=50, version=1)
    found = [figures(1, 52_480, policy=policy), figures(2, 40_000, policy=policy), figures(3, 60_000, policy=policy)]
    rows = weeks_of([school(1), school(2), school(3)], found, WEEK)
    assert [(one.state, one.borderline) for one in rows] == [("short", True), ("short", False), ("met", False)]


def test_a_month_leaves_other_months_days_out():
    last = Week(date(2026, 11, 30))
    rows = months_of([school(1)], [figures(1, 42_000), figures(1, 42_000, week=last)], Month(date(2026, 11, 1)))
    [row] = rows
    assert len(row.days) == 6
    assert row.owed_fen == 6 * 500 * 100
    assert (row.heads, row.fen, row.top_up_fen) == (600, 6 * 42_000, 600 * 100)
    assert row.day_spend == Ratio(42_000, 105)
    assert row.weeks_below == 1


def test_what_was_due_and_what_of_it_was_mended():
    def problem(due, mended=None):
        return Problem(school(1), "检查", "B6", "x", "", date(2026, 11, 1), due, "", mended)

    early, inside, later = date(2026, 11, 6), date(2026, 11, 11), date(2026, 11, 20)
    some = [problem(early), problem(early, early), problem(inside, inside), problem(inside, later), problem(later)]
    due, done = due_within(some, WEEK.monday, WEEK.sunday)
    assert [len(due), len(done)] == [3, 1]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (label_of("营餐通报", 2026, 3), "营餐通报〔2026〕3号"),
        (per_cent(29, 30), "96.7%"),
        (per_cent(7, 7), "100.0%"),
        (per_cent(0, 0), "—"),
        (change(5, 3), "增加2所"),
        (change(3, 5), "减少2所"),
        (change(3, 3), "持平"),
        (span(date(2026, 11, 9), date(2026, 11, 13)), "2026年11月9日至13日"),
        (span(date(2026, 9, 1), date(2026, 11, 13)), "2026年9月1日至11月13日"),
    ],
)
def test_words(said, wanted):
    assert said == wanted
