"""Running the rules: whom they judge, that they repeat themselves, and what changes when records do."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from mealwatch.alerts import errors, service
from mealwatch.alerts.queries import alerts as queries
from mealwatch.alerts.queries.precision import precision
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.schools import service as schools
from mealwatch.spend import service as spend
from tests.support.kitchen import BEGUN, MON, NEXT_MON

WEEK, NEXT = Week(MON), Week(NEXT_MON)
S003 = ("S003", "G16")
FLOOR = ("F01", "U01")
OFFICER, DIRECTOR = Actor("周敏", 1), Actor("陈立", 2)
#: Before the deadline of the week (Monday 18:00), and well after it.
EARLY = datetime(2026, 11, 9, 12, 0, tzinfo=SHANGHAI)


def cook(kitchen, week=WEEK, grams=40_000, *, days=range(5), doc="R1"):
    """S003's week: 40 pupils, 40 kg of rice a day at half a fen a gram is 5.00 yuan a head."""
    kitchen.receive(f"{doc}{week}", week.monday, 400_000, 200_000, canteen="C002")
    for day in days:
        on = week.days[day]
        kitchen.issue(f"I{on:%m%d}", on, grams, canteen="C002")
        kitchen.serve(on, 40, group=S003)


def close(kitchen, week=WEEK):
    kitchen.do(spend.close_week, kitchen.schools["S003"], week, how="deadline")


def run(kitchen, week=WEEK, **given):
    return kitchen.do(service.run, week, **given)


def found(kitchen, week=WEEK, school="S003", rules=FLOOR):
    """(rule, state, version, standing) of a school's alerts of these rules."""
    some = queries.alerts(kitchen.county_id, week, week, {kitchen.schools[school]})
    return sorted((one.rule, one.state, one.version, one.standing) for one in some if one.rule in rules)


def test_a_week_that_is_neither_closed_nor_overdue_is_not_judged(kitchen):
    cook(kitchen, grams=30_000)
    assert run(kitchen, now=EARLY).judged == 0
    assert found(kitchen) == []


def test_a_closed_week_below_its_floor_is_short_and_says_so_once(both):
    cook(both, grams=30_000)
    close(both)
    first = run(both, now=EARLY)
    assert (first.judged, found(both)) == (1, [("F01", "new", 1, True)])
    before = both.rows()
    again = run(both, now=EARLY + timedelta(hours=1))
    assert (again.made, again.changed, again.withdrawn, again.same) == (0, 0, 0, first.made)
    assert both.rows() == before


def test_an_overdue_week_is_judged_as_it_would_close(kitchen):
    cook(kitchen, days=range(4))
    assert run(kitchen).judged == 3
    assert found(kitchen) == [("U01", "new", 1, True)]


def test_a_past_week_gives_the_same_after_later_weeks_were_entered(kitchen):
    cook(kitchen, grams=30_000)
    kitchen.receive("R9", MON, 900_000, 900_000, expires_on=WEEK.days[2], canteen="C002")
    kitchen.receive("R8", MON, 700_000, 100, canteen="C002")
    close(kitchen)
    run(kitchen)
    cook(kitchen, NEXT, 45_000)
    kitchen.reverse("receipt", "R9", NEXT_MON, canteen="C002")
    kitchen.reverse("receipt", "R8", NEXT_MON, canteen="C002")
    close(kitchen, NEXT)
    before = kitchen.rows()
    run(kitchen)
    assert kitchen.rows() == before


def test_what_a_corrected_week_no_longer_shows_is_withdrawn(kitchen):
    cook(kitchen, grams=39_000)
    close(kitchen)
    run(kitchen)
    school = kitchen.schools["S003"]
    kitchen.do(spend.ask_reopening, school, WEEK, reason="漏记", by=OFFICER)
    kitchen.do(spend.agree_reopening, school, WEEK, by=DIRECTOR)
    kitchen.issue("I9", MON, 20_000, canteen="C002")
    close(kitchen)
    assert service.due(kitchen.county_id, EARLY, WEEK, WEEK) == [WEEK]
    kitchen.do(service.catch_up, now=EARLY)
    assert found(kitchen) == [("F01", "withdrawn", 2, False)]
    assert service.due(kitchen.county_id, EARLY) == []


