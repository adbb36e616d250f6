"""What is planted in the demo county, as data: who, when, what is done, what should be seen.

``weeks_back`` counts from the last closed week (0). ``change`` says what the
generator does to the honest figures; every field's default leaves them honest.
The words describe the planted fact. The system itself only ever says 疑似 or 差异.
"""

from dataclasses import dataclass, field

MEAT = "畜禽肉类"


@dataclass(frozen=True)
class Change:
    """What is done to one school's honest week. Weekdays count from Monday = 1."""

    target_fen: int | None = None  # planned cost of a five-day week
    issued_percent: dict = field(default_factory=dict)  # food group: how much of the menu leaves the store
    never_issued: str = ""  # an ingredient that stands on the menu only
    cooked_percent: int = 100  # food cooked, of the heads recorded
    all_recorded: bool = False  # every enrolled pupil is written down every day
    unserved_days: tuple = ()  # recorded with nobody served
    unrecorded_days: tuple = ()  # eaten, but no meal record
    unrecorded_group: str = ""  # of one group only
    away: tuple = ()  # (group, weekdays): not fed, and no calendar entry
    price_percent: dict = field(default_factory=dict)  # ingredient: receipts dearer than honest
    few_pupils: tuple = ()  # (weekday, percent present) while the pot is cooked for all
    gap_fen: int | None = None  # the week ends this far below the floor
    rounded_to: int = 1  # head counts rounded to tens
    one_acceptor: bool = False
    food_cost_declared: bool = True


@dataclass(frozen=True)
class Trouble:
    id: str
    school: str
    weeks_back: tuple
    kind: str
    done: str
    seen: str
    change: Change = Change()
    supplier: str = ""
    outcome: str = ""  # of the school in the last closed week, where the trouble decides it


HONEST = Change()
LAST, LAST_TWO, LAST_THREE, LAST_FOUR, LAST_FIVE = (tuple(range(n)) for n in (1, 2, 3, 4, 5))
ALWAYS = tuple(range(60))

TROUBLES = (
    Trouble(
        "T01", "S009", LAST_THREE, "cheap_menu",
        "食谱本身偏低：每周只按22.60元安排",
        "连续三周低于25元，差额几乎全在食谱一项，出库与食谱相符",
        Change(target_fen=2260), outcome="short",
    ),
    Trouble(
        "T02", "S023", LAST_FOUR, "meat_short",
        "肉类只按食谱的45%出库，食谱照旧",
        "差额在出库数量一项；肉类出库低于带量食谱（S06、Q01）",
        Change(issued_percent={MEAT: 45}), outcome="short",
    ),
    Trouble(
        "T03", "S049", LAST_THREE, "padded_heads",
        "每天按在册人数全数登记，实际按86%的人下锅",
        "单价被多登的人数摊薄；连续三周就餐率100%（H02）",
        Change(all_recorded=True, cooked_percent=86), outcome="short",
    ),
    Trouble(
        "T04", "S017", LAST_TWO, "point_not_served",
        "中心校送餐车周三不到教学点，登记就餐0人",
        "教学点这一天没有支出，全周不足；中心校本身达标",
        Change(unserved_days=(3,)), outcome="short",
    ),
    Trouble(
        "T05", "S020", LAST, "borderline",
        "周五按着底线配菜，全周差约2分钱",
        "未达标但在0.05元容差内：标为临界，不进通报",
        Change(target_fen=2530, gap_fen=2), outcome="short",
    ),
    Trouble(
        "T06", "S035", LAST_THREE, "milk_on_paper",
        "食谱有学生奶，从未入库也从未出库",
        "差额在出库数量一项；食谱食材没有出库（S06、H05）",
        Change(never_issued="纯牛奶"), outcome="short",
    ),
    Trouble(
        "T07", "S015", LAST, "records_missing",
        "周二、周三吃了饭，没有登记就餐人数",
        "两天不完整，其余各天达到标准：未报，不算不足",
        Change(unrecorded_days=(2, 3)), outcome="unreported",
    ),
    Trouble(
        "T08", "S025", LAST, "group_missing",
        "四至六年级周五没有登记，一至三年级有",
        "缺登记的年级组按在册人数摊入分母；两个组这一天都不完整，学校未报",
        Change(unrecorded_days=(5,), unrecorded_group="G46"), outcome="unreported",
    ),
    Trouble(
        "T09", "S059", LAST, "grade_away",
        "九年级周四、周五外出考试，没有报不供餐",
        "九年级两天无记录；同灶的七、八年级这两天也不完整",
        Change(away=("G9", (4, 5))), outcome="unreported",
    ),
    Trouble(
        "T10", "S034", LAST_FIVE, "padded_price",
        "实际只值24.60元，鸡腿入库单价抬高40%",
        "周支出看似达标；鸡腿单价高出县内同周中位数二成以上（P01）",
        Change(target_fen=2460, price_percent={"鸡腿": 140}), outcome="met",
    ),
    Trouble(
        "T11", "S043", ALWAYS, "top_up_missing",
        "家长每天另交5元，食材只做到每周33元",
        "25元的底线达标，距50元的餐标差一大截（F02）",
        Change(target_fen=3300), outcome="met",
    ),
    Trouble(
        "T12", "S030", LAST, "one_dear_day",
        "平日只按每天4.44元下锅，周四半数学生请假仍按全员下锅",
        "逐餐相加达标，按人天加权不足：黄色提醒",
        Change(target_fen=2220, few_pupils=(4, 50)), outcome="met",
    ),
    Trouble(
        "T13", "S051", ALWAYS, "food_cost_unknown",
        "供餐企业从不申报食材成本",
        "按送餐全额计入，结果只能是未核实",
        Change(food_cost_declared=False), outcome="unverified",
    ),
    Trouble(
        "T14", "S050", LAST_THREE, "licence_expired",
        "肉类供货商许可证到期后继续送货（竹影镇各食堂）",
        "入库日期晚于许可证到期日（V03）",
        supplier="V05",
    ),
    Trouble(
        "T15", "S055", LAST_FOUR, "round_heads",
        "就餐人数每天取整十",
        "人数半数以上是10的倍数，连日不变（H03）",
        Change(rounded_to=10), outcome="met",
    ),
    Trouble(
        "T16", "S045", LAST_FIVE, "one_acceptor",
        "验收单只有一个人签字",
        "缺第二验收人（W01）；校长不能结账，只能到期锁定",
        Change(one_acceptor=True), outcome="met",
    ),
    Trouble(
        "T17", "S029", (4,), "short_once",
        "一周只按23.50元下锅，之后恢复",
        "历史上有一周不足，现已达标",
        Change(target_fen=2350),
    ),
    Trouble(
        "T18", "S010", (2,), "closed_unreported",
        "周四没有登记就餐人数，到期锁定",
        "锁定时按缺失计：未报且已锁定",
        Change(unrecorded_days=(4,)),
    ),
)  # fmt: skip


def planted(weeks):
    """The change of each troubled school and week: ``{(school, week): Change}``.

    ``weeks`` are the ISO weeks of the demo, the last closed one at the end.
    """
    found = {}
    for trouble in TROUBLES:
        for back in trouble.weeks_back:
            if back < len(weeks):
                found[trouble.school, weeks[-1 - back]] = trouble.change
    return found


def expiring_licence(weeks):
    """Which supplier's licence runs out, and the first week that it is out."""
    trouble = next(trouble for trouble in TROUBLES if trouble.supplier)
    return trouble.supplier, weeks[max(0, len(weeks) - len(trouble.weeks_back))]
