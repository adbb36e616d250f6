"""Which meals carry the subsidy, and the families' X."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.schools.domain.standards import MealStandards

BEGUN = date(2026, 9, 1)
LATER = date(2026, 11, 1)
DAYS = st.integers(0, 9).map(lambda ahead: BEGUN + timedelta(days=ahead))
MEALS = ["breakfast", "lunch", "dinner"]
KEYS = st.tuples(st.sampled_from([(1, 0), (1, 11), (2, 0), (2, 21)]), DAYS, st.sampled_from(MEALS))


@pytest.mark.parametrize(
    ("rows", "day", "meals"),
    [
        ([], BEGUN, {"lunch": (True, 0)}),
        ([(1, 0, BEGUN, "lunch", True, 130)], BEGUN, {"lunch": (True, 130)}),
        ([(1, 0, BEGUN, "lunch", True, 130)], BEGUN - timedelta(days=1), {"lunch": (True, 0)}),
        ([(2, 0, BEGUN, "lunch", True, 130)], BEGUN, {"lunch": (True, 0)}),
        ([(1, 0, BEGUN, "lunch", False, 0)], BEGUN, {"lunch": (False, 0)}),
        ([(1, 0, BEGUN, "breakfast", True, 50)], BEGUN, {"lunch": (True, 0), "breakfast": (True, 50)}),
        (
            [(1, 0, BEGUN, "lunch", True, 130), (1, 11, LATER, "lunch", True, 200)],
            LATER - timedelta(days=1),
            {"lunch": (True, 130)},
        ),
        (
            [(1, 0, LATER, "lunch", True, 300), (1, 11, BEGUN, "lunch", True, 200)],
            LATER,
            {"lunch": (True, 200)},
        ),
        (
            [(1, 0, BEGUN, "dinner", True, 100), (1, 11, BEGUN, "lunch", True, 200)],
            LATER,
            {"lunch": (True, 200), "dinner": (True, 100)},
        ),
        (
            [(1, 0, BEGUN, "lunch", True, 130), (1, 12, BEGUN, "lunch", False, 0)],
            BEGUN,
            {"lunch": (True, 130)},
        ),
    ],
    ids=[
        "no rows",
        "the school's",
        "before it begins",
        "another school's",
        "lunch not subsidised",
        "breakfast beside lunch",
        "the group's own not begun",
        "an older row of the group beats a newer one of the school",
        "by meal",
        "another group's",
    ],
)
def test_what_holds_for_group_11_of_school_1(rows, day, meals):
    assert MealStandards(rows).on(1, 11, day) == meals


def naively(rows, school_id, group_id, day):
    meals = {"lunch": (True, 0)}
    for meal in MEALS:
        for scope in ((school_id, group_id), (school_id, 0)):
            begun = {
                key[1]: value for key, value in rows.items() if key[0] == scope and key[2] == meal and key[1] <= day
            }
            if begun:
                meals[meal] = begun[max(begun)]
                break
    return meals


@given(st.dictionaries(KEYS, st.tuples(st.booleans(), st.integers(0, 3))), DAYS)
def test_the_standards_agree_with_naive_ones(rows, day):
    standards = MealStandards([(*key[0], key[1], key[2], *value) for key, value in rows.items()])
    for school_id, group_id in [(1, 11), (1, 12), (2, 21), (3, 31)]:
        expected = naively(rows, school_id, group_id, day)
        assert standards.on(school_id, group_id, day) == expected
        assert dict(standards.subsidised(school_id, group_id, day)) == {
            meal: top_up for meal, (subsidised, top_up) in expected.items() if subsidised
        }
