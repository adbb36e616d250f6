"""The figures of a county, on both stores: a fixed number of statements, and the same whoever asks for how much."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.spend import service
from mealwatch.spend.domain.result import printed
from mealwatch.spend.queries import figures as read
from mealwatch.spend.queries.figures import figures
from tests.support.kitchen import MON, TUE, WED, open_county

WEEK = Week(MON)


@pytest.fixture
def busy(both):
    """Two kitchens in use for two weeks: rice for the day, oil over four days, a silent group, a reversal."""
    for canteen in ("C001", "C002"):
        both.receive("R1", MON, 600_000, 300_000, canteen=canteen)
        both.receive("R2", MON, 60_000, 90_000, ingredient="oil", canteen=canteen)
        both.issue("O1", MON, 8_000, ingredient="oil", use_days=4, canteen=canteen)
        for day in (MON, TUE, WED, MON + timedelta(days=7)):
            both.issue(f"I{day:%m%d}", day, 30_000, canteen=canteen)
        both.issue("X1", TUE, 5_000, canteen=canteen)
        both.reverse("issue", "X1", WED, canteen=canteen)
    for day in (MON, TUE, WED):
        for group in both.groups:
            if (group, day) != (("S001", "G79"), TUE):
                both.serve(day, 30, group=group)
    return both


def count(work):
    """How many statements a piece of work sends."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


def asked(kitchen, last=WEEK, **given):
    return figures(kitchen.county_id, WEEK, last, **given)


def test_spread_reversed_and_silent(busy):
    rows = {(one.group.school_code, one.group.group_code): printed(one) for one in asked(busy)}
    own = rows["S003", "G16"]
    assert (own["supply_days"], own["complete_days"]) == (5, 3)
    # 30 kg of rice at half a fen a gram, and a quarter of 8 l of oil at a fen and a half, for 30 heads.
    assert own["spend_yuan"] == "18.0000"
    assert own["gap_yuan"] == "7.0000"
    assert rows["S001", "G79"]["complete_days"] == 2
    assert {row["outcome"] for row in rows.values()} == {"unreported", "short"}


def test_the_number_of_statements_does_not_grow_with_weeks_or_schools(busy):
    asked(busy)
    one_week = count(lambda: asked(busy))
    assert count(lambda: asked(busy, WEEK.shifted(12))) == one_week
    assert one_week <= 14
    few = count(lambda: asked(busy, school_ids={busy.schools["S001"]}))
    assert few == count(lambda: asked(busy, school_ids=set(busy.schools.values())))


def test_some_schools_are_what_they_are_among_all(busy):
    whole = asked(busy, WEEK.shifted(1))
    for code, school_id in busy.schools.items():
        some = asked(busy, WEEK.shifted(1), school_ids={school_id})
        assert some == [one for one in whole if one.group.school_code == code]


def test_a_span_of_weeks_is_its_weeks(busy):
    span = asked(busy, WEEK.shifted(1))
    single = [figures(busy.county_id, week, week) for week in (WEEK, WEEK.shifted(1))]
    assert span == [one for week in single for one in week]
    assert span == sorted(span, key=lambda one: (one.week, one.group.school_code, one.group.group_code))


def test_closed_and_open_schools_stand_side_by_side(busy):
    school_id = busy.schools["S003"]
    before = asked(busy)
    busy.do(service.close_week, school_id, WEEK, how="deadline")
    after = asked(busy)
    assert [one.closed for one in after] == [one.group.school_id == school_id for one in after]
    assert [(one.spend, one.outcome, one.days) for one in after] == [
        (one.spend, one.outcome, one.days) for one in before
    ]


def test_a_closed_county_reads_its_statements_alone(busy, monkeypatch):
    busy.do(service.close_all, WEEK)
    closed = asked(busy)
    monkeypatch.setattr(read, "roster", None)
    assert asked(busy) == closed
    assert all(one.closed and one.version == 1 for one in closed)
    assert [one.meals for one in asked(busy, with_days=False)] == [None] * len(closed)


def test_two_counties_know_nothing_of_each_other(busy):
    before = asked(busy)
    other = open_county("999999", "邻县")
    assert {one.outcome for one in asked(other)} == {"unreported"}
    other.receive("R1", MON, 100_000, 50_000)
    other.issue("I1", MON, 50_000)
    other.do(service.close_all, WEEK)
    assert asked(busy) == before
    assert all(one.closed for one in asked(other))
