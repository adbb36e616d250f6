"""The month in public: cost accounting, running the canteen, the programme's monthly report.

A line for which the service keeps no figure stays empty, to be written in by
hand: a zero would be a statement that nobody made.
"""

from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.reports.printing.form import Column, Form, Heads, Row
from mealwatch.web.words import WORDS

_BY_HAND = "空着的项目系统没有数据，请学校填写；空着不等于 0。"
_COST = (
    Column("类别", width=8),
    Column("项目", width=16),
    Column("本月", "yuan", 10),
    Column("说明", "long", 20),
)


def cost_reports(facts):
    """食堂成本核算公示报表 of each month."""
    return [_cost_report(facts, month) for month in facts.months]


def _cost_report(facts, month):
    spent = facts.spent(month)
    heads = facts.head_meals(month)
    staff = heads[2] if heads else None
    boarding = facts.head_meals(month, meals=("breakfast", "dinner"))
    food = spent["food"] if spent["known"] else None
    rows = [
        Row(("就餐", "三餐搭餐人次（早、晚餐）", _count(boarding), "早餐和晚餐登记的学生人次")),
        Row(("就餐", "中餐搭餐人次", _count(facts.head_meals(month, meals=("lunch",))), "午餐登记的学生人次")),
        Row(("就餐", "教职工人次", _whole(staff), "全部餐次")),
        Row(("收入", "学生伙食费", None, None)),
        Row(("收入", "教师伙食费", None, None)),
        Row(("收入", "财政或学校补助", None, _subsidy_note(facts, month))),
        Row(("收入", "其他收入", None, None)),
        Row(("收入", "收入合计", None, None), "sum"),
        Row(("支出", "原材料", food, "出库单合计加企业供餐的食材")),
        Row(("支出", "动力（水、电、燃气）", None, None)),
        Row(("支出", "员工", None, None)),
        Row(("支出", "运营", None, None)),
        Row(("支出", "管理费用", None, None)),
        Row(("支出", "支出合计", None, None), "sum"),
        Row(("结果", "收支两抵", None, None), "sum"),
        Row(("结果", "毛利率 %", None, "（收入－原材料）÷收入")),
        Row(("结果", "盈亏分析及措施", None, None)),
    ]
    return Form(
        "食堂成本核算公示报表",
        _COST,
        tuple(rows),
        heads=(
            ("学校", facts.school.name),
            ("食堂", facts.canteen.name),
            ("月份", f"{month.first.year}年{month.first.month}月"),
        ),
        signers=("成本核算人", "膳食委员会主任", "总务主任", "分管副校长", "校长"),
        notes=(_BY_HAND,),
        missing=facts.silent_meals(month),
        landscape=False,
    )


def _count(heads):
    return None if heads is None else Heads(heads[0] + heads[1])


def _whole(number):
    return None if number is None else Heads(number)


def _subsidy_note(facts, month):
    heads = facts.beneficiary_days(month)
    return f"享受补助的学生午餐 {heads:,} 人次" if heads is not None else None


_RUN = (
    Column("项目", width=22),
    Column("本月", "yuan", 10),
    Column("本年累计", "yuan", 10),
    Column("说明", "long", 16),
)
#: 伙食费支出 of the form by food group
_DISHES = ("蔬菜类", "水果类", "畜禽肉类", "鱼虾类", "蛋类", "奶及奶制品", "大豆类及其制品和坚果")


def operations(facts):
    """食堂经营情况公示表 of each month: this month and the year so far."""
    return [_operation(facts, month) for month in facts.months]


def _operation(facts, month):
    now, year = facts.spent(month), facts.spent_this_year(month)

    def line(label, *groups):
        return Row((label, *(_groups(one, groups) for one in (now, year)), None))

    rows = [
        Row(("伙食费收入", None, None, None)),
        line("伙食费支出：菜品", *_DISHES),
        line("伙食费支出：米、油", "谷薯类", "植物油"),
        line("伙食费支出：调味品", "调味品"),
        line("伙食费支出：其他物料", "其他"),
        Row(("伙食费支出：企业供餐的食材", *(one["catered"] or None for one in (now, year)), None)),
        Row(("食材支出合计", *(one["food"] if one["known"] else None for one in (now, year)), "以上各项之和"), "sum"),
        Row(("伙食费支出：燃气", None, None, None)),
        Row(("伙食费支出：水电", None, None, None)),
        Row(("伙食费支出：工资", None, None, None)),
        Row(("管理费用", None, None, None)),
        Row(("利润率 %", None, None, None)),
        Row(("食材支出占伙食费收入比例 %", None, None, "仅自营食堂")),
    ]
    return Form(
        "食堂经营情况公示表",
        _RUN,
        tuple(rows),
        heads=(
            ("学校", facts.school.name),
            ("食堂", facts.canteen.name),
            ("月份", f"{month.first.year}年{month.first.month}月"),
        ),
        signers=("编制人", "审核人", "单位盖章"),
        notes=("本表于次月 15 日前公示。", _BY_HAND),
        missing=facts.silent_meals(month),
        landscape=False,
    )


def _groups(spent, groups):
    found = [spent["groups"][group] for group in groups if group in spent["groups"]]
    return sum(found) if found else None


_FLOW = (
    Column("类别", width=14),
    Column("期初库存（元）", "yuan", 9, total=True),
    Column("本月入库（元）", "yuan", 9, total=True),
    Column("本月支出（元）", "yuan", 9, total=True),
    Column("期末库存（元）", "yuan", 9, total=True),
)


def flows(facts):
    """伙食收支明细 of each month: person-days, spending by class, stock at both ends."""
    return [_flow(facts, month) for month in facts.months]


