"""Ingredients and suppliers as forms and programs see them."""

from fractions import Fraction

from flask_babel import gettext as _

from mealwatch.catalogue.domain.ingredient import ALIAS_MARK
from mealwatch.kernel.quantity import plain

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
