"""The pages of cases: the whole way from opening to the end by hand, who sees what, a finding that becomes a case."""

import re
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from openpyxl import load_workbook

from mealwatch.alerts.domain.signal import Line
from mealwatch.cases import queries, service
from mealwatch.cases.pages import sources
from mealwatch.inspections.office import queries as visited
from mealwatch.kernel import clock
from tests.support.people import send
from tests.support.visits import Tablet, lost

MONTH = (clock.today() + timedelta(days=30)).isoformat()
DRAWN = "[[0,0,300,200]]"
NOTICE = {"school": "S001", "source": "complaint", "heard": "hotline", "text": "午餐份量不足", "basis": "带量食谱"}
NOTICE |= {"severity": "serious", "kind": "lasting", "owner": "", "request_key": "k1"}


def found(site, case_id=1):
    with site.app.app_context():
        return queries.case(site.county_id, case_id)


def step(site, who, what, case_id=1, **form):
    """A step by its form; the page that follows."""
    client = site.client(who)
    return send(client, f"/cases/{case_id}/steps/{what}", {"words": "看过了"} | form, follow_redirects=True)


def test_the_whole_way_of_a_case(site):
    officer, admin, principal = (site.client(who) for who in ("bureau_officer", "bureau_admin", "principal"))
    assert "立案整改" in officer.get("/cases").text
    for _time in range(2):
        page = send(officer, "/cases/new?complaint=1", NOTICE, follow_redirects=True).text
    assert "午餐份量不足" in page
    assert found(site).source_key == "hotline"
    assert principal.get("/cases/1").status_code == 404
    assert "午餐份量不足" not in principal.get("/cases/mine").text
    worded = {name: NOTICE[name] for name in ("basis", "severity", "kind")}
    send(officer, "/cases/1/wording", worded | {"text": "抽称 5 份，米饭少 40 克"})
    assert found(site).text == "抽称 5 份，米饭少 40 克"
    step(site, "bureau_officer", "issue")
    assert principal.get("/cases/2").status_code == 404
    assert "签收这份通知" in principal.get("/cases/1").text
    refused = send(principal, "/cases/1/sign", {"strokes": ""})
    assert refused.status_code == 422
    assert "还没有签字" in refused.text
    send(principal, "/cases/1/sign", {"strokes": DRAWN})
    assert send(principal, "/cases/1/answer", {"words": "", "then": "ask"}).status_code == 422
    for _time in range(2):
        page = send(
            principal, "/cases/1/answer", {"words": "按克重重新分餐", "then": "ask"}, follow_redirects=True
        ).text
    assert "等县教体局核查" in page
    assert "整改情况回执" in officer.get("/cases/1").text
    step(site, "bureau_officer", "propose_close", reason="seen")
    assert "要由另一个人同意" in officer.get("/cases/1").text
    assert "要由另一个人来做" in step(site, "bureau_officer", "agree_close").text
    step(site, "bureau_admin", "agree_close")
    assert found(site).state == "watching"
    assert step(site, "bureau_officer", "finish", reason="school_gone").status_code == 409
    step(site, "bureau_admin", "superior_return", reason="evidence", due_on=MONTH)
    assert "佐证材料不够" in principal.get("/cases/1").text
    assert [one.what for one in found(site).steps if one.what in ("answer", "ask_review")] == ["answer", "ask_review"]
    assert "重新打开 1 次" in admin.get("/cases").text


@pytest.fixture
def issued(site):
    """A case at S001, issued; a draft there; one at S003, issued."""
    with site.app.app_context():
        ids = {one.code: one.id for one in sources.schools.schools_of(site.county_id)}
    for school, text in (("S001", "留样不足"), ("S001", "还没有核对"), ("S003", "消毒记录缺失")):
        site.do(service.open, ids[school], source=("hand", ""), text=text)
    for case_id in (1, 3):
        site.do(service.act, case_id, "issue")
    return site


def test_who_sees_which_case(issued):
    seen = {
        who: [issued.client(who).get(f"/cases/{case_id}").status_code for case_id in (1, 2, 3)]
        for who in ("bureau_officer", "auditor", "principal", "principal_elsewhere", "inspector_elsewhere")
    }
    assert seen == {
        "bureau_officer": [200, 200, 200],
        "auditor": [200, 200, 200],
        "principal": [200, 404, 404],
        "principal_elsewhere": [404, 404, 200],
        "inspector_elsewhere": [404, 404, 200],
    }
    for who, status in (("bureau_officer_elsewhere", 404), ("principal", 403), ("auditor", 403)):
        answer = send(issued.client(who), "/cases/1/steps/note", {"words": "话"})
        assert (who, answer.status_code) == (who, status)
    assert send(issued.client("bureau_admin"), "/cases/1/sign", {"strokes": DRAWN}).status_code == 403
    step(issued, "bureau_officer", "note", words="内部看法")
    assert "内部看法" in issued.client("bureau_officer").get("/cases/1").text
    assert "内部看法" not in issued.client("principal").get("/cases/1").text
    card = issued.client("principal").get("/schools/S001/card").text
    assert re.search(r"整改〔\d{4}〕001号 请签收：留样不足", card)
    assert "还没有核对" not in card
    assert issued.client("bureau_officer").get("/cases/1/steps/agree_close").status_code == 409
    assert issued.client("bureau_officer").get("/cases/1/steps/dance").status_code == 404