def _flow(facts, month):
    groups = {}
    for one in facts.reconciled(month).moved:
        groups.setdefault(facts.ingredients[one.ingredient_id].food_group, []).append(one)
    rows = []
    for group in FOOD_GROUPS:
        if group in groups:
            here = groups[group]
            came = sum(one.opened_fen + one.received_fen + one.surplus_fen for one in here)
            gone = sum(one.issued_fen + one.lost_fen + one.short_fen for one in here)
            rows.append(Row((group, sum(one.start_fen for one in here), came, gone, sum(one.end_fen for one in here))))
    heads = facts.head_meals(month)
    return Form(
        "伙食收支明细表",
        _FLOW,
        tuple(rows),
        heads=(
            ("学校", facts.school.name),
            ("月份", f"{month.first.year}年{month.first.month}月"),
            ("就餐人次", f"{sum(heads):,}" if heads else None),
            ("用膳标准", None),
            ("伙食费收入", None),
            ("本月结余", None),
            ("累计结余", None),
            ("盈亏 %", None),
        ),
        signers=("制表人", "审核人", "园长/校长"),
        notes=("本月入库含期初建账和盘盈，本月支出含报损和盘亏。", _BY_HAND),
        missing=facts.silent_meals(month),
        landscape=False,
    )


_PROGRAMME = (
    Column("区县", width=7),
    Column("学校", width=12),
    Column("类别", width=6),
    Column("是否城区", "tick", 4),
    Column("有无食堂", width=4),
    Column("供餐模式", width=8),
    Column("全校学生数", "whole", 6),
    Column("累计投入（元）", "yuan", 8),
    Column("本月投入（元）", "yuan", 8),
    Column("惠及学生（人次）", "whole", 7, over="食堂供餐"),
    Column("惠及实际学生（人）", "whole", 7, over="食堂供餐"),
    Column("惠及学生（人次）", "whole", 7, over="向企业购买"),
    Column("惠及实际学生（人）", "whole", 7, over="向企业购买"),
    Column("留守", "whole", 4, over="其中（实际学生）"),
    Column("非寄宿贫困", "whole", 5, over="其中（实际学生）"),
    Column("免费", "whole", 4, over="其中（实际学生）"),
)


def programme(facts):
    """营养改善计划实施情况（学校）月报: a line for each school that the canteen feeds."""
    return [_programme(facts, month) for month in facts.months]


def _programme(facts, month):
    rows = []
    alone = len(facts.fed_schools) == 1
    for school in facts.fed_schools:
        meals, pupils = facts.reached(school, month)
        bought = school.supply_mode == "contractor"
        reach = (None, None, meals, pupils) if bought else (meals, pupils, None, None)
        # One canteen's spending belongs to all the schools that it feeds.
        now = facts.spent(month) if alone else None
        year = facts.spent_this_year(month) if alone else None
        rows.append(
            Row(
                (
                    facts.county.name,
                    school.name,
                    WORDS["school_type"][school.school_type],
                    None,
                    "有" if school.id == facts.canteen.school_id else "无",
                    WORDS["supply_mode"][school.supply_mode],
                    facts.enrolled_at(school, month.last),
                    year["food"] if year and year["known"] else None,
                    now["food"] if now and now["known"] else None,
                    *reach,
                    None,
                    None,
                    None,
                )
            )
        )
    shared = () if alone else ("本食堂为几所学校供餐，食材支出没有分到各校，投入请按补助拨付数填写。",)
    return Form(
        "营养改善计划实施情况（学校）月报",
        _PROGRAMME,
        tuple(rows),
        heads=(("月份", f"{month.first.year}年{month.first.month}月"),),
        signers=("填报人", "审核人", "校长", "填报日期"),
        notes=(
            "投入是食材支出（出库单合计加企业供餐的食材），从当年 1 月起累计；人次是享受补助学生当月登记的午餐人次，"
            "实际学生是当月最后一天在册的享受学生。",
            *shared,
            "系统不登记学生姓名和家庭情况，留守、贫困等人数请学校填写；空着不等于 0。",
        ),
        missing=facts.silent_meals(month),
        least=4,
    )


_BASICS = (
    Column("县", width=7),
    Column("学校", width=14),
    Column("类型", width=8),
    Column("是否供餐", width=5),
    Column("供餐形式", width=9),
    Column("食堂数", "whole", 5),
    Column("学生数", "whole", 6),
    Column("就餐学生人数", "text", 9),
    Column("大宗采购方式", "tick", 8),
    Column("自营/委托", "tick", 7),
    Column("明厨亮灶", "tick", 6),
    Column("膳食委员会", "tick", 6),
)


def basics(facts):
    """学校配餐基础信息统计: a line for each school that the canteen feeds; diners are those of lunch."""
    rows = []
    for school in facts.fed_schools:
        peak, on = facts.most_at_lunch(school)
        rows.append(
            Row(
                (
                    facts.county.name,
                    school.name,
                    WORDS["school_type"][school.school_type],
                    "是",
                    WORDS["supply_mode"][school.supply_mode],
                    1 if school.id == facts.canteen.school_id else None,
                    facts.enrolled_at(school, min(facts.period.last, facts.today)),
                    None if peak is None else f"{peak:,}（{on.month}月{on.day}日）",
                    *[None] * 4,
                )
            )
        )
    return [
        Form(
            "学校配餐基础信息统计表",
            _BASICS,
            tuple(rows),
            heads=(("期间", facts.period.label),),
            signers=("填表人", "审核人", "校长"),
            notes=("就餐学生人数以午餐就餐人数为准，取期间内最近一个登记了午餐人数的日子。空着的项目请学校填写。",),
            least=4,
        )
    ]
