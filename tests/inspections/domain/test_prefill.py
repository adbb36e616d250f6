"""What the records say of each item that is filled in before a visit: the suggestion and its sentence."""

from datetime import date, timedelta

import pytest

from mealwatch.checklists.known import default
from mealwatch.inspections.domain.prefill import RULES
from mealwatch.inspections.domain.prefill.facts import (
    Certificate,
    Facts,
    MealFact,
    MenuDay,
    OldFinding,
    Paper,
    Source,
    WeekFact,
)
from mealwatch.kernel.ratio import Ratio

TODAY = date(2026, 11, 23)
YESTERDAY, LONG_AGO = TODAY - timedelta(days=1), date(2026, 9, 1)


def facts(**given):
    return Facts(today=TODAY, since=TODAY - timedelta(days=13), **given)


def receipt(no="R1", **given):
    told = {"people": {"buyer": ("甲",), "acceptor": ("乙", "丙"), "bookkeeper": ("丁",)}} | given
    return Paper("receipt", no, YESTERDAY, **told)


def issue(no="I1", **given):
    return Paper("issue", no, YESTERDAY, **({"people": {"storekeeper": ("乙",), "collector": ("戊",)}} | given))


def menu(meat=50_000, other=("鸡蛋",), green=("菠菜", "青菜", "白萝卜"), dark=2, unknown=0):
    animal, meat_mg = ("猪肉",), {"9-11": meat}
    return MenuDay(YESTERDAY, animal, other, green, green[:dark], green[:unknown], meat_mg, {"9-11": 40_000})


def meal(served=100, enrolled=100, priced=True, on=YESTERDAY):
    return MealFact(on, "lunch", priced, enrolled, served)


def week(state="met", fen=2500, number=8):
    return WeekFact(date(2026, 10, 26), number, "G1", state, Ratio(fen), 2500)


