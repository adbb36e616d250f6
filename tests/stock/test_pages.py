"""The pages of a canteen's books: what is typed is kept until it is right, and posted once."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from mealwatch.catalogue import queries
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import ledger
from tests.support.people import send, site  # noqa: F401

BOOKS = "/canteens/C001"
RECEIPT, ISSUE, STOCKTAKE = (f"{BOOKS}/enter/{kind}" for kind in ("receipt", "issue", "stocktake"))


@pytest.fixture
def store(site):  # noqa: F811
    """The test county with the usual ingredients and two suppliers."""
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_supplier, code="V01", name="绿源公司", licence_expires_on=clock.today() + timedelta(days=400))
    site.do(catalogue.put_supplier, code="V02", name="便民粮油店", licence_expires_on=clock.today() - timedelta(days=3))
    return site


def receipt(**changes):
    form = {
        "dated_on": clock.today().isoformat(),
        "doc_no": "R1",
        "supplier_code": "V01",
        "second_how": "guest",
        "second_guest_name": "王芳",
        "second_guest_kind": "parent",
        "second_typed": "yes",
        "lines-0-ingredient_code": "大米（粳米）",
        "lines-0-weighed": "100",
        "lines-0-unit": "kg",
        "lines-0-amount_yuan": "480.00",
        "lines-1-unit": "kg",
    }
    return form | changes


COLLECTOR = {
    "second_how": "guest",
    "second_guest_name": "李明",
    "second_guest_kind": "teacher",
    "second_typed": "yes",
}


def issue(quantity, **changes):
    form = {
        **COLLECTOR,
        "dated_on": clock.today().isoformat(),
        "doc_no": "I1",
        "meal": "lunch",
        "lines-0-ingredient_code": "大米（粳米）",
        "lines-0-quantity": quantity,
        "lines-0-unit": "jin",
    }
    return form | changes


def held(store, code="GS01"):
    """Base units and fen of an ingredient in C001."""
    with store.app.app_context():
        canteen = schools.get_canteen(store.county_id, "C001")
        wanted = queries.get_ingredient(store.county_id, code).id
        rows = [row for row in ledger.balances(store.county_id, canteen.id) if row.ingredient_id == wanted]
        return (rows[0].quantity, rows[0].fen) if rows else (0, 0)


def test_a_receipt_goes_to_its_page_with_who_entered_it_and_the_journal(store):
    client = store.client("storekeeper")
    answer = send(client, RECEIPT, receipt(), page=RECEIPT, follow_redirects=True)
    assert answer.request.path == f"{BOOKS}/documents/receipt/R1"
    for told in ("入库单已记账", "480.00", "100 公斤", "4.80元/公斤", "绿源公司", "王芳", "Storekeeper", "号，"):
        assert told in answer.text
    assert held(store) == (100_000, 48_000)


@pytest.mark.parametrize("written", ["GS01", "jingmi", "粳米", "　ＧＳ０１ "])
def test_an_ingredient_is_known_by_code_pinyin_and_other_names(store, written):
    form = receipt(**{"lines-0-ingredient_code": written})
    assert send(store.client("storekeeper"), RECEIPT, form, page=RECEIPT).status_code == 302
    assert held(store)[0] == 100_000


def test_the_same_form_sent_twice_posts_once(store):
    client = store.client("storekeeper")
    send(client, RECEIPT, receipt(), page=RECEIPT)
    again = send(client, RECEIPT, receipt(), page=RECEIPT, follow_redirects=True)
    assert "没有重复记账" in again.text
    assert held(store) == (100_000, 48_000)


def test_the_same_number_with_other_content_is_refused(store):
    client = store.client("storekeeper")
    send(client, RECEIPT, receipt(), page=RECEIPT)
    answer = send(client, RECEIPT, receipt(**{"lines-0-weighed": "90"}), page=RECEIPT)
    assert answer.status_code == 409
    assert "单号“R1”已经用过" in answer.text
    assert held(store) == (100_000, 48_000)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"lines-0-weighed": "一些"}, "lines-0-weighed", "看不出是多少"),
        ({"lines-0-weighed": ""}, "lines-0-weighed", "没有填实称数量"),
        ({"lines-0-weighed": "100升"}, "lines-0-weighed", "不能用“升”计量"),
        ({"lines-0-weighed": "0.0001"}, "lines-0-weighed", "折算后不是整数"),
        ({"lines-0-amount_yuan": "4.805"}, "lines-0-amount_yuan", "最多两位小数"),
        ({"lines-0-amount_yuan": "200000000"}, "lines-0-amount_yuan", "请核对数量、金额和单位"),
        ({"lines-0-ingredient_code": "月饼馅"}, "lines-0-ingredient_code", "找不到食材“月饼馅”"),
        ({"lines-0-expires_on": "2020-01-01"}, "lines-0-expires_on", "早于入库日期"),
        ({"second_guest_name": "Storekeeper"}, "second_guest_name", "Storekeeper"),
        ({"supplier_code": "V99"}, "supplier_code", "没有登记过供货商"),
        ({"doc_no": "R/1"}, "doc_no", "单号里不能有斜杠"),
        ({"dated_on": "2099-01-01"}, "dated_on", "在今天"),
        ({"dated_on": "2026-02-30"}, "dated_on", "不是日期"),
    ],
)
def test_what_is_wrong_is_said_on_top_and_at_its_field_and_the_rest_is_kept(store, changes, field, told):
    answer = send(store.client("storekeeper"), RECEIPT, receipt(**changes), page=RECEIPT)
    assert answer.status_code in (409, 422)
    assert told in answer.text
    assert f'href="#f-{field}"' in answer.text
    assert f'id="f-{field}"' in answer.text
    assert f'id="e-{field}"' in answer.text
    for name, typed in {**receipt(), **changes}.items():
        if typed and name in ("doc_no", "lines-0-weighed", "lines-0-ingredient_code", "second_guest_name"):
            assert f'value="{typed}"' in answer.text
    assert held(store) == (0, 0)


def test_a_fault_stands_at_the_row_in_which_it_was_typed(store):
    """Rows left empty above it do not shift it."""
    form = receipt(**{"lines-3-ingredient_code": "糯米", "lines-3-weighed": "x", "lines-3-amount_yuan": "1"})
    answer = send(store.client("storekeeper"), RECEIPT, form, page=RECEIPT)
    assert 'href="#f-lines-3-weighed"' in answer.text


def test_without_any_row_the_form_says_so(store):
    form = {name: text for name, text in receipt().items() if not name.startswith("lines-0")}
    answer = send(store.client("storekeeper"), RECEIPT, form, page=RECEIPT)
    assert answer.status_code == 422
    assert 'href="#f-lines"' in answer.text


def test_more_rows_come_without_a_script_and_without_complaint(store):
    answer = send(
        store.client("storekeeper"), RECEIPT, receipt(more="1", second_guest_name="Storekeeper"), page=RECEIPT
    )
    assert answer.status_code == 200
    assert answer.text.count("data-line ") == 7
    assert 'role="alert"' not in answer.text
    assert 'value="480.00"' in answer.text


def test_an_issue_beyond_the_stock_says_how_much_there_is(store):
    client = store.client("storekeeper")
    send(client, RECEIPT, receipt(), page=RECEIPT)
    answer = send(client, ISSUE, issue("300"), page=ISSUE)
    assert answer.status_code == 409
    assert "要出 大米（粳米） 150 公斤，可出的只有 100 公斤" in answer.text
    assert 'value="300"' in answer.text
    assert held(store) == (100_000, 48_000)


def test_an_issue_shows_the_stock_and_its_page_the_lots(store):
    client = store.client("storekeeper")
    send(client, RECEIPT, receipt(), page=RECEIPT)
    assert "100 公斤" in client.get(ISSUE).text
    page = send(client, ISSUE, issue("43"), page=ISSUE, follow_redirects=True).text
    assert "43 斤（21.5 公斤）" in page
    assert "103.20" in page
    assert held(store) == (78_500, 37_680)
    receipt_page = client.get(f"{BOOKS}/documents/receipt/R1").text
    assert "还剩 78.5 公斤，376.80 元" in receipt_page
    assert "I1" in receipt_page


def test_a_count_lists_what_is_there_and_takes_only_what_was_counted(store):
    client = store.client("storekeeper")
    second = {"lines-1-ingredient_code": "糯米", "lines-1-weighed": "10", "lines-1-amount_yuan": "65"}
    send(client, RECEIPT, receipt(**second), page=RECEIPT)
    page = client.get(f"{STOCKTAKE}?all=1").text
    assert page.count('value="大米（粳米）"') == 2  # the row, and the browser's own list
    form = {
        "dated_on": clock.today().isoformat(),
        "doc_no": "T1",
        "counted_by": "王芳",
        **COLLECTOR,
        "lines-0-ingredient_code": "大米（粳米）",
        "lines-0-unit": "kg",
        "lines-0-counted_quantity": "0",
        "lines-1-ingredient_code": "糯米",
        "lines-1-unit": "kg",
    }
    answer = send(client, STOCKTAKE, form, page=STOCKTAKE, follow_redirects=True)
    assert "盘亏 100 公斤" in answer.text
    assert held(store) == (0, 0)
    assert held(store, "GS03") == (10_000, 6_500)


def test_a_reversal_needs_a_reason_and_leaves_both_readable(store):
    client = store.client("storekeeper")
    send(client, RECEIPT, receipt(), page=RECEIPT)
    address = f"{BOOKS}/reversals/receipt/R1"
    form = {"dated_on": clock.today().isoformat(), "reversed_by": "李明"}
    assert send(client, address, form, page=address).status_code == 422
    page = send(client, address, form | {"reason": "供货商送错"}, page=address, follow_redirects=True).text
    assert "已红冲" in page
    assert "供货商送错" in page
    assert f'href="{address}"' not in page
    assert held(store) == (0, 0)


def test_goods_in_use_cannot_be_reversed_and_the_issue_is_named(store):
    client = store.client("storekeeper")
    send(client, RECEIPT, receipt(), page=RECEIPT)
    send(client, ISSUE, issue("10"), page=ISSUE)
    address = f"{BOOKS}/reversals/receipt/R1"
    form = {"dated_on": clock.today().isoformat(), "reversed_by": "李明", "reason": "送错"}
    answer = send(client, address, form, page=address)
    assert answer.status_code == 409
    assert "I1" in answer.text


def test_the_ledger_adds_up_and_the_spreadsheet_has_numbers(store):
    client = store.client("storekeeper")
    send(client, RECEIPT, receipt(), page=RECEIPT)
    send(client, ISSUE, issue("43"), page=ISSUE)
    page = client.get(f"{BOOKS}/ledger/GS01").text
    for told in ("入库单", "出库单（午餐）", "21.5 公斤", "78.5 公斤", "376.80"):
        assert told in page
    sheet = load_workbook(io.BytesIO(client.get(f"{BOOKS}/ledger/GS01.xlsx").data)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][1:5] == ("R1", "入库单", 100, 480)
    assert rows[2][5:] == (21.5, 103.2, 78.5, 376.8)


def test_the_ledger_of_a_span_begins_with_what_was_there(store):
    client = store.client("storekeeper")
    before = (clock.today() - timedelta(days=10)).isoformat()
    send(client, RECEIPT, receipt(dated_on=before), page=RECEIPT)
    send(client, ISSUE, issue("43"), page=ISSUE)
    page = client.get(f"{BOOKS}/ledger/GS01?first={clock.today()}").text
    assert "期初结存" in page
    assert page.index("期初结存") < page.index("出库单（午餐）")


def test_an_expired_licence_is_told_where_the_seller_is_chosen(store):
    page = store.client("storekeeper").get(RECEIPT).text
    offered = re.search(r'<datalist id="sellers">.*?</datalist>', page, re.S)[0]
    assert offered.index("许可证有效至") < offered.index("许可证已于")


def test_the_number_is_proposed_one_further(store):
    client = store.client("storekeeper")
    first = re.search(r'name="doc_no" type="text" value="([^"]+)"', client.get(RECEIPT).text)[1]
    assert first == f"R{clock.today():%Y%m%d}-1"
    send(client, RECEIPT, receipt(doc_no=first), page=RECEIPT)
    assert first[:-1] + "2" in client.get(RECEIPT).text


def test_the_first_page_of_a_canteen_offers_only_what_its_reader_may_enter(store):
    assert "/enter/issue" in store.client("storekeeper").get(BOOKS).text
    acceptor = store.client("acceptor").get(BOOKS).text
    assert "/enter/receipt" in acceptor
    assert "/enter/issue" not in acceptor
    assert "/enter/" not in store.client("principal").get(BOOKS).text


def test_a_document_elsewhere_is_not_there(store):
    send(store.client("storekeeper"), RECEIPT, receipt(), page=RECEIPT)
    address = f"{BOOKS}/documents/receipt/R1"
    assert store.client("storekeeper_elsewhere").get(address).status_code == 404
    assert store.client("bureau_officer").get(address).status_code == 200
    assert store.client("bureau_officer").get(f"{BOOKS}/documents/nonsense/R1").status_code == 404
