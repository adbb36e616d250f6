"""For which days a book is printed."""

from datetime import date

import pytest

from mealwatch.reports.printing import period
from mealwatch.schools.domain.terms import Term

TERMS = [
    Term(date(2026, 2, 16), date(2026, 7, 3), "2025—2026学年下学期"),
    Term(date(2026, 9, 1), date(2027, 1, 22), "上学期"),
]
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "asked, first, last, label",
    [
        ({"day": "2026-11-20"}, date(2026, 11, 20), date(2026, 11, 20), "2026年11月20日"),
        ({"week": "2026-W45"}, date(2026, 11, 2), date(2026, 11, 8), "第10教学周（2026年11月2日—11月8日）"),
        ({"week": "2026-W32"}, date(2026, 8, 3), date(2026, 8, 9), "2026-W32（2026年8月3日—8月9日）"),
        ({"month": "2026-02"}, date(2026, 2, 1), date(2026, 2, 28), "2026年2月"),
        ({"term": "2026-09-01"}, date(2026, 9, 1), date(2027, 1, 22), "上学期"),
        ({}, date(2026, 11, 1), date(2026, 11, 30), "2026年11月"),
    ],
)
def test_what_is_asked_for_is_a_span_with_a_name(asked, first, last, label):
    found = period.asked(asked, TERMS, TODAY)
    assert (found.first, found.last, found.label) == (first, last, label)
    assert period.asked(found.query, TERMS, TODAY) == found


@pytest.mark.parametrize(
    "asked", [{"day": "2026-02-30"}, {"week": "2026-W60"}, {"month": "2026-13"}, {"term": "2026-09-02"}, {"month": "x"}]
)
def test_nonsense_is_refused_with_a_remedy(asked):
    with pytest.raises(period.NoPeriod) as refused:
        period.asked(asked, TERMS, TODAY)
    assert refused.value.advice()


@pytest.mark.parametrize(
    "asked, before, after",
    [
        ({"day": "2026-11-01"}, "2026-10-31", "2026-11-02"),
        ({"week": "2026-W53"}, "2026-W52", "2027-W01"),
        ({"month": "2026-12"}, "2026-11", "2027-01"),
        ({"term": "2026-02-16"}, None, "2026-09-01"),
    ],
)
def test_the_ones_beside_it(asked, before, after):
    here = period.asked(asked, TERMS, TODAY)
    texts = [one.text if one else None for one in (period.beside(here, TERMS, -1), period.beside(here, TERMS, 1))]
    assert texts == [before, after]


def test_other_lengths_are_offered_around_the_same_days():
    month = period.asked({"month": "2026-11"}, TERMS, TODAY)
    assert [one.text for one in period.choices(month, TERMS, TODAY)] == [
        "2026-11-23",
        "2026-W48",
        "2026-11",
        "2026-09-01",
    ]
    october = period.asked({"month": "2026-10"}, TERMS, TODAY)
    assert next(one.text for one in period.choices(october, TERMS, TODAY)) == "2026-10-31"
