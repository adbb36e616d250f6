"""The life of look-backs: sealed at the closing, known at six that morning, passed, failed, missed and drawn anew."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from mealwatch.cases import queries as cases
from mealwatch.cases import service as case_service
from mealwatch.cases.following import errors, queries, service
from mealwatch.cases.following.domain import drawing
from mealwatch.rounds import queries as rounds
from tests.cases.following.closed import morning, sealed_days
from tests.support.kitchen import NOW


def drawn(life, case_id, now=NOW):
    [draw] = queries.draws(life.county_id, now, kind="look_back", subject_ids=[case_id], open_only=True)
    return draw


def wake(life, now):
    return life.do(service.wake, now=now)


def test_all_look_backs_passed_settle_the_case_and_show_the_seed(life):
    case_id = life.watched()
    draw = drawn(life, case_id)
    assert (draw.count, [one.state for one in draw.looks]) == (2, ["waiting", "waiting"])
    assert all(one.on is None and one.school_id is None for one in draw.looks)
    days = [on for _, on in sorted(sealed_days(life.county_id, draw).values())]
    for n, on in enumerate(days, start=1):
        before = morning(on, 5, 59)
        assert wake(life, before) == 0
        assert queries.todays(life.county_id, before) == []
        with pytest.raises(errors.NotToday):
            life.do(service.settle, draw.id, n, "passed", words="看过", now=before)
        assert wake(life, morning(on)) == 1
        assert wake(life, morning(on, 7)) == 0, "waking twice does nothing twice"
        [(look, _draw)] = queries.todays(life.county_id, morning(on, 7))
        assert (look.n, look.on, look.school_id) == (n, on, life.kitchen.schools["S001"])
        [stop] = rounds.stops_for(life.county_id, on, on)
        assert stop.school_id == look.school_id
        assert rounds.stops_seen_by(life.county_id, "anybody", on) == [stop]
        life.do(service.settle, draw.id, n, "passed", words="留样齐全", photos=("a" * 64,), now=morning(on, 10))
        assert rounds.stops_for(life.county_id, on, on) == []
        with pytest.raises(errors.AlreadySettled):
            life.do(service.settle, draw.id, n, "failed", words="再看", now=morning(on, 11))
    case = cases.case(life.county_id, case_id)
    assert (case.state, case.looks_passed) == ("closed", 2)
    over = queries.get_draw(life.county_id, draw.id, morning(days[-1], 12))
    assert (
        drawing.faults(
            over.shown,
            over.seed_hash,
            [one.listed for one in over.slates],
            [drawing.Pick(one.n, one.attempt, "S001", one.on) for one in over.looks],
        )
        == []
    )


def test_a_failed_look_back_opens_the_same_case_one_level_higher_and_gives_up_the_others(life):
    case_id = life.watched(severity="serious")
    draw = drawn(life, case_id)
    assert draw.count == 3
    first = sealed_days(life.county_id, draw)[1, 1][1]
    wake(life, morning(first))
    with pytest.raises(errors.ResultEmpty):
        life.do(service.settle, draw.id, 1, "failed", words=" ", now=morning(first, 9))
    life.do(service.settle, draw.id, 1, "failed", words="又没有留样", now=morning(first, 9))
    case = cases.case(life.county_id, case_id)
    assert (case.state, case.level, case.reopened) == ("reopened", 2, 1)
    late = queries.get_draw(life.county_id, draw.id, NOW + timedelta(days=200))
    assert late.ended and late.shown
    assert [one.state for one in late.looks] == ["failed", "ended", "ended"]
    assert wake(life, morning(sealed_days(life.county_id, draw)[2, 1][1])) == 0
    life.sign(case_id, morning(first, 12))
    life.close(case_id, morning(first, 13))
    assert drawn(life, case_id, morning(first, 14)).count == 3, "what came back is looked at three times"


def test_a_day_that_nobody_used_is_counted_and_drawn_anew_within_the_week(life):
    case_id = life.watched()
    draw, missed = drawn(life, case_id), []
    for attempt in (1, 2):
        here = drawn(life, case_id, NOW)
        on = sealed_days(life.county_id, here)[1, attempt][1]
        missed.append(on)
        wake(life, morning(on))
        assert wake(life, morning(on + timedelta(days=1), 5, 59)) == 0
        assert wake(life, morning(on + timedelta(days=1))) == 1
        assert rounds.stops_for(life.county_id, on, on) == []
    look = drawn(life, case_id, morning(missed[-1] + timedelta(days=1))).looks[0]
    assert (look.state, look.missed, look.attempt, look.on) == ("waiting", 2, 3, None)
    third = sealed_days(life.county_id, drawn(life, case_id))[1, 3][1]
    assert missed[0] < missed[1] < third <= missed[1] + timedelta(days=8)
    assert missed[1] - missed[0] <= timedelta(days=8)
    wake(life, morning(third))
    life.do(service.settle, draw.id, 1, "passed", words="看过", now=morning(third, 9))
    assert cases.case(life.county_id, case_id).looks_passed == 1


def test_nothing_on_record_tells_the_day_before_its_morning(life):
    """Of two closings alike but for the site's secret, everything on record is alike but for the hash of the seed."""
    case_id = life.watched()
    draw = drawn(life, case_id)
    days = sealed_days(life.county_id, draw)
    told = [line for line in life.journal_text() if line.startswith(("field_", "message"))]
    chosen = {on.isoformat() for _, on in days.values()}
    for line in told:
        here = {on for on in chosen if on in line}
        if here:
            listed = {on for slate in draw.slates for on in slate.listed["choices"]["S001"]}
            assert line.startswith("field_slate") and len(listed & set(_days_in(line))) >= 3, line
    assert all(draw.looks[n - 1].on is None for n, _ in days)
    before = morning(min(on for _, on in days.values()), 5, 59)
    assert all(one.on is None and one.school_id is None for one in drawn(life, case_id, before).looks)


