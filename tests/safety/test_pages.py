"""The forms as they are sent: what is wrong keeps what was typed, a second person signs, a month goes to a file."""

import io
import re

import openpyxl
import pytest

from mealwatch.accounts.service.grants import grant
from mealwatch.kernel import clock
from mealwatch.safety import queries
from tests.support.daily import ACCOMPANIED, DISHES, MONDAY, MORNING, NOON, PIN, SAMPLE, SICK, Daily
from tests.support.people import send, site  # noqa: F401

SAMPLES = "/canteens/C001/records/sample?date=2026-11-09"
ACCOMPANYING = "/canteens/C001/records/accompanied?date=2026-11-09"
SECOND = {"second_how": "pin", "second_account": "storekeeper", "second_pin": PIN}


@pytest.fixture
def daily(site, monkeypatch):  # noqa: F811
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return Daily(site)


@pytest.fixture
def clerk(daily):
    return daily.site.client("canteen_manager")


def row(place, dish, weight, taken_at="11:40", category="hot"):
    at = f"rows-{place}-"
    values = {"given": "1", "dish": dish, "weight": weight, "taken_at": taken_at if weight else ""}
    values |= {"category": category}
    return {at + name: value for name, value in values.items()}


def samples(*weights, **more):
    form = {"number": "f1", "meal": "lunch", "place": "留样柜", "temperature": "4.5", "keeper": "张师傅"}
    for place, (dish, weight) in enumerate(zip(DISHES, weights, strict=False)):
        form |= row(place, dish, weight)
    return form | SECOND | more


def test_each_dish_has_its_own_row_weight_and_time(daily, clerk):
    answer = send(clerk, SAMPLES, samples("130", "１２５", "126.5", "200") | {"rows-3-taken_at": "1205"})
    assert answer.status_code == 302, re.findall(r'class="faults".*?</div>', answer.text, re.S)
    found = {one.fields["dish"]: one for one in daily.records("sample")}
    assert {dish: one.fields["weight"] for dish, one in found.items()} == dict(
        zip(DISHES, (1300, 1250, 1265, 2000), strict=True)
    )
    assert found["紫菜蛋汤"].fields["taken_at"] == "12:05"
    assert {one.second for one in found.values()} == {"Storekeeper"}
    assert len({one.signature_id for one in found.values()}) == 1


def test_a_form_sent_twice_is_one_and_rows_left_empty_are_none(daily, clerk):
    for _ in range(2):
        assert send(clerk, SAMPLES, samples("130", "", "140")).status_code == 302
    assert [one.fields["dish"] for one in daily.records("sample")] == ["炒青菜", "米饭"]
    assert "米饭" not in re.findall(r"<legend>(.*?)</legend>", clerk.get(SAMPLES).text)


def test_one_light_sample_stops_all_and_keeps_what_was_typed(daily, clerk):
    answer = send(clerk, SAMPLES, samples("130", "124.9"))
    assert answer.status_code == 422
    assert "红烧肉”留样 124.9 克，不足 125 克" in answer.text
    assert 'href="#f-rows-1-weight"' in answer.text
    assert 'value="124.9"' in answer.text and 'value="130"' in answer.text
    assert daily.records("sample") == []


def test_an_empty_form_says_so(daily, clerk):
    answer = send(clerk, SAMPLES, samples())
    assert (answer.status_code, "一行也没有填" in answer.text) == (422, True)


def test_everything_that_is_missing_is_said_at_once(daily, clerk):
    answer = send(clerk, ACCOMPANYING, {"number": "a1", "meal": "lunch", "person": "赵校长", "dishes-0": "米饭"})
    assert answer.status_code == 422
    for label in ("哪所学校", "职务", "陪餐人数", "卫生", "份量", "口味", "温度", "价格", "秩序", "浪费", "餐费自理"):
        assert f"“{label}”" in answer.text or label == "哪所学校"
    assert 'value="赵校长"' in answer.text


def test_nobody_supervises_oneself(daily, clerk):
    answer = send(clerk, SAMPLES, samples("130", second_pin="0000"))
    assert answer.status_code == 422
    assert daily.records("sample") == []


