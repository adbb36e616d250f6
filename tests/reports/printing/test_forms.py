"""What the books say is what the ledger holds: recomputed from the queries, from other books, from the spreadsheet."""

import random
from datetime import date, timedelta

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row as Planned
from mealwatch.purchasing import service as purchasing
from mealwatch.purchasing.domain.order import Line, Order
from mealwatch.reports import queries as reports
from mealwatch.reports.domain.capitals import capitals
from mealwatch.reports.domain.month import Month
from mealwatch.reports.printing.form import Quantity
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import ledger, values
from tests.reports.printing.books import cells, fen_of, undone
from tests.reports.printing.conftest import TODAY, fill
from tests.support.kitchen import MON, NEXT_MON, TUE, WED

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def standing(kitchen, kind, column):
    """What the standing documents of a kind brought in or took out in November, in fen."""
    rows = values.documents_by_value(kitchen.county_id, FIRST, LAST, [kitchen.canteens["C001"]])
    return sum(getattr(row, column) for row in rows if row.kind == kind and row.reversed_on is None)


def month_of(kitchen):
    canteen = schools.get_canteen(kitchen.county_id, "C001")
    [one] = reports.reconciliations(kitchen.county_id, [canteen], Month(FIRST))
    return one


def check_all(kitchen, books):
    """Every sum that can be had in two ways is the same both ways."""
    received, issued = standing(kitchen, "receipt", "in_fen"), standing(kitchen, "issue", "out_fen")
    month = month_of(kitchen)
    # goods in: the two ledgers, the vouchers, the statements, the summary
    assert books.total("staples-in") + books.total("others-in") == received
    assert books.total("receipts") == received
    assert books.total("statements") == received
    assert books.total("reimbursement") == received
    # goods out: the two ledgers, the vouchers, the menu's ledger, the day's papers, the month
    assert books.total("staples-out") + books.total("others-out") == issued == month.lines_fen
    assert books.total("issues") == issued
    assert books.total("menu-log", "食材金额（元）") == issued
    assert books.total("day-goods") == issued
    # the ledgers end with what the store holds
    held = {row.ingredient_id: (row.quantity, row.fen) for row in ledger.balances(kitchen.county_id, month.canteen.id)}
    ended = {}
    for form in books.forms("stock-ledger"):
        code = dict(form.heads)["食材"].split()[0]
        quantity, _, fen = form.rows[-1].cells[-4:-1]
        if quantity.base or fen:
            ended[kitchen.ingredients[code]] = (quantity.base, fen)
    assert ended == held
    # the month's stock
    stock = books.form("month-stock")
    assert books.total("month-stock", "本月底库存（元）") == sum(fen for _, fen in held.values())
    assert books.total("month-stock", "本月账面支出（元）") == issued
    for row in stock.rows:
        _, start, came, booked, real, lost, end = row.cells
        assert start + came - real == end
        assert real - booked == lost
    # every spreadsheet: its rows that count come to its last row, which is the form's own total
    for slug, heading in (
        ("staples-in", "金额（元）"),
        ("others-in", "金额（元）"),
        ("staples-out", "金额（元）"),
        ("others-out", "金额（元）"),
        ("receipts", "金额（元）"),
        ("issues", "金额（元）"),
        ("losses", "金额（元）"),
        ("stocktakes", "盈亏金额（元）"),
        ("statements", "金额（元）"),
        ("reimbursement", "金额（元）"),
    ):
        for _, rows, last in books.tables(slug):
            assert fen_of(rows, heading) == books.total(slug, heading)
            assert last[heading] is None or fen_of([last], heading) == books.total(slug, heading)


def test_the_books_of_a_month_agree_with_the_ledger_and_with_each_other(papers, opened):
    check_all(papers, opened(papers))


