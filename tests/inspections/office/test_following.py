"""Every state with every action: what becomes of a finding and of a difference, and what is refused."""

from datetime import date, timedelta

import pytest

from mealwatch.inspections.domain.merging import UNCHECKED
from mealwatch.inspections.domain.records import Finding
from mealwatch.inspections.office import errors
from mealwatch.inspections.office.domain import allowed, following, merging
from mealwatch.inspections.office.domain.followed import Followed
from mealwatch.inspections.office.domain.following import Step, moved, state_after
from tests.support import county

FINDINGS = """
            open      answered  mended  set_aside
answer      answered  answered  .       .
check       mended    mended    .       .
send_back   .         open      .       .
reopen      .         open      open    open
set_aside   set_aside set_aside .       .
"""
DIFFERENCES = """
            difference  confirmed  explained  declined
confirm     confirmed   .          confirmed  confirmed
explain     explained   explained  .          explained
decline     .           declined   .          .
"""


def cells(table):
    head, *lines = table.strip().splitlines()
    for line in lines:
        action, *after = line.split()
        for state, becomes in zip(head.split(), after, strict=True):
            yield action, state, becomes


@pytest.mark.parametrize(
    ("table", "action", "state", "becomes"),
    [
        *((following.FINDING, *cell) for cell in cells(FINDINGS)),
        *((following.DIFFERENCES, *cell) for cell in cells(DIFFERENCES)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_step(table, action, state, becomes):
    if becomes == ".":
        with pytest.raises(errors.StepNotAllowed):
            moved(table, state, action)
        assert action not in following.allowed(table, state)
    else:
        assert moved(table, state, action) == becomes
        assert state_after(table, state, [step(action)]) == becomes


def test_the_tables_above_are_whole():
    assert {action for action, _state, _ in cells(FINDINGS)} == set(following.FINDING_ACTIONS)
    assert {action for action, _state, _ in cells(DIFFERENCES)} == set(following.DIFFERENCE_ACTIONS)


def step(what):
    return Step(1, what, "好", county.NOW, "督查甲")


def finding(*, fixed=False, due_on=date(2026, 11, 17)):
    row = {"id": 1, "visit_id": 1, "school_id": 1, "code": "B6", "text": "三防", "red": False, "answer": "none"}
    row |= {"severity": "ordinary", "found_on": date(2026, 11, 10), "due_on": due_on, "words": "老鼠屎"}
    return Finding(**row, responsible="", fixed=fixed, photos=(), fixed_photos=())


@pytest.mark.parametrize(
    ("fixed", "steps", "state", "overdue"),
    [
        (True, [], "mended", False),
        (True, ["reopen"], "open", True),
        (False, [], "open", True),
        (False, ["answer"], "answered", True),
        (False, ["answer", "send_back"], "open", True),
        (False, ["answer", "check"], "mended", False),
        (False, ["check", "reopen", "answer"], "answered", True),
        (False, ["set_aside"], "set_aside", False),
    ],
)
def test_a_finding_follows_its_steps(fixed, steps, state, overdue):
    one = Followed(finding(fixed=fixed), None, tuple(map(step, steps)))
    assert one.state == state
    assert one.overdue(date(2026, 11, 18)) is overdue
    assert not one.overdue(one.finding.due_on)
    assert one.days_left(one.finding.due_on + timedelta(days=1)) == -1


@pytest.mark.parametrize(
    ("kind", "found", "written", "within"),
    [
        ("weigh", 9700, 10000, True),
        ("weigh", 9699, 10000, False),
        ("weigh", 12000, 10000, True),
        ("count", 10300, 10000, True),
        ("count", 10301, 10000, False),
        ("count", 9700, 10000, True),
        ("count", 9699, 10000, False),
        ("count", 1, 0, False),
        ("count", 0, 0, True),
        ("portion", 900, 1000, True),
        ("portion", 899, 1000, False),
        ("weigh", None, 10000, None),
    ],
)
def test_what_is_allowed_is_compared_exactly(kind, found, written, within):
    assert allowed.within(kind, found, written) is within


def said(visit_id, answer):
    return {"B6": merging.Said(visit_id, f"第{visit_id}组", answer)}


@pytest.mark.parametrize(
    ("answers", "decided_for", "counts", "waits"),
    [
        (("full", "full"), None, "full", False),
        (("full", UNCHECKED), None, "full", False),
        (("full", "none"), None, "none", True),
        (("full", "half"), 1, "full", False),
        (("full", "half"), 2, "half", False),
        (("full", "half"), 9, "half", True),
    ],
    ids=["agree", "one looked", "the lower points count", "decided", "decided for the other", "of another visit"],
)
def test_two_records_of_one_item(answers, decided_for, counts, waits):
    records = [said(number, answer) for number, answer in enumerate(answers, start=1)]
    decisions = [merging.Decision("B6", decided_for, "看了照片", "王股长", county.NOW)] if decided_for else []
    [one] = merging.beside(["B6"], records, decisions)
    assert (one.answer, one.waits) == (counts, waits)
    assert [each.names for each in one.said] == ["第1组", "第2组"]
