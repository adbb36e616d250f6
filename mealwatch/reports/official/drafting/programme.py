"""营养改善计划月报表: the figures of the programme's monthly form, each beside its definition, ready to be retyped.

The definitions follow 农村义务教育学生营养改善计划实施办法 (教财〔2022〕2号) and the words of the national form.
"""

from mealwatch.kernel.errors import mark
from mealwatch.reports.official.drafting.monthly import over, told_of
from mealwatch.reports.official.drafting.words import MODES, TYPES
from mealwatch.reports.official.kind import COMMON, Kind
from mealwatch.web.official import NUMBER, Column, Grid, Leaf, Paper, numbered, para, yuan

DEFINITIONS = (
    ("实施学校数", "当月按供餐日历供餐的义务教育学校（含教学点），不含只有幼儿的园所", "供餐日历"),
    ("其中：食堂供餐", "由学校食堂（含中心校食堂送餐到教学点）供餐的学校", "学校登记"),
    ("其中：企业供餐", "向供餐企业、单位购买供餐服务的学校", "学校登记"),
    ("在校学生数", "当月在册学生的最多人数，享受和不享受补助的都算", "年级组人数"),
    ("受益学生数", "当月在册享受国家营养膳食补助学生的最多人数；按人统计，一人只算一次", "年级组人数"),
    ("供餐天数", "日历安排供餐、每生计5元补助的天数；学校表为各校自己的天数，县表为各校合计", "供餐日历"),
    ("就餐人次", "补助餐次实际就餐的学生人次，一人一餐算一次；教职工不算", "就餐登记"),
    ("补助资金应拨（元）", "每天补助标准×当日在册享受人数，逐日相加", "补助标准、年级组人数"),
    ("食材支出（元）", "补助餐次出库食材的金额，教职工同灶就餐的一并在内，按就餐人数分到各校", "出库单、就餐登记"),
    ("家长自付应收（元）", "学生自理部分标准×就餐人次", "餐标"),
)


def draft(asked):
    """The Paper."""
    told = told_of(asked)
    month = told.month.first
    return Paper(
        title=f"农村义务教育学生营养改善计划{month.year}年{month.month}月月报表",
        landscape=True,
        sealed=False,
        blocks=(
            para(
                "数字按下表口径由系统汇总，可照此录入全国营养改善计划信息系统；与系统以外账目不一致的，请以核对后的为准。"
            ),
            _definitions(told.rows),
        ),
        leaves=(Leaf("各校月报表", (schools(told.rows),)),),
        **asked.head() | {"to": "", "copies": "", "contact": ""},
    )


def _definitions(rows):
    mode = [one.school.supply_mode for one in rows]
    values = (
        f"{len(rows):,}",
        f"{mode.count('canteen'):,}",
        f"{mode.count('contractor'):,}",
        f"{sum(one.on_the_roll for one in rows):,}",
        f"{sum(one.enrolled for one in rows):,}",
        f"{sum(len(one.days) for one in rows):,}",
        f"{sum(one.heads for one in rows):,}",
        yuan(sum(one.owed_fen for one in rows)),
        yuan(sum(one.fen for one in rows)),
        yuan(sum(one.top_up_fen for one in rows)),
    )
    return Grid(
        "指标和口径",
        (
            NUMBER,
            Column("指标", "text", 10),
            Column("数字", "text", 8),
            Column("口径", "long", 30),
            Column("取自", "text", 10),
        ),
        numbered(
            (name, value, meaning, source) for (name, meaning, source), value in zip(DEFINITIONS, values, strict=True)
        ),
    )


def schools(rows):
    """A row a school, in the columns of the definitions."""
    return Grid(
        "各校月报表",
        (
            NUMBER,
            Column("学校编码", "text", 6),
            Column("乡镇", "text", 6),
            Column("学校", "text", 12),
            Column("学校类型", "text", 6),
            Column("供餐形式", "text", 6),
            Column("在校学生数", "whole", 5, total=True),
            Column("受益学生数", "whole", 5, total=True),
            Column("供餐天数", "whole", 4, total=True),
            Column("就餐人次", "whole", 6, total=True),
            Column("补助资金应拨（元）", "yuan", 8, total=True),
            Column("食材支出（元）", "yuan", 8, total=True),
            Column("家长自付应收（元）", "yuan", 7, total=True),
        ),
        numbered(
            (
                one.school.code,
                one.school.town,
                one.school.name,
                TYPES[one.school.school_type],
                MODES[one.school.supply_mode],
                one.on_the_roll,
                one.enrolled,
                len(one.days),
                one.heads,
                one.owed_fen,
                one.fen,
                one.top_up_fen,
            )
            for one in rows
        ),
    )


KIND = Kind("programme", mark("营养改善计划月报表"), "营餐报表", "month", draft, COMMON[2:], over=over)