@pytest.mark.parametrize("seed", range(4))
def test_any_month_agrees(kitchen, opened, seed):
    """Random goods in and out, some spread over days, some reversed, some counted."""
    chance = random.Random(seed)
    fill(kitchen)
    posted = []
    for number in range(24):
        on = MON + timedelta(days=chance.choice([0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14]))
        goods = chance.choice(["rice", "oil", "egg", "salt"])
        doc_no = f"X{number}"
        kind = chance.choice(["receipt", "receipt", "issue", "issue", "loss"])
        try:
            if kind == "receipt":
                kitchen.receive(doc_no, on, chance.randint(1, 9_999), chance.randint(0, 99_999), ingredient=goods)
            elif kind == "issue":
                amount, days = chance.randint(1, 900), chance.choice([1, 1, 4])
                kitchen.issue(doc_no, on, amount, ingredient=goods, use_days=days)
            else:
                kitchen.lose(doc_no, on, chance.randint(1, 50), ingredient=goods)
        except Exception as problem:  # not enough in the store: nothing was posted
            assert problem.__class__.__name__ == "NotEnoughStock"
            continue
        posted.append((kind, doc_no, on))
    for kind, doc_no, on in reversed(posted):
        if kind != "receipt" and chance.random() < 0.3:
            kitchen.reverse(kind, doc_no, on + timedelta(days=chance.randint(0, 3)))
    books = opened(kitchen)
    assert sum(form.count for form in books.forms("issues")) >= 4
    check_all(kitchen, books)


def test_staples_are_cereals_and_tubers_all_else_is_not(papers, opened):
    books = opened(papers)
    assert set(cells(books.form("staples-in"), "食品名称")) == {"大米"}
    assert set(cells(books.form("others-in"), "食品名称")) == {"oil", "egg", "salt"}
    assert set(cells(books.form("staples-out"), "食品名称")) == {"大米"}


def test_a_reversed_document_stands_there_and_counts_nothing(papers, opened):
    books = opened(papers)
    [row] = [row for row in books.form("others-in").rows if row.look == "undone"]
    assert "已红冲（2026-11-05，数量写错）" in row.cells
    [[_, rows, _]] = books.tables("others-in")
    [shown] = undone(rows)
    assert shown["金额（元）"] == 500 and shown["入库单号"] == "R4"
    assert [one["入库单号"] for one in rows if one["食品名称"] == "salt"] == ["R4", "R4A"]
    # the voucher says it too
    [voucher] = [form for form in books.forms("issues") if dict(form.heads)["单号"] == "I5"]
    assert voucher.totals == {6: None}
    assert "已红冲" in voucher.notes[0]


def test_goods_used_over_several_days_say_so(papers, opened):
    form = opened(papers).form("others-out")
    [oil] = [row for row in form.rows if row.cells[2] == "oil"]
    assert oil.cells[-1] == "分 7 天使用"
    assert oil.cells[7] == 9_999


def test_an_issue_names_the_batches_it_was_drawn_from(papers, opened):
    assert cells(opened(papers).form("staples-out"), "批次（入库单号/批号）")[0] == "R1/B7"


def test_quantities_print_in_kilos_litres_and_pieces(papers, opened):
    books = opened(papers)
    [[_, rows, _]] = books.tables("others-in")
    amounts = {row["食品名称"]: (row["数量"], row["单位"]) for row in rows}
    assert amounts["oil"] == (10, "升") and amounts["egg"] == (360, "个") and amounts["salt"] == (5, "公斤")


def test_a_stocktake_shows_both_counts_and_the_difference(papers, opened):
    [form] = opened(papers).forms("stocktakes")
    [row] = form.rows
    book = 50_000 + 7_000 - 20_500 - 1_000
    assert row.cells[2:5] == (Quantity(book, "g"), Quantity(35_000, "g"), Quantity(35_000 - book, "g"))
    assert row.cells[6] < 0 and row.cells[7] == "称重"


def test_a_supplier_gets_a_statement_with_capitals_and_the_rest_is_named_as_nobodys(papers, opened):
    named, unnamed = opened(papers).forms("statements")
    assert dict(named.heads)["供货商"] == "绿源配送"
    assert named.totals[9] == 33_999
    assert (
        f"人民币{capitals(33_999)}" in named.words[0] and "￥339.99" in named.words[0] and "单据 1 张" in named.words[0]
    )
    assert dict(unnamed.heads)["供货商"] == "（没有登记供货商）"
    assert unnamed.totals[9] == 14_401 + 3_333 + 1_500


