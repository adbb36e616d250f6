"""What a bureau may decide, and which decision judges a day."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.counties import errors
from mealwatch.counties.domain.choices import BY_NAME, CHOICES, DEFAULTS
from mealwatch.counties.domain.policy import FIRST, Policy, PolicyBook, faults
from mealwatch.kernel import checks
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week

#: Few enough that days and beginnings meet.
DAYS = st.dates(date(2026, 8, 25), date(2026, 9, 5))


@given(st.lists(DAYS, unique=True, max_size=6), DAYS)
def test_a_day_is_judged_by_the_latest_policy_that_has_begun(starts, day):
    book = PolicyBook([Policy(start) for start in starts])
    begun = [start for start in starts if start <= day]
    if begun:
        assert book.on(day).from_date == max(begun)
    else:
        with pytest.raises(errors.NoPolicy):
            book.on(day)


def test_versions_count_on_from_the_highest():
    book = PolicyBook([Policy(date(2026, 9, 1), version=1), Policy(date(2025, 9, 1), version=4)])
    assert book.next_version == 5
    assert PolicyBook([]).next_version == 1


def test_a_week_closes_on_monday_evening():
    assert FIRST.closes_at(Week.parse("2026-W45")) == datetime(2026, 11, 9, 18, 0, tzinfo=SHANGHAI)
    assert Policy(FIRST.from_date, close_after_days=3, close_at="08:05").closes_at(Week.parse("2026-W45")) == datetime(
        2026, 11, 11, 8, 5, tzinfo=SHANGHAI
    )


def test_the_first_policy_is_five_yuan_since_the_autumn_of_2021():
    assert (FIRST.from_date, FIRST.subsidy_fen, FIRST.deciding, FIRST.tolerance_fen) == (
        date(2021, 9, 1),
        500,
        "spend",
        5,
    )
    assert list(faults(FIRST)) == []


@pytest.mark.parametrize(
    ("changed", "field", "fault"),
    [
        ({"subsidy_fen": -1}, "subsidy_fen", checks.AmountInvalid),
        ({"subsidy_fen": 10001}, "subsidy_fen", checks.AmountInvalid),
        ({"subsidy_fen": 5.0}, "subsidy_fen", checks.AmountInvalid),
        ({"tolerance_fen": -1}, "tolerance_fen", checks.AmountInvalid),
        ({"deciding": "mean"}, "deciding", checks.NotInList),
        ({"close_after_days": 0}, "close_after_days", checks.CountInvalid),
        ({"close_after_days": 15}, "close_after_days", checks.CountInvalid),
        ({"close_at": "24:00"}, "close_at", errors.DeadlineInvalid),
        ({"close_at": "6 pm"}, "close_at", errors.DeadlineInvalid),
        ({"from_date": date(1999, 12, 31)}, "from_date", checks.DateInvalid),
        ({"choices": {"losses": "in"}}, "losses", errors.ChoiceNotYetSupported),
        ({"choices": {"losses": "half"}}, "losses", errors.ChoiceUnknown),
        ({"choices": {"weather": "rain"}}, "weather", errors.ChoiceUnknown),
        ({"choices": {"deciding": "spend"}}, "deciding", errors.ChoiceUnknown),
    ],
)
def test_faults_of_a_policy(changed, field, fault):
    [problem] = faults(Policy(**{"from_date": date(2026, 9, 1), **changed}))
    assert isinstance(problem, fault)
    assert problem.field == field
    assert problem.text()
    assert problem.advice()


@pytest.mark.parametrize("deciding", ["spend", "person_days", "enrolled"])
def test_each_reading_may_decide(deciding):
    assert list(faults(Policy(date(2026, 9, 1), deciding=deciding))) == []


def test_every_choice_has_its_place():
    assert [choice.row for choice in CHOICES] == list(range(1, 25))
    assert len(BY_NAME) == 24


@pytest.mark.parametrize("choice", [choice for choice in CHOICES if choice.column is None], ids=lambda c: c.name)
def test_of_a_choice_only_the_default_works(choice):
    assert DEFAULTS[choice.name] == choice.default
    for option in choice.options:
        problems = list(faults(Policy(date(2026, 9, 1), choices={choice.name: option})))
        assert bool(problems) == (option != choice.default)
        if problems:
            assert choice.question in problems[0].text()
            assert choice.options[choice.default] in problems[0].advice()
