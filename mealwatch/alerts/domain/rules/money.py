"""Money: what is no food in the ledger of food (M01), the school's own people at the pupils' table (M02)."""

from fractions import Fraction

from mealwatch.alerts.domain.amounts import ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, cooking, document
from mealwatch.alerts.domain.monthly import once_a_month
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO


@rule("M01")
def no_food(given, limits):
    """Things in the ledger of food whose names say that they are none."""
    cooks, others = cooking(given)
    yield from others
    kinds = given.part("not_food")
    named = {}
    for one in given.part("ingredients").values():
        kind = next((kind for kind in kinds if kind.names(one.name)), None)
        if kind:
            named[one.id] = one.name, kind
    received = by_canteen(row for row in given.part("received") if row.received_on in given.week)
    issued = by_canteen(row for row in given.part("issued") if row.ingredient_id in named)
    for school_id, canteen_ids in cooks:
        bought = [row for one in canteen_ids for row in received.get(one, ()) if row.ingredient_id in named]
        used = [row for one in canteen_ids for row in issued.get(one, ())]
        if not bought and not used:
            continue
        fen = max(sum(row.fen for row in bought), sum(row.fen for row in used))
        if fen < limits.least_yuan * 100:
            continue
        rows = [
            Line(
                mark("{on} 入库 {name} {yuan} 元，属于“{what}”"),
                _facts(row.received_on, named[row.ingredient_id], row.fen),
                document(given, row.canteen_id, "receipt", row.doc_no),
            )
            for row in sorted(bought, key=lambda row: (-row.fen, row.received_on, row.doc_no, row.line_no))
        ]
        rows += [
            Line(mark("{on} 出库 {name} {yuan} 元，属于“{what}”"), _facts(row.on, named[row.ingredient_id], row.fen))
            for row in sorted(used, key=lambda row: (-row.fen, row.on, row.meal, row.ingredient_id))
        ]
        names = sorted({named[row.ingredient_id][0] for row in (*bought, *used)})
        yield Signal(
            school_id,
            "red",
            ratio(Fraction(fen)),
            Line(
                mark("食材账里有疑似不是食材的支出：{names}，{yuan} 元"),
                {"names": "、".join(names[:5]), "yuan": yuan(fen)},
            ),
            (Line(mark("按名称里的关键词判断；入库和出库取较大的一个数，不重复算")),),
            heaviest(rows),
        )


def _facts(on, named, fen):
    return {"on": on.isoformat(), "name": named[0], "yuan": yuan(fen), "what": named[1].what}


@rule("M02")
def own_people(given, limits):
    """A school with staff of whom no meal is recorded in four weeks, or of whom more are recorded than it has."""
    if not once_a_month(given.week):
        return
    counts, eaten = given.part("staff_counts"), given.part("staff_meals")
    for school_id in sorted(given.asked):
        count = counts.get(school_id)
        if count is None:
            yield Lacking(school_id, Line(mark("没有登记教职工人数")))
            continue
        meals = eaten.get(school_id)
        if meals is None or not meals.pupils:
            yield Lacking(school_id, Line(mark("近四周没有就餐人数")))
            continue
        place = "schools.school", {"school_code": given.schools[school_id].code}
        facts = {"count": count.heads, "most": meals.most}
        row = Line(mark("登记的教职工 {count} 人；近四周教职工就餐最多一餐 {most} 人"), facts, place)
        if count.heads >= limits.least and not meals.staff:
            says = mark("学校有教职工 {count} 人，近四周没有一餐记有教职工就餐，教师餐是否分账请说明")
        elif meals.most > count.heads * (1 + limits.over_percent / 100):
            says = mark("教职工就餐最多一餐 {most} 人，多于登记的教职工 {count} 人")
        else:
            continue
        yield Signal(
            school_id,
            "amber",
            ZERO,
            Line(says, facts),
            (Line(mark("每月看一次近四周的就餐人数；教职工 {least} 人以上才判断"), {"least": int(limits.least)}),),
            (row,),
        )
