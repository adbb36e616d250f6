"""What was issued to each meal against what its menu asked for those who ate.

A meal is looked at with the day before and after: goods handed out a day early
are no difference. Of packages opened for several days no single day tells; the
running sum (K01) looks after those.
"""

from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from mealwatch.alerts.domain import amounts
from mealwatch.alerts.domain.amounts import amount, named, percent, ratio, yuan
from mealwatch.alerts.domain.cooking import cooking, menu, plate
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark

#: Not weighed for each meal.
BY_THE_SPOON = ("植物油", "调味品")
#: What a market may not have on a morning.
FRESH = ("蔬菜类", "水果类")
MISSING, LESS, MORE, EXTRA = "missing", "less", "more", "extra"
_SHORT = (MISSING, LESS)
_ROWS = {
    MISSING: mark("{on} {meal}《{dish}》{name}：食谱应出 {planned}，没有出库，值 {yuan} 元"),
    LESS: mark("{on} {meal}《{dish}》{name}：食谱应出 {planned}，出库 {issued}（{percent}%），少 {yuan} 元"),
    MORE: mark("{on} {meal}《{dish}》{name}：食谱应出 {planned}，出库 {issued}（{percent}%），多 {yuan} 元"),
    EXTRA: mark("{on} {meal} {name}：食谱上没有，出库 {issued}，值 {yuan} 元"),
}
_SHORT_SENTENCE = mark(
    "本周 {judged} 餐里有 {meals} 餐出库与带量食谱不符（{names}）：少出或没出 {short} 项，约 {yuan} 元"
)
_BOTH_SENTENCE = mark(
    "本周 {judged} 餐里有 {meals} 餐出库与带量食谱不符（{names}）：少出或没出 {short} 项，约 {yuan} 元；"
    "多出或食谱外 {other} 项"
)
_MORE_SENTENCE = mark("本周 {judged} 餐里有 {meals} 餐出库比带量食谱多或不在食谱上（{names}），共 {other} 项")
_SWAP_SENTENCE = mark("本周 {meals} 餐换了食材而食谱没有改（{names}），共 {other} 项")
_OVER_WEEKS = mark("近四周{name}：食谱应出 {planned}，出库 {issued}（{percent}%），差 {yuan} 元")


class Hit(NamedTuple):
    """One ingredient of one meal: exact base units planned, base units issued, fen of the difference.

    ``swap``: a vegetable or fruit in the place of another, about as much of it.
    """

    kind: str
    canteen_id: int
    on: object
    meal: str
    ingredient_id: int
    dish: str
    planned: Fraction
    issued: int
    fen: Fraction
    swap: bool = False


@rule("S06")
def not_as_planned(given, limits):
    """Planned ingredients missing in the issues, issued far from their amounts, or not on the menu."""
    cooks, others = cooking(given)
    yield from others
    kitchen = given.part("kitchen")
    for school_id, canteen_ids in cooks:
        if given.small(school_id):
            yield from _over_weeks(given, limits, school_id, canteen_ids)
            continue
        judged = [one for canteen_id in canteen_ids for one in kitchen.plates.get(canteen_id, ()) if one.judged]
        if not judged:
            yield Lacking(school_id, Line(mark("本周没有一餐同时有带量食谱、就餐人数和出库")))
            continue
        hits = [hit for canteen_id in canteen_ids for hit in _hits(given, limits, kitchen, canteen_id)]
        swapped = {(hit.canteen_id, hit.on, hit.meal) for hit in hits if hit.swap}
        if len(swapped) < limits.swaps:
            hits = [hit for hit in hits if not hit.swap]
        if hits:
            yield _signal(given, limits, school_id, hits, len(judged))


