"""Which ingredients are in use: a question that this feature asks and a higher one, which has the lots, answers."""

from flask import current_app

_KEY = "mealwatch.ingredients_in_use"


def answered_by(app, find):
    """Ask ``find(county_id, ingredient_ids)`` for the set of those that are in use."""
    app.extensions[_KEY] = find


def used_ids(county_id, ingredient_ids):
    """Those of these ingredients that a posted document names."""
    find = current_app.extensions.get(_KEY)
    return find(county_id, ingredient_ids) if find and ingredient_ids else set()
