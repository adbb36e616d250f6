"""I1, I2, I6: whether every meal has a price, the weeks against the floor, and heads."""

from mealwatch.inspections.domain.prefill.food import MEALS
from mealwatch.inspections.domain.prefill.suggestion import FULL, HALF, NONE, Suggestion, Text, day, graded, unknown
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import Ratio, fen_ratio_as_yuan

#: From worst to best; a school's week stands where its worst group stands.
_WORST = ("short", "unreported", "incomplete", "unverified", "met")
STATES = {
    "short": mark("低于标准"),
    "unreported": mark("没有报齐"),
    "incomplete": mark("没有报齐"),
    "unverified": mark("待核实"),
    "met": mark("达到标准"),
}
MOST_ROWS = 30


def unit_prices(facts):
    """By the share of meals that have no price of their own. The prices themselves are not told here."""
    meals = facts.meals
    if not meals:
        return unknown(mark("近两周没有供餐的记录。"))
    lacking = [one for one in meals if not one.priced or one.served is None]
    says = Text(
        mark("近两周 {total} 餐：{there} 餐算得出单价，{lacking} 餐算不出（缺出库或就餐人数）；专账请看原件。"),
        {"total": len(meals), "there": len(meals) - len(lacking), "lacking": len(lacking)},
    )
    rows = tuple((day(one.on), Text(MEALS[one.meal]), _lack(one)) for one in lacking)
    return Suggestion(graded(len(lacking), len(meals)), (says,), rows[:MOST_ROWS])


def weekly_spend(facts):
    """One week below the floor is half, two are none; a week that is not reported is not short."""
    if not facts.weeks:
        return unknown(mark("近 8 周没有供餐的记录。"))
    by_week = {}
    for one in facts.weeks:
        was = by_week.get(one.monday, one.state)
        by_week[one.monday] = min(was, one.state, key=_WORST.index)
    short = sum(state == "short" for state in by_week.values())
    silent = sum(state in ("unreported", "incomplete") for state in by_week.values())
    unverified = sum(state == "unverified" for state in by_week.values())
    says = [
        Text(
            mark(
                "近 8 周有供餐的 {total} 周：{met} 周达到标准，{short} 周低于标准，{silent} 周没有报齐（未报不算零）。"
            ),
            {
                "total": len(by_week),
                "met": len(by_week) - short - silent - unverified,
                "short": short,
                "silent": silent,
            },
        )
    ]
    if unverified:
        says.append(Text(mark("{n} 周的食材成本待核实。"), {"n": unverified}))
    says += [
        Text(
            mark("{week}：{spend} 元，标准 {floor} 元，差 {gap} 元。"),
            {
                "week": _week(one),
                "spend": fen_ratio_as_yuan(one.spend),
                "floor": fen_ratio_as_yuan(Ratio(one.floor_fen)),
                "gap": fen_ratio_as_yuan(Ratio(one.floor_fen) - one.spend),
            },
        )
        for one in facts.weeks
        if one.state == "short"
    ]
    rows = tuple(
        (
            _week(one),
            one.group,
            fen_ratio_as_yuan(one.spend),
            fen_ratio_as_yuan(Ratio(one.floor_fen)),
            Text(STATES[one.state]),
        )
        for one in facts.weeks
    )
    if short:
        return Suggestion(HALF if short == 1 else NONE, tuple(says), rows[:MOST_ROWS])
    return Suggestion(None if silent or unverified else FULL, tuple(says), rows[:MOST_ROWS])


def enrolled_served(facts):
    """Half where more ate than are enrolled at some meal; meals without a record are told of."""
    told = [one for one in facts.meals if one.served is not None]
    if not told:
        return unknown(mark("近两周没有就餐人数的记录。"))
    over = [one for one in told if one.served > one.enrolled]
    says = [
        Text(
            mark("近两周 {total} 餐有就餐人数：{over} 餐多于在册人数，{equal} 餐与在册人数相等。"),
            {"total": len(told), "over": len(over), "equal": sum(one.served == one.enrolled for one in told)},
        )
    ]
    if len(told) < len(facts.meals):
        says.append(Text(mark("另有 {n} 餐没有记录。"), {"n": len(facts.meals) - len(told)}))
    rows = tuple((day(one.on), Text(MEALS[one.meal]), str(one.enrolled), str(one.served)) for one in over)
    suggest = HALF if over else None if len(told) < len(facts.meals) else FULL
    return Suggestion(suggest, tuple(says), rows[:MOST_ROWS])


def _week(one):
    if one.number is None:
        return Text(mark("{day}起的一周"), {"day": day(one.monday)})
    return Text(mark("第{number}教学周（{day}起）"), {"number": one.number, "day": day(one.monday)})


def _lack(one):
    if one.served is None:
        return Text(mark("没有就餐人数")) if one.priced else Text(mark("没有出库和就餐人数"))
    return Text(mark("没有出库"))
