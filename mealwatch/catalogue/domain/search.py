"""Finding an ingredient by what people type: Chinese, pinyin, initials, another name, or the code.

A whole match comes before a beginning, a beginning before the middle; then what is used most, then by its
name before by another, then short names.
The browser's search box (frontend/typing/search.js) ranks alike.
"""

import unicodedata

from mealwatch.catalogue.domain import pinyin

_WHOLE, _BEGINNING, _MIDDLE = range(3)
#: Spaces, and the marks with which input methods part the letters of a composition.
_ASIDE = str.maketrans("", "", "'’")


def search(ingredients, text, limit=20, used=None):
    """The ingredients that match, the best first. Nothing typed finds nothing.

    ``used`` says how often each is used (``{ingredient id: times}``): of equal matches the most used comes first.
    """
    wanted, used = folded(text), used or {}
    if not wanted:
        return []
    found = []
    for ingredient in ingredients:
        how = _rank(ingredient, wanted)
        if how is not None:
            match, which = how
            order = (match, -used.get(ingredient.id, 0), which, len(ingredient.name), ingredient.code)
            found.append((order, ingredient))
    return [ingredient for _, ingredient in sorted(found, key=lambda entry: entry[0])[:limit]]


def folded(text):
    """Text as it is compared: full-width letters narrow, small letters, no spaces, ü as v."""
    narrow = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v").translate(_ASIDE)
    return "".join(narrow.split())


def _rank(ingredient, wanted):
    """How well it matches and by what (its name 0, another name 1), or None."""
    own, _, others = ingredient.pinyin.partition(pinyin.MARK)
    texts = [(0, text) for text in (ingredient.name, ingredient.code, *own.split())]
    texts += [(1, text) for text in (*ingredient.aliases, *others.split())]
    found = [(how, which) for which, text in texts if (how := _how(folded(text), wanted)) is not None]
    return min(found, default=None)


def _how(text, wanted):
    if text == wanted:
        return _WHOLE
    if text.startswith(wanted):
        return _BEGINNING
    return _MIDDLE if wanted in text else None
