"""The supply calendar, requests for days without a meal, and the register, on pages and over the API."""

import re
from datetime import timedelta

from mealwatch.kernel import clock
from mealwatch.schools import queries, service
from tests.support.people import send, site  # noqa: F401

TODAY = clock.today()
ASK = "/schools/S001/closures/new"


def is_supply(place, on=TODAY):
    with place.app.app_context():
        school = queries.get_school(place.county_id, "S001")
        group = queries.get_group(place.county_id, school.id, "G16")
        return queries.calendar_of(place.county_id, on, on, school_ids=[school.id]).is_supply(on, school.id, group.id)


def ask(place, **changes):
    """Ask for today off as the principal; the answer."""
    client = place.client("principal")
    key = re.search(r'name="request_key" value="(\w+)"', client.get(ASK).text)[1]
    form = {"request_key": key, "date": TODAY.isoformat(), "kind": "no_class", "words": "暴雨"}
    return send(client, ASK, form | changes, page=ASK, follow_redirects=True)


def test_ticked_days_become_what_is_chosen_and_can_be_given_back(site):  # noqa: F811
    client = site.client("bureau_officer")
    tick = {f"days-{TODAY.day}-on": TODAY.isoformat()}
    send(client, "/calendar", tick | {"day_type": "supply"}, page="/calendar")
    assert is_supply(site)
    own = "/schools/S001/calendar"
    page = send(client, own, tick | {"day_type": "closed", "note": "运动会"}, page=own, follow_redirects=True).text
    assert not is_supply(site)
    assert "运动会" in page
    assert "按学校" in page
    send(client, own, tick | {"day_type": "inherit"}, page=own)
    assert is_supply(site)


def test_without_a_day_ticked_the_form_says_so(site):  # noqa: F811
    answer = send(site.client("bureau_officer"), "/calendar", {"day_type": "supply"}, page="/calendar")
    assert answer.status_code == 422
    assert "请在月历上勾选日期" in answer.text


def test_the_published_days_are_taken_over_and_unknown_years_are_not_guessed(site):  # noqa: F811
    client, at = site.client("bureau_officer"), "/calendar/proposal"
    page = send(client, at, {"first": "2026-10-05", "last": "2026-10-11"}, page=at, follow_redirects=True).text
    assert "已生成 3 个供餐日" in page  # Thursday, Friday, and the make-up Saturday
    unknown = send(client, at, {"first": "2031-09-01", "last": "2031-09-30"}, page=at)
    assert unknown.status_code == 409
    assert "尚未公布" in unknown.text
    assert "尚未公布" in client.get("/calendar?month=2031-09").text


def test_a_town_officer_changes_no_county_day(site):  # noqa: F811
    tick = {f"days-{TODAY.day}-on": TODAY.isoformat(), "day_type": "supply"}
    assert send(site.client("bureau_officer_elsewhere"), "/calendar", tick).status_code == 403
    assert not is_supply(site)


def test_a_request_changes_nothing_until_somebody_else_approves(site):  # noqa: F811
    site.do(service.put_calendar_day, dated_on=TODAY, day_type="supply")
    page = ask(site).text
    assert "仍按供餐日算" in page
    assert "停课：暴雨" in page
    assert is_supply(site)
    assert "申请不供餐中" in site.client("principal").get("/schools/S001/calendar").text
    officer = site.client("bureau_officer")
    chosen = {"chosen-0-id": "1", "decision": "approved", "note": "同意"}
    assert "已同意" in send(officer, "/closures", chosen, page="/closures", follow_redirects=True).text
    assert not is_supply(site)


def test_a_refused_day_stays_due(site):  # noqa: F811
    site.do(service.put_calendar_day, dated_on=TODAY, day_type="supply")
    ask(site)
    form = {"chosen-0-id": "1", "decision": "refused"}
    page = send(site.client("bureau_officer"), "/closures", form, page="/closures", follow_redirects=True).text
    assert "未同意" in page
    assert is_supply(site)


def test_several_are_decided_at_once_or_none(site):  # noqa: F811
    ask(site)
    ask(site, date=(TODAY + timedelta(days=1)).isoformat())
    form = {"chosen-0-id": "1", "chosen-1-id": "9", "decision": "approved"}
    answer = send(site.client("bureau_officer"), "/closures", form, page="/closures")
    assert answer.status_code == 422
    with site.app.app_context():
        assert [one.decision for one in queries.closure_requests_of(site.county_id)] == [None, None]
    form = {"chosen-0-id": "1", "chosen-1-id": "2", "decision": "approved"}
    page = send(site.client("bureau_officer"), "/closures", form, page="/closures", follow_redirects=True).text
    assert "已审批 2 份申请" in page