def test_the_summary_counts_slips_once_and_is_signed_by_three(papers, opened):
    form = opened(papers).form("reimbursement")
    assert form.signers == ("经办人", "审核人", "校长")
    assert dict(form.heads)["附单据"] == "4 张"
    assert form.words[0].startswith(f"合计金额（大写）：人民币{capitals(33_999 + 14_401 + 3_333 + 1_500)}")
    assert [row.cells[:4] for row in form.rows if row.look == "sum"] == [
        ("绿源配送 小计", None, 1, 33_999),
        ("（没有登记供货商） 小计", None, 3, 14_401 + 3_333 + 1_500),
    ]
    assert form.missing == ("3 张入库单没有登记供货商。",)


def test_what_nobody_recorded_is_said_and_is_no_zero(papers, opened):
    books = opened(papers)
    cost = {row.cells[1]: row.cells[2] for row in books.form("cost-report").rows}
    assert cost["学生伙食费"] is None and cost["动力（水、电、燃气）"] is None and cost["收入合计"] is None
    assert cost["原材料"] == month_of(papers).lines_fen
    assert cost["中餐搭餐人次"] == 118 + 2 + 117 and cost["三餐搭餐人次（早、晚餐）"] is None
    [[_, rows, _]] = books.tables("cost-report")
    assert {row["项目"]: row["本月"] for row in rows}["学生伙食费"] is None
    [said] = books.form("cost-report").missing
    assert said.startswith("18 个供餐日没有登记午餐人数")
    # an empty month: nothing bought is no statement about what food cost
    october = opened(papers, month="2026-10")
    assert {row.cells[1]: row.cells[2] for row in october.form("cost-report").rows}["原材料"] is None


def test_days_without_an_issue_are_named(papers, opened):
    week = opened(papers, week="2026-W45")
    said = week.form("staples-out").missing
    assert said[0] == "2 个供餐日没有出库单：11月4日、11月6日。"
    assert said[1] == "4 张出库单没有登记领取人或库管员，请补签。"
    assert opened(papers, day="2026-11-02").form("menu-log").missing[0] == "1 个供餐日没有食谱：11月2日。"


def test_receipts_without_two_acceptors_are_named(papers, opened):
    [said] = opened(papers).form("others-in").missing
    assert said.startswith("3 张入库单没有登记两名验收人（11月3日、11月4日）")


def test_who_ate_stands_beside_what_was_issued(papers, opened):
    form = opened(papers, day=MON.isoformat()).form("staples-out")
    assert cells(form, "就餐人数") == [125]
    assert cells(opened(papers, week="2026-W45").form("staples-out"), "就餐人数")[-1] is None


@pytest.mark.parametrize(
    "asked, days",
    [({"day": TUE.isoformat()}, {TUE}), ({"week": "2026-W45"}, {MON, TUE, WED}), ({"month": "2026-12"}, set())],
)
def test_a_period_holds_its_own_days_alone(papers, opened, asked, days):
    books = opened(papers, **asked)
    found = {day for slug in ("staples-in", "others-in") for day in cells(books.form(slug), "接收时间")}
    assert found == days


def test_the_programmes_report_counts_lunches_and_pupils(papers, opened):
    rows = {row.cells[1]: row.cells for row in opened(papers).form("programme").rows}
    assert rows["S001学校"][9:11] == (118 + 117, 180)
    assert rows["S002学校"][9:11] == (None, 20)
    # the pot is shared, so nobody's share of the money is invented
    assert rows["S001学校"][7:9] == (None, None)


def test_the_signature_book_names_nobody(papers, opened):
    form = opened(papers).forms("signature-book")[0]
    assert form.mark == "表十一"
    assert all(cell is None for row in form.rows for cell in row.cells[1:])


def test_the_sheet_for_counting_lists_the_store(papers, opened):
    form = opened(papers).form("count-sheet")
    held = ledger.balances(papers.county_id, papers.canteens["C001"])
    assert {cell.base for cell in cells(form, "账面数")} == {row.quantity for row in held}
    assert set(cells(form, "实盘数")) == {None}
    assert dict(form.heads)["账面截至"] == TODAY


