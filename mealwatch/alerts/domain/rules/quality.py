"""Less meat, fish and eggs on the plate than planned, than the standard has, or than this school used to have; much of
the money in condiments.

A menu that was changed on the record is the plan: one week of it that asked for
less and got it is a reminder, a second one wants an explanation. A small school is looked at over four weeks.
"""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from mealwatch.alerts.domain.amounts import amount, number, percent, ratio, yuan
from mealwatch.alerts.domain.cooking import cooking, ledger, menu
from mealwatch.alerts.domain.robust import enough, median
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark

#: Meat, fish and eggs.
DEAR = ("畜禽肉类", "鱼虾类", "蛋类")
CHEAP = ("调味品", "其他")
#: Weeks before this one with which its share of the money is compared.
BEFORE = 8
_FOUR = 4


class Dear(NamedTuple):
    """Meat, fish and eggs of some weeks: edible grams a head and meal planned (None: not told), issued, by the table;
    fen that was planned and did not come; the share of all money; all fen issued.
    """

    planned: Fraction | None
    issued: Fraction
    table: Fraction | None
    missing_fen: Fraction
    share: Fraction
    fen: int
    goods: dict


@rule("Q01")
def less_meat(given, limits):
    """Meat, fish and eggs far below the plan, the table, or this school's own share of the money."""
    cooks, others = cooking(given)
    yield from others
    for school_id, canteen_ids in cooks:
        span = given.weeks(_FOUR if given.small(school_id) else 1)
        weeks = given.part("kitchen").of(canteen_ids)
        some = [one for week in span if (one := weeks.get(week)) and one.judged]
        if not some:
            yield Lacking(school_id, Line(mark("没有一餐同时有带量食谱、就餐人数和出库")))
            continue
        dear = _dear(given, canteen_ids[0], some, [weeks[week] for week in span if week in weeks])
        if dear is None:
            yield Lacking(school_id, Line(mark("食谱里的肉、鱼、蛋没有写克数，或食材没有登记可食部")))
            continue
        usual = _usual_share(given, weeks, span)
        lasting = _was_low(given, limits, weeks, span, usual)
        signal = _less_meat(given, limits, school_id, canteen_ids, dear, usual, lasting)
        if signal:
            yield signal


def _dear(given, canteen_id, judged, weeks):
    known, kitchen = given.part("ingredients"), given.part("kitchen")
    heads = sum(one.person_meals for one in judged)
    planned, issued, missing, goods = Fraction(0), Fraction(0), Fraction(0), defaultdict(lambda: [Fraction(0), 0])
    for one in judged:
        for ingredient_id, good in one.goods.items():
            ingredient = known[ingredient_id]
            if ingredient.food_group not in DEAR:
                continue
            if good.planned is None or not ingredient.edible_share or ingredient.grams is None:
                return None
            edible = ingredient.edible_share * ingredient.grams
            planned += good.planned * edible
            issued += good.issued * edible
            missing += (good.planned - good.issued) * (kitchen.price(canteen_id, ingredient_id) or 0)
            goods[ingredient_id][0] += good.planned
            goods[ingredient_id][1] += good.issued
    share, fen = _share(given, weeks)
    return Dear(
        planned / heads, issued / heads, _table(given, judged, heads), max(Fraction(0), missing), share, fen, goods
    )


def _table(given, judged, heads):
    """What the table has a head and meal at least, weighted by heads; None for meals or bands that it lacks."""
    grams, total = given.part("dear_grams"), Fraction(0)
    for one in judged:
        for place, number_of in one.heads.items():
            if place not in grams:
                return None
            total += grams[place] * number_of
    return total / heads


def _share(given, weeks):
    """(share of meat, fish and eggs in the money of all issues, all fen)."""
    known = given.part("ingredients")
    fen = sum(out.fen for one in weeks for out in one.out.values())
    dear = sum(out.fen for one in weeks for key, out in one.out.items() if known[key].food_group in DEAR)
    return (Fraction(dear, fen) if fen > 0 else Fraction(0)), fen


def _usual_share(given, weeks, span):
    """The middle share of up to eight weeks before; None where fewer than four are known."""
    before = [weeks[span[0].shifted(-k)] for k in range(1, BEFORE + 1) if span[0].shifted(-k) in weeks]
    shares = [_share(given, [one]) for one in before]
    shares = [share for share, fen in shares if fen > 0]
    return median(shares) if enough(shares) else None


def _was_low(given, limits, weeks, span, usual):
    """Whether the share was as low in the week before already: once may be a week's menu, twice is a habit."""
    before = weeks.get(span[0].shifted(-1))
    if usual is None or before is None:
        return False
    share, fen = _share(given, [before])
    return fen > 0 and (usual - share) * 100 > usual * limits.fall_percent


