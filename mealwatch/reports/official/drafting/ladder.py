"""The papers of the other steps of the ladder: 提醒谈话, 督办, 通报, 线索移交, 问责建议."""

from mealwatch.cases.following import queries as following
from mealwatch.kernel.errors import mark
from mealwatch.reports.official.drafting.demands import points
from mealwatch.reports.official.drafting.words import day
from mealwatch.reports.official.kind import COMMON, TO, Field, Kind, nothing
from mealwatch.web.official import Paper, facts, level, para, signs

#: The title, and how the paper ends.
_TITLES = {
    "remind": ("提醒谈话记录", "请对照问题立即整改，按期报告结果。"),
    "notice": ("督办通知书", "请在期限前整改到位，并书面报告结果。"),
    "interview": ("约谈通知书", "请按时参加约谈，携带整改方案和佐证材料。"),
    "circular": ("情况通报", "请各校对照自查，举一反三。"),
    "referral": ("问题线索移交函", "现将有关线索和材料移交，请依规处理并反馈结果。"),
    "accountability": ("问责建议书", "建议按干部管理权限研究处理，并反馈结果。"),
}
_FIELDS = (
    Field("cause", mark("事由"), rows=3, needed=True),
    Field("facts", mark("查实的问题"), mark("每条一行，写编号和数字"), 5),
    Field("basis", mark("依据"), rows=2),
    Field("demands", mark("要求"), mark("一行一条，写明时限"), 4),
)


def of(asked):
    """The step as its document needs it. Raises NoEscalation."""
    return following.step(asked.county_id, int(asked.about) if asked.about.isdecimal() else 0)


def starts(asked):
    """What the step holds already."""
    one = of(asked)
    return {
        "to": one.school
        if one.step in ("remind", "notice")
        else "各中心校、县直学校"
        if one.step == "circular"
        else "",
        "cause": one.cause or f"{one.case_number}所列问题没有按要求整改到位",
        "facts": one.facts or f"{one.case_number}：{one.case_text}",
        "basis": one.basis or one.case_basis,
        "demands": one.demands or (f"{day(one.due_on)}前整改到位并书面报告。" if one.due_on else ""),
        "contact": one.contact,
    }


def draft(asked):
    """The Paper."""
    one = of(asked)
    title, end = _TITLES[one.step]
    return Paper(
        title=title,
        red=one.step == "circular",
        blocks=(
            para(f"因{asked.text('cause').rstrip('。')}，现将有关情况告知如下。"),
            facts((("单位", one.school), ("负责人", one.principal), ("整改编号", one.case_number))),
            level(1, "一、查实的问题"),
            *[para(line) for line in asked.lines("facts")],
            level(1, "二、依据"),
            para(asked.text("basis") or "—"),
            level(1, "三、要求"),
            *points(asked.lines("demands")),
            para(end),
            *([signs(("谈话人", "被谈话人", "记录人"), ("日期", "日期", "日期"))] if one.step == "remind" else []),
        ),
        **asked.head(),
    )


def school_of(asked):
    return following.get_escalation(asked.county_id, int(asked.about)).school_id


KIND = Kind(
    "ladder",
    mark("督办、通报和移交"),
    "营餐督办",
    "step",
    draft,
    (TO, *_FIELDS, *COMMON),
    starts,
    nothing,
    school_of,
    lambda asked: of(asked).number,
)
