"""整改台账: three lists (问题、责任、整改) across the page, and as one sheet with every column."""

from datetime import date

from mealwatch.cases.domain import states
from mealwatch.kernel.errors import mark
from mealwatch.reports.official import errors
from mealwatch.reports.official.drafting.words import per_cent, short_day, span
from mealwatch.reports.official.gathered import ledger as gathering
from mealwatch.reports.official.gathered.ledger import LOOKED, SEVERITIES, TYPES
from mealwatch.reports.official.kind import COMMON, Kind
from mealwatch.web.official import NUMBER, Column, Grid, Leaf, Paper, numbered, para

_CODE, _SCHOOL = Column("问题编号", "text", 9), Column("学校", "text", 9)
_PROBLEMS = (
    NUMBER,
    _CODE,
    Column("来源", "text", 4),
    Column("发现日期", "date", 6),
    _SCHOOL,
    Column("问题类别", "text", 5),
    Column("具体问题（原文）", "long", 24),
    Column("依据条款", "long", 14),
    Column("证据", "text", 5),
    Column("严重程度", "text", 4),
)
_DUTIES = (
    NUMBER,
    _CODE,
    _SCHOOL,
    Column("整改目标", "long", 12),
    Column("整改措施", "long", 20),
    Column("责任单位", "text", 9),
    Column("责任人", "text", 5),
    Column("督办联系人", "text", 6),
    Column("整改时限", "date", 6),
    Column("签收日期", "date", 6),
)
_RESULTS = (
    NUMBER,
    _CODE,
    _SCHOOL,
    Column("整改进展", "text", 5),
    Column("完成日期", "date", 6),
    Column("佐证材料", "text", 5),
    Column("核查人、日期、结论", "long", 11),
    Column("回头看日期、结论", "long", 10),
    Column("是否反弹", "text", 4),
    Column("销号日期", "date", 6),
    Column("审批人", "text", 6),
    Column("问责情况", "long", 7),
    Column("举一反三情况", "long", 8),
    Column("公开情况", "text", 5),
    Column("备注", "long", 6),
)
_LIGHT = (
    NUMBER,
    Column("检查项", "text", 5),
    _SCHOOL,
    Column("具体问题", "long", 26),
    Column("发现日期", "date", 6),
    Column("整改期限", "date", 6),
    Column("进展", "text", 5),
    Column("完成日期", "date", 6),
)
#: The one sheet's columns: every heading of the three lists, in its order.
WHOLE = (
    "序号",
    "问题编号",
    "来源",
    "发现日期",
    "学校",
    "问题类别",
    "具体问题（原文）",
    "依据条款",
    "证据",
    "严重程度",
    "整改目标",
    "整改措施",
    "责任单位",
    "责任人",
    "督办联系人",
    "整改时限",
    "签收日期",
    "整改进展",
    "完成日期",
    "佐证材料",
    "核查人、日期、结论",
    "回头看日期、结论",
    "是否反弹",
    "销号日期",
    "审批人",
    "问责情况",
    "举一反三情况",
    "公开情况",
    "备注",
)


def span_of(asked):
    """The days of which it speaks, ``2026-09-01..2026-11-23``. Raises NothingToSay."""
    first, _, last = asked.about.partition("..")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise errors.NothingToSay(value=asked.about) from None
    if days[0] > days[1]:
        raise errors.NothingToSay(value=asked.about)
    return days


def draft(asked):
    """The Paper."""
    first, last = span_of(asked)
    told = gathering.gathered(asked.county_id, first, last)
    return paper(asked, told)


def paper(asked, told):
    """The Paper of a Ledger."""
    closed = told.count(states.CLOSED)
    watching, review = told.count(states.WATCHING), told.count(states.REVIEW, states.PROPOSED)
    count = len(told.entries)
    working = count - closed - watching - review
    light = len(told.light)
    mended = sum(one.mended_on is not None for one in told.light)
    overdue = sum(one.case.overdue_days(asked.today) > 0 for one in told.entries)
    return Paper(
        title=f"{asked.county_name}学生营养餐问题整改台账",
        landscape=True,
        sealed=False,
        blocks=(
            para(
                f"{span(told.first, told.until)}，台账共{count}条：整改中{working}条（其中逾期{overdue}条），"
                f"待核查{review}条，回头看{watching}条，销号{closed}条，销号率{per_cent(closed, count)}。"
                f"检查当场交办、没有立案的问题{light}个，已改好{mended}个。"
            ),
            _summary(told),
        ),
        leaves=(
            _leaf("问题清单", _PROBLEMS, _problem, told.entries),
            _leaf("责任清单", _DUTIES, _duty, told.entries),
            _leaf("整改清单", _RESULTS, _result, told.entries, note="公开情况由县教体局按规定公开后填写。"),
            *([_leaf("检查交办问题", _LIGHT, _handed_over, told.light)] if told.light else []),
        ),
        **asked.head() | {"to": "", "copies": "", "contact": ""},
    )


