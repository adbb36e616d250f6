"""What people and programs write, read exactly or refused in a sentence."""

from datetime import date
from fractions import Fraction

import pytest
from marshmallow import Schema, ValidationError, fields

from mealwatch.kernel.week import Week
from mealwatch.web.fields import Choice, DateField, Flag, QuantityField, Text, WeekField, WholeNumber, YuanField

FIELDS = {
    "count": WholeNumber(most=1000),
    "yuan": YuanField(),
    "quantity": QuantityField(),
    "counted": QuantityField(zero=True),
    "on": DateField(),
    "week": WeekField(),
    "meal": Choice("meal"),
    "flag": Flag(),
    "text": Text(most=10),
}


def read(name, value):
    return Schema.from_dict({name: FIELDS[name]})().load({name: value})[name]


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("count", 4, 4),
        ("count", "４００", 400),
        ("count", " 1 0 ", 10),
        ("count", "007", 7),
        ("yuan", "4.7", 470),
        ("yuan", "12", 1200),
        ("yuan", "１２。５０", 1250),
        ("yuan", "￥3.05元", 305),
        ("yuan", "0", 0),
        ("quantity", "2.5", Fraction(5, 2)),
        ("quantity", "３．２５", Fraction(13, 4)),
        ("counted", "0", 0),
        ("on", "2026-11-19", date(2026, 11, 19)),
        ("on", "2026/1/9", date(2026, 1, 9)),
        ("on", "2026年11月9日", date(2026, 11, 9)),
        ("on", "２０２６－１１－０９", date(2026, 11, 9)),
        ("week", "2026-W45", Week(date(2026, 11, 2))),
        ("meal", "lunch", "lunch"),
        ("flag", "yes", True),
        ("flag", False, False),
        ("text", "  大白菜 ", "大白菜"),
    ],
)
def test_what_is_meant_is_read(name, written, meant):
    assert read(name, written) == meant


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("count", 4.7, "“4.7”不是整数，请只填数字"),
        ("count", "4.7", "“4.7”不是整数，请只填数字"),
        ("count", True, "“True”不是整数，请只填数字"),
        ("count", "-3", "“-3”不是整数，请只填数字"),
        ("count", -3, "不能小于 0"),
        ("count", "1001", "不能大于 1000"),
        ("count", "1e3", "“1e3”不是整数，请只填数字"),
        ("count", None, "请填写这一项"),
        ("yuan", 4.7, '金额请写成文字，如 "12.50"'),
        ("yuan", "4.705", "“4.705”不是金额，请填写如 12.50 的数字，最多两位小数"),
        ("yuan", "-1", "“-1”不是金额，请填写如 12.50 的数字，最多两位小数"),
        ("yuan", "1,000", "“1,000”不是金额，请填写如 12.50 的数字，最多两位小数"),
        ("yuan", "NaN", "“NaN”不是金额，请填写如 12.50 的数字，最多两位小数"),
        ("quantity", "0", "数量要大于 0"),
        ("quantity", "3斤", "“3斤”不是数量，请填写如 2.5 的数字"),
        ("quantity", "1e9", "“1e9”不是数量，请填写如 2.5 的数字"),
        ("quantity", 3, '数量请写成文字，如 "2.5"'),
        ("on", "2026-02-30", "“2026-02-30”不是日期，请写成 2026-11-19 的样子"),
        ("on", "19.11.2026", "“19.11.2026”不是日期，请写成 2026-11-19 的样子"),
        ("on", "1926-11-19", "日期要在 2000-01-01 到 2099-12-31 之间"),
        ("on", 20261119, "“20261119”不是日期，请写成 2026-11-19 的样子"),
        ("week", "2026-W60", "“2026-W60”不是周次，请写成 2026-W45 的样子"),
        ("week", 45, "“45”不是周次，请写成 2026-W45 的样子"),
        ("meal", "brunch", "没有“brunch”这个选项，可选：早餐、午餐、晚餐、加餐"),
        ("meal", ["lunch"], "没有“['lunch']”这个选项，可选：早餐、午餐、晚餐、加餐"),
        ("flag", 1, "请选择是或否"),
        ("text", "", "请填写这一项"),
        ("text", "   ", "请填写这一项"),
        ("text", "大白菜大白菜大白菜大白菜", "最多 10 个字，现在有 12 个"),
        ("text", "白\x00菜", "文字里有看不见的特殊字符，请删去后重新填写"),
        ("text", "白\u202e菜", "文字里有看不见的特殊字符，请删去后重新填写"),
        ("text", 5, "这里应当是文字"),
    ],
)
def test_the_rest_is_refused_in_a_sentence(name, written, told):
    with pytest.raises(ValidationError) as refusal:
        read(name, written)
    assert refusal.value.messages == {name: [told]}


def test_marshmallow_s_own_sentences_are_ours():
    class Line(Schema):
        count = WholeNumber(required=True)

    class Document(Schema):
        lines = fields.List(fields.Nested(Line), required=True)

    for given, told in (
        ({}, {"lines": ["请填写这一项"]}),
        ({"lines": 3}, {"lines": ["这里应当是一个列表"]}),
        ({"lines": [3]}, {"lines": {0: {"_schema": ["这里应当是一组内容"]}}}),
        ({"lines": [{}], "more": 1}, {"lines": {0: {"count": ["请填写这一项"]}}, "more": ["没有这一项"]}),
    ):
        with pytest.raises(ValidationError) as refusal:
            Document().load(given)
        assert refusal.value.messages == told


def test_what_was_read_is_written_as_it_came():
    class Line(Schema):
        yuan, quantity, week, on = YuanField(), QuantityField(), WeekField(), DateField()

    written = {"yuan": "12.50", "quantity": "2.5", "week": "2026-W45", "on": "2026-11-19"}
    assert Line().dump(Line().load(written)) == written
