"""What may be done about an alert: every state with every action, and what has to be said."""

from datetime import date
from itertools import product

import pytest

from mealwatch.alerts import errors
from mealwatch.alerts.domain import states

#: By state: what each action leads to; what is not named is refused.
ALLOWED = {
    "new": {
        "ask": "explaining",
        "check": "checking",
        "confirm": "confirmed",
        "false": "false",
        "data_error": "data_error",
        "note": "noted",
        "hand_on": "handed_on",
        "drop": "not_pursued",
    },
    "explaining": {"explain": "checking", "check": "checking"},
    "checking": {
        "ask": "explaining",
        "confirm": "confirmed",
        "accept": "explained",
        "false": "false",
        "data_error": "data_error",
        "hand_on": "handed_on",
        "drop": "not_pursued",
    },
    "confirmed": {"reopen": "checking"},
    "explained": {"reopen": "checking"},
    "false": {"reopen": "checking"},
    "data_error": {"reopen": "checking"},
    "noted": {"reopen": "checking"},
    "handed_on": {"reopen": "checking"},
    "not_pursued": {"reopen": "checking"},
    "withdrawn": {},
}


def test_every_state_stands_in_the_table():
    assert ALLOWED.keys() == states.STATES.keys()
    assert set(states.OPEN) | set(states.CLOSED) == states.STATES.keys()


@pytest.mark.parametrize(("state", "action"), list(product(states.STATES, states.ACTIONS)))
def test_each_state_and_action(state, action):
    expected = ALLOWED[state].get(action)
    assert (action in states.possible(state)) == (expected is not None)
    if expected:
        assert states.step(state, action) == expected
    else:
        with pytest.raises(errors.NotNow):
            states.step(state, action)


@pytest.mark.parametrize("action", states.REASONS)
def test_a_closing_takes_a_reason_of_its_list(action):
    with pytest.raises(errors.ReasonMissing):
        states.check(action, "写明", "no such reason")
    for reason in states.REASONS[action]:
        states.check(action, "写明", reason)


@pytest.mark.parametrize(
    ("action", "reason"), [("explain", "papers"), ("hand_on", ""), ("reopen", ""), ("false", "other")]
)
def test_what_says_something_needs_words(action, reason):
    with pytest.raises(errors.WordsMissing):
        states.check(action, "  ", reason)


@pytest.mark.parametrize(
    ("state", "severity", "due"),
    [
        ("new", "red", date(2026, 11, 18)),
        ("new", "amber", date(2026, 11, 23)),
        ("new", "info", date(2026, 11, 30)),
        ("explaining", "red", date(2026, 11, 19)),
        ("checking", "amber", date(2026, 11, 30)),
        ("confirmed", "red", None),
        ("noted", "red", None),
    ],
)
def test_what_is_due_counts_working_days(state, severity, due):
    assert states.due_on(state, severity, date(2026, 11, 16)) == due
