"""A count is posted with a reason for each difference and a person who watched; on both stores."""

from datetime import timedelta
from fractions import Fraction

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row
from mealwatch.signing import errors as signing_errors
from mealwatch.stock.errors import DocumentDiffers
from mealwatch.stock.queries import counted, documents
from mealwatch.stocktakes import errors, service
from mealwatch.stocktakes.domain.differences import Use
from tests.support.kitchen import FRI, MON, THU, TUE, WED

WATCHED = {
    "second_how": "guest",
    "second_account": None,
    "second_pin": None,
    "second_guest_name": "张家长",
    "second_guest_kind": "parent",
    "second_strokes": None,
    "second_typed": True,
}


def paper(*lines, doc_no="T1", on=FRI, **given):
    rows = [
        {
            "ingredient_code": code,
            "counted": said,
            "unit": None,
            "reason_code": why,
            "reason": words,
        }
        for code, said, why, words in lines
    ]
    head = {"dated_on": on, "doc_no": doc_no, "counted_by": "李老师", "shared_code": None, "shared_reason": None}
    return head | WATCHED | {"lines": rows} | given


def post(kitchen, given):
    return kitchen.do(service.post, kitchen.canteens["C001"], given)


def lines(kitchen, doc_no="T1"):
    head = documents.find_head(kitchen.county_id, kitchen.canteens["C001"], "stocktake", doc_no)
    return documents.lines_of(kitchen.county_id, "stocktake", [head.id])


def condiments(kitchen):
    """Oil and salt as the shelf of a kitchen has them."""
    rows = [
        {"code": "oil", "name": "豆油", "food_group": "植物油", "base_unit": "ml", "package_content": 5000},
        {"code": "salt", "name": "食盐", "food_group": "调味品", "base_unit": "g", "package_content": None},
    ]
    kitchen.do(catalogue.put_ingredients, [row | {"grams_per_unit": "1", "edible_percent": "100"} for row in rows])


def test_a_count_with_its_reasons(both):
    both.receive("R1", MON, 10_000, 5_000)
    both.receive("R2", MON, 60, 6_000, ingredient="egg")
    given = paper(("egg", "59个", "spoiled", None), ("rice", "10公斤", None, None))
    assert post(both, given).new
    found = lines(both)
    assert [(row.counted, row.book, row.cost_fen, row.reason) for row in found] == [
        (59, 60, 100, "腐烂变质"),
        (10_000, 10_000, 0, None),
    ]
    assert {(row.counted_by, row.witnessed_by) for row in found} == {("李老师", "张家长")}
    before = both.rows()
    assert not post(both, given).new
    assert both.rows() == before
    with pytest.raises(DocumentDiffers):
        post(both, paper(("egg", "58个", "spoiled", None), ("rice", "10公斤", None, None)))
    walked = counted.order_walked(both.county_id, both.canteens["C001"])
    assert walked == [both.ingredients["egg"], both.ingredients["rice"]]


@pytest.mark.parametrize(
    "given, refused, field",
    [
        (paper(("rice", None, None, None)), errors.NothingCounted, "lines"),
        (paper(("rice", "9公斤", None, None)), errors.ReasonNeeded, "lines.0.reason_code"),
        (paper(("rice", "9公斤", "other", None)), errors.WordsNeeded, "lines.0.reason"),
        (paper(("rice", "9公斤", "weighing", None), second_guest_name="李老师"), signing_errors.SamePerson, None),
        (paper(("rice", "9公斤", "weighing", None), second_how=None), signing_errors.HowMissing, "second_how"),
    ],
)
def test_what_is_refused(kitchen, given, refused, field):
    kitchen.receive("R1", MON, 10_000, 5_000)
    before = kitchen.rows()
    with pytest.raises(refused) as problem:
        post(kitchen, given)
    assert field in (None, problem.value.field)
    assert kitchen.rows() == before


def test_nothing_left_is_a_count(kitchen):
    kitchen.receive("R1", MON, 10_000, 5_000)
    post(kitchen, paper(("rice", "0公斤", "issue_forgotten", None)))
    assert [row.counted for row in lines(kitchen)] == [0]
    assert kitchen.lots()[0][1] == 0


def test_oil_and_condiments_share_one_reason(both):
    """Menus of two days take 10 g of salt each for 125: 2.5 kg; 2 kg were issued, 0.4 kg are missing: 4 % less."""
    condiments(both)
    both.receive("R1", MON, 5_000, 2_000, ingredient="salt")
    both.receive("R2", MON, 10_000, 9_000, ingredient="oil")
    both.issue("I1", TUE, 2_000, ingredient="salt")
    for day in (TUE, WED):
        both.serve(day, 120, 3, 2)
        row = Row("汤", both.ingredients["salt"], 10_000)
        both.do(menus.plan, canteen_id=both.canteens["C001"], dated_on=day, meal="lunch", rows=[row])
    given = paper(("salt", "2600克", None, None), ("oil", "9升", None, None))
    with pytest.raises(errors.SharedReasonNeeded):
        post(both, given)
    canteen_id = both.canteens["C001"]
    used = service.uses(both.county_id, canteen_id, FRI, service.differences(both.county_id, canteen_id, given))
    assert used[both.ingredients["salt"]] == (FRI.replace(day=1), Use(Fraction(2_500), 2_000, 400))
    assert used[both.ingredients["oil"]] == (FRI.replace(day=1), Use(None, 0, 1_000))
    post(both, given | {"shared_code": "daily_use"})
    said = "日常用量零星领用，月底一次核对"
    assert [row.reason for row in lines(both)] == [f"{said}；食谱应用 2.5 公斤，账出 2 公斤", said]


def test_far_from_the_menus_asks_for_words(kitchen):
    condiments(kitchen)
    kitchen.receive("R1", MON, 5_000, 2_000, ingredient="salt")
    kitchen.serve(TUE, 100)
    row = Row("汤", kitchen.ingredients["salt"], 10_000)
    kitchen.do(menus.plan, canteen_id=kitchen.canteens["C001"], dated_on=TUE, meal="lunch", rows=[row])
    given = paper(("salt", "3公斤", None, None), shared_code="daily_use")
    with pytest.raises(errors.FarFromMenu):
        post(kitchen, given)
    post(kitchen, given | {"shared_reason": "腌了一缸咸菜"})
    assert "腌了一缸咸菜" in lines(kitchen)[0].reason


def test_use_is_reckoned_from_the_day_after_the_last_count(kitchen):
    condiments(kitchen)
    kitchen.receive("R1", MON, 5_000, 2_000, ingredient="salt")
    kitchen.issue("I1", TUE, 500, ingredient="salt")
    kitchen.count("T0", TUE, 4_500, ingredient="salt")
    kitchen.issue("I2", THU, 700, ingredient="salt")
    given = paper(("salt", "3.5公斤", None, None))
    canteen_id = kitchen.canteens["C001"]
    found = service.differences(kitchen.county_id, canteen_id, given)
    used = service.uses(kitchen.county_id, canteen_id, FRI, found)
    assert used[kitchen.ingredients["salt"]] == (TUE + timedelta(days=1), Use(None, 700, 300))
