"""H05: eggs, cartons and buns that went out, counted against what the menu gives each eater."""

from fractions import Fraction

from mealwatch.alerts.domain.amounts import number, ratio, yuan
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.alerts.domain.words import meal_place
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO

_FEW = mark("{ingredient}一周出库 {issued} 个，按食谱和就餐人数应有 {planned} 个，只有 {share} 倍，需要说明。")
_MANY = mark("{ingredient}一周出库 {issued} 个，按食谱和就餐人数应有 {planned} 个，是 {share} 倍，需要说明。")
_SUM = mark("相差 {missing} 个，按出库单价计 {risk} 元")
_ROW = mark("{on} {ingredient}：出库 {issued} 个，应有 {planned} 个（{eaters} 人就餐）")
_NO_MENU = mark("这一周没有带量食谱，或没有按个计的食材")


@rule("H05")
def pieces_per_head(given, limits):
    """Over the week's meals whose menu, heads and issues are all known; of several ingredients the worst."""
    kitchen, known = given.part("kitchen"), given.part("ingredients")
    by_school = {}
    for canteen_id in sorted(kitchen.plates):
        school_id = given.school_of_canteen.get(canteen_id)
        if school_id in given.asked:
            by_school.setdefault(school_id, []).extend(kitchen.plates[canteen_id])
    for school_id in sorted(given.asked):
        served = _served(by_school.get(school_id, ()), known)
        if not served:
            yield Lacking(school_id, Line(_NO_MENU))
            continue
        outside = []
        for ingredient_id, some in sorted(served.items()):
            planned, issued = sum(one[1] for one in some), sum(one[2] for one in some)
            if len(some) >= limits.meals and not limits.least * planned <= issued <= limits.most * planned:
                outside.append((Fraction(abs(issued - planned)) / planned, ingredient_id, planned, issued, some))
        if outside:
            outside.sort(key=lambda one: (-one[0], one[1]))
            yield _signal(given, school_id, outside[0], known)


def _served(plates, known):
    """``{ingredient id: [(plate, pieces planned, pieces issued)]}`` of what is planned and issued by the piece."""
    found = {}
    for plate in plates:
        if not plate.judged:
            continue
        for ingredient_id, planned in plate.planned.items():
            issued = plate.issued.get(ingredient_id)
            if known[ingredient_id].base_unit != "piece" or not planned or issued is None:
                continue
            if ingredient_id not in plate.by_package:
                found.setdefault(ingredient_id, []).append((plate, planned, issued))
    return found


def _signal(given, school_id, worst, known):
    _, ingredient_id, planned, issued, some = worst
    missing = planned - issued
    price = given.part("kitchen").price(some[0][0].canteen_id, ingredient_id) or 0
    risk = ratio(missing * price) if missing > 0 else ZERO
    name = known[ingredient_id].name
    facts = {
        "ingredient": name,
        "issued": number(issued, 0),
        "planned": number(planned, 0),
        "share": number(issued / Fraction(planned), 2),
    }
    rows = sorted(some, key=lambda one: (-abs(one[1] - one[2]), one[0].on, one[0].meal))
    return Signal(
        school_id,
        "amber",
        risk,
        Line(_FEW if missing > 0 else _MANY, facts),
        (Line(_SUM, {"missing": number(abs(missing), 0), "risk": yuan(risk.fraction())}),),
        heaviest(
            Line(
                _ROW,
                {
                    "on": plate.on.isoformat(),
                    "ingredient": name,
                    "issued": number(out, 0),
                    "planned": number(wanted, 0),
                    "eaters": plate.eaters.heads,
                },
                meal_place(given, school_id, plate.canteen_id, plate.on, plate.meal),
            )
            for plate, wanted, out in rows
        ),
    )
