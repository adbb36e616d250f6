"""How figures are printed."""

from datetime import UTC, date, datetime

import pytest

from mealwatch.kernel import clock
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.web import formats, words


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (470, "4.70"),
        (0, "0.00"),
        (-5, "−0.05"),
        (123456789, "1,234,567.89"),
        (-123450, "−1,234.50"),
        (Ratio(2306), "23.06"),
        (Ratio(1000, 3), "3.33"),
        (Ratio(-2001, 4), "−5.00"),
        (Ratio(249950, 100), "25.00"),
        (None, "—"),
    ],
)
def test_yuan(amount, printed):
    assert formats.yuan(amount) == printed


def test_a_borderline_figure_can_be_printed_with_more_places():
    assert formats.yuan(Ratio(24996, 10), 3) == "24.996"


@pytest.mark.parametrize(("amount", "printed"), [(16, "+0.16"), (-152, "−1.52"), (0, "0.00"), (None, "—")])
def test_signed_yuan(amount, printed):
    assert formats.signed_yuan(amount) == printed


@pytest.mark.parametrize(
    ("amount", "unit", "printed"),
    [
        (34500, "g", "34.5 公斤"),
        (1000, "g", "1 公斤"),
        (999, "g", "999 克"),
        (-11000, "g", "−11 公斤"),
        (1234567, "g", "1,234.567 公斤"),
        (20000, "ml", "20 升"),
        (250, "ml", "250 毫升"),
        (154, "piece", "154 个"),
        (1540, "piece", "1,540 个"),
        (10000, "g", "10 公斤"),
        (None, "g", "—"),
    ],
)
def test_quantity(app, amount, unit, printed):
    assert formats.quantity(amount, unit) == printed


def test_dates(app):
    on = date(2026, 11, 19)
    assert formats.day(on) == "11月19日 周四"
    assert formats.full_day(on) == "2026年11月19日（周四）"
    assert formats.long_day(on) == "2026年11月19日"
    assert formats.iso_day(on) == "2026-11-19"
    assert formats.day(None) == formats.long_day(None) == "—"


def test_a_day_within_a_sentence_has_its_year_where_it_is_another(app, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 31))
    assert formats.plain_day(date(2026, 1, 2)) == "1月2日"
    assert formats.plain_day(date(2027, 1, 2)) == "2027年1月2日"


def test_an_instant_is_said_in_the_countys_time(app):
    assert formats.moment(datetime(2026, 11, 18, 23, 5, tzinfo=UTC)) == "2026年11月19日 07:05"
    assert formats.moment(None) == "—"


def test_days_in_english(app):
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert formats.long_day(date(2026, 11, 9)) == "9 Nov 2026"
        assert formats.moment(datetime(2026, 11, 9, 4, 0, tzinfo=UTC)) == "9 Nov 2026 12:00"


@pytest.mark.parametrize(
    ("week", "term", "days", "label"),
    [
        ("2026-W46", date(2026, 9, 1), None, "第11教学周（11月9日—13日）"),
        ("2026-W36", date(2026, 9, 1), None, "第1教学周（8月31日—9月4日）"),
        ("2026-W40", date(2026, 9, 1), [date(2026, 9, 28)], "第5教学周（9月28日）"),
        ("2026-W41", date(2026, 9, 1), [date(2026, 10, 8), date(2026, 10, 10)], "第6教学周（10月8日—10日）"),
        ("2026-W30", date(2026, 9, 1), None, "2026-W30周（7月20日—24日）"),
        ("2026-W46", None, None, "2026-W46周（11月9日—13日）"),
    ],
)
def test_week_labels(app, week, term, days, label):
    assert formats.week_label(Week.parse(week), term, days) == label


def test_every_outcome_wears_a_mark():
    assert set(words.MARKS["outcome"]) == set(words.WORDS["outcome"])
    assert {words.mark_of(code, "outcome") for code in words.WORDS["outcome"]} == {
        "met",
        "short",
        "missing",
        "info",
        "off",
    }


def test_an_unknown_code_stands_for_itself(app):
    assert words.word("brunch", "meal") == "brunch"
    assert words.mark_of("brunch", "meal") == "off"
