"""整改情况报告 of some days in the county's own form: 总体情况, 逐项整改, 建章立制, 问责, 尚未完成, 下一步."""

from mealwatch.cases.domain import states
from mealwatch.kernel.errors import mark
from mealwatch.reports.official.drafting.ledger import span_of
from mealwatch.reports.official.drafting.words import day, per_cent, short_day, span
from mealwatch.reports.official.gathered import ledger as gathering
from mealwatch.reports.official.gathered import report
from mealwatch.reports.official.gathered.ledger import LOOKED, TYPES
from mealwatch.reports.official.kind import COMMON, REMARKS, Field, Kind
from mealwatch.schools import queries as schools
from mealwatch.web.official import NUMBER, Column, Grid, Leaf, Paper, level, numbered, para

_MEETINGS = {"on_site": "现场会", "study": "专题研究"}
#: So many cases are told one by one in the text; the annex has all.
_TOLD = 30
_NEXT = Field("next", mark("下一步打算"), mark("一行一条"), 5)
_BLAME = Field("blame", mark("问责补充"), mark("系统列出有记录的；其他由您写，可以空着"), 3)


def draft(asked):
    """The Paper. Raises NothingToSay."""
    first, last = span_of(asked)
    told = report.gathered(asked.county_id, first, last)
    known = {one.id: one.name for one in schools.schools_of(asked.county_id)}
    return Paper(
        title=f"关于{span(first, last)}学生营养餐问题整改情况的报告",
        red=True,
        blocks=(
            *_general(asked, told),
            *_item_by_item(told.ledger),
            *_rules(told),
            *_blame(asked, told, known),
            *_left(asked, told.ledger),
            *_next(asked),
        ),
        leaves=(Leaf("问题整改情况一览表", (_table(told.ledger),)),),
        **asked.head(),
    )


def _general(asked, told):
    ledger, mending = told.ledger, told.mending
    count, closed = len(ledger.entries), ledger.count(states.CLOSED)
    mended = closed + ledger.count(states.WATCHING)
    light = sum(one.mended_on is not None for one in ledger.light)
    yield level(1, "一、总体情况")
    yield para(
        f"{span(ledger.first, ledger.until)}，县教体局检查学校{told.schools}所、{told.visits}次，"
        f"立案整改问题{count}个；"
        f"经两人核查确认改好{mended}个，其中销号{closed}个，整改完成率{per_cent(mended, count)}，"
        f"销号率{per_cent(closed, count)}。"
        f"检查当场交办、没有立案的问题{len(ledger.light)}个，已改好{light}个。"
    )
    due, done = len(mending.due), len(mending.done)
    looks = mending.looks_passed + mending.reopened
    yield para(
        f"到期应整改{due}个，已整改{done}个，按期整改率{per_cent(done, due)}。回头看{looks}次，"
        f"整改保持{mending.looks_passed}次，返工补课{mending.reopened}次。"
    )
    asked_of, answered, having = told.asked
    if asked_of:
        yield para(f"举一反三：问学校{asked_of}所次，答复{answered}所次，自查有同类问题{having}所次。")
    for line in asked.lines("remarks"):
        yield para(line)


def _item_by_item(ledger):
    yield level(1, "二、逐项整改情况")
    if not ledger.entries:
        yield para("没有立案整改的问题。")
    for number, one in enumerate(ledger.entries[:_TOLD], start=1):
        case = one.case
        measures = case.answered.words.rstrip("。") if case.answered else "学校尚未答复"
        looked = "；".join(f"{short_day(look.on)}回头看{LOOKED[look.kept]}" for look in one.looks)
        yield level(2, f"（{_chinese(number)}）{case.number}　{one.school.name}")
        yield para(
            f"问题：{case.text.rstrip('。')}。整改措施：{measures}。"
            f"进展：{gathering.state_of(case)}，期限{day(case.due_on)}{'；' + looked if looked else ''}。"
        )
    if len(ledger.entries) > _TOLD:
        yield para(f"其余{len(ledger.entries) - _TOLD}个见附件。")


