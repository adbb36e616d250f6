"""The office's pages of visits: what is shown, to whom, and what follows from what is done there."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mealwatch.inspections import queries as visited
from mealwatch.inspections.office import queries, service
from mealwatch.kernel.errors import Problem
from mealwatch.web.formats import long_day
from tests.support.files import a_photo
from tests.support.pdf import page_texts
from tests.support.people import send
from tests.support.visits import A_PHOTO, Tablet, counted, digest, lost, weighed

PAGES = ("/inspections", "/findings", "/differences")


@pytest.fixture
def visit_id(kitchen, tablet):
    """A visit at S001: potatoes weighed 21 for 22 kilos, rice counted 48 for 50, one item lost with a photo."""
    potato, rice = kitchen.by_name["土豆"], kitchen.by_name["大米（粳米）"]
    return tablet.deposit(
        tablet.body(
            answers={"B6": lost("库房墙角有老鼠屎", photos=[digest(A_PHOTO)])},
            weighings=[weighed(potato.code, potato.name, 21_000, 22_000, "R1/1")],
            counts=[counted(rice.code, rice.name, 48_000, 50_000)],
        )
    )


def test_what_the_office_and_the_school_see(site, visit_id):
    evidence = f"/inspections/{visit_id}/evidence/{digest(A_PHOTO)}"
    visit = f"/inspections/{visit_id}"
    for who, status in {
        "bureau_officer": 200,
        "inspector": 200,
        "auditor": 200,
        "principal": 200,
        "canteen_manager": 200,
        "principal_elsewhere": 404,
        "storekeeper_elsewhere": 404,
        "inspector_elsewhere": 404,
    }.items():
        client = site.client(who)
        paths = (
            evidence,
            visit,
            f"{visit}/photos/{digest(A_PHOTO)}",
            f"{visit}/record.pdf",
            "/findings/1",
            "/differences/1",
        )
        assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, status), who
    assert site.client().get(evidence).status_code in (302, 401)
    answer = site.client("principal").get(evidence)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    office, school = (site.client(who).get(visit).text for who in ("bureau_officer", "principal"))
    assert "没有带离线包" in office
    assert "平板1" in office
    assert "没有带离线包" not in school
    assert "平板1" not in school
    assert "净重 21 公斤 − 单据 22 公斤 = −1 公斤" in school
    assert "/documents/receipt/R1#line-1" in school


def test_a_photo_still_on_the_tablet(site, tablet, kitchen):
    other = a_photo(60, 40, seed=9)
    visit_id = tablet.deposit(tablet.body(answers={"B6": lost("脏", photos=[digest(other)])}), [other], keep=False)
    client = site.client("bureau_officer")
    assert "照片还在平板上" in client.get(f"/inspections/{visit_id}").text
    answer = client.get(f"/inspections/{visit_id}/evidence/{digest(other)}")
    assert answer.status_code == 404
    assert "照片还在平板上" in answer.text
    assert client.get(f"/inspections/{visit_id}/evidence/{digest(A_PHOTO)}").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_the_spreadsheet_says_what_the_screen_says(site, visit_id, address):
    client = site.client("bureau_officer")
    query = "?school=S001&kind=surprise" if address == "/inspections" else "?school=S001"
    page = client.get(address + query).text
    sheet = load_workbook(BytesIO(client.get(f"{address}.xlsx{query}").data)).worksheets[0]
    heads, *rows = list(sheet.iter_rows(values_only=True))
    shown = [re.findall(r'<div class="cell">(?:<[^>]+>)?([^<]+)<', row) for row in page.split("<tr>")[2:]]
    assert len(rows) == len(shown) > 0
    for row, cells in zip(rows, shown, strict=True):
        told = " ".join(long_day(one) if isinstance(one, date) else str(one) for one in row)
        assert [text for text in cells if text != "—" and text not in told] == []
    assert len(heads) >= len(shown[0]) > 6
    assert "没有符合条件" in client.get(address + "?school=S003").text


def test_what_is_within_the_allowance_is_said_apart(site, tablet, kitchen):
    potato, rice = kitchen.by_name["土豆"], kitchen.by_name["大米（粳米）"]
    weighing = weighed(potato.code, potato.name, 21_800, 22_000, "R1/1")
    visit_id = tablet.deposit(
        tablet.body(weighings=[weighing], counts=[counted(rice.code, rice.name, 40_000, 50_000)]), files=()
    )
    office = site.client("bureau_officer")
    beyond, within, both = (office.get("/differences" + query).text for query in ("", "?beyond=within", "?beyond=all"))
    assert ("大米（粳米）" in beyond, ">土豆</a>" in beyond, "另有 1 条在允许范围内" in beyond) == (True, False, True)
    assert "/ledger/" in beyond and "documents/receipt/R1#line-1" in within
    assert '<span class="mark off">允许范围内</span>' in within
    assert ">土豆</a>" in both and "大米（粳米）" in both and "没有列出" not in both
    for page in ("/differences/1", f"/inspections/{visit_id}"):
        assert '<span class="mark off">允许范围内</span>' in office.get(page).text
    assert "没有符合条件" in office.get("/differences?beyond=within&state=waiting").text


def test_the_papers(site, visit_id):
    client = site.client("bureau_officer")
    notice = "".join(page_texts(client.get(f"/inspections/{visit_id}/notice.pdf").data))
    for text in (
        "整改通知书",
        "督改〔2026〕1号",
        "青山镇中心小学",
        "四不两直",
        "库房墙角有老鼠屎",
        "2026年11月17日",
        "回执",
        "存根",
        "拒签说明",
    ):
        assert text in notice, text
    record = "".join(page_texts(client.get(f"/inspections/{visit_id}/record.pdf").data))
    for text in ("现场检查记录", "督查甲", "土豆", "95.5%", "照片1"):
        assert text in record.replace(" ", ""), text


def test_an_answer_is_checked_or_sent_back(site, visit_id):
    school, office = site.client("principal"), site.client("inspector")
    assert send(school, "/findings/1/answer", {"words": ""}).status_code == 422
    assert send(school, "/findings/1/answer", {"words": "已封堵鼠洞"}).status_code == 302
    assert send(school, "/findings/1/answer", {"words": "已封堵鼠洞"}).status_code == 302
    assert send(site.client("principal_elsewhere"), "/findings/1/answer", {"words": "好"}).status_code == 404
    assert send(school, "/findings/1/step", {"what": "check", "words": "好"}).status_code == 403
    assert send(office, "/findings/1/step", {"what": "send_back", "words": "洞还在"}).status_code == 302
    assert send(office, "/findings/1/step", {"what": "send_back", "words": "洞还在"}).status_code in (409, 422)
    for page in ("/findings", "/findings?state=sent_back", "/findings/1", f"/inspections/{visit_id}"):
        assert ">已退回</span>" in school.get(page).text, page
    assert send(office, "/findings/1/step", {"what": "check", "words": "看过了"}).status_code == 302
    with site.app.app_context():
        one = queries.get_finding(site.county_id, 1)
    assert [step.what for step in one.steps] == ["answer", "send_back", "check"]
    assert one.state == "mended"
    assert not one.finding.open


def test_a_receipt_corrected_as_proposed_closes_the_proposal(site, visit_id):
    site.do(service.confirm, 1, words="和库管员当面复核")
    canteen = site.client("canteen_manager")
    assert "督查提出的更正建议" in canteen.get("/canteens/C001").text
    assert "督查提出的更正建议" in canteen.get("/canteens/C001/today").text
    assert "督查提出的更正建议" not in site.client("principal").get("/canteens/C001").text
    form = canteen.get("/canteens/C001/documents/receipt/R1/change?proposal=1").text
    assert 'name="lines-0-quantity" value="42"' in form
    assert 'name="lines-1-quantity" value="100"' in form
    typed = {
        "change_reason": "按实称更正",
        "dated_on": "2026-11-06",
        "second_how": "guest",
        "second_guest_kind": "parent",
    }
    typed |= {"second_guest_name": "刘家长", "second_typed": "yes"}
    for number, (name, quantity, yuan) in enumerate((("土豆", "42", "92.40"), ("大米（粳米）", "100", "280.00"))):
        at = f"lines-{number}-"
        typed |= {at + "ingredient_code": name, at + "quantity": quantity, at + "unit": "jin", at + "amount_yuan": yuan}
    answer = send(canteen, "/canteens/C001/documents/receipt/R1/change?proposal=1", typed)
    assert answer.status_code == 302, answer.text
    with site.app.app_context():
        one = queries.get_difference(site.county_id, 1)
    assert (one.posted.kind, one.posted.quantity) == ("receipt", 21_000)
    assert not one.proposed
    page = site.client("bureau_officer").get("/differences/1").text
    assert "食堂已更正" in page
    assert one.posted.doc_no in page
    assert "督查提出的更正建议" not in canteen.get("/canteens/C001").text
    with pytest.raises(Problem):
        site.do(service.decline, 1, words="不改")


def test_a_count_carries_on_what_the_book_moved_since(site, kitchen, visit_id):
    site.do(service.confirm, 2, words="当面复核")
    kitchen.receive({"大米（粳米）": 10_000}, no="R2")
    canteen = site.client("canteen_manager")
    rice = kitchen.by_name["大米（粳米）"].id
    walk = canteen.get("/canteens/C001/count?proposal=2").text
    assert f'name="lines-{rice}-counted_quantity" value="58"' in walk
    typed = {"dated_on": "2026-11-20", "doc_no": "P9", "counted_by": "钱库管", "second_how": "guest"}
    typed |= {"second_guest_kind": "parent", "second_guest_name": "刘家长", "second_typed": "yes"}
    at = f"lines-{rice}-"
    typed |= {
        at + "ingredient_code": kitchen.by_name["大米（粳米）"].code,
        at + "counted_quantity": "57",
        at + "unit": "kg",
    }
    typed |= {at + "reason_code": "other", at + "reason": "督查发现"}
    answer = send(canteen, "/canteens/C001/count/post", typed)
    assert answer.status_code == 302, answer.text
    with site.app.app_context():
        one = queries.get_difference(site.county_id, 2)
    assert (one.posted.doc_no, one.posted.quantity) == ("P9", 57_000)


def test_a_declined_proposal_goes_back_to_the_office(site, visit_id):
    canteen, office = site.client("canteen_manager"), site.client("bureau_officer")
    assert send(canteen, "/differences/1/decline", {"words": "没有这回事"}).status_code in (409, 422)
    assert send(office, "/differences/1/step", {"what": "confirm", "words": "复核过"}).status_code == 302
    assert send(canteen, "/differences/1/decline", {"words": "袋子上写的是毛重"}).status_code == 302
    assert send(site.client("storekeeper_elsewhere"), "/differences/1/decline", {"words": "好"}).status_code == 404
    assert "袋子上写的是毛重" in office.get("/differences/1").text
    assert "等人核实" in office.get("/differences").text
    assert send(office, "/differences/1/step", {"what": "explain", "words": "毛重净重写混"}).status_code == 302
    with site.app.app_context():
        one = queries.get_difference(site.county_id, 1)
    assert (one.state, one.waits) == ("explained", False)


def test_two_records_of_one_stop_and_a_decision(site, tablet, kitchen):
    lines = {"B6": lost("有老鼠屎", photos=[digest(A_PHOTO)]), "C7": lost("一袋过期面粉")}
    one = tablet.deposit(tablet.body(answers=lines, stop=12))
    other = Tablet(site, "平板2")
    two = other.deposit(other.body(answers={"C7": lines["C7"]}, team=("督查丙", "督查丁"), stop=12), files=())
    office = site.client("bureau_officer")
    assert "先按低分计" in office.get(f"/inspections/{one}/together").text
    assert send(office, f"/inspections/{two}/decide", {"code": "C7", "reason": "看了"}).status_code == 422
    assert (
        send(site.client("inspector"), f"/inspections/{two}/decide", {"code": "B6", "reason": "看"}).status_code == 403
    )
    assert send(office, f"/inspections/{two}/decide", {"code": "B6", "reason": "是旧照片"}).status_code == 302
    page = office.get(f"/inspections/{one}/together").text
    assert "先按低分计" not in page
    assert "以此为准" in page
    assert "是旧照片" in page
    with site.app.app_context():
        found = {each.finding.code: each.state for each in queries.findings(site.county_id)}
        still = {each.code for each in visited.findings(site.county_id, open_only=True)}
    assert found == {"B6": "set_aside", "C7": "open"}
    assert still == {"C7"}


def test_two_teams_at_one_school(site, tablet, kitchen):
    one = tablet.deposit(tablet.body(answers={"B6": lost("有老鼠屎", photos=[digest(A_PHOTO)])}))
    two = tablet.deposit(tablet.body(team=("督查丙", "督查丁")), files=())
    office = site.client("bureau_officer")
    page = office.get(f"/inspections/{one}/together").text
    assert "并排对照" in page
    assert "督查丙、督查丁" in page
    assert send(office, f"/inspections/{two}/decide", {"code": "B6", "reason": "看了照片"}).status_code == 422


def test_the_first_pages_tell_of_it(site, visit_id):
    bureau = site.client("bureau_officer").get("/weeks", follow_redirects=True).text
    assert "督查问题逾期" in bureau or "交回" in bureau
    assert "条称重盘点差异等人核实" in bureau
    card = site.client("principal").get("/schools/S001/card").text
    assert "库房墙角有老鼠屎" in card