OPEN = OldFinding("B6", "三防", TODAY, True)
LATE, MENDED = OldFinding("C3", "分人", YESTERDAY, True), OldFinding("C6", "库房", YESTERDAY, False)
#: rule, facts, what is suggested, what is in the sentence
CASES = [
    ("findings_closed", facts(), None, "没有以前检查的记录"),
    ("findings_closed", facts(visited=True), None, "没有发现问题"),
    ("findings_closed", facts(old_findings=(MENDED,)), "full", "已整改 1 个，未整改 0 个"),
    ("findings_closed", facts(old_findings=(MENDED, OPEN)), "half", "未整改 1 个，其中超期 0 个"),
    ("findings_closed", facts(old_findings=(OPEN, LATE)), "none", "未整改 2 个，其中超期 1 个"),
    ("licence", facts(), None, "没有食堂许可证的记录"),
    ("licence", facts(licences=(Certificate("", TODAY),)), "full", "2026-11-23，在有效期内"),
    ("licence", facts(licences=(Certificate("", YESTERDAY),)), "none", "已于 2026-11-22 到期"),
    ("licence", facts(licences=(Certificate("", LONG_AGO), Certificate("", TODAY))), "full", "在有效期内"),
    ("health_certificates", facts(), None, "没有从业人员和健康证的记录"),
    ("health_certificates", facts(staff=("甲",)), None, "没有记录 1 人"),
    ("health_certificates", facts(staff=("甲",), certificates=(Certificate("甲", TODAY),)), "full", "有效 1 人"),
    ("health_certificates", facts(certificates=(Certificate("甲", YESTERDAY),)), "none", "过期 1 人"),
    (
        "health_certificates",
        facts(
            staff=("乙", "丙"),
            certificates=(Certificate("乙", TODAY), Certificate("丙", TODAY), Certificate("甲", LONG_AGO)),
        ),
        "half",
        "3 人：健康证有效 2 人，过期 1 人",
    ),
    ("suppliers", facts(), None, "没有供货商的记录"),
    ("suppliers", facts(sources=(Source("甲店", TODAY),)), None, "合同没有记录"),
    ("suppliers", facts(sources=(Source("甲店", TODAY), Source("乙店", YESTERDAY))), "none", "过期 1 家"),
    ("suppliers", facts(sources=(Source("甲店", None),)), None, "没有记录 1 家"),
    ("separation", facts(), None, "没有入库、出库的记录"),
    ("separation", facts(papers=(receipt(), issue())), "full", "2 张入库、出库单：0 张"),
    ("separation", facts(papers=(receipt(people={"buyer": ("甲",), "acceptor": ("甲",)}),)), "none", "：1 张上同一人"),
    ("separation", facts(papers=(receipt(twice=("乙",)),)), "none", "：1 张上同一人"),
    ("separation", facts(papers=(receipt(), issue(people={"storekeeper": ("甲",)}))), "half", "另有 1 人在不同单据"),
    ("separation", facts(papers=(issue(lacks=("collector",)),)), "half", "1 张没有第二人签字"),
    ("separation", facts(papers=(issue(lacks=("collector",), signed_later=True),)), "full", "0 张没有第二人"),
    ("receipts_complete", facts(papers=(issue(),)), None, "没有入库单的记录"),
    ("receipts_complete", facts(papers=(receipt(),)), "full", "1 张入库单：0 张要素不齐"),
    ("receipts_complete", facts(papers=(receipt(), receipt("R2", lacks=("supplier",)))), "none", "1 张要素不齐"),
    (
        "receipts_complete",
        facts(papers=tuple(receipt(f"R{n}", late_on=TODAY if n == 1 else None) for n in range(4))),
        "half",
        "1 张不是当日登记",
    ),
    ("issues_signed", facts(has_stock=False), None, "由企业配餐"),
    ("issues_signed", facts(papers=(receipt(),)), None, "没有出库单的记录"),
    ("issues_signed", facts(papers=(issue(),)), "full", "0 张缺"),
    ("issues_signed", facts(papers=(issue(lacks=("storekeeper",)),)), "none", "1 张缺"),
    ("nutrition_animal", facts(), None, "没有带量食谱的记录"),
    ("nutrition_animal", facts(served_days=frozenset({TODAY})), None, "供餐 1 天，没有带量食谱"),
    ("nutrition_animal", facts(menu_days=(menu(),)), "full", "1 天有畜禽鱼，1 天有蛋奶豆"),
    ("nutrition_animal", facts(menu_days=(menu(meat=39_999),)), "half", "平均每人每天 39.9 克，标准 40.0 克"),
    ("nutrition_animal", facts(menu_days=(menu(other=(), meat=1),)), "none", "0 天有蛋奶豆"),
    ("nutrition_animal", facts(menu_days=(menu(),), served_days=frozenset({TODAY})), "full", "另有 1 天供餐没有食谱"),
    ("nutrition_vegetables", facts(), None, "没有带量食谱的记录"),
    ("nutrition_vegetables", facts(menu_days=(menu(),)), "full", "深色 2 种次"),
    ("nutrition_vegetables", facts(menu_days=(menu(dark=1),)), "half", "深色 1 种次"),
    ("nutrition_vegetables", facts(menu_days=(menu(dark=1, unknown=1),)), None, "1 种次不知道"),
    ("nutrition_vegetables", facts(menu_days=(menu(green=("菠菜",), dark=1),)), "half", "0 天蔬菜有 3 种以上"),
    ("nutrition_vegetables", facts(menu_days=(menu(green=("冬瓜",), dark=0),)), "none", "0 天蔬菜有 3 种以上"),
    ("accompanied", facts(), None, "没有供餐的记录"),
    ("accompanied", facts(to_accompany=9), "full", "有陪餐记录 9 餐"),
    ("accompanied", facts(to_accompany=8, not_accompanied=((YESTERDAY, "lunch"),) * 2), "half", "没有记录 2 餐"),
    ("accompanied", facts(to_accompany=8, not_accompanied=((YESTERDAY, "lunch"),) * 3), "none", "没有记录 3 餐"),
    ("unit_prices", facts(), None, "没有供餐的记录"),
    ("unit_prices", facts(meals=(meal(),)), "full", "1 餐算得出单价"),
    ("unit_prices", facts(meals=(meal(priced=False),)), "none", "1 餐算不出"),
    ("unit_prices", facts(meals=(meal(served=None), meal(), meal(), meal())), "half", "1 餐算不出"),
    ("weekly_spend", facts(), None, "没有供餐的记录"),
    ("weekly_spend", facts(weeks=(week(),)), "full", "1 周达到标准"),
    ("weekly_spend", facts(weeks=(week("short", 2499),)), "half", "24.99 元，标准 25.00 元，差 0.01 元"),
    ("weekly_spend", facts(weeks=(week("unreported", 1000),)), None, "1 周没有报齐（未报不算零）"),
    ("weekly_spend", facts(weeks=(week("unverified"),)), None, "待核实"),
    ("enrolled_served", facts(), None, "没有就餐人数的记录"),
    ("enrolled_served", facts(meals=(meal(),)), "full", "1 餐与在册人数相等"),
    ("enrolled_served", facts(meals=(meal(served=101),)), "half", "1 餐多于在册人数"),
    ("enrolled_served", facts(meals=(meal(), meal(served=None))), None, "另有 1 餐没有记录"),
]


@pytest.mark.parametrize(("rule", "known", "suggest", "says"), CASES)
def test_what_a_rule_suggests(rule, known, suggest, says):
    found = RULES[rule](known).as_json()
    assert found["suggest"] == suggest, found["say"]
    assert says in found["say"]
    assert all(isinstance(cell, str) for row in found["rows"] for cell in row)


def test_two_short_weeks_are_none():
    later = WeekFact(date(2026, 11, 2), None, "G1", "short", Ratio(4999, 2), 2500)
    found = RULES["weekly_spend"](facts(weeks=(week("short", 2400), later))).as_json()
    assert found["suggest"] == "none"
    assert "第8教学周（10月26日起）：24.00 元" in found["say"]
    assert "11月2日起的一周：25.00 元，标准 25.00 元，差 0.01 元" in found["say"]


def test_a_week_stands_where_its_worst_group_stands():
    other = WeekFact(date(2026, 10, 26), 8, "G2", "short", Ratio(2000), 2500)
    assert (
        "供餐的 1 周：0 周达到标准，1 周低于标准"
        in RULES["weekly_spend"](facts(weeks=(week(), other))).as_json()["say"]
    )


def test_sentences_are_translated_where_they_are_shown():
    known = facts(papers=(receipt(twice=("乙",)),))
    found = RULES["separation"](known).as_json(lambda sentence: f"<{sentence}>")
    assert found["say"].startswith("<近两周 1 张")
    assert found["rows"] == [["<入库单>", "R1", "<11月22日>", "乙", "<<验收>、<第二验收人>>"]]


def test_every_rule_of_the_default_list_is_there():
    named = {item.prefill for item in default().list.items if item.prefill}
    assert named == set(RULES)
