"""Forms that are only ever filled in by hand: no pupil's name comes out of the service."""

from mealwatch.reports.printing.form import Column, Form, Row

_SIGNED = (
    Column("序号", "whole", 3),
    Column("学生姓名", width=9),
    Column("年级班级", width=8),
    Column("就餐天数", width=6),
    Column("享受补助（元）", width=7),
    Column("学生（家长）签名", "sign", 10),
    Column("联系电话", width=9),
    Column("备注", width=7),
)
_LINES = 25


def signature_books(facts):
    """表十一 营养餐受益学生签名册: one empty sheet of twenty-five lines for each school and month."""
    return [
        Form(
            "营养餐受益学生签名册",
            _SIGNED,
            tuple(Row((number, *[None] * 7)) for number in range(1, _LINES + 1)),
            heads=(
                ("学校", school.name),
                ("月份", f"{month.first.year}年{month.first.month}月"),
                ("班级", None),
                ("班主任签名", None),
            ),
            signers=("填表人", "审核人", "校长"),
            notes=("每月签一次，由学生或家长本人签名，不得代签。系统不登记学生姓名。",),
            landscape=False,
            mark="表十一",
        )
        for month in facts.months
        for school in facts.fed_schools
    ]
