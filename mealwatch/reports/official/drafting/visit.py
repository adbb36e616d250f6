"""检查情况报告 of one visit: what was looked at, what was reached, found and measured."""

from mealwatch.checklists import queries as checklists
from mealwatch.checklists.domain.score import score
from mealwatch.inspections import queries as visited
from mealwatch.inspections.bulletin import presenters as show
from mealwatch.inspections.office import queries as office
from mealwatch.inspections.office.words import WORDS
from mealwatch.kernel.errors import mark
from mealwatch.reports.official import errors
from mealwatch.reports.official.drafting.demands import demands
from mealwatch.reports.official.drafting.words import day
from mealwatch.reports.official.kind import COMMON, DEMANDS, TO, Kind, nothing
from mealwatch.schools import queries as schools
from mealwatch.web.official import NUMBER, Column, Grid, Paper, facts, level, numbered, para, rate


def visit_of(asked):
    """The visit. Raises NothingToSay, NoVisit."""
    if not asked.about.isdecimal():
        raise errors.NothingToSay(value=asked.about)
    return visited.visit(asked.county_id, int(asked.about))


def draft(asked):
    """The Paper."""
    one = visit_of(asked)
    school = schools.school_by_id(asked.county_id, one.school_id)
    version = checklists.version(asked.county_id, one.list_code, one.list_version)
    found = office.findings(asked.county_id, visit_ids=[one.id], twins=True)
    differ = office.differences(asked.county_id, visit_ids=[one.id])
    return Paper(
        title=f"关于{school.name}营养改善计划检查情况的报告",
        blocks=(
            level(1, "一、检查概况"),
            facts(_facts(one, school)),
            level(1, "二、检查得分"),
            _parts(version, one),
            level(1, "三、发现的问题"),
            _findings(found) if found else para("没有发现需要整改的问题。"),
            level(1, "四、称重、盘点和核对"),
            *_measured(differ),
            *([level(1, "五、学校意见"), para(one.reply)] if one.reply else []),
            *demands(asked, "六、处理意见" if one.reply else "五、处理意见"),
        ),
        **asked.head(),
    )


def _facts(one, school):
    heads = one.heads
    score_words = "—" if one.tenths is None else f"{one.tenths // 10}.{one.tenths % 10}"
    return (
        ("学校", f"{school.name}（{school.town}）"),
        ("日期", f"{day(one.dated_on)}　{one.arrived_at}—{one.left_at}"),
        ("方式", str(WORDS["visit_kind"][one.kind]) + ("（事先没有通知）" if one.unannounced else "")),
        (
            "检查组",
            "、".join(f"{each.name}（{each.department}）" if each.department else each.name for each in one.team),
        ),
        ("在册/到校/就餐", "/".join(str(heads.get(name) or "—") for name in ("enrolled", "present", "served"))),
        ("得分和等级", f"{score_words}　{WORDS['visit_grade'].get(one.grade, '—')}"),
        ("红线", "、".join(one.red_lines) or "没有"),
    )


def _parts(version, one):
    got = score(version, one.answers, one.red_lines).by_section
    titles = {part.letter: part.title for part in version.list.sections}
    return Grid(
        "",
        (
            Column("部分", "text", 16),
            Column("得分", "text", 5),
            Column("适用分值", "whole", 5, total=True),
            Column("得分率", "percent", 5),
        ),
        tuple(
            (
                f"{part.letter} {titles[part.letter]}",
                show.points(part.got_halves),
                part.base,
                rate(part.got_halves, 2 * part.base),
            )
            for part in got
        ),
        known={1: show.points(one.got_halves), 3: rate(one.got_halves, 2 * one.base)},
    )


def _findings(found):
    return Grid(
        "",
        (
            NUMBER,
            Column("检查项", "text", 4),
            Column("具体问题", "long", 20),
            Column("程度", "text", 5),
            Column("整改期限", "date", 6),
            Column("责任人", "text", 5),
        ),
        numbered(
            (
                each.finding.code,
                each.finding.words or each.finding.text,
                show.severity(each.finding.severity).partition("（")[0],
                "当场改好" if each.finding.fixed else each.finding.due_on.isoformat(),
                each.finding.responsible,
            )
            for each in found
        ),
    )


def _measured(differ):
    beyond = [one for one in differ if one.within is False]
    yield para(f"与单据或账面有差异{len(differ)}项，超出允许范围{len(beyond)}项。")
    if beyond:
        yield Grid(
            "",
            (
                Column("食材", "text", 8),
                Column("单据或账面", "text", 6),
                Column("实测", "text", 6),
                Column("差异", "text", 6),
                Column("核实", "text", 8),
            ),
            tuple((one.measured.name, *show.quantities(one.measured), show.state_words(one)) for one in beyond),
        )


KIND = Kind(
    "visit",
    mark("检查情况报告"),
    "营餐检查",
    "visit",
    draft,
    (TO, DEMANDS, *COMMON),
    lambda _asked: {},
    nothing,
    lambda asked: visit_of(asked).school_id,
)
