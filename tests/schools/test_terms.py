"""Teaching weeks are counted from the week of the term's first day."""

from datetime import date

import pytest

from mealwatch.kernel.week import Week
from mealwatch.schools.domain.terms import Term, teaching_week, term_on

AUTUMN = Term(date(2026, 9, 1), date(2027, 1, 22), "2026年秋季学期")
SPRING = Term(date(2027, 3, 1), date(2027, 7, 2), "2027年春季学期")
TERMS = [AUTUMN, SPRING]


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("2026-W35", None),
        ("2026-W36", (AUTUMN, 1)),
        ("2026-W45", (AUTUMN, 10)),
        ("2026-W53", (AUTUMN, 18)),
        ("2027-W03", (AUTUMN, 21)),
        ("2027-W04", None),
        ("2027-W09", (SPRING, 1)),
    ],
)
def test_teaching_week(week, expected):
    assert teaching_week(TERMS, Week.parse(week)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 1), AUTUMN),
        (date(2027, 1, 22), AUTUMN),
        (date(2027, 1, 23), None),
        (date(2027, 3, 1), SPRING),
    ],
)
def test_term_on(day, expected):
    assert term_on(TERMS, day) == expected
