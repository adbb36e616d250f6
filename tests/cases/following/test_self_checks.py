"""Asking other schools: exactly those exposed, their answers, the tenth that is seen, the case of a school's own."""

from datetime import timedelta

import pytest

from mealwatch.cases import queries as cases
from mealwatch.cases import service as case_service
from mealwatch.cases.following import errors, queries, service
from mealwatch.cases.following.domain.exposure import INGREDIENT, SUPPLIER
from mealwatch.stock.domain import documents
from tests.cases.following.closed import morning, sealed_days
from tests.support.kitchen import MON, NOW, TUE

SINCE = {"first": MON, "last": NOW.date()}
DUE = NOW.date() + timedelta(days=4)


@pytest.fixture
def bought(life):
    """Both canteens got rice, one of them from the supplier; what was reversed does not count."""
    kitchen = life.kitchen
    line = documents.LINES["receipt"](kitchen.ingredients["rice"], 900, "base", 450, supplier_id=kitchen.supplier_id)
    kitchen.post(kitchen.document("receipt", "R1", MON, line))
    kitchen.receive("R2", TUE, 500, 250, canteen="C002")
    wrong = documents.LINES["receipt"](kitchen.ingredients["oil"], 900, "base", 450, supplier_id=kitchen.supplier_id)
    kitchen.post(kitchen.document("receipt", "R3", TUE, wrong, canteen="C002"))
    kitchen.reverse("receipt", "R3", TUE, canteen="C002")
    return life


def ask(life, case_id, **more):
    given = {"title": "大米自查", "questions": ("有没有发霉？", "有没有虫？"), "due_on": DUE} | SINCE
    return life.do(service.ask, case_id, **given | more)


def test_the_schools_that_a_cause_reached_are_asked_and_no_other(bought):
    at, county_id = bought.kitchen.schools, bought.county_id
    supplier, rice = str(bought.kitchen.supplier_id), str(bought.kitchen.ingredients["rice"])
    reached = queries.exposed(county_id, SUPPLIER, supplier, **SINCE)
    assert set(reached) == {at["S001"], at["S002"]}, "the canteen of S001 feeds S002 too; the reversed line is none"
    assert [one.says for one in reached[at["S002"]]] == ["2026年11月2日 入库单 R1：rice 0.9 公斤"]
    assert set(queries.exposed(county_id, INGREDIENT, rice, **SINCE)) == set(at.values())
    case_id = bought.open()
    check_id = ask(bought, case_id, cause=SUPPLIER, key=supplier, text="绿源配送")
    check = queries.get_check(county_id, check_id)
    assert [one.school_id for one in check.asked] == [at["S002"]], "its own school has the case itself"
    with pytest.raises(errors.NotAsked):
        bought.do(service.reply, check_id, at["S003"], answers=(False, False))
    with pytest.raises(errors.NobodyExposed):
        ask(bought, case_id, cause=SUPPLIER, key="999")
    with pytest.raises(errors.CauseMissing):
        ask(bought, case_id)


def test_answers_a_tenth_of_the_all_clears_is_seen_and_an_answer_opens_a_case(bought):
    at, county_id = bought.kitchen.schools, bought.county_id
    case_id = bought.open()
    check_id = ask(bought, case_id, scope="county")
    reply = {"answers": (False, True), "words": "有两袋生虫", "by": bought.principal}
    with pytest.raises(errors.AnswerMissing):
        bought.do(service.reply, check_id, at["S002"], answers=(None, True))
    with pytest.raises(errors.WordsMissing):
        bought.do(service.reply, check_id, at["S002"], answers=(False, True))
    for _ in range(2):
        bought.do(service.reply, check_id, at["S002"], **reply)
    assert bought.do(service.wake) == 0, "one has not answered, and the day is not over"
    bought.do(service.reply, check_id, at["S003"], answers=(False, False))
    assert queries.check_counts(county_id, [case_id]) == {case_id: (2, 2, 1)}
    assert bought.do(service.wake) == 1
    [draw] = queries.draws(county_id, NOW, kind="verification", subject_ids=[check_id])
    assert (draw.count, draw.looks[0].on, draw.looks[0].school_id) == (1, None, None)
    with pytest.raises(errors.TooLate):
        bought.do(service.reply, check_id, at["S002"], answers=(False, False))
    school, on = sealed_days(county_id, draw)[1, 1]
    assert school == "S003"
    bought.do(service.wake, now=morning(on))
    words = "库房里有发霉的"
    bought.do(service.settle, draw.id, 1, "failed", words=words, by=bought.principal, now=morning(on, 9))
    assert queries.get_draw(county_id, draw.id, morning(on, 10)).shown
    opened = [bought.do(service.open_case, check_id, at[code]) for code in ("S002", "S002", "S003")]
    assert opened[0] == opened[1] != opened[2]
    assert [cases.case(county_id, one).state for one in opened[1:]] == ["drafted", "drafted"]
    assert words in cases.case(county_id, opened[2]).text and "有两袋生虫" in cases.case(county_id, opened[0]).text


def test_the_ladder_is_climbed_by_working_days_with_numbered_papers(life):
    case_id = life.open(due_on=NOW.date() + timedelta(days=3))
    monday = NOW + timedelta(days=3)

    def asked(days):
        at = (monday + timedelta(days=days)).date()
        found = queries.proposed_for(life.county_id, cases.case(life.county_id, case_id), at)
        return found and (found.step, found.count)

    assert [asked(days) for days in (0, 1, 3, 7)] == [None, ("remind", 1), ("notice", 3), ("interview", 5)]
    late = {"now": monday + timedelta(days=1)}
    with pytest.raises(errors.NothingProposed):
        life.do(service.take, case_id, "interview", paper={}, **late)
    first = life.do(service.take, case_id, "remind", paper={"place": "会议室", "held_on": "2026-12-02"}, **late)
    assert [asked(days) for days in (1, 2, 3)] == [None, None, ("notice", 3)]
    with pytest.raises(errors.ReasonMissing):
        life.do(service.decline, case_id, "notice", words=" ", now=monday + timedelta(days=3))
    life.do(service.decline, case_id, "notice", words="施工队明天到", now=monday + timedelta(days=3))
    assert [asked(days) for days in (3, 7)] == [None, ("interview", 5)]
    life.do(service.record, first, paper={"statement": "一定改好", "persons": "校长"}, now=monday + timedelta(days=2))
    said = queries.step(life.county_id, first)
    assert (said.number, said.place, said.statement, said.persons) == ("提醒〔2026〕1号", "会议室", "一定改好", "校长")
    assert (said.case_number, said.facts, said.held_on.isoformat()) == ("整改〔2026〕001号", "", "2026-12-02")
    declined = next(one for one in queries.escalations(life.county_id) if not one.taken)
    with pytest.raises(errors.NoEscalation):
        queries.step(life.county_id, declined.id)


def test_a_case_that_came_back_asks_for_more(life):
    case_id = life.watched()
    more = {"reason": "reported", "due_on": NOW.date() + timedelta(days=10)}
    life.do(case_service.act, case_id, "reopen", words="群众反映", **more)
    found = queries.proposed_for(life.county_id, cases.case(life.county_id, case_id), NOW.date())
    assert (found.step, found.rule, found.count) == ("notice", "reopened", 1)
