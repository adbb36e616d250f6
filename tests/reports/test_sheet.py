"""The sheet of a school's week: every formula gives what the program says, and that is the exact figure."""

from fractions import Fraction

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from mealwatch.spend import service as spend
from mealwatch.spend.queries.figures import figures
from mealwatch.web.words import WORDS
from tests.support.books import labelled, week_workbook
from tests.support.kitchen import FRI, MON, NOW, THU, TUE, WED

WEEK = Week(MON)
FACE, ISSUES, LOTS, HEADS = "核算单", "出库明细", "批次", "就餐人数"
CHECK = "与“每餐单价之和 − 标准”之差（应为 0）"
LABELS = (
    "供餐天数",
    "报齐天数",
    "每餐单价之和",
    "按人次加权",
    "按享受人数",
    "标准（补助标准 × 供餐日）",
    "差额",
    "含学生自理部分的标准",
    "与含自理标准之差",
    "结论",
)
DAYS = (MON, TUE, WED, THU, FRI)


def fen(ratio):
    """An exact amount as a fraction of yuan."""
    return ratio.fraction() / 100


def school(kitchen, code):
    return schools.get_school(kitchen.county_id, code)


def a_week(kitchen, *, days=DAYS):
    """S001 and the teaching point S002 eat from C001: 100 kg of rice a day at 6 yuan, oil for ten days."""
    kitchen.receive("R1", MON, 1_000_000, 600_000)
    kitchen.receive("R2", MON, 20_000, 33_333, ingredient="oil")
    kitchen.issue("O1", MON, 20_000, ingredient="oil", use_days=10)
    for day in days:
        kitchen.issue(f"I{day:%d}", day, 100_000)
        kitchen.serve(day, 110, 3, 6)
        kitchen.serve(day, 55, group=("S001", "G79"))
        if day != WED:
            kitchen.serve(day, 18, 1, 1, group=("S002", "G14"))


def test_every_formula_of_every_example_gives_the_value_beside_it(worked_weeks):
    checked = 0
    for _, book, _ in worked_weeks:
        for sheet, cell, formula in book.formulas():
            worked_out, written = book.value(sheet, cell), book.cached(sheet, cell)
            if isinstance(worked_out, Fraction):
                assert abs(worked_out - written) < Fraction(1, 10**9), (sheet, cell, formula)
            else:
                assert (worked_out or None) == written, (sheet, cell, formula)
            checked += 1
    assert checked


def test_the_sheet_gives_the_exact_figures_of_every_example(worked_weeks):
    for sheet, book, found in worked_weeks:
        assert list(sheet.figures) == found
        told = labelled(book, FACE, *LABELS)
        wanted = [
            (
                row.supply_days,
                row.complete_days,
                fen(row.spend),
                fen(row.spend_person_days),
                fen(row.spend_enrolled),
                Fraction(row.floor_fen, 100),
                fen(row.gap) if row.gap else 0,
                Fraction(row.standard_fen, 100),
                fen(row.standard_gap) if row.standard_gap else 0,
                WORDS["outcome"][row.outcome],
            )
            for row in found
        ]
        assert list(zip(*told.values(), strict=True)) == wanted


def test_the_causes_add_up_to_spend_less_floor_in_every_example(worked_weeks):
    for sheet, book, _ in worked_weeks:
        told = labelled(book, FACE, "合计", CHECK, at="P", column="U")
        assert told[CHECK] == [0] * len(sheet.figures)
        wanted = [fen(row.spend) - Fraction(row.floor_fen, 100) for row in sheet.figures]
        assert all(abs(got - want) < Fraction(1, 10**9) for got, want in zip(told["合计"], wanted, strict=True))


def test_nothing_has_changed_below_the_figures_of_the_examples(worked_weeks):
    for sheet, _, _ in worked_weeks:
        assert [pot.changed_fen for pot in sheet.pots.values() if pot.changed_fen] == []
        assert [row for pot in sheet.pots.values() for row in pot.heads if row.status == "changed"] == []


def test_a_meal_is_led_back_to_its_issues_and_heads(kitchen):
    a_week(kitchen)
    _, book = week_workbook(kitchen.county_id, school(kitchen, "S001"), WEEK)
    row = next(row for row in range(1, 20) if book[FACE][f"A{row}"].value == "餐1")
    values = {book[FACE].cell(row - 1, column).value: column for column in range(1, 30)}

    def cell(heading):
        return book.value(FACE, book[FACE].cell(row, values[heading]).coordinate)

    # 100 kg of rice at 6 yuan and a tenth of the oil: 600.00 + share(333.33, 1, 10) = 33.33
    assert cell("出库食材（元）") == Fraction("633.33")
    assert cell("当餐食材合计（元）") == Fraction("633.33")
    assert [cell(kind) for kind in ("享受学生", "其他学生", "教职工", "就餐合计")] == [183, 4, 7, 194]
    assert cell("每餐单价（元）") == Fraction(63333, 19400)
    assert cell("教职工和其他学生分摊（元）") == Fraction(63333, 19400) * 11
    assert cell("享受学生食材（元）") == Fraction(63333, 19400) * 183
    assert cell("本组享受学生就餐") == 110