def test_what_was_closed_opens_again_when_it_grows(kitchen):
    cook(kitchen, grams=39_000)
    run(kitchen)
    [one] = [one for one in queries.open_alerts(kitchen.county_id) if one.rule == "F01"]
    kitchen.do(service.act, one.id, "note", by=OFFICER)
    run(kitchen)
    assert found(kitchen, rules=("F01",)) == [("F01", "noted", 1, True)]
    kitchen.reverse("issue", f"I{MON:%m%d}", MON, canteen="C002")
    kitchen.issue("I9", MON, 20_000, canteen="C002")
    run(kitchen)
    assert found(kitchen, rules=("F01",)) == [("F01", "checking", 2, True)]


def test_only_some_schools_can_be_run_again(kitchen):
    cook(kitchen, grams=30_000)
    run(kitchen)
    before = kitchen.rows()
    assert run(kitchen, school_ids={kitchen.schools["S003"]}).judged == 1
    assert kitchen.rows() == before


def test_weeks_that_closed_or_ran_out_of_time_are_due(kitchen):
    assert service.due(kitchen.county_id, EARLY) == [Week(MON).shifted(-1)]
    cook(kitchen)
    close(kitchen)
    assert service.due(kitchen.county_id, EARLY) == [WEEK.shifted(-1), WEEK]
    assert [one.week for one in kitchen.do(service.catch_up, now=EARLY)] == [WEEK.shifted(-1), WEEK]
    assert service.due(kitchen.county_id, EARLY) == []
    assert WEEK in service.due(kitchen.county_id, EARLY + timedelta(hours=7))


def test_statements_do_not_grow_with_schools(kitchen):
    cook(kitchen)
    run(kitchen)
    few = _statements(kitchen)
    for number in range(4, 16):
        kitchen.do(
            schools.put_school,
            code=f"S{number:03}",
            name=f"第{number}小学",
            town="镇",
            school_type="primary",
            supply_mode="canteen",
            principal=None,
        )
        kitchen.enrol((f"S{number:03}", "G16"), BEGUN, "C002", 40)
    run(kitchen)
    assert _statements(kitchen) == few


def _statements(kitchen):
    """How many statements a run takes that finds what it found before."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    run(kitchen)
    event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


@pytest.fixture
def asked(kitchen):
    """The kitchen with an alert that S003 is asked to explain, by Wednesday; the alert's id."""
    cook(kitchen, grams=30_000)
    run(kitchen, now=EARLY + timedelta(hours=7))
    [one] = [one for one in queries.open_alerts(kitchen.county_id, {kitchen.schools["S003"]}) if one.rule == "F01"]
    kitchen.do(service.act, one.id, "ask", by=OFFICER, now=EARLY + timedelta(hours=7))
    return kitchen, one.id


def test_an_alert_is_asked_explained_and_confirmed(asked):
    kitchen, alert_id = asked
    one = queries.alert(kitchen.county_id, alert_id)
    assert (one.state, one.owner, f"{one.due_on}") == ("explaining", "school", "2026-11-12")
    kitchen.do(service.act, alert_id, "explain", words="那周停电", reason="special_day", by=Actor("校长", 3))
    kitchen.do(service.act, alert_id, "confirm", reason="papers", by=OFFICER)
    one = queries.alert(kitchen.county_id, alert_id)
    assert (one.state, one.due_on, one.owner) == ("confirmed", None, "周敏")
    assert [(step.action, step.words) for step in one.steps] == [("ask", ""), ("explain", "那周停电"), ("confirm", "")]
    assert precision(kitchen.county_id)["F01"].share == 1
    assert [key for _, subject, key in kitchen.journal() if subject == "alert_step"] == [
        f"{alert_id}/{number}" for number in (1, 2, 3)
    ]


def test_what_nobody_explained_in_time_goes_to_be_checked(asked):
    kitchen, alert_id = asked
    kitchen.do(service.take_up_overdue, now=EARLY + timedelta(days=3))
    assert queries.alert(kitchen.county_id, alert_id).state == "explaining"
    kitchen.do(service.take_up_overdue, now=EARLY + timedelta(days=4))
    assert queries.alert(kitchen.county_id, alert_id).state == "checking"


def test_a_batch_goes_through_whole_or_not_at_all(asked):
    kitchen, alert_id = asked
    others = [one.id for one in queries.open_alerts(kitchen.county_id) if one.state == "new"]
    with pytest.raises(errors.NotNow):
        kitchen.do(service.act_on_many, [*others, alert_id], "note", by=OFFICER)
    assert all(one.state == "new" for one in queries.some(kitchen.county_id, others).values())
    kitchen.do(service.act_on_many, others, "drop", reason="trifling", by=OFFICER)
    assert {one.state for one in queries.some(kitchen.county_id, others).values()} == {"not_pursued"}
    with pytest.raises(errors.NoAlert):
        kitchen.do(service.act, 999, "note", by=OFFICER)
