"""Steps of the walk and rows of the page of differences."""

import re
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.catalogue.presenters import units_of
from mealwatch.stock.presenters import given as said_as_given
from mealwatch.stocktakes.domain.differences import Difference, Use
from mealwatch.stocktakes.service import round_up
from mealwatch.web import formats

_ROW = re.compile(r"lines-(\d{1,4})-([a-z_]+)", re.ASCII)


@dataclass(frozen=True)
class Step:
    """One ingredient of the walk; nothing here says what the book holds."""

    ingredient: Ingredient
    units: list
    unit: str
    text: str

    @classmethod
    def of(cls, ingredient, used, form):
        """``used``: the unit in which it was said last."""
        units = units_of(ingredient)
        at = f"lines-{ingredient.id}-"
        unit = form.value(at + "unit") or (used if used in dict(units) else units[0][0])
        return cls(ingredient, units, unit, form.value(at + "counted_quantity"))

    @property
    def at(self):
        return f"lines-{self.ingredient.id}-"


@dataclass(frozen=True)
class Found:
    """One counted ingredient; ``number`` is its row in the form."""

    number: int
    ingredient: Ingredient
    unit: str
    difference: Difference

    @property
    def at(self):
        return f"lines-{self.number}-"

    @property
    def base(self):
        return self.difference.base

    @property
    def book(self):
        return formats.quantity(self.difference.book, self.ingredient.base_unit)

    @property
    def counted(self):
        return said_as_given(self.difference.counted, self.unit, self.ingredient)

    @property
    def words(self):
        """``少 3 公斤``, ``多 2 个``."""
        amount = formats.quantity(abs(self.base), self.ingredient.base_unit)
        return _("少 %(amount)s", amount=amount) if self.base < 0 else _("多 %(amount)s", amount=amount)


@dataclass(frozen=True)
class Shared:
    """An oil or condiment that is short, beside what the menus take."""

    row: Found
    since: date
    use: Use

    @property
    def theory(self):
        if self.use.theory is None:
            return _("食谱里没有，算不出")
        return formats.quantity(round_up(self.use.theory), self.row.ingredient.base_unit)

    @property
    def used(self):
        return formats.quantity(self.use.used, self.row.ingredient.base_unit)

    @property
    def verdict(self):
        """(words, kind of mark): whether what is gone fits the menus."""
        if self.use.fits is None:
            return _("食谱没有写，无法比较"), "off"
        if self.use.hundredths == 0:
            return _("和食谱一样"), "met"
        more = abs(self.use.hundredths)
        if self.use.hundredths > 0:
            said = _("比食谱多用 %(more)s%%", more=more)
        else:
            said = _("比食谱少用 %(more)s%%", more=more)
        return (_("%(said)s，在合理范围内", said=said), "met") if self.use.fits else (said, "missing")


def typed_numbers(form):
    """The numbers of the typed rows, in the order in which the schema has them."""
    filled = {int(match[1]) for name, value in form.typed.items() if (match := _ROW.fullmatch(name)) and value.strip()}
    return sorted(filled)


def code_of(form, number):
    """The code in a typed row."""
    return form.typed.get(f"lines-{number}-ingredient_code", "").strip()
