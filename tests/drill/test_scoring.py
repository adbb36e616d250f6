"""What counts as found, in time, false and echo, case by case."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest

from mealwatch.drill.living import Found
from mealwatch.drill.report import as_json, decimal, lines
from mealwatch.drill.schemes import Case
from mealwatch.drill.scoring import score
from mealwatch.kernel.week import Week

FIRST = Week(date(2025, 9, 1))
WEEKS = tuple(week for week in Week.span(FIRST, FIRST.shifted(20)) if week != FIRST.shifted(6))  # a week of holidays
CASE = Case(1, "padded_price", "meat", 25, ("S001",), ("S001", "S002"), WEEKS[4], WEEKS[9])


def scored(*alerts, cases=(CASE,)):
    schools = [SimpleNamespace(code=code) for code in ("S001", "S002", "S003")]
    year = SimpleNamespace(weeks=WEEKS, terms=1, schools=schools, cases=list(cases), seed=1)
    found = [Found(school, WEEKS[at], rule, severity) for school, at, rule, severity in alerts]
    return year, score(year, found)


def alert(school="S001", at=4, rule="P01", severity="amber"):
    return school, at, rule, severity


@pytest.mark.parametrize(
    ("given", "days", "in_time"),
    [
        ([alert()], 7, True),
        ([alert(severity="red")], 7, True),
        ([alert(at=6)], 28, True),  # the third teaching week, a week of holidays between
        ([alert(at=7)], 35, False),  # found, but late
        ([alert(at=6), alert(at=5)], 14, True),
        ([alert(severity="info")], None, False),
        ([alert(rule="F01")], None, False),  # does not fit the scheme
        ([alert(school="S002")], None, False),  # touched, but does not do it
        ([alert(at=3)], None, False),  # before it began
        ([alert(at=10)], None, False),  # after it ended
        ([], None, False),
    ],
)
def test_a_case_is_found_by_a_rule_that_fits_at_its_school(given, days, in_time):
    _, result = scored(*given)
    [hit] = result.hits
    assert (hit.days, hit.in_time) == (days, in_time)


@pytest.mark.parametrize(
    ("given", "right", "echoes", "false"),
    [
        ([alert(at=4), alert(at=5), alert(at=6)], 1, 0, 0),  # one run
        ([alert(at=4), alert(at=6)], 2, 0, 0),  # two runs
        ([alert(rule="F01")], 1, 0, 0),  # what a case sets off besides is not false
        ([alert(school="S002")], 1, 0, 0),
        ([alert(school="S003")], 0, 0, 1),
        ([alert(school="S003", at=1), alert(school="S003", at=2)], 0, 0, 1),
        ([alert(school="S003", severity="info")], 0, 0, 0),
        ([alert(at=0)], 0, 0, 1),
        ([alert(at=9), alert(at=10)], 1, 0, 0),  # goes on out of the case
        ([alert(at=10)], 0, 1, 0),
        ([alert(at=13)], 0, 1, 0),
        ([alert(at=14)], 0, 0, 1),
        ([alert(at=10, rule="F01")], 0, 0, 1),  # does not fit: no echo
    ],
)
def test_runs_are_right_echo_or_false(given, right, echoes, false):
    _, result = scored(*given)
    counted = [(one.right, one.echoes, one.false) for one in result.rules] or [(0, 0, 0)]
    assert counted == [(right, echoes, false)]
    assert result.false_alarms == false


def test_the_rate_is_by_the_school_terms_that_are_free_of_cases():
    _, result = scored(alert(school="S003"))
    assert result.school_terms == Fraction(3 * 20 - 2 * 6, 20)
    assert result.rate == 1 / result.school_terms


def test_the_report_names_what_was_missed_and_what_was_false():
    year, result = scored(alert(at=7), alert(school="S003"))
    text = "\n".join(lines(year, result, {"rules": 1}, str))
    assert "35 天后才发现" in text
    assert "误报：P01 S003" in text
    assert '"false_alarms": 1' in as_json(year, result, {"rules": 1})


@pytest.mark.parametrize(
    ("value", "shown"), [(Fraction(1, 8), "0.13"), (Fraction(2), "2.00"), (Fraction(199, 200), "1.00")]
)
def test_fractions_are_printed_exactly(value, shown):
    assert decimal(value, 2) == shown
