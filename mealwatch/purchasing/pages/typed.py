"""From what was typed to orders: quantities as people say them, one order for each supplier."""

from datetime import date

from mealwatch.catalogue.domain.amounts import amount
from mealwatch.catalogue.domain.names import the_one
from mealwatch.catalogue.errors import NoIngredient, NoSupplier
from mealwatch.purchasing import errors, queries
from mealwatch.purchasing.domain.order import Line, Order


def days_in(text):
    """The dates of a field of ISO dates parted by spaces; nonsense is passed over."""
    found = []
    for part in text.split():
        try:
            found.append(date.fromisoformat(part))
        except ValueError:
            continue
    return found


def orders_of(given, kitchen, known, units):
    """The Orders that the form asks for, one a supplier, by the suppliers' codes."""
    days = days_in(given["days"]) or [given["deliver_on"]]
    wanted = {one.ingredient_id: one.days for one in _proposed(kitchen, days)}
    lines = lines_of(given["lines"], known, units, wanted)
    codes = {one.code: one for one in known.suppliers.values()}
    parts = {}
    for supplier_code, line in lines:
        parts.setdefault(supplier_code, []).append(line)
    if not parts:
        raise errors.NothingOrdered(field="lines")
    return [
        Order(
            queries.number_of(given["made_on"], given["first_no"] + place),
            codes[code].id,
            min(days),
            max(days),
            given["deliver_on"],
            tuple(parts[code]),
            given["deliver_time"],
            given["contact"],
            given["note"],
        )
        for place, code in enumerate(sorted(parts))
    ]


def lines_of(typed, known, units, wanted, supplier_code=None):
    """[(supplier code, Line)] of the typed rows; those without a quantity, or with nothing, are left out.

    ``units``: {ingredient id: unit of a bare number}; ``wanted``: {ingredient id: days}; ``supplier_code``: for all.
    """
    found, seen = [], set()
    codes = {one.code for one in known.suppliers.values()}
    for number, row in enumerate(typed):
        place = f"lines.{number}."
        if not row["quantity"]:
            continue
        one = the_one(known.ingredients.values(), row["ingredient_code"])
        if one is None:
            raise NoIngredient(field=place + "ingredient_code", value=row["ingredient_code"])
        base, unit = amount(one, row["quantity"], row["unit"] or units[one.id], field=place + "quantity", zero=True)
        if not base:
            continue
        code = supplier_code or row["supplier_code"]
        if not code:
            raise errors.SupplierMissing(field=place + "supplier_code", name=one.name)
        if code not in codes:
            raise NoSupplier(field=place + "supplier_code", value=code)
        if (code, one.id) in seen:
            raise errors.OrderedTwice(field=place + "ingredient_code", ingredient_id=one.id)
        seen.add((code, one.id))
        found.append((code, Line(one.id, base, unit, wanted.get(one.id, ()))))
    return found


def _proposed(kitchen, days):
    known = [on for on in kitchen.days if on in days]
    return kitchen.propose(known, {}).values() if known else ()
