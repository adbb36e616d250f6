"""F02, F03: what became food over the term and over the year, against what was owed and collected.

Only weeks that are complete count: what was not reported is no shortage. Both
speak up where the week itself adds to the shortage, and F03 at a month's end too.
"""

from mealwatch.alerts.domain.amounts import percent, yuan
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.rules.floor import pupils
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.alerts.domain.words import week_place
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import Ratio, fen_ratio_as_yuan
from mealwatch.schools.domain.terms import term_on
from mealwatch.spend.domain.year import running

_TERM = mark(
    "{group}本学期 {weeks} 周生均食材支出累计 {spend} 元，"
    "补助加学生自理应为 {standard} 元，少 {gap} 元（{share}%），需要说明。"
)
_TERM_SUM = mark("{group}：{standard} − {spend} = {gap} 元；× {pupils} 名享受学生 = {risk} 元")
_YEAR = mark(
    "今年 {days} 个供餐日的日生均食材支出 {per_day} 元，低于补助标准 {floor} 元，累计每生差 {gap} 元，需要说明。"
)
_YEAR_SUM = mark("{spend} 元 ÷ {days} 天 = {per_day} 元")
_WEEK = mark("{week} 周 {group}：每餐单价之和 {spend} 元，应为 {standard} 元")
_NO_TERM = mark("没有登记学期，算不出学期累计")


@rule("F02")
def top_up_not_eaten(given, limits):
    """Over the term, of a group whose families pay a top-up: spend below subsidy and top-up together."""
    term = next((one for one in (term_on(given.part("terms"), on) for on in given.week.days) if one), None)
    if term is None:
        yield Lacking(None, Line(_NO_TERM))
        return
    for school_id, weeks in _asked(given):
        worst = None
        for code, of_group in sorted(_by_group(weeks, term.starts_on).items()):
            last = of_group[-1]
            if len(of_group) < limits.weeks or last.week != given.week or not last.standard_gap:
                continue
            standard, spend = sum(one.standard_fen for one in of_group), Ratio.total(one.decides for one in of_group)
            if standard == sum(one.floor_fen for one in of_group):
                continue
            gap = standard - spend
            if gap * 100 > limits.amber_percent * standard:
                found = gap * pupils(last), code, of_group, standard, spend
                worst = found if worst is None or worst[0] < found[0] else worst
        if worst:
            yield _term(given, school_id, worst, limits)


def _term(given, school_id, worst, limits):
    risk, _code, of_group, standard, spend = worst
    gap = standard - spend
    facts = {
        "group": given.part("group_names")[of_group[-1].group.group_id],
        "weeks": len(of_group),
        "spend": fen_ratio_as_yuan(spend),
        "standard": yuan(standard),
        "gap": fen_ratio_as_yuan(gap),
    }
    return Signal(
        school_id,
        "red" if gap * 100 > limits.red_percent * standard else "amber",
        risk,
        Line(_TERM, facts | {"share": percent((gap / standard).fraction(), 1)}),
        (
            Line(
                _TERM_SUM,
                {name: facts[name] for name in ("group", "standard", "spend", "gap")}
                | {"pupils": pupils(of_group[-1]), "risk": fen_ratio_as_yuan(risk)},
            ),
        ),
        heaviest(_rows(given, school_id, of_group, lambda one: one.standard_fen)),
    )


@rule("F03")
def year_below(given, limits):
    """The year so far, all groups together, below the subsidy per pupil and supply day."""
    monthly = given.week.sunday.month != given.week.shifted(1).sunday.month
    for school_id, weeks in _asked(given, "year"):
        found = [one for week in sorted(weeks) for one in weeks[week] if one.complete]
        year = running(found)
        now = [one for one in found if one.week == given.week]
        if year is None or year.met or not now:
            continue
        groups = len({one.group.group_id for one in found})
        fresh = any(one.spend < one.floor_fen for one in now)
        if year.supply_days < limits.days * groups or not (fresh or monthly):
            continue
        gap = (year.floor_fen - year.spend) / groups
        heads = sum(pupils(one) for one in now)
        facts = {
            "days": year.supply_days // groups,
            "per_day": fen_ratio_as_yuan(year.per_day),
            "floor": fen_ratio_as_yuan(year.floor_per_day),
            "gap": fen_ratio_as_yuan(gap),
        }
        total = {"spend": fen_ratio_as_yuan(year.spend), "days": year.supply_days, "per_day": facts["per_day"]}
        short = [one for one in found if one.spend < one.floor_fen]
        yield Signal(
            school_id,
            "red",
            gap * heads,
            Line(_YEAR, facts),
            (Line(_YEAR_SUM, total),),
            heaviest(_rows(given, school_id, short, lambda one: one.floor_fen)),
        )


def _by_group(weeks, since):
    """``{group code: [complete weeks of the term, the earliest first]}``."""
    found = {}
    for week in sorted(weeks):
        for one in weeks[week]:
            if week.sunday >= since and one.complete:
                found.setdefault(one.group.group_code, []).append(one)
    return found


def _rows(given, school_id, some, standard):
    for one in sorted(some, key=lambda one: ((one.spend - standard(one)).fraction(), one.week, one.group.group_code)):
        yield Line(
            _WEEK,
            {
                "week": str(one.week),
                "group": given.part("group_names")[one.group.group_id],
                "spend": fen_ratio_as_yuan(one.spend),
                "standard": yuan(standard(one)),
            },
            week_place(given, school_id, one.week),
        )


def _asked(given, name="figures"):
    figures = given.part(name)
    for school_id in sorted(given.asked):
        if figures.get(school_id, {}).get(given.week):
            yield school_id, figures[school_id]
