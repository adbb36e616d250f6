"""Finding an ingredient by what people type: Chinese, pinyin, initials, another name, or the code.

A whole match comes before a beginning, a beginning before the middle; the name
comes before other names, and short names before long ones.
"""

import unicodedata

from mealwatch.catalogue.domain import pinyin

_WHOLE, _BEGINNING, _MIDDLE = range(3)


def search(ingredients, text, limit=20):
    """The ingredients that match, the best first. Nothing typed finds nothing."""
    wanted = folded(text)
    if not wanted:
        return []
    found = []
    for ingredient in ingredients:
        rank = _rank(ingredient, wanted)
        if rank is not None:
            found.append((*rank, ingredient.code, ingredient))
    return [ingredient for *_, ingredient in sorted(found, key=lambda entry: entry[:-1])[:limit]]


def folded(text):
    """Text as it is compared: full-width letters narrow, small letters, no spaces, ü as v."""
    narrow = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(narrow.split())


def _rank(ingredient, wanted):
    """How well it matches: (how, which name, length), or None."""
    own, _, others = ingredient.pinyin.partition(pinyin.MARK)
    of_name = [ingredient.name, ingredient.code, *own.split()]
    of_aliases = [*ingredient.aliases, *others.split()]
    written = [(0, word) for word in of_name] + [(1, word) for word in of_aliases]
    matches = [(_how(folded(text), wanted), which) for which, text in written]
    best = min((match for match in matches if match[0] is not None), default=None)
    return (*best, len(ingredient.name)) if best else None


def _how(text, wanted):
    if text == wanted:
        return _WHOLE
    if text.startswith(wanted):
        return _BEGINNING
    return _MIDDLE if wanted in text else None
