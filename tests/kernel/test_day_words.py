"""Dates within kept sentences are said; what only looks like one stays."""

import pytest

from mealwatch.kernel.day_words import spoken


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("2026-11-09", "2026年11月9日"),
        ("2026-11-19、2026-11-20", "2026年11月19日、2026年11月20日"),
        ("R-2026-11-09", "R-2026-11-09"),
        ("2026-11-9", "2026-11-9"),
        ("2026-02-30", "2026-02-30"),
        ("猪肉、2026-11-09", "猪肉、2026-11-09"),
        ("", ""),
        (7, 7),
    ],
)
def test_what_is_nothing_but_dates_is_said(kept, said):
    assert spoken({"on": kept}) == {"on": said}


def test_a_papers_own_number_is_no_date():
    assert spoken({"number": "2026-11-09"}) == {"number": "2026-11-09"}


def test_the_reader_says_how():
    assert spoken({"on": "2026-11-09"}, lambda day: f"{day:%d.%m.}") == {"on": "09.11."}
