"""F01, F06, U01: a school's week against its floor, exactly as the weekly spend judges it.

Nothing is worked out anew here: outcome, gap and readings are those of the
week's figures. A week that is below its floor only because records are missing
is unreported (U01) and never short (F01). A school's group with the most at
risk stands in the sentence, every group in the arithmetic.
"""

from mealwatch.alerts.domain.amounts import yuan
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Line, Signal, clauses, heaviest
from mealwatch.alerts.domain.words import MEALS, meal_place, week_clauses
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO, Ratio, fen_ratio_as_yuan
from mealwatch.spend.domain.sentence import places_shown, printed_sum

_GROUP = mark("{group}")
_DAYS = mark("供餐{days}天，")
_SUM = mark("每餐单价 {sum} 元")
_BY_PERSON_DAYS = mark("，按人次加权为 {decides} 元")
_BY_ENROLLED = mark("，按享受人数测算为 {decides} 元")
_BELOW = mark("，低于标准 {floor} 元，差 {gap} 元")
_NEAR = mark("，达到标准 {floor} 元，高出不到 {percent}%")
_READINGS = mark("；按人次加权 {person_days} 元，按享受人数 {enrolled} 元")
_BORDERLINE = mark("；差额在容差以内，不列入通报")
_INCOMPLETE = mark("；{missing}天没有报齐，缺的按没有计算")
_END = mark("。")
_AMBER = mark("，达到标准 {floor} 元；但按人次加权 {person_days} 元，低于标准 {short} 元，需要说明。")
_UNREPORTED = mark("供餐{days}天，{missing}天没有报齐（{dates}）")
_IF_REPORTED = mark("；已报的天数达到标准，未报不算零，也不算不足")
_FLOOR = mark("{group}：标准 {floor} 元 = 供餐{days}天每天的补助标准相加")
_GROUP_SUM = mark("{group}：每餐单价 {sum} 元")
_GROUP_GAP = mark("{group}：差 {gap} 元 × {pupils} 名享受学生 = {risk} 元")
_GROUP_READINGS = mark("{group}：按人次加权 {person_days} 元，按享受人数 {enrolled} 元")
_PRICE = mark("：食材 {pot} 元 ÷ {eaters} 人 = {price} 元")
_ON = mark("{on} {group} ")
_NO_RECORD = mark("：没有就餐人数，不计单价")
_NOBODY = mark("：享受学生没有人就餐，不计单价")
_NO_COST = mark("：没有出库或送餐金额")
_MISSING = {"record": mark("：缺就餐人数"), "cost": mark("：缺出库或送餐金额")}
_OWED = mark("没有报齐的 {missing} 天，应有 {risk} 元（补助标准 × 享受学生数）")


@rule("F01")
def floor_broken(given, limits):
    """Closed, or overdue: a group whose outcome is short."""
    for school_id, found in _this_week(given):
        short = [one for one in found if one.outcome == "short"]
        near = [] if short or not limits.amber_percent else [one for one in found if _near(one, limits.amber_percent)]
        for severity, some in (("red", short), ("amber", near)):
            if some:
                yield _signal(given, school_id, severity, some, limits)


@rule("F06")
def prices_met_heads_short(given, _limits):
    """The sum of prices is met, and the same money weighted by heads is not."""
    for school_id, found in _this_week(given):
        some = [one for one in found if one.amber and one.outcome in ("met", "unverified")]
        if some:
            worst = max(some, key=lambda one: ((one.floor_fen - one.spend_person_days) * pupils(one)).fraction())
            yield Signal(
                school_id,
                "amber",
                Ratio.total((one.floor_fen - one.spend_person_days) * pupils(one) for one in some),
                _sentence(given, worst, _SUM, _AMBER, short=yuan_of(worst.floor_fen - worst.spend_person_days)),
                tuple(line for one in some for line in arithmetic(one, _name(given, one))),
                heaviest(_meal_rows(given, school_id, some)),
            )


@rule("U01")
def unreported(given, limits):
    """Supply days that are not complete: amber where the outcome hangs on them, else for information."""
    for school_id, found in _this_week(given):
        some = [one for one in found if not one.complete]
        if not some:
            continue
        hangs = [one for one in some if one.outcome == "unreported"]
        often = _weeks_unreported(given, school_id, limits) >= limits.red_weeks
        worst = max(hangs or some, key=lambda one: (one.supply_days - one.complete_days, _owed(one)))
        severity = ("red" if often else "amber") if hangs else "amber" if often else "info"
        days = sorted({day.on for one in some for day in one.days if not day.complete})
        tell = (_UNREPORTED, _IF_REPORTED if hangs else "", _END)
        yield Signal(
            school_id,
            severity,
            Ratio(sum(_owed(one) for one in some)),
            _sentence(given, worst, *tell, dates="、".join(map(str, days))),
            (Line(_OWED, {"missing": len(days), "risk": yuan(sum(_owed(one) for one in some))}),),
            heaviest(_missing_rows(given, school_id, some)),
        )


def pupils(figures):
    """The beneficiaries of a group's week: the most enrolled on one of its days."""
    return max((meal.enrolled for meal in figures.meals), default=0)


def yuan_of(ratio):
    """An exact Ratio of fen as yuan."""
    return fen_ratio_as_yuan(ratio)


