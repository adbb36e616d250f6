"""What goes into a pack: names in clear, quantities under seal, no amount and no price at all."""

from datetime import date

from mealwatch.inspections.domain.draw import DRAWN, draw
from mealwatch.inspections.packing.sealing import RECORDS

#: What is weighed is weighed in grams.
_WEIGHED = "g"
_MEAT = ("畜禽肉类", "鱼虾类")
_VEGETABLE, _STAPLE = "蔬菜类", "谷薯类"


def school_part(gathered):
    """The school and the canteen."""
    school, canteen = gathered.school, gathered.canteen
    return {
        "school": {
            "code": school.code,
            "name": school.name,
            "town": school.town,
            "kind": school.school_type,
            "principal": school.principal or "",
            "pupils": gathered.pupils,
        },
        "canteen": {"code": canteen.code, "name": canteen.name, "mode": gathered.at_school.supply_mode},
    }


def history(gathered, looked_for=frozenset()):
    """Open findings, those that the stop is made for though they were mended, and the last visit."""
    last = gathered.last_visit
    return {
        "findings": [
            {
                "id": one.id,
                "code": one.code,
                "text": one.text,
                "note": one.words,
                "found_on": one.found_on.isoformat(),
                "due_on": one.due_on.isoformat(),
            }
            for one in (
                followed.finding
                for followed in gathered.findings
                if followed.pending or followed.finding.id in looked_for
            )
        ],
        "last_visit": None
        if last is None
        else {
            "on": last.dated_on.isoformat(),
            "got_halves": last.got_halves,
            "base": last.base,
            "grade": last.grade,
            "findings": sum(followed.visit.id == last.id for followed in gathered.findings),
        },
    }


def food(gathered):
    """Heads, menus and samples."""
    return {
        "heads": _heads(gathered),
        "menus": [
            {
                "on": meal.on.isoformat(),
                "meal": meal.meal,
                "dishes": [_dish(gathered, dish) for dish in meal.dishes],
            }
            for meal in gathered.menus
            if meal.on >= gathered.first
        ],
        "samples": _samples(gathered),
    }


def goods(gathered):
    """Receipts and issues by name alone."""
    return {
        "receipts": [
            _receipt(gathered, head)
            for kind in ("receipt", "delivery")
            for head in gathered.of_kind(kind, gathered.first)
        ],
        "issues": [
            {
                "on": head.dated_on.isoformat(),
                "meal": head.meal,
                "goods": [
                    _good(gathered.ingredients[one])
                    for one in dict.fromkeys(line.ingredient_id for line in gathered.lines["issue"].get(head.id, ()))
                ],
            }
            for head in gathered.of_kind("issue", gathered.first)
        ],
    }


def sealed(gathered, sealer):
    """What can be weighed and counted, and each day's quantities."""
    return {
        "records": [
            {"on": on, "seal": sealer.seal("records", on, {"rows": rows}, RECORDS)}
            for on, rows in sorted(_records(gathered).items())
        ],
        "weigh": [
            {key: value for key, value in one.items() if key != "quantity"}
            | {"seal": sealer.seal("weigh", one["ref"], {"quantity": one["quantity"]})}
            for one in _to_weigh(gathered)
        ],
        "count": [
            _good(ingredient)
            | {
                "ref": ingredient.code,
                "base": ingredient.base_unit,
                "seal": sealer.seal("count", ingredient.code, {"quantity": held.quantity}),
            }
            for held, ingredient in _to_count(gathered)
        ],
    }


def match_days(gathered, seed):
    """``(drawn days, all days)`` before today that have both a menu and an issue (or a contractor's note)."""
    kind = "issue" if gathered.has_stock else "delivery"
    issued = {head.dated_on for head in gathered.of_kind(kind, gathered.first)}
    days = sorted({meal.on for meal in gathered.menus if meal.on < gathered.today} & issued)
    refs = [day.isoformat() for day in days]
    return draw(seed, "match", refs, DRAWN["match"]), refs


def codes_by_day(gathered):
    """``{day: codes of the goods whose quantities its records tell}``."""
    return {on: sorted({row["code"] for row in rows if row["code"]}) for on, rows in sorted(_records(gathered).items())}