def test_the_list_and_its_spreadsheet_say_the_same(issued):
    client = issued.client("bureau_officer")
    for query, count in (("", 3), ("?state=issued", 2), ("?state=drafted", 1), ("?school=S003", 1), ("?first=x", 3)):
        rows = list(load_workbook(BytesIO(client.get(f"/cases.xlsx{query}").data)).worksheets[0].values)
        assert len(rows) - 1 == count, query
        assert client.get(f"/cases/list{query}").text.count("<tr>") - 1 == count, query
    assert "消毒记录缺失" in {row[4] for row in rows}


def test_a_finding_becomes_a_case_and_is_followed_there(site):
    tablet = Tablet(site)
    tablet.deposit(tablet.body(answers={"B6": lost("库房墙角有老鼠屎")}))
    officer, principal = site.client("bureau_officer"), site.client("principal")
    assert "/cases/new?finding=1" in officer.get("/findings/1").text
    assert "/cases/new" not in principal.get("/findings/1").text
    form = officer.get("/cases/new?finding=1").text
    assert "库房墙角有老鼠屎" in form
    notice = NOTICE | {"text": "库房有鼠迹", "kind": "dated"}
    send(officer, "/cases/new?finding=1", notice)
    assert (found(site).source, found(site).source_key, found(site).canteen_id) == ("finding", "1", 1)
    assert officer.get("/cases/new?finding=1").headers["Location"].endswith("/cases/1")
    assert "已改好，请核查" in principal.get("/findings/1").text
    step(site, "bureau_officer", "issue")
    page = principal.get("/findings/1").text
    assert "/cases/1" in page
    assert "已改好，请核查" not in page
    for client, address, given in (
        (principal, "/findings/1/answer", {"words": "改好了"}),
        (officer, "/findings/1/step", {"what": "check", "words": "看过"}),
    ):
        assert send(client, address, given).status_code == 409
    send(principal, "/cases/1/sign", {"strokes": DRAWN})
    send(principal, "/cases/1/answer", {"words": "封堵了鼠洞", "then": "ask"})
    step(site, "bureau_officer", "propose_close", reason="seen")
    step(site, "bureau_admin", "agree_close")
    with site.app.app_context():
        assert visited.get_finding(site.county_id, 1).state == "mended"
    step(site, "bureau_officer", "reopen", reason="not_kept", due_on=MONTH)
    with site.app.app_context():
        assert visited.get_finding(site.county_id, 1).state == "open"
    assert found(site).level == 2


def test_an_alert_fills_the_form_with_its_neutral_sentence(site):
    with site.app.app_context():
        school = sources.schools.schools_of(site.county_id)[0]
    said = Line("一周每餐单价合计 {sum} 元，低于标准，需要说明", {"sum": "23.06"})
    alert = SimpleNamespace(id=7, school_id=school.id, sentence=said, severity="red", rule="F01")
    officer = site.client("bureau_officer")
    with patch.object(sources, "get_alert", lambda _county_id, _alert_id: alert):
        assert "一周每餐单价合计 23.06 元，低于标准，需要说明" in officer.get("/cases/new?alert=7").text
        send(officer, "/cases/new?alert=7", NOTICE | {"text": "单价合计 23.06 元"})
        assert send(site.client("bureau_officer_elsewhere"), "/cases/new?alert=7", NOTICE).status_code == 403
    assert (found(site).source, found(site).source_key) == ("alert", "7")


def test_who_stands_in_at_closing_is_named_by_the_head(site):
    admin = site.client("bureau_admin")
    page = admin.get("/cases/deputies").text
    ids = dict(re.findall(r'<option value="(\d+)">([^<]+)</option>', page))
    number = {name: key for key, name in ids.items()}
    given = {"stands_for": number["Bureau_Officer"], "deputy": number["Auditor"], "reason": "出差"}
    wrong = given | {"from_date": "2026-11-09", "until_date": "2026-11-08"}
    assert send(admin, "/cases/deputies", wrong).status_code == 422
    named = send(admin, "/cases/deputies", given | {"from_date": "2026-11-09", "until_date": "2099-11-08"})
    assert named.status_code == 302
    assert "结束" in admin.get("/cases/deputies").text
    send(admin, "/cases/deputies/1/end")
    assert "<button>结束" not in admin.get("/cases/deputies").text
