"""The pages of alerts and rules, and the bureau's week that they hang on, through their forms and without scripts."""

import io

import pytest
from openpyxl import load_workbook

from mealwatch.alerts.queries.alerts import alert
from mealwatch.alerts.queries.settings import in_force
from mealwatch.cases import queries as cases
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.messages.models import Message
from mealwatch.reports.official import queries as papers
from mealwatch.spend import service as spend
from tests.support import county
from tests.support.monday import AT, WEEK, short_week
from tests.support.people import send, site  # noqa: F401


@pytest.fixture
def monday(site, monkeypatch):  # noqa: F811
    """The site on the morning after the deadline, with the ids of its alerts."""
    monkeypatch.setattr(clock, "now", lambda: county.NOW)
    site.alerts = short_week(site)
    return site


def now(site, alert_id):  # noqa: F811
    with site.app.app_context():
        return alert(site.county_id, alert_id)


def test_from_the_first_page_to_a_verdict_and_back(monday):
    """An officer asks, the school explains, the officer concludes; each sees what is theirs, once each."""
    short = monday.alerts["S003", "F01"]
    office, school = monday.client("bureau_officer"), monday.client("principal_elsewhere")
    assert school.get(f"/alerts/{short}").status_code == 404, "not asked yet"
    assert "没有要说明的" in school.get("/asked").text
    page = office.get(AT).text
    assert f'value="alert:{short}"' in page
    assert "云岭镇小学" in page
    assert "低于标准 25.00 元，差 1.00 元" in page
    told = office.get(f"/alerts/{short}?from=town%3D云岭镇").text
    assert "供餐5天，每餐单价 4.80 + 4.80 + 4.80 + 4.80 + 4.80 = 24.00 元，低于标准 25.00 元，差 1.00 元" in told
    assert "/weeks/2026-W45?town=%E4%BA%91%E5%B2%AD%E9%95%87" in told, "the crumb keeps the filter"
    assert "/schools/S003/meals/2026-11-02/lunch/C003" in told
    asking = {"action": "ask", "words": "哪天漏记了？"}
    for _again in range(2):
        assert send(office, f"/alerts/{short}/act", asking).status_code == 302
    assert now(monday, short).state == "explaining"
    assert "周生均食材支出低于标准" in school.get("/asked").text
    assert "哪天漏记了？" in school.get(f"/alerts/{short}").text
    assert "请说明（11月13日 周五前）" in school.get("/schools/S003/card").text
    assert send(school, f"/alerts/{short}/explain", {"reason": "missing"}).status_code == 422, "words are wanted"
    for _again in range(2):
        given = {"reason": "missing", "words": "周三漏记一批豆腐"}
        assert send(school, f"/alerts/{short}/explain", given).status_code == 302
    assert "周三漏记一批豆腐" in office.get(f"/alerts/{short}").text
    assert send(office, f"/alerts/{short}/act", {"action": "accept"}).status_code == 422, "a reason is wanted"
    ended = {"action": "accept", "reason_accept": "papers", "words": "看过票据"}
    assert send(office, f"/alerts/{short}/act", ended).status_code == 302
    found = now(monday, short)
    assert (found.state, [step.action for step in found.steps]) == ("explained", ["ask", "explain", "accept"])
    assert f'value="alert:{short}"' not in office.get(AT).text, "settled, so no longer among what needs somebody"
    assert (
        send(monday.client("inspector"), f"/alerts/{short}/act", {"action": "reopen", "words": "再看"}).status_code
        == 403
    )
    assert office.get("/alerts?state=explained").text.count("云岭镇小学") >= 1
    book = load_workbook(io.BytesIO(office.get("/alerts.xlsx?state=all").data))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["编号", "学校", "乡镇"]
    assert short in [row[0].value for row in sheet.iter_rows(min_row=2)]


