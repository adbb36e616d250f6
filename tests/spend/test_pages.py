"""The pages that close weeks, show statements and reopen."""

import html
import io
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from openpyxl import load_workbook

from mealwatch.kernel.ratio import Ratio
from mealwatch.spend.queries.figures import figures
from tests.support.people import send
from tests.support.week import DAYS, DEADLINE, WEEK, cook, record

CLOSE = "/schools/S003/weeks/2026-W45/close"
STATEMENTS = "/schools/S003/weeks/2026-W45/statements"
REOPENING = "/schools/S003/weeks/2026-W45/reopening"
BUTTON, DUE = "核对无误，周结", "按期限周结"
PRINCIPAL = "principal_elsewhere"


def text_of(answer, status=200):
    assert answer.status_code == status
    return html.unescape(answer.text)


def spend_of(site):
    with site.app.app_context():
        return [(one.spend, one.closed, one.version) for one in figures(site.county_id, WEEK, WEEK) if one.closed]


def closed(site):
    """A closed week and the clients of the people who may reopen it."""
    cook(site)
    assert send(site.client(PRINCIPAL), CLOSE).status_code == 302
    return site.client("bureau_officer"), site.client("bureau_admin")


def test_what_is_missing_is_a_list_of_links_and_there_is_no_button(site):
    cook(site, without=[DAYS[1]], unsigned=[DAYS[3]])
    page = text_of(site.client(PRINCIPAL).get(CLOSE))
    assert "11月3日 周二 午餐：1-6年级 没有就餐人数" in page
    assert 'href="/canteens/C003/today?date=2026-11-03&meal=lunch#card-heads"' in page
    assert 'href="/schools/S003/closures/new?date=2026-11-03"' in page
    assert "11月5日 周四 出库单 I05：签字不全" in page
    assert 'href="/canteens/C003/documents/issue/I05/sign"' in page
    assert BUTTON not in page
    refused = text_of(send(site.client(PRINCIPAL), CLOSE), 409)
    assert "还有 2 项没有补齐或签字" in refused
    assert spend_of(site) == []


def test_each_link_leads_to_the_form_that_mends_it(site):
    cook(site, without=[DAYS[1]], unsigned=[DAYS[3]])
    client = site.client(PRINCIPAL)
    links = re.findall(r'<a class="(?:title|aside)" href="([^"]+)"', text_of(client.get(CLOSE)))
    assert len(links) == 3
    for link in links:
        assert client.get(link).status_code == 200, link
    drawn = {"second_guest_name": "张三", "second_guest_kind": "teacher", "second_strokes": "[[0,0,300,200]]"}
    signed = send(client, "/canteens/C003/documents/issue/I05/sign", {"second_how": "guest", **drawn})
    assert signed.status_code == 302
    page = text_of(client.get(CLOSE))
    assert "签字不全" not in page
    assert "1 项" in page
    document = text_of(client.get("/canteens/C003/documents/issue/I05"))
    assert "张三的签名" in document
    again = send(client, "/canteens/C003/documents/issue/I05/sign", {"second_how": "guest", **drawn})
    assert "签字齐全" in text_of(again, 409)


def test_a_complete_week_is_closed_with_one_button(site):
    cook(site)
    client = site.client(PRINCIPAL)
    page = text_of(client.get(CLOSE))
    assert BUTTON in page
    assert "26.09" in page, "5 x 600 / 115"
    done = text_of(send(client, CLOSE, follow_redirects=True))
    assert "已周结，数字已锁定" in done
    assert BUTTON not in done
    assert spend_of(site) == [(Ratio(5 * 60_000, 115), True, 1)]
    assert send(client, CLOSE).status_code == 302, "closing again changes nothing"
    assert len(spend_of(site)) == 1


def test_a_week_is_not_closed_before_its_last_supply_day(site):
    cook(site)
    with time_machine.travel(datetime(2026, 11, 5, 9, 0, tzinfo=DEADLINE.tzinfo), tick=False):
        client = site.client(PRINCIPAL)
        page = text_of(client.get(CLOSE))
        assert BUTTON not in page
        assert "本周最后一个供餐日（11月6日 周五）还没到" in page
        assert "还没有结束" in text_of(send(client, CLOSE), 409)
    with time_machine.travel(datetime(2026, 11, 6, 14, 0, tzinfo=DEADLINE.tzinfo), tick=False):
        assert BUTTON in text_of(site.client(PRINCIPAL).get(CLOSE))


@pytest.mark.parametrize("who", ["bureau_officer", "inspector", "auditor", "storekeeper_elsewhere"])
def test_only_those_who_may_close_see_a_button(site, who):
    cook(site)
    client = site.client(who)
    page = text_of(client.get(CLOSE))
    assert "将要锁定的数字" in page
    assert BUTTON not in page and DUE not in page
    assert send(client, CLOSE).status_code == 403


def test_the_bureau_closes_only_what_is_due(site):
    cook(site, without=[DAYS[1]])
    with time_machine.travel(DEADLINE - timedelta(minutes=1), tick=False):
        client = site.client("bureau_admin")
        assert DUE not in text_of(client.get(CLOSE))
        assert "周结期限是 2026年11月9日 18:00，还没有到" in text_of(send(client, CLOSE), 409)
    with time_machine.travel(DEADLINE, tick=False):
        client = site.client("bureau_admin")
        assert DUE in text_of(client.get(CLOSE))
        assert send(client, CLOSE).status_code == 302
    page = text_of(site.client("bureau_admin").get(f"{STATEMENTS}/1"))
    assert "到期自动周结" in page
    assert "2026-11-03 S003/G16 午餐：没有就餐人数" in page


