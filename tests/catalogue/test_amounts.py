"""A quantity for one ingredient, and what a page is told of an ingredient."""

import pytest

from mealwatch.catalogue import errors
from mealwatch.catalogue.domain.amounts import amount
from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.catalogue.domain.pinyin import pinyin_of
from mealwatch.catalogue.domain.search import search
from mealwatch.catalogue.presenters import offer

ALIASES = ("粳米", "东北大米")
RICE = Ingredient(1, "GS01", "大米", ALIASES, pinyin_of("大米", ALIASES), "谷薯类", "g", "袋", 25_000)
EGG = Ingredient(2, "DL01", "鸡蛋", (), pinyin_of("鸡蛋"), "蛋类", "piece", "盘", 30)


@pytest.mark.parametrize(
    ("text", "unit", "wanted"),
    [
        ("34", "jin", (17_000, "jin")),
        ("34", "kg", (34_000, "kg")),
        ("34公斤", "jin", (34_000, "kg")),
        ("3两", "kg", (150, "jin")),
        ("2袋", "jin", (50_000, "package")),
        ("2袋+3斤", "kg", (51_500, "jin")),
        ("2袋+3", "kg", (53_000, "kg")),
        ("500克", None, (500, "g")),
    ],
)
def test_an_amount_keeps_the_unit_of_its_last_part(text, unit, wanted):
    assert amount(RICE, text, unit, field="quantity") == wanted


@pytest.mark.parametrize(
    ("one", "text", "unit", "error"),
    [
        (RICE, "一大把", "jin", errors.AmountNotUnderstood),
        (RICE, "34", None, errors.AmountUnitMissing),
        (RICE, "3个", "jin", errors.AmountUnitDoesNotFit),
        (EGG, "3", "jin", errors.AmountUnitDoesNotFit),
        (EGG, "半个", "piece", errors.AmountNotWhole),
        (RICE, "99999999公斤", "jin", errors.AmountTooMuch),
        (RICE, "0", "jin", errors.AmountZero),
    ],
)
def test_what_is_no_amount_is_refused_with_what_can_be_written(one, text, unit, error):
    with pytest.raises(error) as refused:
        amount(one, text, unit, field="lines.0.quantity")
    assert refused.value.field == "lines.0.quantity"
    assert one.name in refused.value.text()
    assert refused.value.advice()


def test_nothing_is_a_count_where_it_is_counted():
    assert amount(RICE, "0", "kg", field="counted", zero=True) == (0, "kg")


def test_the_word_that_does_not_fit_is_said_as_people_say_it():
    with pytest.raises(errors.AmountUnitDoesNotFit) as refused:
        amount(EGG, "3", "jin", field="quantity")
    assert "“斤”" in refused.value.text()
    assert refused.value.advice() == "可以写：12个、2盘、2盘+12个、半盘"


def test_of_equal_matches_the_most_used_comes_first():
    known = [
        Ingredient(number, f"X{number}", name, (), pinyin_of(name), "其他", "g")
        for number, name in enumerate(("土豆", "土鸡", "通心菜"))
    ]
    assert [one.name for one in search(known, "t")] == ["土豆", "土鸡", "通心菜"]
    assert [one.name for one in search(known, "t", used={2: 5, 1: 1})] == ["通心菜", "土鸡", "土豆"]


def test_an_offer_says_what_the_page_needs(app):
    with app.test_request_context():
        told = offer(RICE, held="库存 5 公斤", used=3, unit="package")
        assert told["find"][: told["own"]] == ["gs01", "dami", "dm"]
        assert set(told["find"][told["own"] :]) == {*ALIASES, "jingmi", "jm", "dongbeidami", "dbdm"}
        assert (told["base"], told["package"], told["unit"]) == ("g", ["袋", 25_000], "package")
        assert (told["held"], told["used"]) == ("库存 5 公斤", 3)
        assert offer(EGG, unit="jin")["unit"] == "piece"
        assert offer(RICE)["unit"] == "jin"