def test_the_wall_menu_says_the_bands_once_where_all_have_the_same(papers, opened):
    rice, egg = papers.ingredients["rice"], papers.ingredients["egg"]
    bands = [Planned("米饭", rice, 90_000, "6-8"), Planned("米饭", rice, 100_500, "9-11"), Planned("蛋", egg, 50_000)]
    papers.do(menus.plan, papers.canteens["C001"], MON, "lunch", bands)
    [form] = opened(papers, week="2026-W45").forms("week-menu")
    assert dict(form.heads)["用量依次为"] == "6—8岁、9—11岁"
    assert [row.cells[1:] for row in form.rows] == [("午餐", "米饭", "大米 90/100.5克"), ("", "蛋", "egg 50克")]


def test_a_budget_prices_what_can_be_priced_and_names_the_rest(papers, opened):
    rice, salt = papers.ingredients["rice"], papers.ingredients["salt"]
    row = {"code": "rice", "name": "大米", "food_group": "谷薯类", "base_unit": "g", "edible_percent": "100"}
    papers.do(catalogue.put_ingredients, [row | {"grams_per_unit": "1"}])
    papers.do(
        menus.plan,
        papers.canteens["C001"],
        NEXT_MON,
        "lunch",
        [Planned("饭", rice, 100_000), Planned("汤", salt, 1_000)],
    )
    [form] = opened(papers, week="2026-W46").forms("menu-budget")
    heads = dict(form.heads)
    pupils = 120 + 3 + 60 + 20 + 1
    assert heads["就餐学生"] == f"{pupils}（按在册人数）"
    [planned, unknown] = form.rows
    # 100 g each, at the last price before the week: R3, 3333 fen for 7 kg
    fen = (2 * pupils * 100 * 3_333 + 7_000) // (2 * 7_000)
    assert planned.cells[8] == Quantity(pupils * 100, "g") and planned.cells[-1] == fen
    assert unknown.cells[-1] is None and "salt" in form.missing[0]
    assert form.totals[10] == fen


def test_an_order_prints_with_what_has_come_of_it(papers, opened):
    lines = (Line(papers.ingredients["rice"], 50_000, "kg", (WED,)), Line(papers.ingredients["egg"], 60, "piece"))
    order = Order("P1", papers.supplier_id, WED, WED, TODAY, lines, deliver_time="07:00", note="要新米")
    papers.do(purchasing.order, papers.canteens["C001"], [order])
    [form] = opened(papers).forms("orders")
    assert dict(form.heads)["送货"] == "2026-11-27 07:00" and dict(form.heads)["情况"] == "等送货"
    assert [row.cells[1:5] for row in form.rows] == [
        ("大米", "公斤", Quantity(50_000, "g"), None),
        ("egg", "个", Quantity(60, "piece"), None),
    ]
    assert form.notes == ("备注：要新米",)
    assert opened(papers, month="2026-12").forms("orders") == []


def test_the_days_paper_has_the_price_of_the_meal_as_the_screens_have_it(papers, opened):
    """Monday: 20.5 kg of rice for 98.40 yuan, a seventh of the oil's 99.99, eaten by 125 of one group alone."""
    papers.serve(MON, 60, 0, 0, group=("S001", "G79"))
    papers.serve(MON, 20, 0, 0, group=("S002", "G14"))
    [form] = [one for one in opened(papers, week="2026-W45").forms("day-goods") if dict(one.heads)["日期"] == MON]
    fen, eaters = 9_840 + round(9_999 / 7), 125 + 60 + 20
    assert dict(form.heads)["人均（每餐单价）"] == f"午餐 {(2 * fen + eaters) // (2 * eaters) / 100:.2f} 元"
    assert dict(form.heads)["总计"] == "198.39 元"
    assert "分摊到当日" in form.notes[0]


def test_without_everybodys_count_there_is_no_price_a_head(papers, opened):
    [form] = [one for one in opened(papers, week="2026-W45").forms("day-goods") if dict(one.heads)["日期"] == MON]
    assert dict(form.heads)["人均（每餐单价）"] is None