def test_a_supervisor_on_another_phone_signs_what_was_typed(daily, clerk):
    answer = send(clerk, SAMPLES, samples("130", "150", second_how="ask"), follow_redirects=True)
    assert "已交给对方签字" in answer.text
    assert daily.records("sample") == []
    supervisor = daily.site.client("storekeeper")
    [paper] = set(re.findall(r'href="(/signing/\d+)"', supervisor.get("/signing").text))
    page = supervisor.get(paper).text
    assert "红烧肉" in page and "150 克" in page
    [action] = set(re.findall(r'action="(/signing/\d+/sign)"', page))
    assert send(supervisor, action).status_code == 302
    found = daily.records("sample")
    assert [one.fields["dish"] for one in found] == ["米饭", "红烧肉"] or len(found) == 2
    assert {one.second_how for one in found} == {"own"}


def test_a_principal_records_accompanied_meals_and_no_samples(daily):
    principal = daily.site.client("principal")
    form = {"number": "a1", "meal": "lunch", "school": "S001", "person": "赵校长", "post": "principal", "heads": "2"}
    form |= {"dishes-0": "米饭", "dishes-90": "水煮蛋", "problem": "no", "paid": "yes"}
    form |= dict.fromkeys(("hygiene", "portion", "taste", "warmth", "price", "order", "waste"), "good")
    assert send(principal, ACCOMPANYING, form).status_code == 302
    [record] = daily.records("accompanied")
    assert record.fields["dishes"] == ["米饭", "水煮蛋"]
    assert send(principal, SAMPLES, samples("130")).status_code == 403


def test_a_leader_of_a_school_fed_from_elsewhere_records_its_accompanied_meals_alone(daily):
    daily.site.do(grant, "spare", role="principal", scope_kind="school", place="S002")
    leader = daily.site.client("spare")
    page = leader.get(ACCOMPANYING).text
    assert 'name="school" value="S002"' in page and "S001" not in page
    form = {"number": "a1", "meal": "lunch", "school": "S001", "person": "周老师", "post": "teacher", "heads": "1"}
    form |= {"dishes-0": "米饭", "problem": "no", "paid": "yes"}
    form |= dict.fromkeys(("hygiene", "portion", "taste", "warmth", "price", "order", "waste"), "good")
    assert send(leader, ACCOMPANYING, form).status_code == 422
    assert send(leader, ACCOMPANYING, form | {"school": "S002"}).status_code == 302
    assert send(leader, "/canteens/C001/records/morning?date=2026-11-09", {"heads": "3"}).status_code == 403


def test_a_check_goes_through_every_group(daily, clerk):
    address = "/canteens/C001/records/daily_check?date=2026-11-09"
    with daily.site.app.app_context():
        groups = len(queries.check_list(daily.county_id, "daily_check").groups)
    fine = {f"group-{place}": "fine" for place in range(2, groups + 1)} | {"person": "张师傅"}
    assert send(clerk, address, fine).status_code == 422
    answer = send(clerk, address, fine | {"group-1": "found"})
    assert "请在下面勾出哪一项不合格" in answer.text
    answer = send(clerk, address, fine | {"group-1": "found", "item-3": "yes", "problem-3": "一人过期"})
    assert "“防范措施”" in answer.text and "“整改期限”" in answer.text
    found = {"group-1": "found", "item-3": "yes", "problem-3": "一人过期", "measure-3": "停岗办证"}
    assert send(clerk, address, fine | found | {"deadline-3": "2026-11-13"}).status_code == 302
    [record] = daily.records("daily_check")
    assert record.fields["found"][0]["item"] == 3
    page = clerk.get("/canteens/C001/records?date=2026-11-09").text
    assert "一人过期" in page and "待整改" in page
    mending = "/canteens/C001/records/mended?date=2026-11-09&about=daily_check.2026-11-09.3"
    assert "停岗办证" in clerk.get(mending).text
    done = {"mended_at": "2026-11-09T13:00", "how": "已办证", "person": "张师傅"}
    assert send(clerk, mending, done).status_code == 302
    assert "待整改" not in clerk.get("/canteens/C001/records?date=2026-11-09").text


