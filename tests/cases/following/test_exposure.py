"""Exactly the schools that a cause reached, held against a search day by day; and the ladder as a table."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mealwatch.cases.following.domain.exposure import Fed, Trace, exposed
from mealwatch.cases.following.domain.ladder import STEPS, Decided, Facts, Proposal, propose, rank, table

FIRST, DAYS = date(2026, 9, 1), 20
LAST = FIRST + timedelta(days=DAYS - 1)
days = st.integers(0, DAYS - 1).map(lambda k: FIRST + timedelta(days=k))
traces = st.lists(st.builds(Trace, st.integers(1, 3), days, st.sampled_from(["甲", "乙"])), max_size=8)
spans = st.tuples(days, days).map(sorted)
feds = st.lists(st.builds(lambda c, s, span: Fed(c, s, *span), st.integers(1, 3), st.integers(1, 5), spans), max_size=8)


@settings(max_examples=80, deadline=None)
@given(traces, feds)
def test_a_school_is_exposed_if_it_ate_there_on_some_day_from_the_trace_on(found, fed):
    wanted = {}
    for trace in found:
        for k in range(DAYS):
            on = FIRST + timedelta(days=k)
            for one in fed:
                if on >= trace.on and one.canteen_id == trace.canteen_id and one.since <= on <= one.until:
                    wanted.setdefault(one.school_id, set()).add(trace)
    assert {school: set(rows) for school, rows in exposed(found, fed, LAST).items()} == wanted


def test_rows_stand_by_day():
    rows = [Trace(1, LAST, "乙"), Trace(1, FIRST, "甲")]
    assert exposed(rows, [Fed(1, 9, FIRST, None)], LAST) == {9: rows[::-1]}


NOTHING = ()
DECISIONS = [
    # facts, what was decided, the step and the rule that asks for it
    (Facts(), NOTHING, None),
    (Facts(overdue=1), NOTHING, ("remind", "overdue")),
    (Facts(overdue=2), NOTHING, ("remind", "overdue")),
    (Facts(overdue=3), NOTHING, ("notice", "overdue")),
    (Facts(overdue=5), NOTHING, ("interview", "overdue")),
    (Facts(overdue=10), NOTHING, ("circular", "overdue")),
    (Facts(overdue=15), NOTHING, ("referral", "overdue")),
    (Facts(overdue=30), NOTHING, ("accountability", "overdue")),
    (Facts(reopened=1), NOTHING, ("notice", "reopened")),
    (Facts(reopened=2), NOTHING, ("interview", "reopened")),
    (Facts(reopened=3), NOTHING, ("circular", "reopened")),
    (Facts(reopened=4), NOTHING, ("referral", "reopened")),
    (Facts(repeated=1), NOTHING, None),
    (Facts(repeated=2), NOTHING, ("remind", "repeated")),
    (Facts(repeated=3), NOTHING, ("interview", "repeated")),
    (Facts(red_line=1), NOTHING, ("interview", "red_line")),
    (Facts(overdue=5, red_line=1), NOTHING, ("interview", "overdue")),
    (Facts(overdue=3, red_line=1), NOTHING, ("interview", "red_line")),
    (Facts(overdue=2), [Decided("remind", "overdue", 1, True)], None),
    (Facts(overdue=3), [Decided("remind", "overdue", 1, True)], ("notice", "overdue")),
    (Facts(overdue=9), [Decided("interview", "red_line", 1, True)], None),
    (Facts(overdue=10), [Decided("interview", "red_line", 1, True)], ("circular", "overdue")),
    (Facts(overdue=2), [Decided("remind", "overdue", 1, False)], None),
    (Facts(overdue=2, repeated=2), [Decided("remind", "overdue", 1, False)], ("remind", "repeated")),
    (Facts(overdue=3), [Decided("notice", "overdue", 3, False)], ("remind", "overdue")),
    (Facts(reopened=1), [Decided("accountability", "overdue", 30, True)], None),
]


@pytest.mark.parametrize(("facts", "decided", "wanted"), DECISIONS)
def test_the_ladder(facts, decided, wanted):
    found = propose(facts, decided)
    assert (found and (found.step, found.rule)) == wanted


def test_a_proposal_says_from_what_count_on_and_the_count():
    assert propose(Facts(overdue=7), ()) == Proposal("interview", "overdue", 5, 7)


def test_every_step_can_be_reached_and_each_rule_climbs():
    assert {row.step for row in table()} == set(STEPS)
    for rule in {row.rule for row in table()}:
        rows = [row for row in table() if row.rule == rule]
        assert sorted(rows, key=lambda row: row.least) == sorted(rows, key=lambda row: rank(row.step))
