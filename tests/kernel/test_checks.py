"""Checks of single values, as decision tables."""

from datetime import date, datetime

import pytest

from mealwatch.kernel import checks

FIELD = "field"


def found(problems):
    problems = list(problems)
    assert all(problem.field == FIELD for problem in problems)
    assert all(problem.text() and problem.advice() for problem in problems)
    return [type(problem) for problem in problems]


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ("S001", []),
        ("青山-1", []),
        ("x" * 40, []),
        ("x" * 41, [checks.CodeInvalid]),
        ("", [checks.Required]),
        (None, [checks.Required]),
        (7, [checks.Required]),
        (" S001", [checks.CodeInvalid]),
        ("S 001", [checks.CodeInvalid]),
        ("S/001", [checks.CodeInvalid]),
        ("S\u200b001", [checks.CodeInvalid]),
    ],
)
def test_code(value, faults):
    assert found(checks.code(FIELD, value)) == faults


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ("中心小学", []),
        ("", [checks.Required]),
        ("  ", [checks.Required]),
        (None, [checks.Required]),
        ("字" * 200, []),
        ("字" * 201, [checks.TextTooLong]),
    ],
)
def test_text(value, faults):
    assert found(checks.text(FIELD, value)) == faults
    assert found(checks.optional_text(FIELD, value)) == [fault for fault in faults if fault is not checks.Required]


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        (0, []),
        (9, []),
        (10, [checks.CountInvalid]),
        (-1, [checks.CountInvalid]),
        (None, [checks.Required]),
        (True, [checks.CountInvalid]),
        (4.0, [checks.CountInvalid]),
        ("4", [checks.CountInvalid]),
    ],
)
def test_count(value, faults):
    assert found(checks.count(FIELD, value, most=9)) == faults


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        (0, []),
        (500, []),
        (501, [checks.AmountInvalid]),
        (-1, [checks.AmountInvalid]),
        (1.5, [checks.AmountInvalid]),
        (None, [checks.Required]),
    ],
)
def test_amount(value, faults):
    assert found(checks.amount(FIELD, value, most_fen=500)) == faults


def test_an_amount_is_told_in_yuan():
    [problem] = checks.amount(FIELD, 501, most_fen=500)
    assert "5.01" in problem.text()


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        (date(2026, 11, 2), []),
        (date(2000, 1, 1), []),
        (date(1999, 12, 31), [checks.DateInvalid]),
        (date(2099, 12, 31), []),
        (date(2100, 1, 1), [checks.DateInvalid]),
        (datetime(2026, 11, 2, 8, 0), [checks.DateInvalid]),
        ("2026-11-02", [checks.DateInvalid]),
        (None, [checks.Required]),
    ],
)
def test_day(value, faults):
    assert found(checks.day(FIELD, value)) == faults


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        (None, []),
        ("0.92", []),
        ("100", []),
        ("100.00", []),
        ("100.01", [checks.DecimalInvalid]),
        ("0", [checks.DecimalInvalid]),
        ("0.000", [checks.DecimalInvalid]),
        ("-1", [checks.DecimalInvalid]),
        ("1e2", [checks.DecimalInvalid]),
        ("88%", [checks.DecimalInvalid]),
        (0.92, [checks.DecimalInvalid]),
        ("", [checks.DecimalInvalid]),
    ],
)
def test_positive_decimal(value, faults):
    assert found(checks.positive_decimal(FIELD, value, most=100)) == faults


@pytest.mark.parametrize(
    ("value", "faults"), [("g", []), ("斤", [checks.NotInList]), ("", [checks.Required]), (None, [checks.Required])]
)
def test_one_of(value, faults):
    assert found(checks.one_of(FIELD, value, ("g", "ml"))) == faults


@pytest.mark.parametrize(
    ("value", "faults"), [(True, []), (False, []), (1, [checks.YesOrNo]), ("yes", [checks.YesOrNo])]
)
def test_truth(value, faults):
    assert found(checks.truth(FIELD, value)) == faults


def test_refuse_raises_the_first_and_says_where():
    with pytest.raises(checks.Required) as refused:
        checks.refuse([checks.Required(field="a"), checks.Twice(field="b")], row=3)
    assert (refused.value.field, refused.value.facts["row"]) == ("a", 3)
    checks.refuse([])