def test_a_correction_shows_both_and_the_filter_finds_it(daily, clerk):
    daily.enter("morning", MORNING, "2026-11-09")
    one = "/canteens/C001/records/morning/2026-11-09"
    form = {"heads": "5", "checked_at": "06:50", "unfit": "no", "person": "张师傅"}
    assert send(clerk, one, form).status_code == 422
    assert send(clerk, one, form | {"reason": "漏数一人"}).status_code == 302
    page = clerk.get(one).text
    assert "第 1 版" in page and "第 2 版" in page and "漏数一人" in page
    assert "晨检人数 5 人" in clerk.get("/canteens/C001/records/morning/month?month=2026-11&only=corrected").text
    late = clerk.get("/canteens/C001/records/morning/month?month=2026-11&only=late").text
    assert "晨检人数 5 人" in late
    assert "没有这样的记录" in clerk.get("/canteens/C001/records/morning/month?month=2026-10").text


def test_a_record_that_should_not_be_is_withdrawn_with_a_reason(daily, clerk):
    daily.enter("sample", SAMPLE)
    address = "/canteens/C001/records/sample/n1/withdraw"
    assert send(clerk, address, {"reason": ""}).status_code == 422
    assert send(clerk, address, {"reason": "没做这个菜"}).status_code == 302
    assert "已经作废" in clerk.get("/canteens/C001/records/sample/n1").text
    assert daily.records("sample") == []


@pytest.mark.parametrize(
    ("kind", "values", "number", "cells"),
    [
        ("sample", SAMPLE, "n1", {"菜品": "米饭", "留样量（克）": 130, "留样柜温度（℃）": 4, "餐次": "午餐"}),
        ("accompanied", ACCOMPANIED, "n1", {"陪餐人": "赵校长", "卫生": "好", "学校": "青山镇中心小学"}),
        ("morning", SICK, "2026-11-09", {"晨检人数（人）": 4, "哪里不合格": "发热", "是否调离岗位": "已调离"}),
    ],
)
def test_a_month_as_a_spreadsheet(daily, clerk, kind, values, number, cells):
    daily.enter(kind, values, number)
    answer = clerk.get(f"/canteens/C001/records/{kind}/month.xlsx?month=2026-11")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    headings, first = ([cell.value for cell in line] for line in list(sheet.rows)[:2])
    found = dict(zip(headings, first, strict=True))
    assert {heading: found[heading] for heading in cells} == cells
    assert not any("姓名" in heading for heading in headings if kind == "morning")


def test_the_clerk_registers_people_and_refrigerators(daily, clerk):
    assert send(clerk, "/canteens/C001/kitchen/staff", {"name": "赵师傅", "post": "面点"}).status_code == 302
    machine = {"kind": "freezer", "name": "2号冰柜"}
    assert send(clerk, "/canteens/C001/kitchen/equipment", machine).status_code == 302
    assert send(clerk, "/canteens/C001/kitchen/equipment", machine).status_code == 409
    page = clerk.get("/canteens/C001/kitchen").text
    assert "赵师傅" in page and "2号冰柜" in page
    assert "2号冰柜" in clerk.get("/canteens/C001/records/temperature").text


def test_the_bureau_puts_its_own_list(daily):
    admin = daily.site.client("bureau_admin")
    address = "/check-lists/daily_check"
    assert "明厨亮灶" in admin.get(address).text
    assert send(admin, address, {"items": "# 后厨\n* 地面干净\n灯亮"}).status_code == 302
    page = daily.site.client("canteen_manager").get("/canteens/C001/records/daily_check").text
    assert "后厨" in page and "地面干净" in page and "明厨亮灶" not in page


def test_yesterdays_record_in_its_place_is_filled_in_late(daily, clerk):
    day = MONDAY.replace(day=6)
    address = f"/canteens/C001/records/morning?date={day}"
    form = {"heads": "4", "checked_at": "06:50", "unfit": "no", "person": "张师傅"}
    assert send(clerk, address, form).status_code == 302
    assert "迟填 3 天" in clerk.get(f"/canteens/C001/records/morning/{day}").text
    answer = send(clerk, "/canteens/C001/records/morning?date=2026-10-01", form)
    assert answer.status_code == 422
