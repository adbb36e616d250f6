"""The blueprint of orders, and what its pages have in common."""

from flask import Blueprint

from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import Names
from mealwatch.stock.presenters import licence_of
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("purchasing", __name__, template_folder="../templates")


def names():
    """The county's ingredients and suppliers."""
    county_id = current_viewer().county_id
    return Names(catalogue.ingredients_of(county_id), catalogue.suppliers_of(county_id))


def supplier_choices(known, today):
    """(code, name; what is wrong with the licence) of every supplier, the valid ones first."""
    rows = [(one, licence_of(one, today)) for one in known.suppliers.values()]
    order = {"met": 0, "missing": 1, "short": 2}
    rows.sort(key=lambda row: (order[row[1][1]], row[0].code))
    return [(one.code, one.name if kind == "met" else f"{one.name} · {state}") for one, (state, kind) in rows]
