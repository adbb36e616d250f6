"""Daily records, acceptances and signatures on paper: what was entered once, and no sick person's name."""

from datetime import timedelta

import pytest

from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.reports.printing import period, shelf
from mealwatch.reports.printing.facts import Facts
from mealwatch.reports.printing.signed import drawn
from mealwatch.safety import queries as safety
from mealwatch.schools import queries as schools
from tests.acceptance.goods import RECEIPT, receipt, shop  # noqa: F401
from tests.reports.printing.books import Shelf, bare, cells
from tests.support.daily import ACCOMPANIED, MONDAY, MORNING, SAMPLE, SICK, Daily, at
from tests.support.people import send

WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def daily(site):
    return Daily(site)


@pytest.fixture
def opened(daily):
    """``opened()``: the books of November of the canteen that keeps daily records, as they stand now."""

    def as_they_stand():
        db.session.rollback()
        return shelf_of(daily.county_id, {"month": "2026-11"}, WEDNESDAY)

    with daily.site.app.app_context():
        yield as_they_stand
        db.session.remove()


def shelf_of(county_id, asked, today):
    canteen = schools.get_canteen(county_id, "C001")
    facts = Facts(county_id, canteen, period.asked(asked, schools.terms_of(county_id), today), today)
    return Shelf(facts, {book.slug: book for book in shelf.BOOKS})


def test_a_sample_prints_when_it_may_go_and_when_it_went(daily, opened):
    daily.enter("sample", SAMPLE, "n1")
    daily.enter("sample", SAMPLE | {"dish": "红烧肉", "category": "hot", "weight": 1305}, "n2")
    gone = at("11:45", WEDNESDAY)
    done = {"disposed_at": gone.isoformat(timespec="minutes"), "person": "李师傅"}
    daily.enter("disposal", done, "n1", on=WEDNESDAY, now=gone)
    for slug in ("samples-table", "samples"):
        form = opened().form(slug)
        assert cells(form, "菜品名称") == ["米饭", "红烧肉"]
        assert cells(form, "留样量（克）") == [1300, 1305]
        assert cells(form, "到期时间（+48小时）") == ["11-11 11:40"] * 2
        assert cells(form, "处理时间") == ["11-11 11:45", None]
    assert cells(opened().form("samples"), "冷藏温度（℃）") == [40, 40]
    assert "130.5" in bare("".join(opened().texts("samples")))
    [[_, rows, _]] = opened().tables("samples")
    assert [row["留样量（克）"] for row in rows] == [130, 130.5]


def test_a_corrected_record_prints_as_it_stands_a_withdrawn_one_does_not(daily, opened):
    daily.enter("sample", SAMPLE, "n1")
    daily.correct("sample", "n1", SAMPLE | {"weight": 1400})
    daily.enter("sample", SAMPLE | {"dish": "炒青菜"}, "n2")
    daily.withdraw("sample", "n2")
    assert cells(opened().form("samples-table"), "留样量（克）") == [1400]


def test_an_accompanied_meal_prints_its_rates_and_its_problem(daily, opened):
    daily.enter("accompanied", ACCOMPANIED)
    bad = {"problem": True, "problem_text": "汤凉了", "handling": "已加热", "warmth": "poor"}
    daily.enter("accompanied", ACCOMPANIED | bad, "n2", on=MONDAY + timedelta(days=1), now=at("14:00", WEDNESDAY))
    form = opened().form("accompanied")
    assert cells(form, "整体情况") == ["好", "良"] and cells(form, "温度") == ["好", "差"]
    assert cells(form, "职务") == ["校长", "校长"] and cells(form, "问题") == [None, "汤凉了"]
    assert cells(opened().form("accompanied-table"), "问题") == ["无", "汤凉了"]


def test_the_morning_check_marks_what_was_found_and_names_nobody(daily, opened):
    daily.enter("morning", MORNING, "2026-11-09")
    daily.enter("morning", SICK, "2026-11-10", on=MONDAY + timedelta(days=1), now=at("08:00", WEDNESDAY))
    form = opened().form("morning")
    assert cells(form, "发热") == ["√", "有"] and cells(form, "腹泻") == ["√", "√"]
    assert cells(form, "不合格姓名") == [None, None] and cells(form, "是否调离") == [None, "已调离"]
    printed = "".join(opened().texts("morning"))
    assert "欧阳" not in printed and "三十八" not in printed
    assert "欧阳" not in str(opened().tables("morning"))


def test_a_lamps_hours_run_on(daily, opened):
    lamp = {"equipment": daily.machines["uv_lamp"], "start": "07:00", "end": "07:45", "person": "张师傅"}
    daily.enter("uv", lamp, "n1", now=at("08:00"))
    form = opened().form("uv")
    assert cells(form, "实际分钟") == [45] and cells(form, "累计使用小时") == [108]  # 600 + 45 minutes
    assert cells(form, "设备") == ["备餐间灯"]