def _rules(told):
    yield level(1, "三、建章立制情况")
    if not told.rules and not told.meetings:
        yield para("没有记录。")
    for number, one in enumerate(told.rules, start=1):
        yield level(3, f"{number}.{day(one.from_date)}起施行《{one.title.strip('《》')}》。")
    if told.meetings:
        listed = "；".join(
            f"{short_day(one.on)}{_MEETINGS.get(one.kind, '会议')}“{one.title}”" for one in told.meetings
        )
        yield para(f"召开现场会、专题研究{len(told.meetings)}次：{listed}。")


def _blame(asked, told, known):
    yield level(1, "四、问责情况")
    if told.taken:
        names = dict.fromkeys(what for what, *_rest in told.taken)
        counts = "，".join(f"{name}{sum(what == name for what, *_rest in told.taken)}次" for name in names)
        yield para(f"{counts}。")
        for number, (what, on, school_id, case) in enumerate(told.taken[:_TOLD], start=1):
            yield level(3, f"{number}.{short_day(on)}，{known[school_id]}，{what}{f'（{case}）' if case else ''}。")
    elif not asked.lines("blame"):
        yield para("没有记录。")
    for line in asked.lines("blame"):
        yield para(line)


def _left(asked, ledger):
    yield level(1, "五、尚未完成的问题")
    left = [one for one in ledger.entries if one.case.state in (*states.SCHOOLS_TURN, *states.BUREAUS_TURN)]
    if not left:
        yield para("没有。")
        return
    late = sum(one.case.overdue_days(asked.today) > 0 for one in left)
    yield para(f"还有{len(left)}个问题没有整改到位，其中逾期{late}个：")
    for number, one in enumerate(left[:_TOLD], start=1):
        text = one.case.text if len(one.case.text) <= 40 else one.case.text[:39] + "…"
        yield level(
            3,
            f"{number}.{one.school.name}：{text.rstrip('。')}（{one.case.number}，期限{short_day(one.case.due_on)}）。",
        )
    if len(left) > _TOLD:
        yield para(f"其余{len(left) - _TOLD}个见附件。")


def _next(asked):
    yield level(1, "六、下一步打算")
    lines = asked.lines("next")
    if not lines:
        yield para("（由县教体局填写）")
    for number, line in enumerate(lines, start=1):
        yield level(3, f"{number}.{line}")


def _table(ledger):
    return Grid(
        "问题整改情况一览表",
        (
            NUMBER,
            Column("编号", "text", 8),
            Column("学校", "text", 10),
            Column("问题", "long", 22),
            Column("类别", "text", 5),
            Column("整改措施", "long", 16),
            Column("期限", "date", 6),
            Column("进展", "text", 5),
            Column("完成日期", "date", 6),
            Column("回头看", "long", 8),
            Column("销号日期", "date", 6),
        ),
        numbered(
            (
                one.case.number,
                one.school.name,
                one.case.text,
                TYPES[one.case.kind],
                one.case.answered.words if one.case.answered else "",
                one.case.due_on.isoformat(),
                gathering.state_of(one.case),
                one.case.agreed_on.isoformat() if one.case.agreed_on else None,
                "；".join(f"{look.on.isoformat()}{LOOKED[look.kept]}" for look in one.looks),
                one.case.closed_on.isoformat() if one.case.closed_on else None,
            )
            for one in ledger.entries
        ),
    )


def _chinese(number):
    """1 to 99 in Chinese numerals."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return text + (digits[ones] if ones else "")


def starts(_asked):
    """What stands in the fields at first."""
    return {
        "to": "县人民政府",
        "next": (
            "对没有整改到位的问题逐个盯办，到期核查。\n对已销号的问题安排回头看，防止反弹。\n"
            "对共性问题组织各校自查，完善制度。"
        ),
    }


KIND = Kind(
    "report",
    mark("整改情况报告"),
    "营餐整改报告",
    "span",
    draft,
    (Field("to", mark("主送"), needed=True), REMARKS, _BLAME, _NEXT, *COMMON),
    starts,
)