def test_the_deadline_closes_every_school_at_once(site):
    cook(site)
    with time_machine.travel(DEADLINE - timedelta(hours=3), tick=False):
        client = site.client("bureau_admin")
        page = text_of(send(client, "/weeks/2026-W45/close", follow_redirects=True))
        assert "还没有到" in page
        assert "还有 3 小时" in page
    with time_machine.travel(DEADLINE + timedelta(hours=1), tick=False):
        client = site.client("bureau_admin")
        assert "对这 3 所按期限周结" in text_of(client.get("/weeks/2026-W45/statements"))
        page = text_of(send(client, "/weeks/2026-W45/close", follow_redirects=True))
        assert "到期周结：锁定了 3 所学校" in page
        assert "已周结 3 所" in page
        again = text_of(send(client, "/weeks/2026-W45/close", follow_redirects=True))
        assert "锁定了 0 所学校" in again


def test_the_closings_of_a_week_put_those_that_lack_something_first(site):
    cook(site)
    send(site.client(PRINCIPAL), CLOSE)
    client = site.client("bureau_officer")
    page = text_of(client.get("/weeks/2026-W45/statements"))
    assert "应周结 3 所，已周结 1 所" in page
    assert page.index("青山镇中心小学") < page.index("云岭镇小学")
    assert "云岭镇小学" not in text_of(client.get("/weeks/2026-W45/statements?state=open")).split("<table>")[1]
    assert "青山镇中心小学" not in text_of(client.get("/weeks/2026-W45/statements?state=closed")).split("<table>")[1]
    book = load_workbook(io.BytesIO(client.get("/weeks/2026-W45/statements.xlsx").data))
    rows = {row[0]: row for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)}
    assert rows["S003"][3:5] == ("已周结", 1)
    assert (rows["S001"][3], rows["S001"][9]) == ("未周结", 10)


def test_people_see_the_closings_of_their_own_schools(site):
    cook(site)
    assert site.client(PRINCIPAL).get("/closings").headers["Location"] == "/schools/S003/closings"
    assert "/weeks/" in site.client("bureau_officer").get("/closings").headers["Location"]
    page = text_of(site.client(PRINCIPAL).get("/schools/S003/closings"))
    assert "可以周结" in page
    listed = text_of(site.client("bureau_officer_elsewhere").get("/weeks/2026-W45/statements"))
    assert "云岭镇小学" in listed and "青山镇中心小学" not in listed


def test_reopening_takes_a_reason_and_two_people(site):
    officer, admin = closed(site)
    assert "请写明为什么要重开" in text_of(send(officer, REOPENING, {"reason": "  "}), 422)
    asked = text_of(send(officer, REOPENING, {"reason": "11月3日人数录错"}, follow_redirects=True))
    assert "您已申请" in asked
    assert "同意重开</button>" not in asked
    assert "不能是同一个人" in text_of(send(officer, f"{REOPENING}/agreement"), 409)
    assert "11月3日人数录错" in text_of(admin.get("/reopenings"))
    assert "同意重开</button>" in text_of(admin.get(REOPENING))
    agreed = text_of(send(admin, f"{REOPENING}/agreement", follow_redirects=True))
    assert "这一版已经重开，不再有效" in agreed
    assert spend_of(site) == []
    assert admin.get(REOPENING).status_code == 404, "the week is open"


def test_the_old_statement_stays_readable_after_a_new_one(site):
    officer, admin = closed(site)
    before = text_of(officer.get(f"{STATEMENTS}/1"))
    assert "26.0870" in before
    send(officer, REOPENING, {"reason": "人数录错"})
    send(admin, f"{REOPENING}/agreement")
    record(site, DAYS[1], beneficiaries=95, reason="按签名册更正")
    assert send(site.client(PRINCIPAL), CLOSE).status_code == 302
    old, new = text_of(officer.get(f"{STATEMENTS}/1")), text_of(officer.get(f"{STATEMENTS}/2"))
    assert "26.0870" in old and "不再有效" in old
    assert "26.8696" in new and "不再有效" not in new, "4 x 600 / 115 + 600 / 100"
    listed = text_of(officer.get(STATEMENTS))
    assert listed.index("第 2 版") < listed.index("第 1 版")
    assert "现行" in listed and "已重开" in listed
    assert officer.get(f"{STATEMENTS}/3").status_code == 404


def test_a_week_without_supply_days_is_not_closed(site):
    page = text_of(site.client("principal").get("/schools/S001/weeks/2026-W45/close"))
    assert "这一周没有供餐日，不用周结" in page
    assert "没有供餐日" in text_of(send(site.client("principal"), "/schools/S001/weeks/2026-W45/close"), 409)


@pytest.mark.parametrize("week", ["2026-W60", "nonsense", "2026-45"])
def test_a_week_that_is_none_is_not_there(site, week):
    assert "没有" in text_of(site.client("principal").get(f"/schools/S001/weeks/{week}/close"), 404)


def test_the_pages_speak_english_too(site):
    cook(site, without=[DAYS[1]])
    client = site.client("bureau_officer")
    client.set_cookie("lang", "en")
    for address in (CLOSE, "/weeks/2026-W45/statements", "/schools/S003/closings", "/reopenings"):
        page = text_of(client.get(address))
        assert 'lang="en"' in page
        assert "周结" not in page
