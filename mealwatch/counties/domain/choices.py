"""Every choice that a bureau must be able to make, as data: the options, the default, and what works by now.

The rows and their order are those of the programme's rules (the "policy choices
to expose"). A choice with a ``column`` is kept in a column of its own; the
others are kept by name. Only options in ``works`` are accepted.
"""

from typing import NamedTuple

from mealwatch.kernel.errors import mark


class Choice(NamedTuple):
    row: int
    name: str
    question: str
    options: dict[str, str]
    default: str
    works: tuple[str, ...]
    column: str | None = None


def _choice(row, name, question, options, *, works=None, column=None):
    """The first option is the default; it alone works unless ``works`` says more."""
    default = next(iter(options))
    return Choice(row, name, question, options, default, works or (default,), column)


CHOICES = (
    _choice(
        1,
        "short_week",
        mark("不足五天的周"),
        {
            "per_day": mark("补助标准乘以供餐日数"),
            "flat": mark("一律25元"),
            "merge": mark("不足三天并入下一周"),
        },
    ),
    _choice(
        2,
        "makeup_day",
        mark("调休补课日"),
        {"natural_week": mark("计入自然周"), "replaced_week": mark("计入被调换的周")},
    ),
    _choice(
        3,
        "week_start",
        mark("一周的起止"),
        {
            "monday": mark("周一至周日"),
            "teaching_week": mark("学校教学周"),
            "two_weeks": mark("寄宿校大小周"),
        },
    ),
    _choice(
        4,
        "supply_day",
        mark("供餐日的认定"),
        {
            "calendar": mark("按供餐日历，缺报仍应供餐"),
            "calendar_and_meals": mark("供餐日历上有且确有就餐"),
            "enrolled_day": mark("学生在册的教学日"),
        },
    ),
    _choice(
        5,
        "grade_calendar",
        mark("半天、考试、年级离校"),
        {"group": mark("各年级组有自己的日历"), "school": mark("全校一个日历")},
    ),
    _choice(
        6,
        "deciding",
        mark("人数口径"),
        {
            "spend": mark("每餐就餐人数（每餐单价之和）"),
            "person_days": mark("按人日平均"),
            "enrolled": mark("按在册人数"),
        },
        works=("spend", "person_days", "enrolled"),
        column="deciding",
    ),
    _choice(
        7,
        "absent_pupils",
        mark("缺餐学生的补助"),
        {
            "pool": mark("留在学校，本学期内用于伙食"),
            "returned": mark("退回县级"),
            "extra_dish": mark("以后加菜"),
        },
    ),
    _choice(
        8,
        "subsidised_meals",
        mark("补助哪一餐"),
        {
            "meal_standards": mark("按餐标，未设餐标的为午餐"),
            "lunch_breakfast": mark("一律早餐和午餐"),
            "all": mark("一律三餐"),
        },
    ),
    _choice(
        9,
        "boarders",
        mark("寄宿生三餐"),
        {
            "subsidised_only": mark("只计补助餐次"),
            "all_raised": mark("三餐全计，底线相应提高"),
            "split": mark("补助拆分到各餐"),
        },
    ),
    _choice(
        10,
        "top_up",
        mark("学生自理部分"),
        {
            "total_and_standard": mark("计入总额，并对照餐标差额"),
            "subsidy_only": mark("只看补助部分"),
        },
    ),
    _choice(
        11,
        "cost_basis",
        mark("成本依据"),
        {
            "issues_by_lot": mark("出库，按批次成本"),
            "moving_average": mark("出库，移动平均"),
            "purchases": mark("按采购"),
        },
    ),
    _choice(
        12,
        "gifts",
        mark("捐赠和校园菜地"),
        {
            "zero": mark("价值记0，单独列示"),
            "appraised": mark("按评估价"),
            "excluded": mark("不计"),
        },
    ),
    _choice(13, "losses", mark("报损"), {"out": mark("不计入餐费"), "in": mark("计入餐费")}),
    _choice(
        14,
        "condiments",
        mark("油和调味品"),
        {
            "use_days": mark("按出库的分摊天数"),
            "by_issue": mark("出库当天全计"),
            "by_month": mark("按月分摊"),
        },
    ),
    _choice(
        15,
        "staff",
        mark("教职工就餐"),
        {
            "by_heads": mark("按人头分担"),
            "coefficient": mark("按系数分担"),
            "separate": mark("单独出库"),
        },
    ),
    _choice(
        16,
        "contractor",
        mark("企业供餐"),
        {
            "declared_or_flagged": mark("按申报食材成本，未申报的全计并注明"),
            "full": mark("合同价全计"),
            "ratio": mark("按食材占比下限"),
        },
    ),
    _choice(
        17,
        "snack",
        mark("课间加餐"),
        {"same_floor": mark("同一底线"), "pieces": mark("按合同单价计件核对")},
    ),
    _choice(
        18,
        "teaching_point",
        mark("中心校配送的教学点"),
        {"own_heads": mark("人数单列，锅内成本按人头分"), "merged": mark("与供餐食堂合并")},
    ),
    _choice(
        19,
        "tolerance",
        mark("临界幅度"),
        {"band": mark("按金额，只作标注"), "percent": mark("按百分比")},
        column="tolerance_fen",
    ),
    _choice(
        20,
        "closing",
        mark("周结"),
        {"deadline": mark("到期自动周结，重开须县局批准"), "open": mark("不设期限")},
        column="close_at",
    ),
    _choice(
        21,
        "subsidy",
        mark("补助标准变更"),
        {"dated": mark("按生效日期")},
        column="subsidy_fen",
    ),
    _choice(
        22,
        "top_up_exempt",
        mark("免交自理部分的学生"),
        {"none": mark("不登记"), "counted": mark("只登记人数")},
    ),
    _choice(
        23,
        "separate_pots",
        mark("清真等单独灶"),
        {"one_pot": mark("一个食堂一口锅"), "pots": mark("食堂内分灶")},
    ),
    _choice(
        24,
        "other_funding",
        mark("其他资金来源"),
        {"none": mark("不登记"), "sources": mark("按来源登记")},
    ),
)
BY_NAME = {choice.name: choice for choice in CHOICES}
#: What a policy keeps by name: every choice without a column of its own.
DEFAULTS = {choice.name: choice.default for choice in CHOICES if choice.column is None}
