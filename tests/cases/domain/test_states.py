"""Every state × action of a case, written by hand; what each action needs."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from mealwatch.cases import errors
from mealwatch.cases.domain import deadlines, states, taking
from mealwatch.cases.domain.case import Case, Step
from mealwatch.cases.domain.folding import folded
from mealwatch.cases.domain.taking import Given
from mealwatch.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 9, 10, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()
#: What follows on what, as the trade has it: state: {action: state}; nothing else may be done there.
EXPECTED = {
    "drafted": {"reword": "drafted", "issue": "issued", "withdraw": "withdrawn", "note": "drafted"},
    "issued": {"sign": "rectifying", "withdraw": "withdrawn", "extend": "issued", "note": "issued"},
    "rectifying": {"answer": "rectifying", "ask_review": "review", "extend": "rectifying", "note": "rectifying"},
    "returned": {"answer": "returned", "ask_review": "review", "extend": "returned", "note": "returned"},
    "review": {"propose_close": "proposed", "send_back": "returned", "note": "review"},
    "proposed": {
        "agree_close": "watching",
        "decline_close": "review",
        "send_back": "returned",
        "note": "proposed",
    },
    "watching": {
        "look_passed": "watching",
        "finish": "closed",
        "reopen": "reopened",
        "superior_return": "returned",
        "note": "watching",
    },
    "closed": {"reopen": "reopened", "superior_return": "returned", "note": "closed"},
    "reopened": {"sign": "rectifying", "extend": "reopened", "note": "reopened"},
    "withdrawn": {},
}
ALL = [(state, action) for state in states.STATES for action in states.ACTIONS]
#: What the school can do at all: nothing of it closes anything.
SCHOOLS = {"sign", "answer", "ask_review"}


def opened(**changes):
    """A case as it was opened."""
    given = {
        "id": 1,
        "year": 2026,
        "no": 31,
        "school_id": 1,
        "canteen_id": 1,
        "source": "hand",
        "source_key": "",
        "text": "留样不足",
        "basis": "",
        "severity": "ordinary",
        "level": 1,
        "kind": "dated",
        "due_on": date(2026, 11, 13),
        "owner": "甲",
        "owner_id": 1,
        "opened_at": NOW,
        "opened_by": "甲",
        "opened_by_id": 1,
    }
    return Case(**(given | changes))


def after(*actions, by=None, at=None, details=None, head=None):
    """The case after these actions; ``by``: {action: account}, ``details``: {action: details}."""
    steps = [
        Step(
            number,
            what,
            "话",
            (),
            (details or {}).get(what, {}),
            (at or {}).get(what, NOW),
            "甲",
            (by or {}).get(what, 1),
        )
        for number, what in enumerate(actions, 1)
    ]
    return folded(head or opened(), steps)


#: A way into each state.
TO = {
    "drafted": (),
    "issued": ("issue",),
    "rectifying": ("issue", "sign"),
    "review": ("issue", "sign", "answer", "ask_review"),
    "returned": ("issue", "sign", "answer", "ask_review", "send_back"),
    "proposed": ("issue", "sign", "answer", "ask_review", "propose_close"),
    "watching": ("issue", "sign", "answer", "ask_review", "propose_close", "agree_close"),
    "closed": ("issue", "sign", "answer", "ask_review", "propose_close", "agree_close", "look_passed", "finish"),
    "reopened": ("issue", "sign", "answer", "ask_review", "propose_close", "agree_close", "reopen"),
    "withdrawn": ("withdraw",),
}


def enough(action, **changes):
    """What is enough for an action, done by a second account."""
    wanted = states.ACTIONS[action]
    given = Given("话", wanted.reasons[0] if wanted.reasons else "", None, 2)
    if wanted.due:
        given = replace(given, due_on=TODAY + timedelta(days=30))
    return replace(given, **changes)


def test_each_state_is_reached_as_the_ways_say():
    assert {state: after(*way).state for state, way in TO.items()} == {state: state for state in states.STATES}


@pytest.mark.parametrize(("state", "action"), ALL, ids=lambda each: each)
def test_a_state_takes_what_is_expected_and_nothing_else(state, action):
    case = after(*TO[state])
    if action == "ask_review" and state in ("rectifying", "returned"):
        case = after(*TO[state], "answer")
    if action == "finish" and state == "watching":
        case = after(*TO[state], "look_passed")
    wanted = EXPECTED[state].get(action)
    if wanted is None:
        with pytest.raises(errors.StepNotAllowed):
            taking.check(case, action, enough(action), TODAY)
    else:
        assert taking.check(case, action, enough(action), TODAY) == wanted


def test_the_school_only_signs_answers_and_asks():
    assert {action for action, row in states.ACTIONS.items() if row.who == states.SCHOOL} == SCHOOLS
    assert not any(states.TABLE.get((state, action)) in states.MENDED for state, action in ALL if action in SCHOOLS)


def test_what_the_school_never_sees_is_no_turn_of_its_own():
    assert not set(states.HIDDEN) & set(states.SCHOOLS_TURN)
    assert set(states.SCHOOLS_TURN) | set(states.BUREAUS_TURN) | {"watching"} == set(states.OPEN)
    assert set(states.OPEN) | {"closed", "withdrawn"} == set(states.STATES)


@pytest.mark.parametrize(
    ("way", "action", "changes", "error"),
    [
        (TO["review"], "propose_close", {"reason": ""}, errors.ReasonMissing),
        (TO["review"], "propose_close", {"reason": "works"}, errors.ReasonMissing),
        (TO["review"], "propose_close", {"words": ""}, errors.WordsMissing),
        (TO["review"], "propose_close", {"words": "字" * 1001}, errors.WordsTooLong),
        (TO["review"], "propose_close", {"account_id": None}, errors.NoAccount),
        (TO["review"], "send_back", {"due_on": None}, errors.DueMissing),
        (TO["review"], "send_back", {"due_on": TODAY - timedelta(days=1)}, errors.DueInvalid),
        (TO["review"], "send_back", {"due_on": TODAY + timedelta(days=400)}, errors.DueInvalid),
        (TO["proposed"], "agree_close", {"account_id": 1}, errors.SamePerson),
        (TO["proposed"], "agree_close", {"account_id": None}, errors.NoAccount),
        (TO["issued"], "extend", {"due_on": date(2026, 11, 13)}, errors.DueNotLater),
        (TO["rectifying"], "ask_review", {}, errors.NotAnswered),
        (TO["returned"], "ask_review", {}, errors.NotAnswered),
        (TO["watching"], "finish", {"reason": ""}, errors.LookMissing),
        (TO["watching"], "finish", {"reason": "other"}, errors.LookMissing),
        (TO["watching"], "finish", {"reason": "school_gone", "words": ""}, errors.WordsMissing),
    ],
)
def test_what_is_wanting_is_refused(way, action, changes, error):
    with pytest.raises(error):
        taking.check(after(*way), action, enough(action, **changes), TODAY)


def test_a_case_ends_unseen_only_where_it_need_not_be_kept_up():
    gone = enough("finish", reason="school_gone")
    assert taking.check(after(*TO["watching"]), "finish", gone, TODAY) == "closed"
    lasting = after(*TO["watching"], head=opened(kind="lasting"))
    with pytest.raises(errors.LookMissing):
        taking.check(lasting, "finish", gone, TODAY)


def test_a_look_back_of_before_does_not_count_for_the_next_closing():
    again = (*TO["watching"], "look_passed", "reopen", *TO["watching"][1:])
    assert after(*again).looks_passed == 0
    with pytest.raises(errors.LookMissing):
        taking.check(after(*again), "finish", enough("finish"), TODAY)


def test_the_text_stays_as_it_was_issued_whatever_comes_later():
    details = {"reword": {"text": "留样只有一个菜"}}
    assert after("reword", "issue", details=details).text == "留样只有一个菜"
    assert after("issue", "note", "sign", details={"note": {"text": "别的"}}).text == "留样不足"


def test_opening_again_is_one_level_higher_and_counted():
    case = after(*TO["reopened"], details={"reopen": {"level": 2, "due_on": "2026-12-01"}})
    assert (case.level, case.reopened, case.due_on) == (2, 1, date(2026, 12, 1))
    assert after(*TO["closed"], "superior_return").reopened == 1


@pytest.mark.parametrize(
    ("kind", "severity", "on", "day"),
    [
        ("fixed_now", "serious", date(2026, 11, 9), date(2026, 11, 9)),
        ("fixed_now", "slight", date(2026, 11, 14), date(2026, 11, 16)),
        ("dated", "slight", date(2026, 11, 9), date(2026, 11, 12)),
        ("dated", "ordinary", date(2026, 11, 9), date(2026, 11, 16)),
        ("lasting", "serious", date(2026, 11, 9), date(2026, 11, 23)),
    ],
)
def test_a_day_is_proposed_in_working_days(kind, severity, on, day):
    assert deadlines.proposed(kind, severity, on) == day


@pytest.mark.parametrize(
    ("state", "today", "left", "overdue"),
    [
        ("issued", date(2026, 11, 9), 2, 0),
        ("issued", date(2026, 11, 16), -3, 1),
        ("rectifying", date(2026, 11, 12), 1, 0),
        ("rectifying", date(2026, 11, 14), -1, 1),
        ("rectifying", date(2026, 11, 17), -2, 2),
        ("review", date(2026, 11, 17), -1, 0),
        ("proposed", date(2026, 11, 9), 2, 0),
        ("drafted", date(2026, 11, 11), 0, 0),
        ("watching", date(2027, 3, 1), None, 0),
        ("closed", date(2027, 3, 1), None, 0),
    ],
)
def test_each_state_has_its_clock_in_working_days(state, today, left, overdue):
    case = after(*TO[state])
    assert (case.days_left(today), case.overdue_days(today)) == (left, overdue)


def test_late_signing_is_counted_from_the_day_it_should_have_been():
    late = {"sign": datetime(2026, 11, 13, 9, 0, tzinfo=SHANGHAI)}
    assert (after("issue", "sign").signed_late(), after("issue", "sign", at=late).signed_late()) == (0, 2)


def test_numbers_are_as_official_papers_have_them():
    assert (opened().number, opened(no=1204).number) == ("整改〔2026〕031号", "整改〔2026〕1204号")