def _less_meat(given, limits, school_id, canteen_ids, dear, usual, lasting):
    below_plan = dear.planned >= limits.grams and dear.issued * 100 < dear.planned * limits.plan_percent
    below_table = dear.table is not None and dear.issued * 100 < dear.table * limits.table_percent
    fell = usual is not None and dear.fen > 0 and (usual - dear.share) * 100 > usual * limits.fall_percent
    if not (below_plan or below_table or fell):
        return None
    mild = dear.issued * 100 >= dear.planned * limits.kept_percent and not lasting
    risk = dear.missing_fen if below_plan else Fraction(0)
    if fell and not mild:
        risk = max(risk, (usual - dear.share) * dear.fen)
    facts = {
        "issued": number(dear.issued),
        "planned": number(dear.planned),
        "percent": percent(dear.issued / dear.planned) if dear.planned else "—",
        "table": number(dear.table) if dear.table is not None else "—",
        "of_table": percent(dear.issued / dear.table) if dear.table else "—",
        "share": percent(dear.share, 1),
        "usual": percent(usual, 1) if usual is not None else "—",
        "yuan": yuan(risk),
    }
    if below_plan:
        says = mark("肉鱼蛋每人每餐出库 {issued} 克，食谱安排 {planned} 克，只有 {percent}%，少约 {yuan} 元")
    elif fell:
        says = mark("肉鱼蛋占食材支出 {share}%，本校前 8 周中位数 {usual}%，降幅超出允许")
    else:
        says = mark("肉鱼蛋每人每餐出库 {issued} 克，学生餐指南 {table} 克，只有 {of_table}%；食谱安排 {planned} 克")
    return Signal(
        school_id,
        "amber" if below_plan or (fell and not mild) else "info",
        ratio(risk),
        Line(says, facts),
        (
            Line(mark("出库 ÷ 食谱：{issued} ÷ {planned} = {percent}%（按可食部克数、就餐人数）"), facts),
            Line(mark("出库 ÷ 学生餐指南：{issued} ÷ {table} = {of_table}%"), facts),
            Line(mark("占食材支出：{share}%，前 8 周中位数 {usual}%"), facts),
            Line(
                mark("低于食谱的 {plan}%、指南的 {standard}%，或支出占比比本校中位数降 {fall}% 以上，就提示"),
                {
                    "plan": percent(limits.plan_percent / 100),
                    "standard": percent(limits.table_percent / 100),
                    "fall": percent(limits.fall_percent / 100),
                },
            ),
        ),
        _meat_rows(given, canteen_ids, dear),
    )


def _meat_rows(given, canteen_ids, dear):
    known, kitchen = given.part("ingredients"), given.part("kitchen")

    def worth(row):
        ingredient_id, (planned, issued) = row
        return -(planned - issued) * (kitchen.price(canteen_ids[0], ingredient_id) or 0), ingredient_id

    return heaviest(
        Line(
            mark("{name}：食谱应出 {planned}，出库 {issued}"),
            {
                "name": known[ingredient_id].name,
                "planned": amount(planned, known[ingredient_id].base_unit),
                "issued": amount(issued, known[ingredient_id].base_unit),
            },
            menu(given, canteen_ids[0]),
        )
        for ingredient_id, (planned, issued) in sorted(dear.goods.items(), key=worth)
    )


@rule("Q05")
def much_condiment(given, limits):
    """Condiments and what belongs to no group: a large part of four weeks' money."""
    cooks, others = cooking(given)
    yield from others
    known = given.part("ingredients")
    for school_id, canteen_ids in cooks:
        of_weeks = given.part("kitchen").of(canteen_ids)
        weeks = [of_weeks[week] for week in given.weeks(_FOUR) if week in of_weeks]
        fen = sum(out.fen for one in weeks for out in one.out.values())
        if len(weeks) < limits.weeks or fen <= 0:
            yield Lacking(school_id, Line(mark("近四周有出库的不满 {weeks} 周"), {"weeks": int(limits.weeks)}))
            continue
        cheap = defaultdict(int)
        for one in weeks:
            for ingredient_id, out in one.out.items():
                if known[ingredient_id].food_group in CHEAP:
                    cheap[ingredient_id] += out.fen
        total = sum(cheap.values())
        over = total - fen * limits.percent / 100
        if over <= 0 or over < limits.tiny_yuan * 100:
            continue
        facts = {
            "cheap": yuan(total),
            "all": yuan(fen),
            "percent": percent(Fraction(total, fen), 1),
            "most": percent(limits.percent / 100, 1),
            "over": yuan(over),
        }
        yield Signal(
            school_id,
            "amber",
            ratio(over),
            Line(mark("近四周调味品和其他占食材支出 {percent}%，高于 {most}%，多出 {over} 元"), facts),
            (Line(mark("{cheap} ÷ {all} = {percent}%；整包领用按分摊到的天数算"), facts),),
            heaviest(
                Line(
                    mark("{name}：{yuan} 元"),
                    {"name": known[one].name, "yuan": yuan(spent)},
                    ledger(given, canteen_ids[0], known[one]),
                )
                for one, spent in sorted(cheap.items(), key=lambda row: (-row[1], row[0]))
            ),
        )
