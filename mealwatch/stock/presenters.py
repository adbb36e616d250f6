"""What a posted document and the stock look like on a page and on the wire."""

from fractions import Fraction

from flask_babel import gettext as _

from mealwatch.kernel.quantity import UNITS, UnitDoesNotFit, plain
from mealwatch.stock import errors
from mealwatch.web import formats, words

#: The amount in yuan of a line of each kind.
AMOUNT = {
    "opening": "amount_fen",
    "receipt": "amount_fen",
    "issue": "cost_fen",
    "delivery": "amount_fen",
    "loss": "cost_fen",
    "stocktake": "cost_fen",
}
#: Quantities of a line, and what they are called on the wire.
_QUANTITIES = {"quantity": "quantity", "counted": "counted_quantity", "book": "book_quantity"}


def in_words(problem, catalogue):
    """The problem with base units, codes and ids in its facts turned into what people say."""
    facts = problem.facts
    one = catalogue.ingredients.get(facts.get("ingredient_id"))
    if isinstance(problem, errors.NotEnoughStock) and one:
        facts["wanted"] = f"{one.name} {formats.quantity(facts['wanted'], one.base_unit)}"
        facts["held"] = formats.quantity(facts["held"], one.base_unit)
    elif isinstance(problem, errors.UnitDoesNotFit):
        facts["value"] = words.word(facts["value"], "unit")
        facts["options"] = "、".join(words.word(code, "unit") for code in facts["options"].split("、"))
    elif isinstance(problem, errors.QuantityNotWhole):
        facts["base_unit"] = words.word(facts["base_unit"], "unit")
    elif isinstance(problem, errors.OutOfRange) and str(problem.field).endswith("_yuan"):
        for name in ("value", "least", "most"):
            facts[name] = formats.yuan(facts[name])
    elif isinstance(problem, errors.CountedTwice) and one:
        facts["name"] = one.name
    return problem


def in_unit(base, unit, ingredient):
    """Base units in the unit in which they were given, as ``(exact number, unit)``.

    In base units where a package has been changed since and gives no plain decimal.
    """
    try:
        amount = Fraction(base, ingredient.measure.content(unit))
        plain(amount)
    except (UnitDoesNotFit, ValueError):
        return Fraction(base), ingredient.base_unit
    return amount, unit


def given(base, unit, ingredient):
    """A quantity as it was given and, where that differs, in kilograms: ``3 斤（1.5 公斤）``."""
    amount, unit = in_unit(base, unit, ingredient)
    word = ingredient.package_name if unit == "package" and ingredient.package_name else words.word(unit, "unit")
    text = f"{plain(amount)} {word}"
    if unit in ("jin", "package"):
        text += _("（%(quantity)s）", quantity=formats.quantity(base, ingredient.base_unit))
    return text


def all_units():
    """(code, word) of every unit, for a page without scripts; kilograms first."""
    order = ("kg", "jin", "piece", "package", "L", "g", "ml")
    return [(code, words.word(code, "unit")) for code in order if code in UNITS]


def unit_price(fen, base, base_unit):
    """Yuan for a 公斤, a 升 or a 个, for reading; None for nothing."""
    if not base:
        return None
    per = 1 if base_unit == "piece" else 1000
    hundredths = (2 * fen * per + base) // (2 * base)
    word = words.word({"g": "kg", "ml": "L"}.get(base_unit, base_unit), "unit")
    return _("%(yuan)s元/%(unit)s", yuan=formats.yuan(hundredths), unit=word)


def licence_of(supplier, on):
    """(word, kind of mark) of a supplier's licence on a day."""
    if supplier.licence_expires_on is None:
        return _("许可证到期日未登记"), "missing"
    if supplier.licence_expires_on < on:
        return _("许可证已于%(day)s到期", day=supplier.licence_expires_on.isoformat()), "short"
    if (supplier.licence_expires_on - on).days <= 30:
        return _("许可证%(day)s到期", day=supplier.licence_expires_on.isoformat()), "missing"
    return _("许可证有效至%(day)s", day=supplier.licence_expires_on.isoformat()), "met"


def expiry_mark(expires_on, on):
    """(word, kind of mark) for goods that are past or near their expiry; None for others."""
    if expires_on is None:
        return None
    left = (expires_on - on).days
    if left < 0:
        return _("已过期"), "short"
    if left == 0:
        return _("今天到期"), "missing"
    return (_("还有%(left)s天到期", left=left), "missing") if left <= 3 else None


def head_on_the_wire(head, canteen_code, total_fen=None):
    """A document's head as HeadSchema dumps it."""
    return {
        "kind": head.kind,
        "canteen_code": canteen_code,
        "doc_no": head.doc_no,
        "dated_on": head.dated_on,
        "meal": head.meal,
        "total_fen": total_fen,
        "entered_at": head.entered_at,
        "entered_by": head.entered_by,
        "imported": head.imported,
        "reversal": reversal_on_the_wire(head),
    }


