"""Names in place of codes: matched exactly or by alias within the county, or through a matching table."""

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.exchange.matching import read_matches
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.storage.transaction import in_transaction
from tests.exchange.conftest import BY, bring_in, held, refused
from tests.exchange.sets import Set

_NAMES = {
    "canteens": ("school_code", "学校名称", {"S001": "中心小学"}),
    "issues": ("ingredient_code", "食材名称", {"rice": "大米", "egg": "鸡蛋", "oil": "大豆油"}),
    "receipts": ("supplier_code", "供货商", {"V1": "县粮油公司"}),
    "losses": ("canteen_code", "食堂名称", {"C001": "中心小学食堂"}),
    "menus": ("ingredient_code", "ingredient_name", {"rice": "大米", "egg": "鸡蛋"}),
}


def _named(*files):
    given = Set()
    for name in files or _NAMES:
        code, heading, names = _NAMES[name]
        for row in given.tables[name]:
            row[code] = names[row[code]]
        given.rename(name, **{code: heading})
    return given


def test_names_read_like_codes(app, tmp_path):
    bring_in(_named().write(tmp_path / "named"))
    before = held()
    bring_in(Set().write(tmp_path / "set"))
    assert held() == before


def test_names_of_school_and_group_together(app, tmp_path):
    given = Set()
    for row in given.tables["meals"]:
        row["school_code"] = {"S001": "中心小学", "S002": "河口教学点"}[row["school_code"]]
        row["group_code"] = {"G16": "1-6年级", "G12": "1-2年级"}[row["group_code"]]
    bring_in(given.rename("meals", school_code="学校名称", group_code="供餐年级组名称").write(tmp_path / "named"))
    before = held()
    bring_in(Set().write(tmp_path / "set"))
    assert held() == before


def test_a_name_that_matches_nothing_and_one_that_matches_several(app, tmp_path):
    given = _named("issues").edit("issues", 0, 食材名称="新米").edit("ingredients", 2, name="鸡蛋")
    given.edit("issues", 3, 食材名称="鸡蛋")
    assert refused(given.write(tmp_path / "set")) == [
        ("name_matches_none", "issues.csv", 2, "食材名称"),
        ("name_matches_several", "issues.csv", 3, "食材名称"),
        ("name_matches_several", "issues.csv", 5, "食材名称"),
    ]


def test_an_alias_of_the_county_matches(app, tmp_path):
    county = bring_in(Set().write(tmp_path / "set")).county
    rice = {"code": "rice", "name": "大米", "aliases": ["新米"], "food_group": "谷薯类", "base_unit": "g"}
    in_transaction(lambda: catalogue.put_ingredients(county.id, [rice], by=BY, now=clock.now()))
    given = _named("issues").only("issues").edit("issues", 0, 食材名称="新米")
    for row in given.tables["issues"]:
        row["doc_no"] += "x"
        row["quantity"] = "1"
        row["unit"] = {"大豆油": "ml", "鸡蛋": "piece"}.get(row["食材名称"], "g")
    bring_in(given.write(tmp_path / "named"))
    assert len(held()["documents"]) == 11


@pytest.mark.parametrize("form", ["csv", "gb18030", "xlsx"])
def test_a_matching_table_decides(app, tmp_path, form):
    given = _named("issues").edit("issues", 0, 食材名称="东北大米").edit("issues", 1, 食材名称="土鸡蛋")
    table = tmp_path / f"match.{'xlsx' if form == 'xlsx' else 'csv'}"
    if form == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        for row in (["他们的名称", "我们的编码"], ["东北大米", "rice"], ["土鸡蛋", "egg"]):
            book.active.append(row)
        book.save(table)
    else:
        encoding = "utf-8-sig" if form == "csv" else form
        table.write_bytes("他们的名称,我们的编码\n东北大米,rice\n土鸡蛋,egg\n".encode(encoding))
    bring_in(given.write(tmp_path / "named"), matches=read_matches(table))
    before = held()
    bring_in(Set().write(tmp_path / "set"))
    assert held() == before


def test_a_matching_table_comes_before_the_name(app, tmp_path):
    given = _named("issues").edit("ingredients", 2, name="鸡蛋").edit("issues", 3, 食材名称="桶装油")
    bring_in(given.write(tmp_path / "set"), matches={"鸡蛋": ["egg"], "桶装油": ["oil"]})
    assert len(held()["documents"]) == 8


@pytest.mark.parametrize("line", ["only one", "one,two,three", ",code", "name,"])
def test_a_matching_table_has_two_columns(tmp_path, line):
    table = tmp_path / "match.csv"
    table.write_text(f"name,code\n{line}\n")
    with pytest.raises(Problem) as refusal:
        read_matches(table)
    assert refusal.value.code == "exchange.matching_table"
    assert refusal.value.facts["row"] == 2