def _days_in(line):
    import re

    return re.findall(r"\d{4}-\d{2}-\d{2}", line)


def test_the_reserved_half_days_are_the_same_whatever_was_drawn(life, monkeypatch):
    case_id = life.watched()
    before = queries.reserved(life.county_id, NOW)
    assert before and sum(count for _, count in before) >= 2
    days = sealed_days(life.county_id, drawn(life, case_id))
    monkeypatch.setattr("mealwatch.cases.following.sealed.tokens.find_site_key", lambda _name: "another secret")
    assert queries.reserved(life.county_id, NOW) == before
    monkeypatch.undo()
    assert sealed_days(life.county_id, drawn(life, case_id)) == days


def test_a_superiors_return_gives_look_backs_up(life):
    case_id = life.watched()
    draw = drawn(life, case_id)
    due_on = NOW.date() + timedelta(days=5)
    life.do(case_service.act, case_id, "superior_return", words="证据不足", reason="evidence", due_on=due_on)
    assert not queries.get_draw(life.county_id, draw.id, NOW).open


@pytest.mark.parametrize(("mended", "state"), [(True, "watching"), (False, "reopened")])
def test_a_visit_that_looked_at_the_cases_finding_again_says_the_result(life, monkeypatch, mended, state):
    case_id = life.watched(source=("finding", 7))
    draw = drawn(life, case_id)
    on = sealed_days(life.county_id, draw)[1, 1][1]
    there = SimpleNamespace(school_id=life.kitchen.schools["S001"], dated_on=on, id=5)
    again = SimpleNamespace(looked_on=on, visit_id=5, mended=mended, note="看了库房")
    found = SimpleNamespace(finding=SimpleNamespace(rechecks=[again]))
    monkeypatch.setattr("mealwatch.inspections.queries.visits", lambda *_given, **_more: [there])
    monkeypatch.setattr("mealwatch.inspections.queries.visit", lambda *_given: there)
    monkeypatch.setattr("mealwatch.inspections.office.queries.findings", lambda *_given, **_more: [found])
    assert wake(life, morning(on)) == 1, "the stop"
    [stop] = rounds.stops_for(life.county_id, on, on)
    assert queries.looked_for(life.county_id, stop.id) == {7}, "the tablet takes it along though it was mended"
    assert wake(life, morning(on, 18)) == 1, "the result"
    assert cases.case(life.county_id, case_id).state == state
    result = queries.get_draw(life.county_id, draw.id, morning(on, 19)).looks[0].result
    assert (result.visit_id, "看了库房" in result.words) == (5, True)


def test_a_visit_of_a_missed_day_that_comes_in_late_counts_after_all(life, monkeypatch):
    case_id = life.watched()
    draw = drawn(life, case_id)
    on = sealed_days(life.county_id, draw)[1, 1][1]
    wake(life, morning(on))
    late = morning(on + timedelta(days=1), 8)
    wake(life, late)
    assert drawn(life, case_id, late).looks[0].missed == 1
    there = SimpleNamespace(school_id=life.kitchen.schools["S001"], dated_on=on, id=5)
    monkeypatch.setattr("mealwatch.inspections.queries.visits", lambda *_given, **_more: [there])
    look = drawn(life, case_id, late).looks[0]
    assert (look.state, look.on, look.missed) == ("seen", on, 0)
    life.do(service.settle, draw.id, 1, "passed", words="留样齐全", visit_id=5, now=late)
    look = drawn(life, case_id, late).looks[0]
    assert (look.state, look.on, look.attempt) == ("passed", on, 1)