def _hits(given, limits, kitchen, canteen_id):
    known = given.part("ingredients")
    plates = {(one.on, one.meal): one for one in kitchen.plates.get(canteen_id, ()) if one.judged}
    for (on, meal), one in sorted(plates.items()):
        around = [plates[day, meal] for day in (on - _DAY, on, on + _DAY) if (day, meal) in plates]
        for ingredient_id in sorted({*one.planned, *one.issued}):
            ingredient, price = known[ingredient_id], kitchen.price(canteen_id, ingredient_id)
            planned, issued = one.planned.get(ingredient_id, Fraction(0)), one.issued.get(ingredient_id, 0)
            skip = ingredient.food_group in BY_THE_SPOON or ingredient_id in one.by_package
            if skip or planned is None or price is None or not _weighs(limits, ingredient, planned, issued, one):
                continue
            kind = _kind(limits, planned, issued, around, ingredient_id)
            fen = abs(issued - planned) * price
            if kind and fen >= limits.tiny_yuan * 100 and not _few_pieces(limits, ingredient, planned, issued):
                dish = one.dishes.get(ingredient_id, "")
                swap = _swapped(given, limits, one, ingredient.food_group)
                yield Hit(kind, canteen_id, on, meal, ingredient_id, dish, planned, issued, fen, swap)


_DAY = timedelta(days=1)


def _weighs(limits, ingredient, planned, issued, one):
    """Whether there is so much of it on a plate that it is worth a look."""
    grams = ingredient.grams
    return grams is None or max(planned, issued) * grams >= limits.grams * one.eaters.heads


def _swapped(given, limits, one, food_group):
    """Whether of a fresh group about as much came as planned, only not the same kinds."""
    if food_group not in FRESH:
        return False
    known, planned, issued = given.part("ingredients"), Fraction(0), Fraction(0)
    for ingredient_id in {*one.planned, *one.issued}:
        ingredient = known[ingredient_id]
        if ingredient.food_group == food_group and ingredient.grams is not None:
            planned += (one.planned.get(ingredient_id) or 0) * ingredient.grams
            issued += one.issued.get(ingredient_id, 0) * ingredient.grams
    return limits.swap_percent * planned <= issued * 100 <= limits.most_percent * planned


def _few_pieces(limits, ingredient, planned, issued):
    return ingredient.base_unit == "piece" and abs(issued - planned) <= limits.pieces


def _kind(limits, planned, issued, around, ingredient_id):
    """What is odd about an ingredient on its day, if it is so with the days around it too."""
    kind = _odd(limits, planned, issued)
    if kind is None:
        return None
    wanted = [one.planned.get(ingredient_id, Fraction(0)) for one in around]
    if any(base is None for base in wanted):
        return None
    if kind == EXTRA and any(wanted):
        return None
    together = _odd(limits, sum(wanted), sum(one.issued.get(ingredient_id, 0) for one in around))
    return kind if together else None


def _odd(limits, planned, issued):
    if not planned:
        return EXTRA if issued else None
    if not issued:
        return MISSING
    if issued * 100 < planned * limits.least_percent:
        return LESS
    return MORE if issued * 100 > planned * limits.most_percent else None


def _signal(given, limits, school_id, hits, judged):
    known = given.part("ingredients")
    short = [hit for hit in hits if hit.kind in _SHORT and not hit.swap]
    instead = sum((hit.fen for hit in hits if hit.kind == EXTRA), Fraction(0))
    lost = sum((hit.fen for hit in short), Fraction(0))
    meals = {(hit.canteen_id, hit.on, hit.meal) for hit in hits}
    at_risk = max(Fraction(0), lost - instead)
    bad = {(hit.canteen_id, hit.on, hit.meal) for hit in short}
    swapped = any(hit.swap for hit in hits)
    red = len(bad) >= limits.red_meals and at_risk > 0
    hits = sorted(hits, key=lambda hit: (hit.kind not in _SHORT, hit.swap, -hit.fen, hit.on, hit.ingredient_id))
    names = named(known[hit.ingredient_id].name for hit in hits)
    facts = {
        "meals": len(meals),
        "judged": judged,
        "names": names,
        "short": len(short),
        "other": len(hits) - len(short),
        "yuan": yuan(lost),
        "instead": yuan(instead),
        "risk": yuan(at_risk),
    }
    return Signal(
        school_id,
        "red" if red else "amber" if short else "info",
        ratio(at_risk),
        Line(_sentence(short, len(hits) - len(short), swapped), facts),
        (
            Line(
                mark("应出＝每生克数×就餐人数÷可食部；出库在应出的 {least}% 到 {most}% 之间算相符，前后一天合看"),
                {"least": percent(limits.least_percent / 100), "most": percent(limits.most_percent / 100)},
            ),
            *([Line(mark("少出 {yuan} 元 − 食谱外代替 {instead} 元 = {risk} 元"), facts)] if instead else []),
            Line(mark("少出的餐次满 {meals} 餐为红色"), {"meals": int(limits.red_meals)}),
        ),
        heaviest(_row(given, school_id, hit) for hit in hits),
    )