def test_tableware_prints_its_degrees_or_its_chlorine(daily, opened):
    ware = {
        "ware": ["bowls", "plates"],
        "count": 120,
        "start": "12:40",
        "end": "13:00",
        "stored": True,
        "person": "张师傅",
    }
    daily.enter("disinfection", ware | {"method": "steam", "degrees": 105})
    daily.enter("disinfection", ware | {"method": "chlorine", "chlorine": 300}, "n2")
    form = opened().form("disinfection")
    assert cells(form, "餐具名称") == ["碗、餐盘"] * 2
    assert set(cells(form, "温度/有效氯浓度")) == {"105 ℃", "300 mg/L"}
    assert opened().form("disinfection-table").mark == "表八"


def test_a_daily_check_prints_item_by_item(daily, opened):
    lists = safety.check_list(daily.county_id, "daily_check")
    groups = {str(number): "fine" for number in range(1, len(lists.groups) + 1)}
    item = lists.groups[1][1][0]
    found = [
        {
            "item": item.number,
            "problem": "地面有积水",
            "measure": "清扫",
            "deadline": "2026-11-10",
            "on_the_spot": False,
        }
    ]
    content = {"list_version": lists.version, "groups": groups | {"2": "found"}, "found": found, "person": "张师傅"}
    daily.enter("daily_check", content, MONDAY.isoformat(), now=at("16:30"))
    form = opened().form("daily-check")
    told = {row.cells[0]: row.cells for row in form.rows if row.look == "plain"}
    assert told[item.number][2:] == ("不合格", "地面有积水", "清扫", "2026-11-10")
    assert {cells_[2] for number, cells_ in told.items() if number != item.number} == {"合格"}
    [[_, rows, _]] = opened().tables("daily-check")
    assert rows[0]["序号"].endswith("：合格") and rows[0]["状态"] == "标题"
    [row] = opened().form("daily-table").rows
    assert "地面有积水" in row.cells[2] and row.cells[4] == "2026-11-10"


def test_a_spot_check_prints_what_was_found(daily, opened):
    check = {
        "received_on": "2026-11-09",
        "name": "猪肉",
        "amount": "20 公斤",
        "person": "张师傅",
        "measure": "当场退回",
    }
    check |= {"in_date": True, "spoiled": True, "smell": False, "fresh": False, "package": True}
    daily.enter("spot_check", check)
    form = opened().form("sampling")
    [row] = form.rows
    assert row.cells[1:4] == ("猪肉", None, "20 公斤")
    assert [cells(form, name)[0] for name in ("是否在有效期", "有无变质腐坏发芽", "有无异味", "是否新鲜")] == [
        "是",
        "有",
        "无",
        "否",
    ]


def test_meals_without_a_record_are_counted_in_words(daily, opened):
    with_eaters = opened().form("samples-table").missing
    assert with_eaters == ()  # nothing was cooked as far as anybody wrote down
    assert opened().form("morning").missing[0].startswith("8 个供餐日没有晨检记录：11月2日、")


def test_an_acceptance_prints_with_its_quantities_and_the_guests_drawing(shop):  # noqa: F811
    stroke = [[100, 100, 400, 180, 120, 60]]
    form = receipt(
        **{
            "lines-0-noted": "102公斤",
            "lines-0-returned": "2公斤",
            "lines-0-brand": "金穗",
            "second_typed": None,
            "second_strokes": str(stroke),
            "slip_no": "P-778",
            "plate": "豫S12345",
        }
    )
    answer = send(shop.client("storekeeper"), RECEIPT, form, page=RECEIPT)
    assert answer.status_code == 302, answer.text
    today = clock.today()
    with shop.app.app_context():
        books = shelf_of(shop.county_id, {"day": today.isoformat()}, today)
        [slip] = books.forms("receipts")
        heads = dict(slip.heads)
        assert heads["票据号"] == "P-778" and "豫S12345" in heads["送货人/车牌"]
        assert "刘家长" in heads["验收人（登记）"]
        [row] = slip.rows
        amounts = {column.heading: cell for column, cell in zip(slip.columns, row.cells, strict=True)}
        assert amounts["规格/品牌/等级"] == "金穗"
        assert [amounts[name].base for name in ("送货单量", "实称量", "退货量", "入库量")] == [
            102000,
            100000,
            2000,
            98000,
        ]
        assert amounts["金额（元）"] == 98 * 480
        assert slip.missing == ()
        [(told, svg)] = drawn(books.facts, "receipt", heads["单号"])
        assert "第二验收人：刘家长（家长" in told and "M100 100L400 180" in svg
        printed = bare("".join(books.texts("receipts")))
        assert "屏幕签名第二验收人：刘家长" in printed
        # a line for the hand is there all the same
        assert "验收人2：" in printed
        [statement] = books.forms("statements")
        [line] = statement.rows
        assert [line.cells[place].base for place in (5, 6, 7)] == [100000, 2000, 98000]
        assert line.cells[11] == "P-778"
