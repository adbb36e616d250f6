"""The rows of a day's issue: proposed from the menu, typed, or as posted."""

from dataclasses import dataclass, field
from fractions import Fraction

from flask_babel import gettext as _

from mealwatch.catalogue import presenters as catalogue
from mealwatch.kernel.quantity import UnitDoesNotFit, plain
from mealwatch.kernel.spoken import said
from mealwatch.menus.domain import needs as menu
from mealwatch.stock.domain.store import Store
from mealwatch.stock.errors import NotEnoughStock
from mealwatch.web import formats, words

_WHY = {menu.NO_AMOUNT: "amount", menu.NO_EDIBLE_SHARE: "edible_share", menu.NO_WEIGHT: "weight"}


@dataclass
class Row:
    """One row of the form. ``need`` is the menu's; ``package`` is proposed whole in its place."""

    number: int
    ingredient: object
    quantity: str = ""
    unit: str = ""
    use_days: int = 1
    touched: bool = False
    name: str = ""
    need: object = None
    package: object = None
    notes: list = field(default_factory=list)


def usual_unit(ingredient, used):
    """The unit in which this canteen last said it, else jin, litres or pieces."""
    units = [code for code, _word in catalogue.units_of(ingredient)]
    unit = used.get(ingredient.id, (0, ""))[1]
    return unit if unit in units else units[0]


def proposed(day):
    """The rows that the menu asks for, in its order; quantities for the heads that are recorded."""
    found = []
    for one in day.needs.values():
        ingredient, package = day.ingredients[one.ingredient_id], day.packages.get(one.ingredient_id)
        row = Row(len(found), ingredient, unit=usual_unit(ingredient, day.used), need=one, name=ingredient.name)
        if package and package.quantity:
            row.unit, row.use_days, row.package = "package", package.use_days, package
            row.quantity = said(package.quantity, ingredient.measure, "package")
        elif not (package and package.running) and one.base and row.unit:
            row.quantity = said(menu.rounded(one, ingredient, row.unit), ingredient.measure, row.unit)
        if package and package.running:
            row.package = package
        found.append(row)
    return found


def typed(day, form, the_one):
    """The rows as they were sent, those without a quantity too; ``the_one`` finds an ingredient by what was typed."""
    numbers = sorted({int(name.split("-")[1]) for name in form if name.startswith("lines-")})
    found = []
    for number in numbers:
        code = form.get(f"lines-{number}-ingredient_code", "").strip()
        if not code:
            continue
        ingredient = the_one(code)
        row = Row(number, ingredient, form.get(f"lines-{number}-quantity", ""), name=code)
        if ingredient:
            row.name, row.need = ingredient.name, day.needs.get(ingredient.id)
            row.package = day.packages.get(ingredient.id)
            row.unit = form.get(f"lines-{number}-unit") or usual_unit(ingredient, day.used)
        days = form.get(f"lines-{number}-use_days", "1").strip()
        row.use_days = int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 1
        row.touched = bool(form.get(f"lines-{number}-touched"))
        found.append(row)
    return found


def about(day, row):
    """What stands under a row's name: grams a pupil, what is there, what is not known."""
    parts = [grams(row.need)] if row.need else []
    parts.append(_("库存 %(held)s", held=formats.quantity(held(day, row.ingredient), row.ingredient.base_unit)))
    if row.need and row.need.unknown:
        parts.append(unknown(row.need))
    return " · ".join(part for part in parts if part)


def grams(need):
    """``每人110克``; with several age bands their span."""
    amounts = sorted({Fraction(mg, 1000) for mg in need.mg_per_pupil.values()})
    if not amounts:
        return ""
    text = plain(amounts[0]) if len(amounts) == 1 else f"{plain(amounts[0])}—{plain(amounts[-1])}"
    return _("每人%(grams)s克", grams=text)


def unknown(need):
    """Why the quantity cannot be told."""
    says = {
        "amount": _("食谱没有写用量"),
        "edible_share": _("可食部没有登记"),
        "weight": _("每个多重没有登记"),
    }
    return _("%(why)s，请自己填数量", why="、".join(says[_WHY[one]] for one in need.unknown))


def held(day, ingredient):
    """Base units that an issue of that day may draw."""
    return sum(lot.left for lot in day.lots.get(ingredient.id, ()))


def packed(row):
    """What is said of a package: the days over which it is spread, or that one is in use."""
    if row.package is None:
        return ""
    if row.package.running:
        run = row.package.running
        return _(
            "整%(word)s在用：第 %(day)s 天，共 %(days)s 天，费用已分摊，今天不用再领",
            word=_word(row),
            day=run.day,
            days=run.use_days,
        )
    return _("整%(word)s领用，分摊 %(days)s 个供餐日", word=_word(row), days=row.package.use_days)


def costs(day, lines):
    """What posted or proposed lines cost by today's lots, in order; None where the store does not hold them.

    ``lines``: (ingredient id, base units). The lots stay as they are.
    """
    ids = {ingredient_id for ingredient_id, _quantity in lines}
    store, found = Store(_copied(lot) for one in ids for lot in day.lots.get(one, ())), []
    for ingredient_id, quantity in lines:
        line = _Line(ingredient_id, quantity)
        try:
            found.append(store.move("issue", line, day.on, (0, 0)).cost_fen)
        except NotEnoughStock:
            found.append(None)
    return found


def in_unit(ingredient, base, unit):
    """Base units as they are said, in the unit in which they were typed where it still fits."""
    try:
        return said(base, ingredient.measure, unit)
    except UnitDoesNotFit:
        return said(base, ingredient.measure, ingredient.base_unit)


@dataclass(frozen=True)
class _Line:
    ingredient_id: int
    quantity: int


def _copied(lot):
    from dataclasses import replace

    return replace(lot)


def _word(row):
    return row.ingredient.package_name or words.word("package", "unit")
