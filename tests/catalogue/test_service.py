"""Ingredients and suppliers in the records, on both stores."""

import json
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import select

from mealwatch.audit.models import JournalEntry
from mealwatch.audit.rows import Written
from mealwatch.catalogue import errors, queries, service
from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.catalogue.domain.search import search
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.kernel.quantity import Measure
from tests.support.county import do, new_county

RICE = {
    "code": "rice",
    "name": "大米",
    "food_group": "谷薯类",
    "base_unit": "g",
    "package_name": "袋",
    "package_content": 25000,
    "grams_per_unit": "1",
    "edible_percent": "100",
}
EGG = {"code": "egg", "name": "鸡蛋", "food_group": "蛋类", "base_unit": "piece", "grams_per_unit": "55"}


def put(county_id, row, **given):
    return do(service.put_ingredient, county_id, **row | given)


def journal(county_id, subject):
    rows = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.county_id == county_id, JournalEntry.subject == subject)
        .order_by(JournalEntry.seq)
    )
    return [(row.action, row.key, json.loads(row.body)) for row in rows]


def test_an_ingredient_is_entered_once_and_changed_in_the_journal(store):
    county_id = new_county()
    assert put(county_id, RICE) == "created"
    assert put(county_id, RICE) == "unchanged"
    assert put(county_id, RICE, edible_percent="100.0") == "unchanged"
    assert put(county_id, RICE, package_content=50000) == "updated"
    rice = queries.get_ingredient(county_id, "rice")
    assert rice.measure == Measure("g", 50000)
    assert rice.pinyin == "dami dm"
    assert [entry[:2] for entry in journal(county_id, "ingredient")] == [("create", "rice"), ("update", "rice")]
    assert journal(county_id, "ingredient")[-1][2]["package_content"] == 50000


def test_what_is_not_known_is_not_zero(store):
    county_id = new_county()
    put(county_id, {"code": "milk", "name": "牛奶", "food_group": "奶及奶制品", "base_unit": "ml"})
    put(county_id, RICE, grams_per_unit="", edible_percent=None, package_name="", package_content=None)
    milk, rice = queries.ingredients_of(county_id)
    assert (milk.grams, milk.edible_share, milk.package_content, milk.package_name) == (None, None, None, None)
    assert (rice.grams, rice.grams_per_unit) == (Fraction(1), None)


def test_decimals_are_exact(store):
    county_id = new_county()
    put(county_id, EGG, grams_per_unit="55.250", edible_percent="87.5")
    egg = queries.get_ingredient(county_id, "egg")
    assert (egg.grams, egg.edible_share, egg.grams_per_unit) == (Fraction(221, 4), Fraction(7, 8), "55.25")


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"code": ""}, "code", checks.Required),
        ({"code": "a b"}, "code", checks.CodeInvalid),
        ({"name": None}, "name", checks.Required),
        ({"food_group": "粮食"}, "food_group", checks.NotInList),
        ({"food_group": ""}, "food_group", checks.Required),
        ({"base_unit": "kg"}, "base_unit", checks.NotInList),
        ({"base_unit": "斤"}, "base_unit", checks.NotInList),
        ({"package_content": 0}, "package_content", checks.CountInvalid),
        ({"package_content": -1}, "package_content", checks.CountInvalid),
        ({"package_content": 2.5}, "package_content", checks.CountInvalid),
        ({"package_content": 10**7 + 1}, "package_content", checks.CountInvalid),
        ({"grams_per_unit": "0"}, "grams_per_unit", checks.DecimalInvalid),
        ({"grams_per_unit": "-1"}, "grams_per_unit", checks.DecimalInvalid),
        ({"grams_per_unit": "很重"}, "grams_per_unit", checks.DecimalInvalid),
        ({"edible_percent": "0"}, "edible_percent", checks.DecimalInvalid),
        ({"edible_percent": "100.1"}, "edible_percent", checks.DecimalInvalid),
    ],
)
def test_faults_of_an_ingredient(store, given, field, fault):
    county_id = new_county()
    with pytest.raises(fault) as refused:
        put(county_id, RICE, **given)
    assert refused.value.field == field
    assert refused.value.text()
    assert refused.value.advice()
    assert queries.ingredients_of(county_id) == []


@pytest.mark.parametrize("food_group", FOOD_GROUPS)
def test_every_food_group_is_known(store, food_group):
    assert put(new_county(), RICE, food_group=food_group) == "created"


def test_food_groups_stand_in_their_order():
    assert len(FOOD_GROUPS) == 11
    assert (FOOD_GROUPS[0], FOOD_GROUPS[7], FOOD_GROUPS[-1]) == ("谷薯类", "大豆类及其制品和坚果", "其他")