def _heads(gathered):
    found = {}
    for one in gathered.weeks:
        for meal in one.meals or ():
            if gathered.first <= meal.on <= gathered.today:
                found.setdefault((meal.on, meal.meal), []).append(meal)
    return [
        {
            "on": on.isoformat(),
            "meal": name,
            "enrolled": sum(meal.enrolled for meal in meals),
            "served": None if any(meal.served is None for meal in meals) else sum(meal.served for meal in meals),
        }
        for (on, name), meals in sorted(found.items())
    ]


def _dish(gathered, dish):
    """A dish with the amount that the oldest band gets, from which the others differ little; 0: not stated."""
    ingredients = [(gathered.ingredients[one.ingredient_id], one) for one in dish.portions]
    groups = [(_most(one), ingredient.food_group) for ingredient, one in ingredients]
    return {
        "name": dish.name,
        "what": _what(max(groups, default=(0, ""))[1]),
        "ingredients": [_good(ingredient) | {"mg": _most(one)} for ingredient, one in ingredients],
    }


def _most(portion):
    return max((mg for mg in portion.mg.values() if mg is not None), default=0)


def _what(group):
    if group in _MEAT:
        return "main_meat"
    return {_VEGETABLE: "vegetable", _STAPLE: "staple"}.get(group)


def _samples(gathered):
    found = {}
    for one in gathered.samples:
        found.setdefault((one.dated_on, one.meal), []).append(one)
    return [
        {
            "on": on.isoformat(),
            "meal": meal,
            "dishes": [{"name": one.fields["dish"], "grams": one.fields["weight"] // 10} for one in some],
        }
        for (on, meal), some in sorted(found.items())
    ]


def _receipt(gathered, head):
    lines = gathered.lines[head.kind].get(head.id, ())
    suppliers = dict.fromkeys(_supplier(gathered, line) for line in lines)
    return {
        "no": head.doc_no,
        "on": head.dated_on.isoformat(),
        "supplier": "、".join(name for name in suppliers if name),
        "lines": [_line(gathered, line) for line in lines] if head.kind == "receipt" else [],
    }


def _line(gathered, line):
    ingredient = gathered.ingredients[line.ingredient_id]
    return _good(ingredient) | {
        "line": line.line_no,
        "base": ingredient.base_unit,
        "expires_on": line.expires_on and line.expires_on.isoformat(),
        "lot": line.batch_no,
    }


def _supplier(gathered, line):
    found = gathered.suppliers.get(line.supplier_id)
    return found.name if found else ""


def _good(ingredient):
    return {"code": ingredient.code, "name": ingredient.name}


def _records(gathered):
    """``{day: rows}`` of what came and went that day, in base units; of a contractor's note the portions."""
    found = {}
    for kind in ("receipt", "delivery", "issue"):
        for head in gathered.of_kind(kind, gathered.first):
            rows = found.setdefault(head.dated_on.isoformat(), [])
            for line in gathered.lines[kind].get(head.id, ()):
                rows.append(_record(gathered, head, line))
    return found


def _record(gathered, head, line):
    about = {"kind": "issue" if head.kind == "issue" else "receipt", "no": head.doc_no, "meal": head.meal or ""}
    if head.kind == "delivery":
        return about | {"line": 1, "code": "", "name": "", "base": "piece", "quantity": line.portions}
    ingredient = gathered.ingredients[line.ingredient_id]
    base = {"line": line.line_no, "base": ingredient.base_unit, "quantity": line.quantity}
    return about | _good(ingredient) | base


def _to_weigh(gathered):
    """Lines of the last month's receipts that still lie there whole: of those the paper's figure can be weighed."""
    if not gathered.has_stock:
        return
    for head in reversed(gathered.of_kind("receipt", date.min)):
        for line in gathered.lines["receipt"].get(head.id, ()):
            lot = gathered.lots.get((line.document_id, line.line_no))
            ingredient = gathered.ingredients[line.ingredient_id]
            if lot is not None and not lot.used and ingredient.base_unit == _WEIGHED:
                yield _good(ingredient) | {
                    "ref": f"{head.doc_no}/{line.line_no}",
                    "base": ingredient.base_unit,
                    "on": head.dated_on.isoformat(),
                    "supplier": _supplier(gathered, line),
                    "quantity": line.quantity,
                }


def _to_count(gathered):
    """What the book has in store."""
    if gathered.has_stock:
        for held in gathered.balances:
            if held.quantity > 0:
                yield held, gathered.ingredients[held.ingredient_id]
