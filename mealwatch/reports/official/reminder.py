"""The words for a WeChat group: who still has to hand what in, and until when. No figure that shames anybody."""

from collections import defaultdict
from dataclasses import dataclass

from mealwatch.cases import queries as cases
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.reports.official.domain.week import in_order
from mealwatch.reports.official.drafting.words import short_day
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import School
from mealwatch.spend.queries.figures import figures

_WHAT = {"record": "就餐人数", "cost": "出库单（送餐单）"}
_MEALS = {"breakfast": "早餐", "lunch": "午餐", "dinner": "晚餐", "snack": "加餐"}
_MOST_DAYS = 3


@dataclass(frozen=True)
class Waiting:
    """A school and what it still has to hand in, in words; ``due``: [(number of a case, its day)]."""

    school: School
    missing: tuple[str, ...]
    due: tuple


def waiting(county_id, week, until):
    """[Waiting] of a week, in the order of the list; ``until``: cases due by this day are named too."""
    found = figures(county_id, week, week)
    missing = defaultdict(set)
    school_of = {one.group.group_id: one.group.school_id for one in found}
    for one in found:
        for lack in one.missing if not one.complete else ():
            missing[school_of.get(lack.group_id, one.group.school_id)].add((lack.on, lack.meal, lack.what))
    due = defaultdict(list)
    for one in cases.waiting_for(county_id, None):
        if one.clock <= until:
            due[one.school_id].append((one.number, one.clock))
    listed = [one for one in schools.schools_of(county_id) if one.id in missing or one.id in due]
    return [Waiting(one, tuple(_lacks(missing[one.id])), tuple(due[one.id])) for one in in_order(listed)]


def text(week_name, closes, found):
    """The message, to be pasted."""
    lines = [f"【学生营养餐】{week_name}材料提醒"]
    reports = [one for one in found if one.missing]
    if reports:
        at = closes.astimezone(SHANGHAI)
        lines += [f"请下列学校在{short_day(at)}{at.hour}:{at.minute:02d}前在系统中补齐："]
        lines += [f"{n}. {one.school.name}：{'；'.join(one.missing)}" for n, one in enumerate(reports, start=1)]
    due = [one for one in found if one.due]
    if due:
        lines += ["请下列学校按时办理整改事项："]
        for n, one in enumerate(due, start=1):
            listed = "、".join(f"{number}（{short_day(on)}前）" for number, on in one.due)
            lines.append(f"{n}. {one.school.name}：{listed}")
    if not found:
        lines += ["各校都已报齐，没有到期的整改事项。谢谢！"]
    else:
        lines += ["已经办好的请忽略；有困难请与县教体局联系。谢谢！"]
    return "\n".join(lines)


def _lacks(some):
    """``11月18日午餐缺就餐人数``; many days of one thing are counted."""
    by_what = defaultdict(list)
    for on, meal, what in sorted(some):
        by_what[meal, what].append(on)
    for (meal, what), days in by_what.items():
        shown = "、".join(short_day(on) for on in days[:_MOST_DAYS])
        more = f"等{len(days)}天" if len(days) > _MOST_DAYS else ""
        yield f"{shown}{more}{_MEALS.get(meal, meal)}缺{_WHAT[what]}"