def test_a_request_without_a_reason_is_kept_in_the_form(site):  # noqa: F811
    answer = ask(site, kind="", words="停电半天")
    assert answer.status_code == 422
    assert "停电半天" in answer.text
    assert 'href="#f-kind"' in answer.text


def test_a_town_officer_does_not_see_the_requests_of_another_town(site):  # noqa: F811
    ask(site)
    elsewhere = site.client("bureau_officer_elsewhere")
    assert "停课：暴雨" not in elsewhere.get("/closures").text
    form = {"chosen-0-id": "1", "decision": "approved"}
    assert send(elsewhere, "/closures", form, page="/closures").status_code == 403


def test_counts_are_dated_and_the_old_ones_stay(site):  # noqa: F811
    client, at = site.client("bureau_officer"), "/schools/S001/groups/G16/edit"
    assert 'value="120"' in client.get(at).text
    form = {
        "from_date": TODAY.isoformat(),
        "name": "1-6年级",
        "age_band": "9-11",
        "canteen_code": "C001",
        "beneficiaries": "131",
        "other_pupils": "2",
    }
    page = send(client, at, form, page=at, follow_redirects=True).text
    assert '<td class="num">131</td>' in page
    assert '<td class="num">120</td>' in page


def test_a_code_that_is_taken_is_not_registered_again(site):  # noqa: F811
    form = {"code": "S001", "name": "别的", "town": "青山镇", "school_type": "primary", "supply_mode": "canteen"}
    answer = send(site.client("bureau_officer"), "/schools/new", form, page="/schools/new")
    assert answer.status_code == 409
    assert "编码“S001”已经有了" in answer.text


def test_over_the_api_a_school_is_registered_and_changed(site):  # noqa: F811
    client, bearer = site.client(), site.bearer("bureau_officer")
    body = {"name": "白河小学", "town": "白河乡", "school_type": "primary", "supply_mode": "canteen"}

    def put(path, given):
        return client.put(f"/api/v1{path}", json=given, headers=bearer)

    assert put("/schools/S010", body).status_code == 201
    assert put("/schools/S010", body).status_code == 200
    assert put("/schools/S010", body | {"principal": "林校长"}).get_json()["principal"] == "林校长"
    assert put("/canteens/C010", {"school_code": "S010", "name": "食堂"}).status_code == 201
    state = {"name": "全校", "age_band": "9-11", "canteen_code": "C010", "beneficiaries": 50}
    assert put(f"/schools/S010/groups/G1/states/{TODAY}", state).status_code == 201
    assert put(f"/schools/S010/groups/G1/states/{TODAY}", state | {"canteen_code": "X1"}).status_code == 422
    standard = {"subsidised": True, "top_up_yuan": "2.00"}
    assert put(f"/schools/S010/standards/{TODAY}/lunch", standard).status_code == 201
    assert put(f"/schools/S010/groups/G1/standards/{TODAY}/lunch", standard).get_json()["top_up_yuan"] == "2.00"
    dear = put(f"/schools/S010/standards/{TODAY}/lunch", standard | {"top_up_yuan": "5000"})
    assert [fault["field"] for fault in dear.get_json()["errors"]] == ["top_up_yuan"]
    assert put(f"/schools/S010/calendar/{TODAY}", {"day_type": "closed"}).status_code == 201
    assert client.delete(f"/api/v1/schools/S010/calendar/{TODAY}", headers=bearer).status_code == 204
    assert client.delete(f"/api/v1/schools/S010/calendar/{TODAY}", headers=bearer).status_code == 404


def test_over_the_api_a_request_is_asked_once_and_decided_by_another(site):  # noqa: F811
    client, at = site.client(), "/api/v1/schools/S001/closure-requests/k1"
    principal, officer = site.bearer("principal"), site.bearer("bureau_officer")
    body = {"date": TODAY.isoformat(), "reason": "停电"}
    assert client.put(at, json=body, headers=principal).status_code == 201
    assert client.put(at, json=body, headers=principal).status_code == 200
    assert client.put(at, json=body | {"reason": "停水"}, headers=principal).status_code == 409
    assert client.put(f"{at}/decision", json={"decision": "approved"}, headers=principal).status_code == 403
    decided = client.put(f"{at}/decision", json={"decision": "approved"}, headers=officer)
    assert decided.get_json()["decision"] == "approved"
    assert client.put(f"{at}/decision", json={"decision": "refused"}, headers=officer).status_code == 409
