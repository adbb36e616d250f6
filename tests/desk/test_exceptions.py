"""What needs somebody on Monday: its order, what is one line, and what can be done with several at once."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.alerts.domain import states
from mealwatch.desk.domain import batch
from mealwatch.desk.domain.exceptions import KINDS, WEIGHTS, Exceptional, in_order, joined, oldest
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week

TODAY = date(2026, 11, 23)
WEEK = Week(date(2026, 11, 16))


@dataclass(frozen=True)
class School:
    id: int
    code: str


@dataclass(frozen=True)
class Alert:
    id: int
    state: str = "new"
    rule: str = "F01"
    week: Week = WEEK
    school_id: int = 1


def line(kind="other", severity="amber", days=0, fen=0, code="S001", alerts=(), case=None):
    since = TODAY - timedelta(days=days)
    return Exceptional(
        kind, severity, f"{kind}:{code}", School(1, code), since, Ratio(fen), alerts=tuple(alerts), case=case
    )


lines = st.builds(
    line,
    st.sampled_from(KINDS),
    st.sampled_from(list(WEIGHTS)),
    st.integers(0, 200),
    st.integers(0, 10**9),
    st.sampled_from(["S001", "S002", "S003"]),
)


@given(st.lists(lines))
def test_a_floor_breach_is_never_crowded_out(found):
    kinds = [one.kind for one in in_order(found, TODAY)]
    assert "short" not in kinds[kinds.count("short") :]


@given(st.lists(lines), st.randoms())
def test_the_order_is_that_of_the_lines_and_not_of_their_coming(found, chance):
    mixed = list(found)
    chance.shuffle(mixed)
    assert [one.order(TODAY) for one in in_order(found, TODAY)] == [one.order(TODAY) for one in in_order(mixed, TODAY)]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (line(severity="red"), line(severity="amber")),
        (line(severity="amber", days=21), line(severity="red")),  # old and less grave before new and grave
        (line(fen=200), line(fen=100)),
        (line(code="S001"), line(code="S002")),
        (line("short", "info"), line("overdue", "red", 60, 10**9)),
    ],
)
def test_severity_times_age_then_yuan_then_the_code(first, then):
    assert in_order([then, first], TODAY) == [first, then]


def test_the_oldest_says_how_long_something_waited():
    assert oldest([line(days=3), line(days=9)], TODAY) == 9
    assert oldest([], TODAY) is None


def test_weeks_of_one_thing_are_one_line_and_other_states_another():
    found = [
        Alert(1, week=WEEK.shifted(-1)),
        Alert(2),
        Alert(3, "checking", week=WEEK.shifted(-2)),
        Alert(4, rule="S06"),
    ]
    together = joined(found)
    assert [one.id for one in together[1, "F01", "new"]] == [2, 1]
    assert set(together) == {(1, "F01", "new"), (1, "F01", "checking"), (1, "S06", "new")}


NEW, ASKED, CHECKING = Alert(1), Alert(2, "explaining"), Alert(3, "checking")


@pytest.mark.parametrize(
    ("act", "one", "why"),
    [
        ("ask", line(alerts=[NEW]), None),
        ("ask", line(alerts=[CHECKING]), None),
        ("ask", line(alerts=[ASKED]), "not_now"),
        ("ask", line("short"), "no_alert"),
        ("ask", line("overdue", case=object()), "has_case"),
        ("note", line(alerts=[NEW]), None),
        ("note", line(alerts=[CHECKING]), "not_now"),
        ("drop", line(alerts=[CHECKING]), None),
        ("hand_on", line(alerts=[ASKED]), "not_now"),
        ("order", line(alerts=[ASKED]), None),
        ("order", line("unreported"), "no_alert"),
        ("order", line("overdue", case=object()), "has_case"),
        ("brief", line(alerts=[ASKED]), None),
        ("brief", line("unreported"), "no_alert"),
        ("remind", line("unreported"), None),
        ("remind", line("overdue", case=object()), None),
        ("remind", line(alerts=[ASKED]), None),
        ("remind", line(alerts=[NEW]), "not_waiting"),
    ],
)
def test_with_which_lines_an_act_is_done(act, one, why):
    assert batch.refusal(act, one) == why
    able, unable = batch.parted(act, [one])
    assert (able, unable) == (([one], []) if why is None else ([], [(one, why)]))


@pytest.mark.parametrize("state", states.OPEN)
def test_the_way_to_confirmed_is_one_that_the_states_allow(state):
    for action in batch.ways_to_confirmed(state):
        state = states.step(state, action)
    assert state == "confirmed"


def test_what_is_closed_is_not_confirmed_by_a_notice():
    assert all(batch.ways_to_confirmed(state) == () for state in states.CLOSED)