def test_several_at_once_after_a_page_of_names_and_once_only(monday):
    """Ticked, named, confirmed; sent again nothing happens twice, and what does not suit is left out with a reason."""
    short, quiet = monday.alerts["S003", "F01"], monday.alerts["S001", "U01"]
    office = monday.client("bureau_officer")
    picks = [f"alert:{short}", f"alert:{quiet}"]
    answer = office.get(f"{AT}/batch", query_string={"act": "ask"}, follow_redirects=True)
    assert "还没有勾选" in answer.text
    assert office.get(f"{AT}/batch", query_string={"act": "burn", "pick": picks}).status_code == 422
    asked = office.get(f"{AT}/batch", query_string={"act": "remind", "pick": picks, "town": "云岭镇"}).text
    assert "这些会办理" in asked
    assert "这些不办" in asked, "nobody waits for the short school to hand in anything"
    assert 'name="town" value="云岭镇"' in asked
    for _again in range(2):
        assert send(office, f"{AT}/batch", {"act": "remind", "pick": picks}).status_code == 302
    assert send(office, f"{AT}/batch", {"act": "drop", "pick": picks}).status_code == 422, "a reason is wanted"
    order = {"act": "order", "pick": [picks[0]], "due_on": "2026-11-20", "reason": "records", "words": "补足差额"}
    assert send(office, f"{AT}/batch", order | {"due_on": ""}).status_code == 422
    for _again in range(2):
        assert send(office, f"{AT}/batch", order | {"town": "云岭镇"}).headers["Location"].startswith(f"{AT}?town=")
    for _again in range(2):
        assert send(office, f"{AT}/batch", {"act": "brief", "pick": [picks[1]]}).status_code == 302
    drop = {"act": "drop", "pick": [picks[1]], "reason": "mended"}
    for _again in range(2):
        assert send(office, f"{AT}/batch", drop).status_code == 302
    with monday.app.app_context():
        [case] = cases.cases(monday.county_id)
        told = db.session.query(Message).filter_by(county_id=monday.county_id, kind="reminder").count()
        assert list(papers.included(monday.county_id)) == [quiet]
    assert (case.state, case.source_key, case.due_on.isoformat()) == ("issued", str(short), "2026-11-20")
    assert case.text.endswith("补足差额")
    assert (now(monday, short).state, now(monday, quiet).state) == ("confirmed", "not_pursued")
    assert told == 2, "the principal of S001 and the manager of its canteen, once each"
    assert case.number in office.get(f"/alerts/{short}").text
    elsewhere = monday.client("bureau_officer_elsewhere")
    assert (
        "还没有勾选"
        in elsewhere.get(f"{AT}/batch", query_string={"act": "ask", "pick": picks[1]}, follow_redirects=True).text
    ), "another town's school is not there"
    book = load_workbook(io.BytesIO(office.get(f"{AT}.xlsx").data))
    assert book.sheetnames[:2] == ["各校", "需要处理"]


def test_the_strip_says_what_waits_for_a_run_and_runs_it(monday):
    office = monday.client("bureau_officer")
    assert "现在更新" not in office.get(AT).text
    monday.do(spend.close_all, WEEK)
    assert "又有 3 所学校的 1 个周次" in office.get(AT).text
    assert "已更新 1 个周次" in send(office, f"{AT}/run", follow_redirects=True).text
    assert "现在更新" not in office.get(AT).text
    assert "现在更新" not in monday.client("inspector").get(AT).text, "who may not run them is not asked to"


def test_a_rule_is_set_from_a_monday_on_within_its_bounds(monday):
    admin = monday.client("bureau_admin")
    assert "周生均食材支出低于标准" in admin.get("/rules").text
    assert "无法判断" in admin.get(f"/rules?week={WEEK}").text
    given = {
        "mode": "watch",
        "days": "10",
        "tens_percent": "50",
        "pupils": "30",
        "from_date": "2026-11-25",
        "reason": "寄宿学校多",
    }
    assert send(admin, "/rules/H03", given | {"days": "900"}).status_code == 422
    assert send(admin, "/rules/H03", given | {"reason": ""}).status_code == 422
    assert send(admin, "/rules/H03", given).status_code == 302
    page = admin.get("/rules/H03").text
    assert "2026年11月23日" in page, "from that week's Monday on"
    assert "8 → 10" in page
    with monday.app.app_context():
        holds = in_force(monday.county_id, WEEK.shifted(3).monday)["H03"]
    assert (holds.mode, holds.limits.days) == ("watch", 10)
    assert admin.get("/rules/X99").status_code == 404
    assert send(monday.client("bureau_officer"), "/rules/H03", given).status_code == 403