def test_a_group_without_a_record_counts_with_its_pupils_and_is_named(kitchen):
    a_week(kitchen)
    sheet, book = week_workbook(kitchen.county_id, school(kitchen, "S001"), WEEK)
    # Wednesday is no supply day of the teaching point; take its Thursday record away by a week without it.
    assert all(pot.silent_groups == 0 for pot in sheet.pots.values())
    kitchen_week = Week(MON).shifted(1)
    for day in kitchen_week.days[:5]:
        kitchen.issue(f"J{day:%d}", day, 50_000)
        kitchen.serve(day, 110, 3, 6)
    sheet, book = week_workbook(kitchen.county_id, school(kitchen, "S001"), kitchen_week)
    [pot, *_] = sheet.pots.values()
    assert pot.silent_groups == 2
    assert (pot.sum_of("unreported"), pot.eaters) == (60 + 21, 119 + 81)
    rows = [row for row in book[HEADS].iter_rows(min_row=3, values_only=True) if row[7] == "未报"]
    assert len(rows) == 10
    assert set(labelled(book, FACE, "报齐天数")["报齐天数"]) == {0}
    assert labelled(book, FACE, "结论")["结论"][1] == WORDS["outcome"][sheet.figures[1].outcome]


def test_each_draws_cost_follows_from_its_lot(kitchen):
    kitchen.receive("R1", MON, 3, 100, ingredient="egg")
    kitchen.receive("R2", TUE, 7, 199, ingredient="egg")
    kitchen.issue("I1", MON, 1, ingredient="egg")  # 33 fen
    kitchen.issue("I2", TUE, 4, ingredient="egg")  # 67 + share(199, 2, 7) = 57
    kitchen.reverse("issue", "I1", TUE)
    kitchen.issue("I3", WED, 2, ingredient="egg")  # the egg given back: share(100, 3, 3) - 67; then the next lot
    for day in (MON, TUE, WED):
        kitchen.serve(day, 100)
    sheet, book = week_workbook(kitchen.county_id, school(kitchen, "S001"), WEEK)
    costs = {
        (row[0], row[3]): book.value(LOTS, f"P{number}")
        for number, row in enumerate(book[LOTS].iter_rows(min_row=3, values_only=True), start=3)
    }
    assert costs == {
        ("行1", "R1"): Fraction("0.67"),
        ("行1", "R2"): Fraction("0.57"),
        ("行2", "R1"): Fraction("0.33"),
        ("行2", "R2"): Fraction("0.28"),
    }
    assert [pot.fen for pot in sheet.pots.values() if pot.fen] == [124, 61]


def test_names_never_become_formulas(kitchen):
    kitchen.do(
        school_service.put_school, code="S001", name="=1+1", town="+cmd", school_type="primary", supply_mode="canteen"
    )
    kitchen.do(catalogue.put_ingredients, [{"code": "rice", "name": "@rice", "food_group": "其他", "base_unit": "g"}])
    a_week(kitchen)
    line = kitchen.line("issue", "rice", 1000, storekeeper="=HYPERLINK(1)", collector="-2+3")
    kitchen.post(kitchen.document("issue", "=A1", MON, line))
    _, book = week_workbook(kitchen.county_id, school(kitchen, "S001"), WEEK)
    texts = ("=1+1", "@rice", "=A1", "=HYPERLINK(1)", "-2+3")
    cells = [cell for sheet in book.names for row in book[sheet].iter_rows() for cell in row if cell.value in texts]
    assert {cell.value for cell in cells} == set(texts)
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("store", ["kitchen", "kitchen_on_postgresql"])
def test_a_closed_week_keeps_its_sheet(store, request):
    kitchen = request.getfixturevalue(store)
    a_week(kitchen)
    one = school(kitchen, "S002")
    before, _ = week_workbook(kitchen.county_id, one, WEEK)
    kitchen.do(spend.close_week, one.id, WEEK, how="deadline", now=NOW)
    # Another school of the same pot is still open: its counts and calendar may change, the closed week does not.
    kitchen.serve(TUE, 111, 3, 6, reason="更正")
    kitchen.enrol(("S001", "G79"), WED, "C001", beneficiaries=50)
    sheet, book = week_workbook(kitchen.county_id, one, WEEK)
    assert [(row.spend, row.outcome) for row in sheet.figures] == [(row.spend, row.outcome) for row in before.figures]
    pot = sheet.pots[kitchen.canteens["C001"], TUE, "lunch"]
    assert [row.unreported for row in pot.heads if row.status == "changed"] == [-1]
    told = labelled(book, FACE, "每餐单价之和")["每餐单价之和"]
    assert told == [fen(row.spend) for row in sheet.figures]
    assert "已周结（第 1 版）" in book[FACE]["A3"].value


def test_an_older_version_has_its_sheet_too(kitchen):
    a_week(kitchen)
    one = school(kitchen, "S002")
    kitchen.do(spend.close_week, one.id, WEEK, how="deadline")
    before = figures(kitchen.county_id, WEEK, WEEK, {one.id})
    kitchen.do(spend.ask_reopening, one.id, WEEK, reason="数量录错", by=Actor("周敏", 1))
    kitchen.do(spend.agree_reopening, one.id, WEEK, by=Actor("陈立", 2))
    kitchen.serve(TUE, 19, 1, 1, group=("S002", "G14"), reason="更正")
    _, book = week_workbook(kitchen.county_id, one, WEEK, version=1)
    told = labelled(book, FACE, "每餐单价之和")["每餐单价之和"]
    assert told == [fen(row.spend) for row in before]
    assert "不再有效" in book[FACE]["A3"].value
    now, _ = week_workbook(kitchen.county_id, one, WEEK)
    assert now.figures[0].spend != before[0].spend
