"""Laws of the course of a case: whatever is tried in whatever order, by whomever."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mealwatch.cases.domain import states, taking
from mealwatch.cases.domain.case import Step
from mealwatch.cases.domain.folding import folded
from mealwatch.cases.domain.taking import Given
from mealwatch.kernel.errors import Problem
from tests.cases.domain.test_states import NOW, TODAY, opened

_REASONS = (*states.UNSEEN_REASONS, *{reason for row in states.ACTIONS.values() for reason in row.reasons}, "")
#: An action, who tries it (None: nobody signed in), a reason for it or a wrong one.
tried = st.tuples(
    st.sampled_from([*states.ACTIONS]),
    st.sampled_from([1, 2, 3, None]),
    st.sampled_from(_REASONS),
    st.booleans(),
)
#: What goes the straight way, so that the ends are reached often.
onward = ("issue", "sign", "answer", "ask_review", "propose_close", "agree_close", "look_passed", "finish")
straight = st.tuples(st.sampled_from(onward), st.sampled_from([1, 2]), st.just(""), st.just(True))
#: The whole way with a person for each step, and anything before and after.
whole = st.lists(st.sampled_from([1, 2]), min_size=len(onward), max_size=len(onward)).map(
    lambda people: [(action, who, "", True) for action, who in zip(onward, people, strict=True)]
)
tries = st.one_of(
    st.lists(st.one_of(tried, straight), max_size=40),
    st.tuples(whole, st.lists(tried, max_size=8), whole).map(lambda parts: [one for part in parts for one in part]),
)


def run(head, attempts):
    """The case after all attempts, and how many steps were taken."""
    steps, case = [], head
    for action, account, reason, helped in attempts:
        wanted = states.ACTIONS[action]
        if helped:
            account, reason = account or 1, reason or (wanted.reasons or ("",))[0]
        what = Given("话", reason, TODAY + timedelta(days=60) if wanted.due else None, account)
        try:
            taking.check(case, action, what, TODAY)
        except Problem:
            continue
        steps.append(Step(len(steps) + 1, action, "话", (), {"reason": reason} if reason else {}, NOW, "甲", account))
        case = folded(head, steps)
    return case, len(steps)


@settings(max_examples=200)
@given(tries, st.sampled_from(["fixed_now", "dated", "lasting"]))
def test_a_case_ends_by_two_people_and_what_must_be_kept_up_by_a_look(attempts, kind):
    case, taken = run(opened(kind=kind), attempts)
    assert len(case.steps) == taken
    assert [one.number for one in case.steps] == list(range(1, taken + 1))
    if case.state in states.MENDED:
        proposed, agreed = case.last("propose_close"), case.last("agree_close")
        assert proposed.number < agreed.number
        assert {type(proposed.done_by_id), type(agreed.done_by_id)} == {int}
        assert proposed.done_by_id != agreed.done_by_id
    if case.state == states.CLOSED:
        agreed = case.last("agree_close").number
        looked = any(one.what == "look_passed" for one in case.steps[agreed:])
        assert looked or (kind != "lasting" and case.last("finish").reason in states.UNSEEN_REASONS)
    assert case.reopened == sum(one.what in ("reopen", "superior_return") for one in case.steps)


@settings(max_examples=60)
@given(tries)
def test_the_notice_stays_as_it_was_issued(attempts):
    case, _taken = run(opened(), attempts)
    issued = next((place for place, one in enumerate(case.steps) if one.what == "issue"), None)
    if issued is not None:
        then = folded(opened(), case.steps[: issued + 1])
        words = ("number", "text", "basis", "severity", "kind", "school_id")
        assert [getattr(case, name) for name in words] == [getattr(then, name) for name in words]
        assert "reword" not in {one.what for one in case.steps[issued:]}


@settings(max_examples=60)
@given(tries)
def test_steps_are_read_again_as_they_were_taken(attempts):
    case, _taken = run(opened(), attempts)
    again = folded(opened(), [replace(one, state="") for one in case.steps])
    assert again == case
