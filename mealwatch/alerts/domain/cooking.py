"""Which of the schools asked about cook for themselves: rules on the store and the menu are theirs alone.

And how such a rule names its goods and the pages where they stand.
"""

from collections import defaultdict

from mealwatch.alerts.domain.amounts import amount
from mealwatch.alerts.domain.signal import Lacking, Line
from mealwatch.kernel.errors import mark

CONTRACTOR = "contractor"
_DELIVERED = mark("由供餐企业送餐，没有出入库账，这条规则不适用")
_FED_ELSEWHERE = mark("没有自己的食堂，由别校食堂供餐，随那个食堂的学校判断")


def cooking(given):
    """``([(school id, [canteen id, ...]), ...], [Lacking, ...])`` of the schools asked about, by id."""
    canteens = defaultdict(list)
    for canteen_id, school_id in sorted(given.school_of_canteen.items()):
        canteens[school_id].append(canteen_id)
    cooks, others = [], []
    for school_id in sorted(given.asked):
        if given.schools[school_id].supply_mode == CONTRACTOR:
            others.append(Lacking(school_id, Line(_DELIVERED)))
        elif school_id in canteens:
            cooks.append((school_id, canteens[school_id]))
        else:
            others.append(Lacking(school_id, Line(_FED_ELSEWHERE)))
    return cooks, others


def by_canteen(rows):
    """``{canteen id: [row, ...]}`` of rows that name their canteen."""
    found = defaultdict(list)
    for row in rows:
        found[row.canteen_id].append(row)
    return found


def goods(given, ingredient_id, quantity):
    """The facts ``name`` and ``amount`` of some base units of an ingredient."""
    one = given.part("ingredients")[ingredient_id]
    return {"name": one.name, "amount": amount(quantity, one.base_unit)}


def document(given, canteen_id, kind, doc_no):
    """The place of a document's page."""
    return "stock.document", {"canteen_code": given.canteens[canteen_id].code, "kind": kind, "doc_no": doc_no}


def ledger(given, canteen_id, ingredient):
    """The place of an ingredient's ledger."""
    return "stock.ledger", {"canteen_code": given.canteens[canteen_id].code, "ingredient_code": ingredient.code}


def menu(given, canteen_id, week=None):
    """The place of a canteen's menu of a week."""
    return "menus.week", {"canteen_code": given.canteens[canteen_id].code, "week": str(week or given.week)}


def plate(given, school_id, canteen_id, on, meal):
    """The place of the page of one meal."""
    school, canteen = given.schools[school_id], given.canteens[canteen_id]
    where = {"school_code": school.code, "on": on.isoformat(), "meal": meal, "canteen": canteen.code}
    return "desk_meal.meal", where
