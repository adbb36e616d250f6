"""H04: eating or issuing on days that are no supply days, and a grade that is away while as many eat as ever."""

from mealwatch.alerts.domain.amounts import yuan
from mealwatch.alerts.domain.robust import median
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Line, Signal, heaviest
from mealwatch.alerts.domain.words import MEALS, meal_place, week_place
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import Ratio

_SENTENCE = mark("{days} 天不是供餐日却有记录（{dates}）：就餐 {times} 人次，出库 {issued} 元，需要说明。")
_AWAY_SENTENCE = mark("{on} {away}不供餐，其余年级的就餐人数 {served} 人，与平日全校 {usual} 人相近，需要说明。")
_SUM = mark("不供餐日出库 {issued} 元")
_ON = mark("{on} {group}")
_AT = mark("{on} {group} ")
_ATE = mark("：就餐 {served} 人，当天不是供餐日")
_OUT = mark("：出库 {issued} 元，当天不是供餐日")
_AWAY = mark("：当天不供餐，平日 {served} 人")
_STAYED = mark("{on} 其余年级就餐 {served} 人")


@rule("H04")
def closed_day(given, limits):
    """Pupils ate, or goods went out, on a day on which the school has no supply day; red where pupils ate."""
    calendar, groups = given.part("calendar"), given.part("groups")
    ate, issued = {}, {}
    for group_id, by_meal in given.part("heads").items():
        school_id = groups[group_id].school_id
        if school_id not in given.asked:
            continue
        for key in sorted(by_meal):
            one = by_meal[key]
            if one.on in given.week and one.beneficiaries and not calendar.has(group_id, one.on):
                ate.setdefault(school_id, []).append((one, given.part("group_names")[group_id]))
    for canteen_id, by_meal in given.part("pots").items():
        school_id = given.school_of_canteen.get(canteen_id)
        supplied = set(calendar.canteen_days(canteen_id, given.week.monday, given.week.sunday))
        for (on, meal), fen in sorted(by_meal.items()):
            if fen and on not in supplied:
                issued.setdefault(school_id, []).append((on, meal, fen, canteen_id))
    away = dict(_grades_away(given, limits))
    for school_id in sorted(given.asked):
        heads, goods = ate.get(school_id, ()), issued.get(school_id, ())
        if heads or goods:
            yield _off_days(given, school_id, heads, goods)
        elif school_id in away:
            yield away[school_id]


def _off_days(given, school_id, heads, goods):
    days = sorted({one.on for one, _ in heads} | {on for on, _, _, _ in goods})
    fen = sum(cost for _, _, cost, _ in goods)
    facts = {
        "days": len(days),
        "dates": "、".join(map(str, days)),
        "times": sum(one.pupils for one, _ in heads),
        "issued": yuan(fen),
    }
    rows = [
        Line(
            "\n".join((_AT, MEALS[one.meal], _ATE)),
            {"on": one.on.isoformat(), "group": code, "served": one.pupils},
            week_place(given, school_id),
        )
        for one, code in sorted(heads, key=lambda pair: (-pair[0].pupils, pair[0].on, pair[0].meal, pair[1]))
    ]
    rows += [
        Line(
            "\n".join((_AT, MEALS[meal], _OUT)),
            {"on": on.isoformat(), "group": given.canteens[canteen_id].code, "issued": yuan(cost)},
            meal_place(given, school_id, canteen_id, on, meal),
        )
        for on, meal, cost, canteen_id in sorted(goods, key=lambda some: (-some[2], some[0], some[1], some[3]))
    ]
    return Signal(
        school_id,
        "red" if heads else "amber",
        Ratio(fen),
        Line(_SENTENCE, facts),
        (Line(_SUM, {"issued": yuan(fen)}),) if fen else (),
        heaviest(rows),
    )


def _grades_away(given, limits):
    """(school id, Signal) where a whole group had no supply day and the others together ate like the whole school."""
    calendar, groups = given.part("calendar"), given.part("groups")
    by_school = {}
    for group_id, by_meal in given.part("heads").items():
        for one in by_meal.values():
            if one.meal == "lunch":
                days = by_school.setdefault(groups[group_id].school_id, {})
                days.setdefault(one.on, {})[group_id] = one.pupils
    for school_id in sorted(by_school.keys() & given.asked):
        days = by_school[school_id]
        everybody = {group_id for of_day in days.values() for group_id in of_day}
        whole = [of_day for of_day in days.values() if of_day.keys() == everybody]
        if len(everybody) == 1 or len(whole) < limits.full_days:
            continue
        usual = {group_id: median([of_day[group_id] for of_day in whole]) for group_id in everybody}
        total = sum(usual.values())
        for on in sorted(day for day in days if day in given.week):
            gone = {group_id for group_id in everybody - days[on].keys() if not calendar.has(group_id, on)}
            here = sum(days[on].values())
            missing = sum(usual[group_id] for group_id in gone)
            if missing * 100 >= limits.away_percent * total and here * 100 >= limits.stays_percent * total:
                yield school_id, _away(given, school_id, on, gone, usual, here, total)
                break


def _away(given, school_id, on, gone, usual, here, total):
    codes = {group_id: given.part("group_names")[group_id] for group_id in gone}
    risk = (here - (total - sum(usual[group_id] for group_id in gone))) * _subsidy(given, school_id)
    facts = {
        "on": on.isoformat(),
        "away": "、".join(sorted(codes.values())),
        "served": here,
        "usual": int(total),
    }
    rows = [
        Line(
            "\n".join((_ON, _AWAY)),
            {"on": on.isoformat(), "group": codes[group_id], "served": int(usual[group_id])},
            week_place(given, school_id),
        )
        for group_id in sorted(gone, key=lambda group_id: codes[group_id])
    ]
    rows.append(Line(_STAYED, {"on": on.isoformat(), "served": here}, week_place(given, school_id)))
    return Signal(school_id, "red", Ratio(max(0, int(risk))), Line(_AWAY_SENTENCE, facts), (), tuple(rows))


def _subsidy(given, school_id):
    week = given.part("figures").get(school_id, {}).get(given.week, ())
    return max((fen for one in week for _, fen in one.supply), default=0)
