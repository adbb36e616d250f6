"""The bureau's board: which school comes first, what the tiles count, what a trend leaves out."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from mealwatch.desk.domain import board
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.spend.domain.groupweek import Group, GroupFigures

WEEK = Week(date(2026, 11, 16))
BEFORE = WEEK.shifted(-1)


@dataclass(frozen=True)
class School:
    id: int
    code: str
    town: str = "青山镇"


def figures(
    school, spend, *, outcome=None, complete=5, closed=True, week=WEEK, person_days=None, standard=2500, days=5
):
    """A group's week at ``spend`` fen; met or short as the sum says."""
    floor = 500 * days
    outcome = outcome or ("met" if spend >= floor else "short")
    return GroupFigures(
        Group(school.id, school.code, school.id * 10, "G16"),
        week,
        days,
        complete,
        Ratio(spend),
        Ratio(spend if person_days is None else person_days),
        Ratio(spend),
        floor,
        max(standard, floor),
        outcome,
        "spend",
        5,
        1,
        1 if closed else None,
        (),
        (),
    )


ONE, TWO, THREE, FOUR, FIVE, SIX = (School(k, f"S{k:03d}") for k in range(1, 7))


def test_the_gravest_comes_first_and_the_larger_gap_before_the_smaller():
    rows = board.rows_of(
        [ONE, TWO, THREE, FOUR, FIVE, SIX],
        [
            figures(ONE, 2600),
            figures(TWO, 2400),
            figures(THREE, 1600, outcome="unreported", complete=3, closed=False),
            figures(FOUR, 2100),
            figures(FIVE, 3350, outcome="unverified"),
            figures(SIX, 1600, outcome="unreported", complete=3),
        ],
        WEEK,
    )
    assert [row.school.code for row in rows] == ["S004", "S002", "S006", "S003", "S005", "S001"]
    assert [row.state for row in rows] == ["short", "short", "unreported", "incomplete", "unverified", "met"]


def test_a_school_stands_where_its_worst_group_stands():
    [row] = board.rows_of([ONE], [figures(ONE, 2600), figures(ONE, 2499)], WEEK)
    assert row.state == "short"
    assert row.leading.spend == 2499


def test_a_school_without_supply_days_is_not_due():
    assert board.rows_of([ONE, TWO], [figures(ONE, 2600)], WEEK)[0].school == ONE
    assert len(board.rows_of([ONE, TWO], [figures(ONE, 2600), figures(TWO, 2600, week=BEFORE)], WEEK)) == 1


@pytest.mark.parametrize(
    ("given", "needs"),
    [
        ({"spend": 2600}, False),
        ({"spend": 2600, "person_days": 2450}, True),
        ({"spend": 2600, "standard": 3000}, True),
        ({"spend": 2499}, True),
        ({"spend": 1500, "complete": 3, "closed": False, "outcome": "unreported"}, True),
        ({"spend": 2600, "outcome": "unverified"}, True),
    ],
    ids=["met", "person-days short", "X not spent", "short", "incomplete", "unverified"],
)
def test_what_needs_somebody(given, needs):
    [row] = board.rows_of([ONE], [figures(ONE, **given)], WEEK)
    assert row.needs_somebody is needs


def test_the_tiles_count_schools_not_groups():
    rows = board.rows_of(
        [ONE, TWO, THREE],
        [
            figures(ONE, 2600),
            figures(ONE, 2600),
            figures(TWO, 2400),
            figures(THREE, 1500, outcome="unreported", complete=3, closed=False),
        ],
        WEEK,
    )
    count = board.count(rows)
    assert (count.due, count.reported, count.of("met"), count.of("short"), count.of("incomplete")) == (3, 2, 1, 1, 1)


def test_the_trend_leaves_out_what_is_not_complete():
    rows = board.rows_of(
        [ONE, TWO, THREE],
        [
            figures(ONE, 2600),
            figures(TWO, 2400),
            figures(THREE, 100, outcome="short", complete=1, closed=False),
        ],
        WEEK,
    )
    assert board.trend(rows, [BEFORE, WEEK]) == [(BEFORE, None, None), (WEEK, Ratio(500), Ratio(480))]


def test_short_weeks_stand_beside_long_ones_by_the_day():
    assert board.per_day([figures(ONE, 1560, days=3), figures(ONE, 2600)]) == Fraction(4160, 8)


def test_towns_count_met_of_due():
    far = School(9, "S009", "白河乡")
    rows = board.rows_of([ONE, TWO, far], [figures(ONE, 2600), figures(TWO, 2400), figures(far, 2600)], WEEK)
    assert board.by_town(rows) == [("白河乡", 1, 1), ("青山镇", 1, 2)]