def test_a_base_unit_in_use_does_not_change(store):
    county_id = new_county()
    put(county_id, RICE)
    put(county_id, EGG)
    rice = queries.get_ingredient(county_id, "rice")
    with pytest.raises(errors.BaseUnitInUse) as refused:
        put(county_id, RICE, base_unit="piece", used_ids={rice.id})
    assert (refused.value.field, refused.value.facts["was"]) == ("base_unit", "g")
    assert put(county_id, RICE, name="粳米", used_ids={rice.id}) == "updated"
    assert put(county_id, EGG, base_unit="g", used_ids={rice.id}) == "updated"
    assert put(county_id, RICE, base_unit="piece") == "updated"


def test_pinyin_follows_name_and_aliases(store):
    county_id = new_county()
    put(county_id, EGG, aliases=["土鸡蛋"])
    assert queries.get_ingredient(county_id, "egg").pinyin == "jidan jd;tujidan tjd"
    put(county_id, EGG, name="鸭蛋")
    egg = queries.get_ingredient(county_id, "egg")
    assert (egg.aliases, egg.pinyin) == (("土鸡蛋",), "yadan yd;tujidan tjd")
    put(county_id, EGG, name="鸭蛋", aliases=())
    assert queries.get_ingredient(county_id, "egg").pinyin == "yadan yd"


def test_many_rows_write_only_their_differences(store):
    county_id = new_county()
    assert do(service.put_ingredients, county_id, [RICE, EGG]) == Written(created=2)
    assert do(service.put_ingredients, county_id, [RICE, EGG | {"name": "鸭蛋"}]) == Written(0, 1, 1)
    with pytest.raises(checks.Twice):
        do(service.put_ingredients, county_id, [RICE, RICE])
    with pytest.raises(checks.NotInList) as refused:
        do(service.put_ingredients, county_id, [RICE | {"name": "新米"}, EGG | {"base_unit": "kg"}])
    assert refused.value.facts["row"] == 1
    assert queries.get_ingredient(county_id, "rice").name == "大米"


def test_a_new_county_takes_over_the_known_ingredients(store):
    county_id = new_county()
    put(county_id, RICE | {"code": "GS01", "name": "自家大米"})
    assert do(service.take_over_known_ingredients, county_id) == Written(created=184)
    assert do(service.take_over_known_ingredients, county_id) == Written()
    held = queries.ingredients_of(county_id)
    assert queries.get_ingredient(county_id, "GS01").name == "自家大米"
    assert search(held, "td")[0].name == "土豆"
    oil = queries.get_ingredient(county_id, "YZ01")
    assert (oil.base_unit, oil.package_content, oil.grams) == ("ml", 20000, Fraction(23, 25))


def test_counties_do_not_see_each_other(store):
    first, second = new_county("360731"), new_county("360732")
    put(first, RICE)
    do(service.put_supplier, first, code="V1", name="甲粮油")
    assert put(second, RICE, name="香米") == "created"
    assert queries.get_ingredient(first, "rice").name == "大米"
    assert queries.ingredients_of(second, [1])[0].name == "香米"
    assert queries.ingredients_of(second, []) == []
    assert queries.find_supplier(second, "V1") is None
    for look in (queries.get_ingredient, queries.get_supplier):
        with pytest.raises((errors.NoIngredient, errors.NoSupplier)) as refused:
            look(second, "nothing")
        assert refused.value.text()


def test_suppliers(store):
    county_id = new_county()
    row = {"code": "V1", "name": "示例粮油", "licence_no": "L1", "licence_expires_on": date(2028, 1, 1)}
    assert do(service.put_supplier, county_id, **row) == "created"
    assert do(service.put_supplier, county_id, **row) == "unchanged"
    assert do(service.put_supplier, county_id, code="V1", name="示例粮油", phone="123") == "updated"
    supplier = queries.get_supplier(county_id, "V1")
    assert (supplier.licence_no, supplier.licence_expires_on, supplier.phone, supplier.contact) == (
        "L1",
        date(2028, 1, 1),
        "123",
        None,
    )
    assert queries.suppliers_of(county_id) == [supplier]
    assert journal(county_id, "supplier")[-1][2]["licence_expires_on"] == "2028-01-01"
    with pytest.raises(checks.DateInvalid):
        do(service.put_supplier, county_id, **row | {"licence_expires_on": "2028-01-01"})
    with pytest.raises(checks.Required):
        do(service.put_supplier, county_id, code="V2")
