"""The month's page, and the papers as they are taken along."""

import html
import io
from fractions import Fraction

import pytest

from tests.support.formulas import Book
from tests.support.week import cook

MONTH = "/schools/S003/months/2026-11"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def text_of(answer, status=200):
    assert answer.status_code == status
    return html.unescape(answer.text)


def test_a_months_numbers_lead_to_their_documents(site):
    cook(site)
    page = text_of(site.client("bureau_officer").get(MONTH))
    assert "月初 0.00 ＋ 入库、建账和盘盈 3,600.00 − 报损和盘亏 0.00 − 月末 600.00 = 出库 3,000.00 元" in page
    assert "与出库单合计相符" in page
    for kind in ("receipt", "loss", "stocktake", "issue"):
        assert f'href="/canteens/C003/documents?kind={kind}&first=2026-11-01&last=2026-11-30"' in page
    assert 'href="/canteens/C003/ledger/rice?first=2026-11-01&last=2026-11-30"' in page
    assert 'href="/schools/S003/weeks/2026-W45"' in page


def test_every_link_of_a_month_leads_somewhere(site):
    cook(site)
    client = site.client("bureau_officer")
    page = text_of(client.get(MONTH))
    links = {part.split('"')[0] for part in page.split('href="')[1:]}
    for link in sorted(one for one in links if one.startswith("/") and "static" not in one):
        assert client.get(link).status_code in (200, 302), link


def test_a_school_fed_from_elsewhere_is_told_so(site):
    page = text_of(site.client("bureau_officer").get("/schools/S002/months/2026-11"))
    assert "食堂设在青山镇中心小学，同时为其他学校供餐" in page
    assert "没有库存，也没有出入库" in page


@pytest.mark.parametrize("month", ["2026-13", "2026-W45", "now", "2026-1"])
def test_a_month_that_is_none_is_not_there(site, month):
    client = site.client("bureau_officer")
    assert client.get(f"/schools/S003/months/{month}").status_code == 404
    assert client.get(f"/schools/S003/months/{month}.xlsx").status_code == 404


def test_the_workbooks_of_a_week_and_a_month_are_whole(site):
    cook(site)
    client = site.client("principal_elsewhere")
    for address in ("/schools/S003/weeks/2026-W45/sheet.xlsx", f"{MONTH}.xlsx"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, XLSX)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
        book = Book(io.BytesIO(answer.data))
        for sheet, cell, formula in book.formulas():
            worked_out, written = book.value(sheet, cell), book.cached(sheet, cell)
            if isinstance(worked_out, Fraction):
                assert abs(worked_out - written) < Fraction(1, 10**9), (sheet, cell, formula)
            else:
                assert (worked_out or None) == written, (sheet, cell, formula)


def test_the_week_says_what_of_it_lies_in_the_month(site):
    cook(site)
    book = Book(io.BytesIO(site.client("auditor").get("/schools/S003/weeks/2026-W45/sheet.xlsx").data))
    rows = {book["按月核对"][f"A{row}"].value: row for row in range(1, 40)}
    assert book.value("按月核对", f"B{rows['其中本周在本月各日的出库食材']}") == 3000
    assert book.value("按月核对", f"B{rows['出库单合计']}") == 3000
    assert book["按月核对"][f"B{rows['学校账面食材支出（请填写）']}"].value is None
    assert book.value("按月核对", f"B{rows['账面与食材支出之差']}") == ""


def test_the_paper_stays_chinese_for_an_english_reader(site):
    cook(site)
    client = site.client("auditor")
    client.set_cookie("lang", "en")
    book = Book(io.BytesIO(client.get("/schools/S003/weeks/2026-W45/sheet.xlsx").data))
    assert book.names == ["核算单", "出库明细", "批次", "送餐明细", "就餐人数", "按月核对"]
    assert "2026-W45周（11月2日—6日）" in book["核算单"]["A2"].value
    assert "出库金额核对" not in text_of(client.get(MONTH))


def test_an_older_version_that_is_none_is_not_there(site):
    cook(site)
    assert site.client("auditor").get("/schools/S003/weeks/2026-W45/sheet.xlsx?version=1").status_code == 404


def test_the_month_over_the_api(site):
    cook(site)
    client = site.client()
    answer = client.get(f"/api/v1{MONTH}", headers=site.bearer("auditor"))
    found = answer.get_json()
    assert (answer.status_code, found["month"], found["last"]) == (200, "2026-11", "2026-11-30")
    [canteen] = found["canteens"]
    told = {name: canteen[name] for name in canteen if name.endswith("_yuan") and canteen[name] != "0.00"}
    assert told == {
        "received_yuan": "3600.00",
        "end_yuan": "600.00",
        "issued_by_value_yuan": "3000.00",
        "issue_lines_yuan": "3000.00",
        "subsidised_meals_yuan": "3000.00",
    }
    [goods] = canteen["goods"]
    assert (goods["ingredient_code"], goods["end_quantity"], goods["issued_yuan"]) == ("rice", 100_000, "3000.00")
