"""The blueprint of the canteens' books, and what its pages have in common."""

from flask import Blueprint

from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import Names
from mealwatch.web import words
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("stock", __name__, template_folder="../templates")

#: What a person must be allowed to do to enter a document of each kind.
ACTION = {
    "receipt": "post_receipt",
    "issue": "post_issue",
    "delivery": "post_delivery",
    "loss": "post_loss",
    "stocktake": "post_stocktake",
    "opening": "post_opening",
}


def names(ingredient_ids=None):
    """The county's ingredients (or these) and suppliers."""
    county_id = current_viewer().county_id
    return Names(catalogue.ingredients_of(county_id, ingredient_ids), catalogue.suppliers_of(county_id))


def may_enter(canteen):
    """The kinds of documents that the person asking may enter for a canteen, in their order of work."""
    viewer = current_viewer()
    return [kind for kind, action in ACTION.items() if viewer.may(action, canteen=canteen)]


def title_of(head):
    """``出库单 I20261102-1``."""
    return f"{words.word(head.kind, 'kind')} {head.doc_no}"
