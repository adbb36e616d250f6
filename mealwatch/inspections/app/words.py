"""All words of the app, from the table of each of its parts."""

from importlib import import_module
from importlib.util import find_spec

PARTS = ("shell", "items", "measures")


def all_words():
    """``{key: marked Chinese}``."""
    found = {}
    for part in PARTS:
        name = f"mealwatch.inspections.app.words_{part}"
        if find_spec(name):
            found |= import_module(name).WORDS
    return found