def reversal_on_the_wire(head):
    """A head's reversal as PostedReversalSchema dumps it, or None."""
    if head.reversed_on is None:
        return None
    return {
        "dated_on": head.reversed_on,
        "reason": head.reversal_reason,
        "reversed_by": head.reversed_by,
        "entered_at": head.reversal_entered_at,
        "entered_by": head.reversal_entered_by,
    }


def lines_on_the_wire(lines, draws, catalogue):
    """A document's lines as PostedLineSchema dumps them."""
    return [
        _line_on_the_wire(line, [draw for draw in draws if draw.line_no == line.line_no], catalogue) for line in lines
    ]


def _line_on_the_wire(line, draws, catalogue):
    row = {name: value for name, value in line._mapping.items() if name not in ("county_id", "document_id")}
    ingredient = catalogue.ingredients.get(row.pop("ingredient_id", None))
    if "supplier_id" in row:
        supplier = catalogue.suppliers.get(row.pop("supplier_id"))
        row["supplier_code"] = supplier.code if supplier else None
    if ingredient:
        row |= {"ingredient_code": ingredient.code, "ingredient_name": ingredient.name}
        row |= _quantities(row, ingredient)
    row["draws"] = [
        {
            "lot_kind": draw.kind,
            "lot_doc_no": draw.doc_no,
            "received_on": draw.received_on,
            "expires_on": draw.expires_on,
            "quantity": Fraction(draw.quantity),
            "cost_fen": draw.cost_fen,
        }
        for draw in draws
    ]
    return row


def _quantities(row, ingredient):
    """A line's quantities in the unit in which it was given, where all of them can be said in it."""
    amounts = {key: row.pop(name) for name, key in _QUANTITIES.items() if name in row}
    said = {in_unit(base, row["unit"], ingredient)[1] for base in amounts.values()}
    unit = said.pop() if len(said) == 1 else ingredient.base_unit
    return {"unit": unit} | {key: in_unit(base, unit, ingredient)[0] for key, base in amounts.items()}


def held_words(held, ingredient):
    """What is there, for reading: ``86.5 公斤``."""
    return formats.quantity(held.quantity if held else 0, ingredient.base_unit)


def entry_on_the_wire(row):
    """A ledger entry as LedgerEntrySchema dumps it."""
    one = row.movement
    return {
        "dated_on": one.on,
        "kind": one.kind,
        "doc_no": one.doc_no,
        "meal": one.meal,
        "is_reversal": one.is_reversal,
        "quantity": Fraction(one.quantity),
        "amount_fen": one.fen,
        "held": Fraction(row.held),
        "held_fen": row.held_fen,
    }


def change_words(changed, kind, known):
    """A line that a correction changed, for reading: (name, what happened, [(what, before, after), ...])."""
    line = changed.after or changed.before
    ingredient = known.ingredients.get(line.get("ingredient_id"))
    name = ingredient.name if ingredient else words.word(kind, "kind")
    if changed.before is None or changed.after is None:
        text = _("新增一行") if changed.before is None else _("去掉一行")
        return name, text, [(_said_of("quantity"), *_pair(changed, _main(line), ingredient, known))]
    return name, "", [(_said_of(one), *_pair(changed, one, ingredient, known)) for one in changed.names]


def head_words(names, before, after):
    """What a correction changed of a head: [(what, before, after), ...]."""

    def value(head, name):
        return words.word(head.meal, "meal") if name == "meal" else formats.full_day(head.dated_on)

    return [(_said_of(name), value(before, name), value(after, name)) for name in names]


def _main(line):
    return next(one for one in ("quantity", "counted", "portions") if one in line)


def _pair(changed, name, ingredient, known):
    return tuple(
        "" if line is None else _value(line, name, ingredient, known) for line in (changed.before, changed.after)
    )


def _value(line, name, ingredient, known):
    value = line[name]
    if value is None or value == "":
        return _("没有填写")
    if name in ("quantity", "counted"):
        return given(value, line["unit"], ingredient)
    if name.endswith("_fen"):
        return _("%(yuan)s 元", yuan=formats.yuan(value))
    if name == "supplier_id":
        return known.suppliers[value].name
    if name == "ingredient_id":
        return known.ingredients[value].name
    return formats.iso_day(value) if name.endswith("_on") else str(value)


def _said_of(name):
    said = {
        "quantity": _("数量"),
        "counted": _("实盘数"),
        "portions": _("份数"),
        "amount_fen": _("金额"),
        "food_cost_fen": _("其中食材成本"),
        "supplier_id": _("供货商"),
        "batch_no": _("批号"),
        "produced_on": _("生产日期"),
        "expires_on": _("保质期至"),
        "use_days": _("分摊几天"),
        "reason": _("原因"),
        "buyer": _("采购人"),
        "acceptor_1": _("验收人1"),
        "acceptor_2": _("验收人2"),
        "storekeeper": _("库管员"),
        "collector": _("领用人"),
        "approved_by": _("审批人"),
        "counted_by": _("盘点人"),
        "witnessed_by": _("监盘人"),
        "dated_on": _("日期"),
        "meal": _("餐次"),
    }
    return said[name]
