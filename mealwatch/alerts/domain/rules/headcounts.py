"""H01, H02, H03, H06: heads that cannot be, that never vary, or that the teachers did not see.

Small groups are left out where sameness is natural: in a teaching point of
fifteen pupils everybody is there on most days.
"""

from mealwatch.alerts.domain.amounts import percent, yuan
from mealwatch.alerts.domain.headcount import longest_run
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.alerts.domain.words import MEALS, week_place
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO, Ratio

_OVER = mark(
    "{meals} 餐的享受学生就餐人数多于在册人数，最多的一餐多 {most} 人"
    "（{on}，{group}：就餐 {served} 人，在册 {enrolled} 人），需要说明。"
)
_OVER_SUM = mark("多出 {times} 人次，按当天补助标准计 {risk} 元")
_ON = mark("{on} {group} ")
_OVER_ROW = mark("：享受学生就餐 {served} 人，在册 {enrolled} 人")
_FULL = mark("{group}连续 {weeks} 周共 {meals} 餐，有 {full} 餐的就餐人数正好等于在册人数（{share}%），需要说明。")
_FULL_ROW = mark("{week} 周 {group}：{full}/{meals} 餐等于在册人数")
_SAME = mark("{group}连续 {days} 个供餐日就餐人数都是 {served} 人（{first} 至 {last}），需要说明。")
_TENS = mark("{group}四周共 {meals} 餐，有 {tens} 餐的就餐人数是整十数（{share}%），需要说明。")
_SAME_ROW = mark("：就餐 {served} 人，在册 {enrolled} 人")
_ABSENT = mark(
    "{meals} 餐的就餐人数多于班级点名，最多的一餐多 {most} 人"
    "（{on}，{group}：就餐 {served} 人，到校 {present} 人），需要说明。"
)
_ABSENT_SUM = mark("多出 {times} 人次，按当天补助标准计 {risk} 元")
_ABSENT_ROW = mark("：就餐 {served} 人，班级点名到校 {present} 人")
_NO_CALLS = mark("这一周没有一个供餐年级组的班级全部点名")
_TEN = 10


@rule("H01")
def more_than_enrolled(given, limits):
    """At any meal more pupils ate than there are; a few more may be a transfer that nobody has keyed yet."""
    subsidy = _subsidies(given)
    for school_id, groups in _schools(given):
        over = [(one, code) for code, heads in groups for one in heads if one.on in given.week and one.over]
        if not over:
            continue
        over.sort(key=lambda pair: (-pair[0].over, pair[0].on, pair[0].meal, pair[1]))
        one, code = over[0]
        risk = sum(some.over * subsidy.get((school_id, some.on), 0) for some, _ in over)
        facts = {
            "meals": len(over),
            "most": one.over,
            "on": one.on.isoformat(),
            "group": code,
            "served": one.beneficiaries,
            "enrolled": one.enrolled,
        }
        yield Signal(
            school_id,
            "red" if one.over > limits.transfer else "amber",
            Ratio(risk),
            Line(_OVER, facts),
            (Line(_OVER_SUM, {"times": sum(some.over for some, _ in over), "risk": yuan(risk)}),),
            heaviest(
                _row(
                    given,
                    school_id,
                    some,
                    group,
                    _OVER_ROW,
                    served=some.beneficiaries,
                    enrolled=some.enrolled,
                )
                for some, group in over
            ),
        )


@rule("H02")
def always_full(given, limits):
    """In each of the last weeks nearly every meal was eaten by exactly as many as there are."""
    weeks = given.weeks(int(limits.weeks))
    for school_id, groups in _schools(given):
        for code, heads in groups:
            by_week = [[one for one in heads if one.on in week and _telling(one, limits)] for week in weeks]
            if not all(_mostly(some, limits.share_percent) for some in by_week):
                continue
            meals = [one for some in by_week for one in some]
            full = sum(one.full for one in meals)
            facts = {"group": code, "weeks": len(weeks), "meals": len(meals), "full": full}
            rows = tuple(
                Line(
                    _FULL_ROW,
                    {"week": str(week), "group": code, "full": sum(one.full for one in some), "meals": len(some)},
                    week_place(given, school_id, week),
                )
                for week, some in zip(weeks, by_week, strict=True)
            )
            share = percent(Ratio(full, len(meals)).fraction())
            yield Signal(school_id, "amber", ZERO, Line(_FULL, facts | {"share": share}), (), rows)
            break


@rule("H03")
def never_varies(given, limits):
    """The same number for many days running that end in this week, or mostly round numbers."""
    for school_id, groups in _schools(given):
        for code, heads in groups:
            signal = _same(given, school_id, code, heads, limits) or _round(given, school_id, code, heads, limits)
            if signal:
                yield signal
                break


