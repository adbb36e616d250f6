"""A document as people and programs hand it in: by codes, in units they say, and posted as the ledger wants it.

What holds for all lines (the supplier, who accepted) may stand once at the head.
"""

from dataclasses import fields

from mealwatch.catalogue import errors as catalogue_errors
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel.errors import Problem
from mealwatch.kernel.quantity import UNITS, NotWhole, UnitDoesNotFit, plain
from mealwatch.stock import errors, slots
from mealwatch.stock.domain.documents import LINES, Document
from mealwatch.stock.queries import store
from mealwatch.stock.service.posting import post

#: What the ledger calls a thing, and what it is called where it is entered.
SAID = {
    "ingredient": "ingredient_code",
    "amount_fen": "amount_yuan",
    "food_cost_fen": "food_cost_yuan",
    "counted": "counted_quantity",
}


def enter(county_id, canteen_id, kind, doc_no, given, *, by, now):
    """Post what was handed in; the same again changes nothing. Returns Posted.

    ``given``: dated_on, meal, lines and what the lines have in common; a line has ingredient_code,
    quantity (an exact number) and unit, amount_fen and so on, supplier_code. Raises what ``post`` raises, with
    fields as they were handed in, and NoIngredient, NoSupplier, UnitDoesNotFit, QuantityNotWhole.
    """
    names = _Names(county_id)
    lines = [_line(names, kind, given, line, number) for number, line in enumerate(given["lines"])]
    document = Document(kind, canteen_id, doc_no, given["dated_on"], tuple(lines), given.get("meal"))
    try:
        if store.find_document(county_id, canteen_id, kind, doc_no) is None:
            slots.admit(county_id, document)
        return post(county_id, document, by=by, now=now)
    except Problem as problem:
        problem.field = _as_said(problem.field, given)
        raise


class _Names:
    """The catalogue, by code, loaded when first asked."""

    def __init__(self, county_id):
        self._county_id = county_id
        self._ingredients = self._suppliers = None

    def ingredient(self, code, place):
        if self._ingredients is None:
            self._ingredients = {one.code: one for one in catalogue.ingredients_of(self._county_id)}
        if code not in self._ingredients:
            raise catalogue_errors.NoIngredient(field=place + "ingredient_code", value=code)
        return self._ingredients[code]

    def supplier_id(self, code, place):
        if self._suppliers is None:
            self._suppliers = {one.code: one.id for one in catalogue.suppliers_of(self._county_id)}
        if code not in self._suppliers:
            raise catalogue_errors.NoSupplier(field=place + "supplier_code", value=code)
        return self._suppliers[code]


def _line(names, kind, given, line, number):
    place = f"lines.{number}."
    wanted = {}
    for field in fields(LINES[kind]):
        value = line.get(field.name)
        wanted[field.name] = given.get(field.name) if value is None else value
    if "supplier_id" in wanted:
        own = line.get("supplier_code")
        code = own or given.get("supplier_code")
        wanted["supplier_id"] = names.supplier_id(code, place if own else "") if code else None
    if "use_days" in wanted:
        wanted["use_days"] = wanted["use_days"] or 1
    if "ingredient_id" in wanted:
        ingredient = names.ingredient(line["ingredient_code"], place)
        wanted["ingredient_id"] = ingredient.id
        counted = "counted" if kind == "stocktake" else "quantity"
        wanted[counted] = _base(ingredient, line[counted], line["unit"], place, SAID.get(counted, counted))
    return LINES[kind](**wanted)


def _base(ingredient, amount, unit, place, field):
    try:
        return ingredient.measure.base(amount, unit)
    except UnitDoesNotFit:
        options = [one for one in UNITS if _fits(ingredient.measure, one)]
        raise errors.UnitDoesNotFit(
            field=place + "unit", name=ingredient.name, value=unit, options="、".join(options)
        ) from None
    except NotWhole:
        raise errors.QuantityNotWhole(
            field=place + field, name=ingredient.name, value=plain(amount), base_unit=ingredient.base_unit
        ) from None


def _fits(measure, unit):
    try:
        return bool(measure.content(unit))
    except UnitDoesNotFit:
        return False


def _as_said(field, given):
    """The field's place as it was handed in: what stands once at the head is wrong there."""
    if field == "use_days":
        longest = max(range(len(given["lines"])), key=lambda number: given["lines"][number].get("use_days") or 1)
        return f"lines.{longest}.use_days"
    if not field or not field.startswith("lines."):
        return field
    _, number, name = field.split(".")
    line = given["lines"][int(number)]
    if line.get(name) is None and given.get(name) is not None:
        return name
    return f"lines.{number}.{SAID.get(name, name)}"