def _sentence(short, other, swapped):
    if short:
        return _BOTH_SENTENCE if other else _SHORT_SENTENCE
    return _SWAP_SENTENCE if swapped else _MORE_SENTENCE


def _row(given, school_id, hit):
    ingredient = given.part("ingredients")[hit.ingredient_id]
    return Line(
        _ROWS[hit.kind],
        {
            "on": hit.on.isoformat(),
            "meal": amounts.meal(hit.meal),
            "dish": hit.dish,
            "name": ingredient.name,
            "planned": amount(hit.planned, ingredient.base_unit),
            "issued": amount(hit.issued, ingredient.base_unit),
            "percent": percent(hit.issued / hit.planned) if hit.planned else "—",
            "yuan": yuan(hit.fen),
        },
        plate(given, school_id, hit.canteen_id, hit.on, hit.meal),
    )


def _over_weeks(given, limits, school_id, canteen_ids):
    """A small school: one ingredient's four weeks together, for a day's few grams tell nothing."""
    kitchen, known = given.part("kitchen"), given.part("ingredients")
    of_weeks = kitchen.of(canteen_ids)
    some = [one for week in given.weeks(4) if (one := of_weeks.get(week)) and one.judged]
    if not some:
        yield Lacking(school_id, Line(mark("近四周没有一餐同时有带量食谱、就餐人数和出库")))
        return
    heads = sum(one.person_meals for one in some)
    hits = []
    for ingredient_id in sorted({key for one in some for key in one.goods}):
        goods = [one.goods[ingredient_id] for one in some if ingredient_id in one.goods]
        ingredient, price = known[ingredient_id], kitchen.price(canteen_ids[0], ingredient_id)
        if ingredient.food_group in BY_THE_SPOON or price is None or any(one.planned is None for one in goods):
            continue
        planned, issued = sum(one.planned for one in goods), sum(one.issued for one in goods)
        kind = _odd(limits, planned, issued)
        fen = abs(issued - planned) * price
        light = ingredient.grams is not None and planned * ingredient.grams < limits.grams * heads
        few = _few_pieces(limits, ingredient, planned, issued)
        if kind in _SHORT and fen >= limits.tiny_yuan * 100 and not light and not few:
            hits.append((fen, ingredient, planned, issued))
    if not hits:
        return
    hits.sort(key=lambda hit: (-hit[0], hit[1].id))
    lost = sum(hit[0] for hit in hits)
    facts = {"count": len(hits), "names": named(hit[1].name for hit in hits), "yuan": yuan(lost)}
    yield Signal(
        school_id,
        "amber",
        ratio(lost),
        Line(mark("近四周有 {count} 种食材出库与带量食谱不符（{names}），少出约 {yuan} 元"), facts),
        (
            Line(
                mark("学生少，四周合看：每种食材出库不到应出的 {least}% 算不符"),
                {"least": percent(limits.least_percent / 100)},
            ),
        ),
        heaviest(
            Line(
                _OVER_WEEKS,
                {
                    "name": ingredient.name,
                    "planned": amount(planned, ingredient.base_unit),
                    "issued": amount(issued, ingredient.base_unit),
                    "percent": percent(issued / planned),
                    "yuan": yuan(fen),
                },
                menu(given, canteen_ids[0]),
            )
            for fen, ingredient, planned, issued in hits
        ),
    )
