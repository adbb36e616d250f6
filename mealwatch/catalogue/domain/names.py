"""The names of ingredients and suppliers: from ids to what people read, from what people write to one of them."""

from mealwatch.catalogue.domain.search import folded, search


class Names:
    """Ingredients and suppliers by id."""

    def __init__(self, ingredients, suppliers=()):
        self.ingredients = {one.id: one for one in ingredients}
        self.suppliers = {one.id: one for one in suppliers}


def the_one(ingredients, text, *, searching=True):
    """The ingredient that somebody means: by code, by exact name or other name, or the only one found; else None.

    A name may be written without its bracket where that is still one ingredient's. Without ``searching`` part of a
    name is not enough.
    """
    wanted = folded(text)
    for of in (_code, _names, _bare_names):
        found = [one for one in ingredients if wanted in of(one)]
        if len(found) == 1:
            return found[0]
    found = search(ingredients, text, limit=2) if searching else ()
    return found[0] if len(found) == 1 else None


def _code(ingredient):
    return {folded(ingredient.code)}


def _names(ingredient):
    return {folded(ingredient.name), *map(folded, ingredient.aliases)}


def _bare_names(ingredient):
    return {folded(ingredient.name.partition("（")[0])}
