"""The store counted against its book."""

from datetime import timedelta
from fractions import Fraction

from mealwatch.alerts.domain.amounts import amount, percent, ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, cooking, document
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark

#: Oil and condiments leave by the barrel and are eaten by the spoon.
BY_THE_SPOON = ("植物油", "调味品")
#: What keeps in a dry store; the rest is fresh.
DRY = ("谷薯类", "植物油", "调味品", "大豆类及其制品和坚果", "其他")


@rule("S01")
def count_differs(given, limits):
    """A count that differs from the book by more than a share of it, or by much money."""
    cooks, others = cooking(given)
    yield from others
    counted, lost = by_canteen(given.part("stock").counted), by_canteen(given.part("stock").lost)
    since = given.weeks(int(limits.weeks))[0].monday
    for school_id, canteen_ids in cooks:
        lines = [line for one in canteen_ids for line in counted.get(one, ())]
        if not any(since <= line.counted_on for line in lines):
            yield Lacking(school_id, Line(mark("近 {weeks} 周没有盘点"), {"weeks": int(limits.weeks)}))
            continue
        found = [
            hit
            for line in lines
            if line.counted_on in given.week
            and (hit := _difference(given, limits, line, lost.get(line.canteen_id, ()), counted))
        ]
        if found:
            yield _count_signal(given, limits, school_id, found)


def _difference(given, limits, line, lost, counted):
    """(fen, line, base units, share) where it is more than the rule lets pass, else None."""
    ingredient = given.part("ingredients")[line.ingredient_id]
    base = line.counted - line.book
    late = sum(
        one.quantity
        for one in lost
        if one.ingredient_id == line.ingredient_id
        and line.counted_on <= one.lost_on <= line.counted_on + timedelta(days=int(limits.late_days))
    )
    if base < 0:
        base = min(0, base + late)
    if not base or not (line.counted - line.book):
        return None
    fen = Fraction(line.fen * abs(base), abs(line.counted - line.book))
    share = Fraction(abs(base), line.book) if line.book else Fraction(1)
    if fen < limits.tiny_yuan * 100 or (base < 0 and _by_the_spoon(given, limits, line, -base, counted)):
        return None
    allowed = limits.dry_percent if ingredient.food_group in DRY else limits.fresh_percent
    if share * 100 > allowed or fen > limits.yuan * 100:
        return fen, line, base, share
    return None


def _by_the_spoon(given, limits, line, missing, counted):
    """Whether oil or a condiment went missing as the menus since the last count have eaten it."""
    if given.part("ingredients")[line.ingredient_id].food_group not in BY_THE_SPOON:
        return False
    before = [
        one.counted_on
        for one in counted[line.canteen_id]
        if one.ingredient_id == line.ingredient_id and one.counted_on < line.counted_on
    ]
    weeks = given.part("kitchen").of([line.canteen_id])
    theory, issued = Fraction(0), 0
    for week, one in weeks.items():
        if before and week.sunday < max(before):
            continue
        good = one.goods.get(line.ingredient_id)
        theory += (good.planned or 0) if good else 0
        issued += one.out[line.ingredient_id].quantity if line.ingredient_id in one.out else 0
    return theory > 0 and (issued + missing) * 100 <= theory * (100 + limits.spoon_percent)


def _count_signal(given, limits, school_id, found):
    found.sort(key=lambda hit: (-hit[0], hit[1].counted_on, hit[1].ingredient_id))
    total = sum(hit[0] for hit in found)
    most = found[0]
    known = given.part("ingredients")
    short = sum(hit[0] for hit in found if hit[2] < 0)
    facts = {
        "on": most[1].counted_on.isoformat(),
        "count": len(found),
        "name": known[most[1].ingredient_id].name,
        "book": amount(most[1].book, known[most[1].ingredient_id].base_unit),
        "counted": amount(most[1].counted, known[most[1].ingredient_id].base_unit),
        "percent": percent(most[3], 1),
        "yuan": yuan(total),
    }
    return Signal(
        school_id,
        "red" if total > limits.yuan * 100 else "amber",
        ratio(total),
        Line(
            mark(
                "盘点与账面有差异：{on} 盘点有 {count} 种超过允许范围，其中{name}账面 {book}、实盘 {counted}"
                "（差 {percent}%），合计 {yuan} 元"
            ),
            facts,
        ),
        (
            Line(
                mark("允许：干货差 {dry}%、鲜货差 {fresh}% 以内，合计不超过 {most} 元；不足 {tiny} 元的不看"),
                {
                    "dry": percent(limits.dry_percent / 100, 1),
                    "fresh": percent(limits.fresh_percent / 100, 1),
                    "most": yuan(limits.yuan * 100),
                    "tiny": yuan(limits.tiny_yuan * 100),
                },
            ),
            Line(
                mark("盘亏 {short} 元，盘盈 {over} 元；盘点后补记的报损已扣除"),
                {"short": yuan(short), "over": yuan(total - short)},
            ),
        ),
        heaviest(
            Line(
                mark("{on} {name}：账面 {book}，实盘 {counted}，差 {percent}%，{yuan} 元"),
                {
                    "on": line.counted_on.isoformat(),
                    "name": known[line.ingredient_id].name,
                    "book": amount(line.book, known[line.ingredient_id].base_unit),
                    "counted": amount(line.counted, known[line.ingredient_id].base_unit),
                    "percent": percent(share, 1),
                    "yuan": yuan(fen),
                },
                document(given, line.canteen_id, "stocktake", line.doc_no),
            )
            for fen, line, _, share in found
        ),
    )
