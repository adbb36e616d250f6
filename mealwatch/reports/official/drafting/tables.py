"""Tables that several papers have."""

from mealwatch.reports.official.drafting.words import STATES
from mealwatch.web.official import NUMBER, Column, Grid, numbered

ANNEX_SCHOOLS, ANNEX_PROBLEMS = "各校情况表", "问题清单"


def schools_table(rows):
    """附件1: a row a school. The spend is that of the group that speaks for it."""
    return Grid(
        ANNEX_SCHOOLS,
        (
            NUMBER,
            Column("乡镇", "text", 6),
            Column("学校", "text", 12),
            Column("享受人数", "whole", 5, total=True),
            Column("供餐天数", "whole", 4),
            Column("报齐天数", "whole", 4),
            Column("就餐人次", "whole", 6, total=True),
            Column("平均就餐人数", "whole", 6, total=True),
            Column("出库金额（元）", "yuan", 8, total=True),
            Column("生均周支出（元）", "yuan", 7),
            Column("标准（元）", "yuan", 6),
            Column("差额（元）", "yuan", 6),
            Column("情况", "text", 6),
        ),
        numbered(_school(one) for one in rows),
        note=(
            "出库金额：当周补助餐次出库食材按就餐人数分到各校的金额；生均周支出：各供餐日补助餐次每餐单价之和；"
            "标准＝每天补助标准×供餐天数。有几个年级组的学校，后四列为其中最需要说明的一组。没有报齐的学校不判断是否达标。"
        ),
    )


def _school(one):
    group = one.leading
    return (
        one.school.town,
        one.school.name,
        one.enrolled,
        one.supply_days,
        min(each.complete_days for each in one.figures),
        one.heads,
        one.average_heads,
        one.fen,
        group.decides.rounded(),
        group.floor_fen,
        group.gap.rounded() if one.state == "short" else None,
        "临界" if one.borderline else STATES[one.state],
    )


def short_table(rows, explained, handled):
    """The schools below the floor; ``explained``, ``handled``: {school id: words}."""
    return Grid(
        "生均周支出低于标准学校",
        (
            NUMBER,
            Column("乡镇", "text", 5),
            Column("学校", "text", 10),
            Column("供餐天数", "whole", 4),
            Column("就餐人次", "whole", 5, total=True),
            Column("平均就餐人数", "whole", 5, total=True),
            Column("出库金额（元）", "yuan", 8, total=True),
            Column("生均周支出（元）", "yuan", 6),
            Column("标准（5元×天数）", "yuan", 6),
            Column("差额（元）", "yuan", 5),
            Column("连续不足周数", "whole", 5),
            Column("学校说明", "long", 14),
            Column("处理意见", "long", 10),
        ),
        numbered(
            (
                one.school.town,
                one.school.name,
                one.leading.supply_days,
                one.heads,
                one.average_heads,
                one.fen,
                one.leading.decides.rounded(),
                one.leading.floor_fen,
                one.leading.gap.rounded(),
                one.run,
                explained.get(one.school.id, ""),
                handled.get(one.school.id, ""),
            )
            for one in rows
        ),
    )


def problems_table(problems, name=ANNEX_PROBLEMS):
    """附件2: a row a problem."""
    return Grid(
        name,
        (
            NUMBER,
            Column("来源", "text", 5),
            Column("编号", "text", 9),
            Column("乡镇", "text", 6),
            Column("学校", "text", 11),
            Column("具体问题", "long", 28),
            Column("发现日期", "date", 7),
            Column("整改期限", "date", 7),
            Column("进展", "text", 6),
        ),
        numbered(
            (
                one.source,
                one.number,
                one.school.town,
                one.school.name,
                one.text,
                one.found_on.isoformat(),
                one.due_on.isoformat() if one.due_on else None,
                one.state,
            )
            for one in problems
        ),
    )
