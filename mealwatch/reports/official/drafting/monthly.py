"""月汇总: the county's month, school by school, with the food by class; and the 月报表 of the programme to retype."""

from calendar import monthrange
from datetime import date

from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import Ratio
from mealwatch.reports.domain.month import Month
from mealwatch.reports.official import charts, errors
from mealwatch.reports.official.domain.month import CLASSES
from mealwatch.reports.official.drafting.demands import demands
from mealwatch.reports.official.drafting.words import per_cent, yuan
from mealwatch.reports.official.gathered import month as gathering
from mealwatch.reports.official.kind import COMMON, DEMANDS, REMARKS, TO, Kind
from mealwatch.web.official import NUMBER, Column, Grid, Leaf, Paper, chart, level, numbered, para

_PLACE = (NUMBER, Column("乡镇", "text", 6), Column("学校", "text", 11))


def month_of(asked):
    """The month of which it speaks. Raises NothingToSay."""
    try:
        return Month.parse(asked.about)
    except ValueError:
        raise errors.NothingToSay(value=asked.about) from None


def told_of(asked):
    """What was gathered. Raises NothingToSay for a month without supply days."""
    told = gathering.gathered(asked.county_id, month_of(asked), asked.today)
    if not told.rows:
        raise errors.NothingToSay(value=asked.about)
    return told


def draft(asked):
    """The Paper of the monthly summary."""
    return paper(asked, told_of(asked))


def paper(asked, told):
    """The monthly summary of a CountyMonth."""
    rows, name = told.rows, f"{told.month.first.year}年{told.month.first.month}月"
    heads, fen = sum(one.heads for one in rows), sum(one.fen for one in rows)
    owed, problems = sum(one.owed_fen for one in rows), sum(one.problems for one in rows)
    mended = sum(one.mended for one in rows)
    lacking = [one for one in rows if one.missing]
    shares = [(one, told.classes.get(one, 0)) for one in CLASSES]
    return Paper(
        title=f"关于{name}学生营养餐运行情况的通报",
        red=True,
        blocks=(
            level(1, "一、供餐和支出"),
            para(
                f"{name}全县{len(rows)}所学校供餐，在册享受学生{sum(one.enrolled for one in rows):,}人，"
                f"就餐{heads:,}人次。补助资金应拨{yuan(owed)}元，补助餐次食材支出{yuan(fen)}元，"
                f"按人次平均每餐{yuan(Ratio(fen, heads)) if heads else '—'}元。"
            ),
            para(
                f"没有报齐的学校{len(lacking)}所"
                + (f"：{'、'.join(one.school.name for one in lacking[:30])}。" if lacking else "。")
            ),
            para(f"当月有一周以上低于标准的学校{sum(one.weeks_below > 0 for one in rows)}所，见附件1。"),
            level(1, "二、食材结构"),
            *(
                [chart(charts.svg(charts.bars(shares)), "图1　出库食材金额（全部餐次，按类）")]
                if any(part for _one, part in shares)
                else [para("没有出库记录。")]
            ),
            level(1, "三、检查和整改"),
            para(
                f"检查{sum(one.visits for one in rows)}次，发现问题{problems}个，已改{mended}个，"
                f"整改完成率{per_cent(mended, problems)}，逾期{sum(one.overdue for one in rows)}个。"
            ),
            *[para(line) for line in asked.lines("remarks")],
            *demands(asked, "四、工作要求"),
        ),
        leaves=(Leaf("各校月汇总表", (summary(told),)), Leaf("食材支出分类表", (by_class(told),))),
        **asked.head(),
    )


def summary(told):
    """The county's sheet. What the service does not know (已拨、实收) is left to be written in."""
    return Grid(
        "各校月汇总表",
        (
            *_PLACE,
            Column("学生数", "whole", 5, total=True),
            Column("受益人数", "whole", 5, total=True),
            Column("供餐天数", "whole", 4),
            Column("就餐人次", "whole", 6, total=True),
            Column("补助应拨（元）", "yuan", 8, total=True),
            Column("已拨（元）", "yuan", 6),
            Column("食材支出（元）", "yuan", 8, total=True),
            Column("应拨减支出（元）", "yuan", 8, total=True),
            Column("家长自付应收（元）", "yuan", 7, total=True),
            Column("生均日支出（元）", "yuan", 5),
            Column("生均月支出（元）", "yuan", 6),
            Column("低于标准周数", "whole", 4, total=True),
            Column("检查次数", "whole", 4, total=True),
            Column("问题数", "whole", 4, total=True),
            Column("已改", "whole", 3, total=True),
            Column("逾期", "whole", 3, total=True),
            Column("备注", "text", 6),
        ),
        numbered(
            (
                one.school.town,
                one.school.name,
                one.on_the_roll,
                one.enrolled,
                len(one.days),
                one.heads,
                one.owed_fen,
                None,
                one.fen,
                one.owed_fen - one.fen,
                one.top_up_fen,
                _cell(one.day_spend),
                _cell(one.month_spend),
                one.weeks_below,
                one.visits,
                one.problems,
                one.mended,
                one.overdue,
                f"缺{len(one.missing)}天" if one.missing else "",
            )
            for one in told.rows
        ),
        note=(
            "补助应拨＝每天补助标准×当日在册享受人数；食材支出＝补助餐次出库食材按就餐人数分到各校；家长自付应收＝自理标准×就餐人次；"
            "生均日、月支出为最低的一个年级组，只算报齐的日子。已拨由财务填写，系统没有记录的不写零。"
        ),
    )


def by_class(told):
    """What left the stores, by class: every meal, so more than the subsidised ones where there are others."""
    return Grid(
        "食材支出分类表",
        (
            *_PLACE,
            *(Column(f"{name}（元）", "yuan", 8, total=True) for name in CLASSES),
            Column("合计（元）", "yuan", 9, total=True),
        ),
        numbered(
            (
                one.school.town,
                one.school.name,
                *(one.classes.get(name, 0) for name in CLASSES),
                sum(one.classes.values()),
            )
            for one in told.rows
        ),
        note="按食堂所在学校统计全部餐次的账面出库；企业供餐的学校没有出库。",
    )


def _cell(ratio):
    return None if ratio is None else ratio.rounded()


def over(asked):
    """It may be issued once the month is over."""
    month = month_of(asked).first
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


KIND = Kind(
    "monthly",
    mark("月汇总"),
    "营餐月报",
    "month",
    draft,
    (TO, DEMANDS, REMARKS, *COMMON),
    lambda _asked: {"to": "各中心校、县直学校"},
    over,
)
