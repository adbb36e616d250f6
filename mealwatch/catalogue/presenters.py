"""Ingredients and suppliers as forms and programs see them."""

from fractions import Fraction

from flask_babel import gettext as _

from mealwatch.catalogue.domain import pinyin
from mealwatch.catalogue.domain.ingredient import ALIAS_MARK
from mealwatch.kernel.quantity import plain
from mealwatch.web import formats, words

_DECIMALS = ("grams_per_unit", "edible_percent")


def row_of(given):
    """What a schema loaded as the row that the service takes: decimals as plain text."""
    return given | {name: plain(given[name]) for name in _DECIMALS if given.get(name) is not None}


def in_form(one):
    """An ingredient or a supplier as its form starts: other names in one line."""
    return vars(one) | {"aliases": ALIAS_MARK.join(one.aliases)}


def on_the_wire(one):
    """An ingredient or a supplier as its schema dumps it: decimals as exact numbers."""
    row = vars(one) | {"aliases": list(one.aliases)}
    return row | {name: Fraction(row[name]) for name in _DECIMALS if row.get(name) is not None}


def licence_state(supplier, on):
    """(word, kind of mark) of a supplier's licence on a day; what has run out is marked."""
    if supplier.licence_expires_on is None:
        return _("到期日未登记"), "missing"
    left = (supplier.licence_expires_on - on).days
    if left < 0:
        return _("已到期"), "short"
    return (_("%(left)s天后到期", left=left), "missing") if left <= 30 else (_("有效"), "met")


def units_of(ingredient):
    """(code, word) of the units in which an ingredient can be counted, the usual one first."""
    usual = {"g": ("jin", "kg", "g"), "ml": ("L", "ml"), "piece": ("piece",)}[ingredient.base_unit]
    codes = [*usual, "package"] if ingredient.package_content else usual
    return [(code, unit_word(code, ingredient)) for code in codes]


def unit_word(code, ingredient):
    """The word of a unit; a package says what it holds: ``袋（25 公斤）``."""
    if code != "package":
        return words.word(code, "unit")
    name = ingredient.package_name or words.word("package", "unit")
    return f"{name}（{formats.quantity(ingredient.package_content, ingredient.base_unit)}）"


def offer(ingredient, *, held="", used=0, unit=None):
    """What a page's search box and quantity field know of an ingredient, as JSON values.

    ``find`` is what it is found by beside its name, the first ``own`` of it by name and code, the rest by other
    names. ``unit`` is what a bare number counts: the last one that was used, where it still fits. ``used`` ranks
    it, ``held`` is what to say beside it.
    """
    units = units_of(ingredient)
    of_name, _, others = ingredient.pinyin.partition(pinyin.MARK)
    own = [ingredient.code.lower(), *of_name.split()]
    return {
        "code": ingredient.code,
        "name": ingredient.name,
        "find": [*own, *ingredient.aliases, *others.split()],
        "own": len(own),
        "base": ingredient.base_unit,
        "package": [ingredient.package_name, ingredient.package_content] if ingredient.package_content else None,
        "units": units,
        "unit": unit if unit in dict(units) else units[0][0],
        "used": used,
        "held": held,
    }