@rule("H06")
def more_than_present(given, limits):
    """More pupils ate than the teachers of all classes of the group saw."""
    calls, subsidy = given.part("roll_calls"), _subsidies(given)
    names = given.part("group_names")
    of_school = {}
    for group_id, on, meal in calls:
        of_school.setdefault(given.part("groups")[group_id].school_id, []).append((group_id, on, meal))
    heads = given.part("heads")
    for school_id in sorted(given.asked):
        if school_id not in of_school:
            yield Lacking(school_id, Line(_NO_CALLS))
            continue
        more = []
        for group_id, on, meal in sorted(of_school[school_id]):
            one, present = heads.get(group_id, {}).get((on, meal)), calls[group_id, on, meal].present
            extra = one.pupils - present if one else 0
            if extra >= limits.pupils and extra * 100 > limits.over_percent * max(present, 1):
                more.append((extra, one, names[group_id], present))
        if not more:
            continue
        more.sort(key=lambda some: (-some[0], some[1].on, some[1].meal, some[2]))
        extra, one, code, present = more[0]
        times = sum(some[0] for some in more)
        risk = sum(some[0] * subsidy.get((school_id, some[1].on), 0) for some in more)
        facts = {"meals": len(more), "most": extra, "on": one.on.isoformat(), "group": code}
        yield Signal(
            school_id,
            "amber",
            Ratio(risk),
            Line(_ABSENT, facts | {"served": one.pupils, "present": present}),
            (Line(_ABSENT_SUM, {"times": times, "risk": yuan(risk)}),),
            heaviest(
                _row(given, school_id, head, group, _ABSENT_ROW, served=head.pupils, present=there)
                for _, head, group, there in more
            ),
        )


def _same(given, school_id, code, heads, limits):
    """Days of one meal with the same number, the run ending in this week; full attendance is H02's to judge."""
    by_meal = {}
    for one in heads:
        if _telling(one, limits):
            by_meal.setdefault(one.meal, []).append(one)
    for meal in sorted(by_meal):
        some = by_meal[meal]
        first, end = longest_run([one.beneficiaries for one in some])
        run = some[first:end]
        needed = limits.days if run[-1].enrolled >= limits.many else limits.days_few
        if len(run) >= needed and run[-1].on in given.week and not run[-1].full:
            facts = {"group": code, "days": len(run), "served": run[0].beneficiaries}
            facts |= {"first": run[0].on.isoformat(), "last": run[-1].on.isoformat()}
            return Signal(school_id, "amber", ZERO, Line(_SAME, facts), (), _rows(given, school_id, code, run))
    return None


def _round(given, school_id, code, heads, limits):
    """Mostly multiples of ten over four weeks, at least two of them; meals at which exactly everybody ate left out.

    A group of thirty-one with one pupil ill has thirty at every meal: one multiple says nothing.
    """
    meals = [one for one in heads if _telling(one, limits) and not one.full]
    tens = [one for one in meals if one.beneficiaries % _TEN == 0]
    if len(meals) < limits.days or len(tens) * 100 < limits.tens_percent * len(meals):
        return None
    if len({one.beneficiaries for one in tens}) == 1 or not any(one.on in given.week for one in tens):
        return None
    share = percent(Ratio(len(tens), len(meals)).fraction())
    facts = {"group": code, "meals": len(meals), "tens": len(tens), "share": share}
    return Signal(school_id, "amber", ZERO, Line(_TENS, facts), (), _rows(given, school_id, code, tens))


def _telling(one, limits):
    """Whether sameness would tell anything: boarders are as many at every breakfast, a small group at every meal."""
    return one.subsidised and one.beneficiaries and one.enrolled >= limits.pupils


def _mostly(heads, share_percent):
    return bool(heads) and sum(one.full for one in heads) * 100 >= share_percent * len(heads)


def _schools(given):
    """(school id, [(group name, [Head by day and meal])]) of the schools to be judged, the largest group first."""
    by_school = {}
    groups, names = given.part("groups"), given.part("group_names")
    for group_id, by_meal in given.part("heads").items():
        group = groups[group_id]
        if group.school_id in given.asked:
            heads = [by_meal[key] for key in sorted(by_meal)]
            by_school.setdefault(group.school_id, []).append((names[group_id], heads))
    for school_id in sorted(by_school):
        yield school_id, sorted(by_school[school_id], key=lambda pair: (-pair[1][-1].enrolled, pair[0]))


def _subsidies(given):
    """``{(school id, date): fen}`` of this week's supply days."""
    return {
        (school_id, on): fen
        for school_id, weeks in given.part("figures").items()
        for one in weeks.get(given.week, ())
        for on, fen in one.supply
    }


def _rows(given, school_id, code, heads):
    return heaviest(
        _row(given, school_id, one, code, _SAME_ROW, served=one.beneficiaries, enrolled=one.enrolled) for one in heads
    )


def _row(given, school_id, one, code, says, **facts):
    place = week_place(given, school_id, type(given.week).of(one.on))
    return Line("\n".join((_ON, MEALS[one.meal], says)), {"on": one.on.isoformat(), "group": code, **facts}, place)
