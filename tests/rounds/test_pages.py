"""Rounds through the pages: an officer plans, seals, draws and sends off; a school sees none of it."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from mealwatch.kernel import clock
from mealwatch.rounds import known, queries, service
from mealwatch.rounds.domain.plan import Person, Plan, Team
from tests.support.people import token_in

PEOPLE = (
    Person(1, "吴强", "教体局", "inspector", leads=True),
    Person(2, "孙梅", "市场监管局", phone="1390000"),
    Person(3, "钱进", "财政局", leads=True),
    Person(4, "周到", "纪委"),
)


@pytest.fixture
def planned(site, monkeypatch):
    """A site with supply days around today, and the number of a round that is planned for today."""
    from mealwatch.rounds import candidates

    monkeypatch.setattr(candidates, "serving", lambda _c, listed, days: {one.id: tuple(sorted(days)) for one in listed})
    monkeypatch.setattr("mealwatch.rounds.service.running.serving", candidates.serving)
    today = clock.today()
    plan = Plan("十一月督查", "surprise", (today,), wanted=2, people=PEOPLE, teams=(Team(1), Team(2)))
    site.round_id = site.do(service.plan, plan)
    return site


def post(client, address, **form):
    token = token_in(client.get("/account").text)
    return client.post(address, data={"csrf_token": token} | form)


def drawn(site):
    officer = site.client("bureau_officer")
    base = f"/rounds/{site.round_id}"
    assert post(officer, f"{base}/seal").status_code == 302
    answer = post(officer, f"{base}/draw", witness="郑纪", department="县纪委", words="八十八")
    assert answer.status_code == 302
    return officer, base


def places(site):
    with site.app.app_context():
        return queries.places_of(site.county_id, site.round_id)


def test_an_officer_plans_a_round_from_the_form(planned):
    officer, today = planned.client("bureau_officer"), clock.today().isoformat()
    form = {
        "title": "专项",
        "kind": "special",
        "checklist": "default@1",
        "days-0-on": today,
        "scope": "chosen",
        "picks-0-code": "S001",
        "picks-2-code": "S003",
        "gap_days": "90",
        "seen_days": "2",
        "teams": "1",
        "weights-0-factor": "short",
        "weights-0-each": "9",
        "weights-0-most": "4",
        "people-0-username": "inspector",
        "people-0-leads": "yes",
        "people-3-name": "孙梅",
        "people-3-department": "市场监管局",
    }
    answer = post(officer, "/rounds/new", **form)
    assert answer.status_code == 302, answer.text
    with planned.app.app_context():
        plan = queries.get_round(planned.county_id, int(answer.headers["Location"].rsplit("/", 1)[1])).plan
    assert (plan.schools, plan.wanted, plan.weights, plan.gap_days) == (("S001", "S003"), None, {"short": (9, 4)}, 90)
    assert [(one.name, one.username, one.leads) for one in plan.people] == [
        ("Inspector", "inspector", True),
        ("孙梅", None, False),
    ]
    assert "f-people-1-name" in post(officer, "/rounds/new", **form | {"people-1-department": "财政局"}).text
    assert "f-days" in post(officer, "/rounds/new", **form | {"days-0-on": ""}).text
    assert "f-people-0-username" in post(officer, "/rounds/new", **form | {"people-0-username": "principal"}).text


def test_a_round_from_the_list_to_the_way(planned):
    officer = planned.client("bureau_officer")
    base = f"/rounds/{planned.round_id}"
    page = officer.get(base).text
    assert "青山镇中心小学" in page and "基本分 10" in page
    post(officer, f"{base}/seal")
    page = officer.get(base).text
    with planned.app.app_context():
        [seal] = queries.seals_of(planned.county_id, planned.round_id)
    assert seal.seed_hash in page and seal.seed not in page
    assert officer.get(f"{base}/seal.pdf").data.startswith(b"%PDF")
    assert seal.seed not in officer.get(f"{base}/draw.json", follow_redirects=True).text
    assert post(officer, f"{base}/draw", witness="", department="县纪委", words="八").status_code == 422
    post(officer, f"{base}/draw", witness="郑纪", department="县纪委", words="八十八")
    check = officer.get(f"{base}/check").text
    assert seal.seed in check and "一致：这次抽签" in check
    record = json.loads(officer.get(f"{base}/draw.json").text)
    program = {}
    exec(officer.get(f"{base}/recompute.py").text, program)  # noqa: S102  the file that people download
    assert program["main"](record, lambda line: None) == []
    stops = places(planned)
    assert len(stops) == 2 and {one.team for one in stops} <= {1, 2}
    address = f"{base}/teams/{stops[0].team}/{stops[0].on}"
    assert officer.get(f"{address}.pdf").data.startswith(b"%PDF")
    assert officer.get(f"{address}.png").data.startswith(b"\x89PNG")
    assert post(officer, f"{base}/start").status_code == 302
    assert "督查中" in officer.get(base).text


def test_no_school_sees_a_trace(planned):
    _officer, base = drawn(planned)
    stop = places(planned)[0]
    addresses = [
        "/rounds",
        "/rounds/mine",
        base,
        f"{base}/check",
        f"{base}/draw.json",
        f"{base}/teams/{stop.team}",
        f"{base}/teams/{stop.team}/{stop.on}.pdf",
        f"/rounds/stops/{stop.id}",
        "/rounds/avoidances",
    ]
    for who in ("principal", "canteen_manager", "storekeeper", "acceptor", "auditor"):
        client = planned.client(who)
        assert {client.get(address).status_code for address in addresses} <= {403, 404}, who
    for who, pages in {
        "principal": ["/card", "/schools/S001", "/account", "/weeks"],
        "canteen_manager": ["/today", "/canteens/C001", "/account"],
    }.items():
        client = planned.client(who)
        for address in pages:
            text = client.get(address, follow_redirects=True).text
            assert "十一月督查" not in text and "督查轮次" not in text and "/rounds" not in text, address


def test_a_member_knows_their_school_only_from_the_day_agreed(planned):
    with planned.app.app_context():
        plan = queries.get_round(planned.county_id, planned.round_id).plan
    day, client = clock.today() + timedelta(days=3), planned.client("inspector")
    for seen_days, known_by_now in ((2, False), (3, True)):
        one = replace(plan, days=(day,), seen_days=seen_days, title=f"提前{seen_days}天", wanted=None, teams=(Team(1),))
        number = planned.do(service.plan, replace(one, scope="chosen", schools=("S003",)))
        planned.do(service.seal, number)
        planned.do(service.draw, number, witness="郑纪", department="县纪委", words="八")
        page = client.get("/rounds/mine").text
        assert f"提前{seen_days}天" in page
        assert ("某校" in page, "云岭镇小学" in page) == (True, known_by_now)
        way = f"/rounds/{number}/teams/1/{day}"
        assert client.get(f"{way}.png").status_code == (200 if known_by_now else 404)
        assert planned.client("bureau_officer").get(f"{way}.pdf").status_code == 200
        assert planned.client("inspector_elsewhere").get(f"{way}.pdf").status_code == 404
        with planned.app.app_context():
            told = queries.stops_seen_by(planned.county_id, "inspector", clock.today())
            assert [stop.round_id for stop in told] == ([number] if known_by_now else [])
            everything = queries.stops_for(planned.county_id, day, day)
            assert len(everything) == len({stop.round_id for stop in everything})
            assert all(queries.stop(planned.county_id, stop.id) == stop for stop in everything)


def test_a_town_officer_has_the_rounds_of_the_town_alone(planned):
    client = planned.client("bureau_officer_elsewhere")
    assert client.get(f"/rounds/{planned.round_id}").status_code == 404
    assert "十一月督查" not in client.get("/rounds").text
    today = clock.today().isoformat()
    form = {"title": "镇里", "kind": "surprise", "days-0-on": today, "gap_days": "90", "teams": "1"}
    assert post(client, "/rounds/new", **form, scope="county").status_code == 422
    answer = post(client, "/rounds/new", **form, scope="town", town="云岭镇")
    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).status_code == 200


def test_people_and_stops_change_with_a_reason_on_record(planned, monkeypatch):
    officer, base = drawn(planned)
    stops = places(planned)
    with planned.app.app_context():
        plan = queries.get_round(planned.county_id, planned.round_id).plan
        gone = plan.members(stops[0].team)[0]
        school = next(one.code for one in _schools(planned) if one.id == stops[0].school_id)
    away = {"name": "马上", "department": "卫健委", "school_code": school, "kind": "relative", "reason": "妹妹是教师"}
    assert post(officer, "/rounds/avoidances", **away).status_code == 302
    person = f"{base}/people/{gone.n}"
    refused = post(officer, person, reason="生病", name="马上", department="卫健委")
    assert refused.status_code == 409 and "要回避" in refused.text
    assert post(officer, person, reason="生病", name="马上", department="财政局", leads="yes").status_code == 302
    page = officer.get(f"{base}/teams/{stops[0].team}").text
    assert "没来：生病" in page and "马上" in page
    assert post(officer, person, reason="生病").status_code in (404, 409, 422)

    later = clock.today().isoformat()
    address = f"/rounds/stops/{stops[0].id}"
    assert post(officer, f"{address}/move", on="2020-01-01", reason="下雪").status_code == 422
    assert post(officer, f"{address}/move", on=later, reason="").status_code == 422
    other = 1 if stops[0].team == 2 else 2
    assert post(officer, f"{address}/hand_over", team=str(other), reason="路近").status_code == 302
    assert post(officer, f"{address}/swap", reason="停供").status_code == 302
    after = {one.id: one for one in places(planned)}
    assert after[stops[0].id].standing == "replaced"
    [new] = [one for one in after.values() if one.replaces == stops[0].id]
    assert (new.how, new.team, new.on) == ("reserve", other, stops[0].on)
    assert post(officer, f"/rounds/stops/{new.id}/swap", reason="停供").status_code == 409
    assert post(officer, f"/rounds/stops/{new.id}/drop", reason="大雪封路").status_code == 302
    post(officer, f"{base}/start")
    assert post(officer, f"{base}/finish").status_code == 409
    left = [one.id for one in after.values() if one.standing == "planned" and one.id != new.id]
    monkeypatch.setattr(known, "visited", lambda _county, ids: {one: "" for one in ids if one in left})
    assert post(officer, f"/rounds/stops/{left[0]}/drop", reason="不去").status_code == 409
    assert post(officer, f"{base}/finish").status_code == 302
    page = officer.get(base).text
    for words in ("大雪封路", "按抽签次序由", "生病", "已结束"):
        assert words in page
    assert re.search(r"已查 1 所", page)


def test_a_seal_given_up_stays_on_record_with_its_seed(planned):
    officer, base = planned.client("bureau_officer"), f"/rounds/{planned.round_id}"
    post(officer, f"{base}/seal")
    assert post(officer, f"{base}/plan", title="x").status_code == 302
    assert post(officer, f"{base}/unseal", reason="").status_code == 422
    post(officer, f"{base}/unseal", reason="漏了一个人")
    post(officer, f"{base}/seal")
    with planned.app.app_context():
        first, second = queries.seals_of(planned.county_id, planned.round_id)
    page = officer.get(base).text
    assert first.seed in page and "漏了一个人" in page and "第 2 次封存" in page
    assert second.seed not in page and first.seed != second.seed


def test_stops_move_up_and_down_their_way(planned):
    officer, _base = drawn(planned)
    stops = places(planned)
    planned.do(service.hand_over, stops[1].id, stops[0].team, reason="一起去")
    one, two = (one.id for one in places(planned))
    assert post(officer, f"/rounds/stops/{two}/shift", way="up").status_code == 302
    assert [one.id for one in places(planned)] == [two, one]
    assert post(officer, f"/rounds/stops/{two}/shift", way="up").status_code == 302
    assert [one.id for one in places(planned)] == [two, one]


def _schools(site):
    from mealwatch.schools import queries as schools

    return schools.schools_of(site.county_id)
