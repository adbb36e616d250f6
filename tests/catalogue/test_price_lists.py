"""The county's price lists: shown before they are taken in, wrong rows named, the later list before the older."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mealwatch.catalogue import price_errors, price_lists, price_sheet, service
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.ingredient import Ingredient, Supplier
from mealwatch.catalogue.domain.price_list import Listed, PriceList, Prices
from mealwatch.kernel import clock
from tests.support.people import send, site, token_in  # noqa: F401

RICE = Ingredient(1, "GS01", "大米（粳米）", ("白米",), "", "谷薯类", "g", "袋", 25_000)
OIL = Ingredient(2, "YZ01", "大豆油", (), "", "植物油", "ml")
EGG = Ingredient(3, "DL01", "鸡蛋", (), "", "蛋类", "piece", "盘", 30)
SELLER = Supplier(7, "V01", "绿源公司", ("绿源",))
FIRST = date(2026, 11, 2)


def read(text, coding="utf-8"):
    return price_sheet.read(text.encode(coding), "价格.csv", [RICE, OIL, EGG], [SELLER])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("大米（粳米）,斤,2.40,", (1, "jin", 500, 240, None)),
        ("大米,元/斤,2.4,", (1, "jin", 500, 240, None)),
        ("白米,公斤,4.8,绿源", (1, "kg", 1000, 480, 7)),
        ("GS01,袋,120,V01", (1, "package", 25_000, 12_000, 7)),
        ("大米,500克,2.4,", (1, "g", 500, 240, None)),
        ("大豆油,升,9.9,绿源公司", (2, "L", 1000, 990, 7)),
        ("鸡蛋,个,0.55,", (3, "piece", 1, 55, None)),
        ("鸡蛋,盘,16.5,", (3, "package", 30, 1650, None)),
    ],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_row_as_people_write_it(row, found, coding):
    assert read(f"食材,单位,单价（元）,供货商\n{row}\n", coding) == ([found], [])


@pytest.mark.parametrize(
    ("row", "column", "fault"),
    [
        ("木瓜,斤,2.4,", "食材", price_errors.NoSuchIngredient),
        ("米,斤,2.4,", "食材", price_errors.NoSuchIngredient),
        ("大米,升,2.4,", "单位", price_errors.UnitUnclear),
        ("大米,,2.4,", "单位", price_errors.UnitUnclear),
        ("大豆油,袋,2.4,", "单位", price_errors.UnitUnclear),
        ("大米,斤,2.405,", "单价（元）", price_errors.PriceUnclear),
        ("大米,斤,0,", "单价（元）", price_errors.PriceUnclear),
        ("大米,斤,约2元,", "单价（元）", price_errors.PriceUnclear),
        ("大米,斤,10000.01,", "单价（元）", price_errors.PriceUnclear),
        ("大米,斤,2.4,红源", "供货商", price_errors.NoSuchSupplier),
    ],
)
def test_a_fault_names_its_row_and_column(row, column, fault):
    rows, [one] = read(f"食材,单位,单价,供货商\n鸡蛋,个,0.5,\n{row}\n")
    assert (one.row, one.column, type(one.problem)) == (3, column, fault)
    assert len(rows) == 1


def test_one_thing_of_one_seller_has_one_price():
    rows, [one] = read("食材,单位,单价,供货商\n大米,斤,2.4,\n大米,斤,2.3,绿源\n白米,斤,2.5,\n")
    assert (len(rows), one.row) == (2, 4)
    assert "第 2 行" in one.problem.text()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("食材,单价\n大米,2.4\n", price_errors.NoColumn),
        ("单位,单价\n斤,2.4\n", price_errors.NoColumn),
        ("食材,单位,单价,单价（元）\n大米,斤,2.4,2.4\n", price_errors.TwoColumns),
        ("食材,单位,单价\n大米,斤,\n", price_errors.NothingListed),
        ("", price_errors.NoColumn),
        ("食材,单位,单价\n" + "大米,斤,\n" * 3001, price_errors.TooManyRows),
        ('食材,单位,单价\n"大米,斤,2.4\n', price_errors.NotText),
    ],
)
def test_a_file_of_another_kind(text, problem):
    with pytest.raises(problem):
        read(text)


def lists(*spans):
    heads = [PriceList(n, first, last, "", None, "") for n, (first, last) in enumerate(spans, 1)]
    return Prices(heads, [Listed(n, 1, 1, "kg", 1000, 100 * n, None) for n in range(1, len(spans) + 1)])


@pytest.mark.parametrize(
    ("spans", "on", "list_id"),
    [
        ([(0, None)], -1, None),
        ([(0, None)], 0, 1),
        ([(0, 5)], 5, 1),
        ([(0, 5)], 6, None),
        ([(0, None), (3, None)], 2, 1),
        ([(0, None), (3, None)], 3, 2),
        ([(3, None), (0, None)], 3, 1),
        ([(0, None), (3, 5)], 6, 1),
        ([(0, None), (0, None)], 9, 2),
    ],
)
def test_the_list_that_begins_last_counts(spans, on, list_id):
    def day(number):
        return None if number is None else FIRST + timedelta(days=number)

    found = lists(*((day(first), day(last)) for first, last in spans)).on(1, None, day(on))
    assert (found.list_id if found else None) == list_id


@given(st.sampled_from([None, 7, 8]), st.booleans(), st.booleans())
def test_a_suppliers_own_price_comes_first(seller, own, whole):
    rows = [Listed(1, 1, 1, "kg", 1000, 100, 7)] * own + [Listed(1, 2, 1, "kg", 1000, 200, None)] * whole
    found = Prices([PriceList(1, FIRST, None, "", None, "")], rows).on(1, seller, FIRST)
    assert (found.price_fen if found else None) == (100 if own and seller == 7 else 200 if whole else None)


@pytest.fixture
def shop(site):  # noqa: F811
    site.do(service.take_over_known_ingredients)
    site.do(service.put_supplier, code="V01", name="绿源公司")
    return site


def sent(place, content, name="价格.csv", **form):
    """Choose a file on the page; the answer."""
    client = place.client("bureau_officer")
    data = {
        "source": "发改局市场价",
        "from_date": clock.today().isoformat(),
        "file": (io.BytesIO(content), name),
    } | form
    data["csrf_token"] = token_in(client.get("/prices/import").text)
    return client, client.post("/prices/import", data=data, content_type="multipart/form-data")


def take(client, page):
    carried = page.text.partition('name="carried" value="')[2].partition('"')[0]
    return send(client, "/prices/import/take", {"carried": carried}, follow_redirects=True)


def test_a_file_is_shown_and_then_kept_once(shop):
    content = "食材,单位,单价（元）,供货商\n大米（粳米）,斤,2.40,\n大豆油,升,9.90,绿源公司\n".encode()
    client, shown = sent(shop, content)
    assert shown.status_code == 200
    assert "2.40" in shown.text
    with shop.app.app_context():
        assert price_lists.price_lists_of(shop.county_id) == []
    for _ in range(2):
        kept = take(client, shown)
        assert "绿源公司" in kept.text
    with shop.app.app_context():
        [one] = price_lists.price_lists_of(shop.county_id)
        goods = catalogue.get_ingredient(shop.county_id, "GS01")
        assert price_lists.prices_of(shop.county_id).on(goods.id, None, clock.today()).price_fen == 240
    assert "发改局市场价" in shop.client("principal").get("/prices").text
    _, again = sent(shop, content.replace(b"2.40", b"2.64"))
    assert "+10.0%" in again.text
    exported = shop.client("bureau_officer").get(f"/prices/{one.id}.xlsx")
    assert [row[1].value for row in load_workbook(io.BytesIO(exported.data)).active.iter_rows()][1:] == [
        "大米（粳米）",
        "大豆油",
    ]


def test_a_file_with_faults_takes_nothing_in(shop):
    _, page = sent(shop, "食材,单位,单价\n大米（粳米）,斤,2.4\n木瓜片,斤,两块\n".encode())
    assert page.status_code == 422
    assert "有 2 处要改" in page.text
    assert "木瓜片" in page.text
    assert "carried" not in page.text


def test_what_is_missing_is_said_and_typed_words_stay(shop):
    content = "食材,单位,单价\n大米（粳米）,斤,2.4\n".encode()
    wrong = [{"source": ""}, {"from_date": ""}, {"until_date": "2020-01-01"}, {"file": (io.BytesIO(), "")}]
    for form in wrong:
        _, page = sent(shop, content, **form)
        assert page.status_code == 422
        assert form.get("source") == "" or "发改局市场价" in page.text


def test_the_template_comes_back_filled_in(shop):
    book = load_workbook(io.BytesIO(shop.client("bureau_officer").get("/prices/template.xlsx").data))
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == list(price_sheet.HEADINGS)
    for row in sheet.iter_rows(min_row=2):
        row[3].value = 3.5
    filled = io.BytesIO()
    book.save(filled)
    client, shown = sent(shop, filled.getvalue(), "价格.xlsx")
    assert shown.status_code == 200
    assert f"已导入 {sheet.max_row - 1} 个价格" in take(client, shown).text


def test_nobody_writes_a_list_by_hand(shop):
    page = send(shop.client("bureau_officer"), "/prices/import/take", {"carried": "x.y"}, follow_redirects=True)
    assert "请重新选文件" in page.text
    with shop.app.app_context():
        assert price_lists.price_lists_of(shop.county_id) == []