def _summary(told):
    """How many stand where, by source."""
    shown = (
        ("整改中", states.SCHOOLS_TURN),
        ("待核查", (states.REVIEW, states.PROPOSED)),
        ("回头看", (states.WATCHING,)),
        ("销号", (states.CLOSED,)),
    )
    sources = dict.fromkeys(gathering.SOURCES.values())
    rows = []
    for source in sources:
        some = [one.case for one in told.entries if gathering.source_of(one.case) == source]
        counts = [sum(one.state in wanted for one in some) for _name, wanted in shown]
        rows.append((source, len(some), *counts, sum(one.reopened > 0 for one in some)))
    return Grid(
        "汇总",
        (
            Column("来源", "text", 6),
            Column("总数", "whole", 4, total=True),
            *(Column(name, "whole", 4, total=True) for name, _wanted in shown),
            Column("反弹", "whole", 4, total=True),
        ),
        tuple(rows),
    )


def _leaf(name, columns, cells_of, found, note=""):
    """A list on its own sheet: a numbered row for each case or problem."""
    return Leaf(name, (Grid(name, columns, numbered(cells_of(one) for one in found), note=note),))


def _problem(one):
    case = one.case
    return (
        case.number,
        gathering.source_of(case),
        case.opened_on.isoformat(),
        one.school.name,
        TYPES[case.kind],
        case.text,
        case.basis,
        _photos(case.last("issue")),
        SEVERITIES.get(case.severity, case.severity),
    )


def _duty(one):
    case = one.case
    return (
        case.number,
        one.school.name,
        f"{short_day(case.due_on)}前改好并保持",
        case.answered.words if case.answered else "",
        one.school.name,
        one.school.principal or "校长",
        _name(case.owner),
        case.due_on.isoformat(),
        _iso(case.signed_on),
    )


def _result(one):
    case = one.case
    agreed = case.last("agree_close") if case.agreed_on else None
    return (
        case.number,
        one.school.name,
        gathering.state_of(case),
        _iso(case.agreed_on),
        _photos(case.answered),
        _checked(case.last("propose_close", "send_back")),
        "；".join(f"{look.on.isoformat()}{LOOKED[look.kept]}" for look in one.looks),
        f"是（{case.reopened}次）" if case.reopened else "否",
        _iso(case.closed_on),
        _name(agreed.done_by) if agreed else "",
        "；".join(one.escalated),
        "；".join(one.spread),
        "",
        "",
    )


def _handed_over(one):
    return (
        one.number,
        one.school.name,
        one.text,
        one.found_on.isoformat(),
        _iso(one.due_on),
        one.state,
        _iso(one.mended_on),
    )


def _checked(step):
    """Who looked at it last, when, and what they said."""
    if step is None:
        return ""
    return f"{_name(step.done_by)}，{_iso(step.done_at.date())}，{'改好' if step.what == 'propose_close' else '退回'}"


def sheets(paper):
    """For the spreadsheet: the summary, one ledger with every column, what was handed over without a case."""
    summary, *lists = paper.grids
    several, others = lists[:3], lists[3:]
    cells = [
        {
            column.heading: (column, cell)
            for grid, row in zip(several, rows, strict=True)
            for column, cell in zip(grid.columns, row, strict=True)
        }
        for rows in zip(*(grid.rows for grid in several), strict=True)
    ]
    columns = {column.heading: column for grid in several for column in grid.columns}
    whole = Grid(
        "整改台账",
        tuple(columns[heading] for heading in WHOLE),
        tuple(tuple(of_row[heading][1] for heading in WHOLE) for of_row in cells),
    )
    return [summary, whole, *others]


def _photos(step):
    return f"照片{len(step.files)}张" if step and step.files else ""


def _iso(day):
    return day.isoformat() if day else None


def _name(actor):
    """Without the account in brackets."""
    return actor.partition("（")[0]


KIND = Kind("ledger", mark("整改台账"), "营餐台账", "span", draft, COMMON[2:], sheets=sheets)