def arithmetic(one, name):
    """How the figures of a group of this name come about, line by line."""
    places = places_shown(one)
    facts = {
        "group": name,
        "days": one.supply_days,
        "sum": printed_sum(one, places),
        "floor": yuan(one.floor_fen),
        "gap": fen_ratio_as_yuan(one.gap, places),
        "pupils": pupils(one),
        "risk": yuan_of(one.gap * pupils(one)),
        "person_days": yuan_of(one.spend_person_days),
        "enrolled": yuan_of(one.spend_enrolled),
    }
    said = (_GROUP_SUM, _FLOOR, _GROUP_GAP if one.gap > ZERO else "", _GROUP_READINGS)
    return tuple(
        Line(says, {name: value for name, value in facts.items() if f"{{{name}}}" in says}) for says in said if says
    )


def _signal(given, school_id, severity, some, limits):
    worst = max(some, key=lambda one: ((one.gap * pupils(one)).fraction(), one.group.group_code))
    by = {"person_days": _BY_PERSON_DAYS, "enrolled": _BY_ENROLLED}.get(worst.deciding, "")
    says = (
        _SUM,
        by,
        _BELOW if severity == "red" else _NEAR,
        _READINGS,
        _BORDERLINE if worst.borderline else "",
        _INCOMPLETE if not worst.complete else "",
        _END,
    )
    return Signal(
        school_id,
        severity,
        Ratio.total(one.gap * pupils(one) for one in some),
        _sentence(given, worst, _DAYS, *says, percent=str(limits.amber_percent)),
        tuple(line for one in some for line in arithmetic(one, _name(given, one))),
        heaviest(_meal_rows(given, school_id, some)),
    )


def _sentence(given, one, *says, **more):
    """The week, the group where a school has several, and the clauses with the figures of a group's week."""
    named, facts = week_clauses(given.week, given.part("terms"), [on for on, _ in one.supply])
    several = len(given.part("figures")[one.group.school_id][given.week]) > 1
    if _SUM in says and _DAYS not in says:
        says = (_DAYS, *says)
    places = places_shown(one)
    facts |= {
        "group": _name(given, one),
        "days": one.supply_days,
        "sum": printed_sum(one, places),
        "decides": fen_ratio_as_yuan(one.decides, places),
        "floor": yuan(one.floor_fen),
        "gap": fen_ratio_as_yuan(one.gap, places),
        "person_days": yuan_of(one.spend_person_days),
        "enrolled": yuan_of(one.spend_enrolled),
        "missing": one.supply_days - one.complete_days,
        **more,
    }
    text = "".join((*named, _GROUP if several else "", *says))
    return clauses(
        *named,
        _GROUP if several else "",
        *says,
        **{name: value for name, value in facts.items() if f"{{{name}}}" in text},
    )


def _meal_rows(given, school_id, some):
    """Every meal of these groups: what was in the pot, who ate, what it came to; the cheapest first."""
    meals = [(meal, one) for one in some for meal in one.meals]
    meals.sort(
        key=lambda pair: (pair[0].price.fraction() if pair[0].counts else 0, pair[0].on, pair[1].group.group_code)
    )
    for meal, one in meals:
        says = _PRICE if meal.has_cost else _NO_COST
        if not meal.counts:
            says = _NO_RECORD if meal.record is None else _NOBODY
        facts = {"on": meal.on.isoformat(), "group": _name(given, one)}
        if says == _PRICE:
            facts |= {"pot": yuan(meal.pot.fen), "eaters": meal.pot.eaters, "price": yuan_of(meal.price)}
        place = meal_place(given, school_id, meal.canteen_id, meal.on, meal.meal)
        yield Line("\n".join((_ON, MEALS[meal.meal], says)), facts, place)


def _missing_rows(given, school_id, some):
    names = given.part("group_names")
    seen = sorted({(one, meal.canteen_id) for week in some for meal in week.meals for one in _missing_of(week, meal)})
    for (group_id, on, meal, what), canteen_id in sorted(seen, key=lambda pair: (pair[0].on, pair[0].meal, pair[0])):
        facts = {"on": on.isoformat(), "group": names[group_id]}
        place = meal_place(given, school_id, canteen_id, on, meal)
        yield Line("\n".join((_ON, MEALS[meal], _MISSING[what])), facts, place)


def _missing_of(week, meal):
    return [one for one in week.missing if (one.on, one.meal) == (meal.on, meal.meal)]


def _weeks_unreported(given, school_id, limits):
    """How many of the last weeks, this one with them, had days that were not complete."""
    weeks = given.part("figures").get(school_id, {})
    return sum(any(not one.complete for one in weeks.get(week, ())) for week in given.weeks(int(limits.look_back)))


def _owed(one):
    """Fen of subsidy of the days that are not complete, for every beneficiary."""
    return sum(day.subsidy_fen for day in one.days if not day.complete) * pupils(one)


def _near(one, percent):
    return one.outcome in ("met", "unverified") and one.decides * 100 < (100 + percent) * one.floor_fen


def _this_week(given):
    figures = given.part("figures")
    for school_id in sorted(given.asked):
        yield school_id, figures.get(school_id, {}).get(given.week, ())


def _name(given, one):
    return given.part("group_names")[one.group.group_id]
