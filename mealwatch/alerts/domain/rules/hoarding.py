"""Grain and oil bought far beyond what the menus eat, or issued far beyond what peers do.

A school that opens its records stocks up; it is not looked at before it has
four judged weeks. One or two unopened packages are nobody's hoard.
"""

from collections import defaultdict
from fractions import Fraction

from mealwatch.alerts.domain.amounts import amount, named, number, ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, cooking, ledger
from mealwatch.alerts.domain.robust import enough, median
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark

GRAIN = "谷薯类"
_WEEKS = 4


@rule("S08")
def too_much(given, limits):
    """Staples for more days than allowed and still bought; or much more grain a head than at peers."""
    cooks, others = cooking(given)
    yield from others
    grain = {school_id: grams for school_id in given.schools if (grams := _grain_a_head(given, school_id)) is not None}
    since = given.weeks(_WEEKS)[0].monday
    bought = by_canteen(row for row in given.part("received") if row.received_on >= since)
    held = by_canteen(given.part("stock").held)
    for school_id, canteen_ids in cooks:
        weeks = _judged_weeks(given, canteen_ids)
        if len(weeks) < _WEEKS:
            yield Lacking(school_id, Line(mark("有带量食谱、就餐人数和出库的还不满四周")))
            continue
        heaps = [heap for one in canteen_ids for heap in _heaps(given, limits, one, weeks, held.get(one, ()), bought)]
        peers = [grain[one] for one in sorted(given.peers(school_id)) if one in grain and one != school_id]
        over = None
        if school_id in grain and enough(peers):
            middle = median(peers)
            if middle and grain[school_id] * 100 > middle * limits.peer_percent:
                over = grain[school_id], middle
        if heaps or over:
            yield _signal(given, limits, school_id, canteen_ids, weeks, heaps, over)


def _judged_weeks(given, canteen_ids):
    of_weeks = given.part("kitchen").of(canteen_ids)
    return [one for week in given.weeks(_WEEKS) if (one := of_weeks.get(week)) and one.judged]


def _grain_a_head(given, school_id):
    """Grams of keeping grain issued a head and meal over four weeks; None where that is not known."""
    canteen_ids = [one for one, at in given.school_of_canteen.items() if at == school_id]
    weeks = _judged_weeks(given, canteen_ids)
    heads = sum(one.person_meals for one in weeks)
    if len(weeks) < _WEEKS or not heads:
        return None
    known, staples = given.part("ingredients"), given.part("staples")
    grams = Fraction(0)
    for one in weeks:
        for ingredient_id, good in one.goods.items():
            ingredient = known[ingredient_id]
            if ingredient_id in staples and ingredient.food_group == GRAIN and ingredient.grams is not None:
                grams += good.issued * ingredient.grams
    return grams / heads


def _heaps(given, limits, canteen_id, weeks, held, bought):
    """(fen of what is too much, ingredient, canteen, base units held, days it lasts, bought, days allowed) of staples.

    What nobody used in the four weeks lasts None. Where far more was bought in them than used, fewer days are allowed.
    """
    known, staples = given.part("ingredients"), given.part("staples")
    own = given.part("kitchen").weeks.get(canteen_id, {})
    mine = [own[one.week] for one in weeks if one.week in own]
    days = sum(one.menu_days for one in mine)
    lots = defaultdict(list)
    for lot in held:
        if lot.ingredient_id in staples:
            lots[lot.ingredient_id].append(lot)
    for ingredient_id, some in sorted(lots.items()):
        ingredient = known[ingredient_id]
        came = sum(row.quantity for row in bought.get(canteen_id, ()) if row.ingredient_id == ingredient_id)
        planned = [one.goods[ingredient_id].planned for one in mine if ingredient_id in one.goods]
        left = sum(lot.left for lot in some)
        few = ingredient.package_content and left <= limits.packages * ingredient.package_content
        if not came or few or any(base is None for base in planned) or not days:
            continue
        used = sum(one.out[ingredient_id].quantity for one in mine if ingredient_id in one.out)
        a_day = max(Fraction(sum(planned)), Fraction(used)) / days
        worth = sum(Fraction(lot.cost_fen * lot.left, lot.bought) for lot in some)
        grown = came - a_day * days > a_day * limits.growth_days
        allowed = min(limits.days, limits.growth_stock_days) if grown else limits.days
        too_much = left - a_day * allowed
        fen = worth * too_much / left if left else Fraction(0)
        if too_much > 0 and fen >= limits.tiny_yuan * 100:
            yield fen, ingredient, canteen_id, left, left / a_day if a_day else None, came, allowed


