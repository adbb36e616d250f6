"""周通报: 关于第N周学生营养餐运行情况的通报, with 附件1 各校情况表 and 附件2 问题清单."""

from dataclasses import dataclass

from mealwatch.kernel.errors import mark
from mealwatch.kernel.week import Week
from mealwatch.reports.official import charts, errors
from mealwatch.reports.official.domain.problems import Mending, Problem
from mealwatch.reports.official.drafting import tables
from mealwatch.reports.official.drafting.demands import demands
from mealwatch.reports.official.drafting.words import change, day, names, per_cent, short_day, span, yuan
from mealwatch.reports.official.gathered import answers, problems
from mealwatch.reports.official.gathered import week as gathering
from mealwatch.reports.official.kind import COMMON, DEMANDS, REMARKS, TO, Kind
from mealwatch.schools.domain import workdays
from mealwatch.web.official import Leaf, Paper, chart, level, para


@dataclass(frozen=True)
class Told:
    """Everything that a briefing says."""

    week: gathering.CountyWeek
    alerts: list[Problem]
    found: list[Problem]
    overdue: list[Problem]
    mending: Mending
    explained: dict
    handled: dict


def week_of(asked):
    """The week of which it speaks. Raises NothingToSay."""
    try:
        return Week.parse(asked.about)
    except ValueError:
        raise errors.NothingToSay(value=asked.about) from None


def draft(asked):
    """The Paper. Raises NothingToSay for a week without supply days."""
    week = week_of(asked)
    found = gathering.gathered(asked.county_id, week)
    if not found.rows:
        raise errors.NothingToSay(value=asked.about)
    explained, handled = answers.of_week(asked.county_id, week, found)
    told = Told(
        found,
        problems.of_alerts(asked.county_id, week, week),
        problems.of_findings(asked.county_id, first=week.monday, last=week.sunday),
        problems.overdue(asked.county_id, asked.today),
        problems.mending(asked.county_id, week.monday, week.sunday),
        explained,
        handled,
    )
    return paper(asked, told)


def paper(asked, told):
    """The Paper of what was gathered."""
    here = told.week
    listed = [*told.alerts, *told.found, *[one for one in told.overdue if one not in told.found]]
    name = here.name or span(here.first, here.until)
    return Paper(
        title=f"关于{name}学生营养餐运行情况的通报",
        red=True,
        blocks=(
            para(
                f"{span(here.first, here.until)}为{here.term}{here.name or '假期'}，各校按校历供餐最多"
                f"{here.sums.supply_days}天。现将全县学生营养餐运行情况通报如下。"
            ),
            *_general(here),
            *[para(line) for line in asked.lines("remarks")],
            *_problems(told),
            *_mending(told.mending),
            *demands(asked, "四、工作要求"),
        ),
        leaves=(
            Leaf(tables.ANNEX_SCHOOLS, (tables.schools_table(here.rows),)),
            Leaf(
                tables.ANNEX_PROBLEMS,
                (
                    tables.short_table(here.told_short, told.explained, told.handled),
                    tables.problems_table(listed, "其他问题"),
                ),
            ),
        ),
        **asked.head(),
    )


def _general(here):
    now, then = here.sums, here.last
    yield level(1, "一、总体情况")
    yield para(
        f"（一）报送。应报学校{now.due}所，已报齐{now.reported}所，报送率{per_cent(now.reported, now.due)}；"
        f"与上周相比，已报齐学校{change(now.reported, then.reported)}。"
    )
    median = (
        f"生均周支出（各校中位数）{yuan(now.median)}元，标准{yuan(now.floor_fen)}元" if now.median else "没有报齐的学校"
    )
    per_head = f"，按人次平均每餐{yuan(now.per_head)}元" if now.per_head else ""
    yield para(f"（二）供餐和支出。就餐{now.heads:,}人次，出库食材{yuan(now.fen)}元，{median}{per_head}。")
    unsure = now.due - now.met - now.short
    yield para(
        f"（三）达标。达到标准的学校{now.met}所，达标率{per_cent(now.met, now.due)}；低于标准{now.short}所；"
        f"未报齐或待核实{unsure}所。与上周相比，达标学校{change(now.met, then.met)}。"
        + ("本周在试运行期内，数字供核对，不作判断。" if here.trial else "")
    )
    points = [(f"{week.monday.month}/{week.monday.day}", fen) for week, fen in here.trend]
    if sum(fen is not None for _label, fen in points) > 1:
        drawn = charts.svg(charts.trend(points, here.subsidy_fen))
        yield chart(drawn, "图1　近期每生每供餐日食材支出（各年级组中位数，报齐的）")


