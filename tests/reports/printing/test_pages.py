"""The page of a canteen's books, and taking them along."""

import html
import io
import re
from urllib.parse import unquote

import openpyxl
import pytest

from tests.support.pdf import page_sizes, page_texts
from tests.support.week import DAYS, cook

BOOKS = "/canteens/C003/books"
MONTH = {"month": "2026-11"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def text_of(answer, status=200):
    assert answer.status_code == status, answer.text
    return html.unescape(answer.text)


def bare(text):
    return "".join(text.split())


@pytest.fixture
def cooked(site):
    cook(site, unsigned={DAYS[2]})
    return site


def test_every_book_is_listed_with_what_it_holds_and_lacks(cooked):
    page = text_of(cooked.client("storekeeper_elsewhere").get(BOOKS, query_string=MONTH))
    for name in (
        "表一 主食入库",
        "表十一 受益学生签名册（空表）",
        "供货商对账单",
        "报账汇总表（三人会签）",
        "留样记录",
    ):
        assert name in page
    assert re.search(r"表二 主食出库</strong>\s*<span class=\"soft\">5 行", page)
    assert "1 张出库单没有登记领取人或库管员，请补签。" in page
    assert "5 个供餐日没有食谱：11月2日、11月3日、11月4日、11月5日、11月6日。" in page
    assert "这段时间没有，不用打印" in page  # no loss, no stocktake


def test_every_link_of_the_page_leads_to_a_file_or_a_page(cooked):
    client = cooked.client("storekeeper_elsewhere")
    page = client.get(BOOKS, query_string=MONTH).text
    links = {html.unescape(part.split('"')[0]) for part in page.split('href="')[1:]}
    links = sorted(one for one in links if one.startswith("/") and "static" not in one)
    assert sum(".pdf" in one for one in links) > 30
    for link in links:
        answer = client.get(link)
        assert answer.status_code in (200, 302), link
        if ".pdf" in link:
            assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
        elif ".xlsx" in link:
            assert answer.mimetype == XLSX
            assert openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames[-1] == "查询条件"


def test_a_book_comes_with_its_name_and_who_printed_it(cooked):
    answer = cooked.client("storekeeper_elsewhere").get(f"{BOOKS}/staples-out.pdf", query_string=MONTH)
    assert "云岭镇小学表二 主食出库2026-11.pdf" in unquote(answer.headers["Content-Disposition"])
    assert page_sizes(answer.data) == [(842, 595)]
    [text] = map(bare, page_texts(answer.data))
    assert "主食出库台账" in text and "3,000.00" in text and "打印人Storekeeper_Elsewhere" in text


def test_the_spreadsheet_says_what_was_asked_and_what_is_missing(cooked):
    answer = cooked.client("storekeeper_elsewhere").get(f"{BOOKS}/staples-out.xlsx", query_string={"week": "2026-W45"})
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["表二主食出库台账", "查询条件"]
    asked = {row[0].value: row[1].value for row in book["查询条件"].iter_rows()}
    assert asked["从"] == "2026-11-02" and asked["到"] == "2026-11-08"
    assert asked["缺什么"] == "1 张出库单没有登记领取人或库管员，请补签。"
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:M6"
    assert [cell.value for cell in sheet["H"]] == ["金额（元）", 600, 600, 600, 600, 600, 3000]


@pytest.mark.parametrize("kind, doc_no, title", [("receipt", "R1", "食材入库验收单"), ("issue", "I02", "食材出库单")])
def test_a_document_prints_as_its_own_form(cooked, kind, doc_no, title):
    client = cooked.client("storekeeper_elsewhere")
    page = text_of(client.get(f"/canteens/C003/documents/{kind}/{doc_no}"))
    address = re.search(r'href="([^"]+/print\.pdf)"', page)[1]
    [text] = map(bare, page_texts(client.get(address).data))
    assert title in text and f"单号：{doc_no}" in text and "2026年11月2日" in text


def test_a_document_that_is_not_there_is_not_printed(cooked):
    client = cooked.client("storekeeper_elsewhere")
    assert client.get("/canteens/C003/documents/receipt/R9/print.pdf").status_code == 404
    assert client.get("/canteens/C003/documents/nonsense/R1/print.pdf").status_code == 404


@pytest.mark.parametrize(
    "address", [f"{BOOKS}/nonsense.pdf", f"{BOOKS}?month=2026-13", f"{BOOKS}/staples-in.pdf?day=x"]
)
def test_nonsense_is_not_there(cooked, address):
    assert cooked.client("storekeeper_elsewhere").get(address).status_code == 404


def test_who_may_not_export_sees_no_file_to_take(cooked):
    client = cooked.client("acceptor")
    page = text_of(client.get("/canteens/C001/books", query_string=MONTH))
    assert ".pdf" not in page and ".xlsx" not in page
    assert client.get("/canteens/C001/books/staples-in.pdf").status_code == 403


def test_one_canteen_is_gone_to_at_once_several_are_listed(cooked):
    alone = cooked.client("storekeeper_elsewhere").get("/books")
    assert alone.status_code == 302 and alone.location.endswith(BOOKS)
    page = text_of(cooked.client("bureau_officer").get("/books"))
    assert "/canteens/C001/books" in page and BOOKS in page


def test_the_papers_stay_chinese_for_an_english_reader(cooked):
    client = cooked.client("storekeeper_elsewhere")
    client.set_cookie("lang", "en")
    answer = client.get(f"{BOOKS}/staples-in.pdf", query_string=MONTH, headers={"Accept-Language": "en"})
    assert "主食采购及入库验收台账" in bare(page_texts(answer.data)[0])