def _signal(given, limits, school_id, canteen_ids, weeks, heaps, over):
    heaps.sort(key=lambda heap: (-heap[0], heap[1].id))
    risk = sum((heap[0] for heap in heaps), Fraction(0))
    rows = [
        Line(
            mark("{name}：库存 {left}，按食谱或实际用量够用 {days} 个供餐日；近四周又入库 {came}；超出部分值 {yuan} 元")
            if days is not None
            else mark("{name}：库存 {left}，近四周没有用到；近四周又入库 {came}；值 {yuan} 元"),
            {
                "name": ingredient.name,
                "left": amount(left, ingredient.base_unit),
                "days": "—" if days is None else number(days, 0),
                "came": amount(came, ingredient.base_unit),
                "yuan": yuan(fen),
            },
            ledger(given, canteen_id, ingredient),
        )
        for fen, ingredient, canteen_id, left, days, came, _ in heaps
    ]
    if over:
        rows += _grain_rows(given, canteen_ids, weeks)
        risk += _grain_risk(given, canteen_ids, weeks, over)
    most = {
        "days": int(limits.days),
        "grown": int(limits.growth_days),
        "stock": int(limits.growth_stock_days),
        "peers": number(limits.peer_percent / 100, 1),
    }
    facts = {
        "days": int(heaps[0][6] if heaps else limits.days),
        "yuan": yuan(risk),
        "names": named(heap[1].name for heap in heaps),
        "own": number(over[0], 0) if over else "",
        "middle": number(over[1], 0) if over else "",
    }
    if heaps:
        says = mark("{names}近四周还在入库，而库存超过 {days} 个供餐日的用量，超出部分值 {yuan} 元")
    else:
        says = mark("近四周每人每餐出库米面 {own} 克，同类学校中位数 {middle} 克，多出部分值 {yuan} 元")
    return Signal(
        school_id,
        "amber",
        ratio(risk),
        Line(says, facts),
        (
            Line(
                mark(
                    "库存 ÷ 每供餐日用量（食谱与实际取大的）> {days} 天；四周进的比用的多 {grown} 天以上时 > {stock} 天"
                ),
                most,
            ),
            Line(mark("或每人每餐米面超过同类学校中位数的 {peers} 倍"), most),
        ),
        heaviest(rows),
    )


def _grain(given, weeks):
    known, staples = given.part("ingredients"), given.part("staples")
    issued = defaultdict(int)
    for one in weeks:
        for ingredient_id, good in one.goods.items():
            if ingredient_id in staples and known[ingredient_id].food_group == GRAIN:
                issued[ingredient_id] += good.issued
    return issued


def _grain_rows(given, canteen_ids, weeks):
    known = given.part("ingredients")
    return [
        Line(
            mark("{name}：近四周出库 {issued}"),
            {"name": known[one].name, "issued": amount(quantity, known[one].base_unit)},
            ledger(given, canteen_ids[0], known[one]),
        )
        for one, quantity in sorted(_grain(given, weeks).items(), key=lambda row: (-row[1], row[0]))
        if quantity
    ]


def _grain_risk(given, canteen_ids, weeks, over):
    """What of the grain issued is more than peers', at its own price."""
    kitchen = given.part("kitchen")
    fen = sum(
        (quantity * (kitchen.price(canteen_ids[0], one) or 0) for one, quantity in _grain(given, weeks).items()),
        Fraction(0),
    )
    return fen * (over[0] - over[1]) / over[0]