def _problems(told):
    here = told.week
    yield level(1, "二、存在问题")
    late = here.unreported
    yield level(2, "（一）未报或迟报学校")
    yield para(f"{len(late)}所：{names([one.school for one in late])}。" if late else "没有。")
    short = here.told_short
    within = len(here.of("short")) - len(short)
    yield level(2, "（二）生均周支出低于标准学校")
    if short:
        listed = "；".join(
            f"{one.school.name}{yuan(one.leading.decides)}元，差{yuan(one.leading.gap)}元" for one in short[:20]
        )
        more = f"等{len(short)}所" if len(short) > 20 else ""
        aside = f"差额在容差以内的{within}所不列名。" if within else ""
        yield para(f"{len(short)}所：{listed}{more}。供餐天数、学校说明和处理意见见附件2。{aside}")
    elif here.trial:
        yield para("本周在试运行期内，不作判断。")
    else:
        yield para(f"没有。差额在容差以内的{within}所不列名。" if within else "没有。")
    yield level(2, "（三）价格异常")
    yield from _listed([one for one in told.alerts if one.family == "P"])
    yield level(2, "（四）检查发现问题")
    schools = {one.school.id for one in told.found}
    done = sum(one.mended_on is not None for one in told.found)
    yield para(
        f"本周检查发现问题{len(told.found)}个，涉及{len(schools)}所学校，已改好{done}个，见附件2。"
        if told.found
        else "没有。"
    )
    others = [one for one in told.alerts if one.family != "P" and not _told_above(one, here)]
    if others:
        yield level(2, "（五）其他需要说明的问题")
        yield from _listed(others)
    yield level(2, "（六）逾期未整改" if others else "（五）逾期未整改")
    yield from _listed(told.overdue, due=True)


def _told_above(one, here):
    """Whether an alert says what the lists of the unreported and of those below the floor say already."""
    named = {"F01": here.told_short, "U01": here.unreported}.get(one.number, ())
    return any(each.school.id == one.school.id for each in named)


def _listed(some, most=12, *, due=False):
    if not some:
        yield para("没有。")
    for number, one in enumerate(some[:most], start=1):
        until = f"（期限{short_day(one.due_on)}）" if due and one.due_on else ""
        text = one.text.rstrip("。")
        named = "" if text.startswith(one.school.name) else f"{one.school.name}："
        yield level(3, f"{number}.{named}{text}{until}。")
    if len(some) > most:
        yield para(f"共{len(some)}个，其余见附件2。")


def _mending(told):
    yield level(1, "三、上周问题整改情况")
    due, done = len(told.due), len(told.done)
    looks = told.looks_passed + told.reopened
    if due:
        yield para(f"到期应整改{due}个，已整改{done}个，整改完成率{per_cent(done, due)}。")
    else:
        yield para("没有到期应整改的问题。")
    yield para(
        f"回头看{looks}次，整改保持{told.looks_passed}次，返工补课{told.reopened}次。"
        if looks
        else "本周没有回头看记录。"
    )


def starts(asked):
    """What stands in the fields at first: no word that judges."""
    until = workdays.after(asked.today, 5)
    return {
        "to": "各中心校、县直学校",
        "demands": (
            f"有问题的学校请对照附件2逐条整改，{day(until)}前在系统中答复并附佐证材料；未报的学校请先补报。\n"
            "其他学校请对照附件2所列问题自查，举一反三。"
        ),
    }


def over(asked):
    """It may be issued once the week is over."""
    return week_of(asked).sunday


KIND = Kind(
    "briefing",
    mark("周通报"),
    "营餐通报",
    "week",
    draft,
    (TO, DEMANDS, REMARKS, *COMMON),
    starts,
    over,
)
