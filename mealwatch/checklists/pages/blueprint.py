"""The blueprint that the modules of this package add their views to, and the words that every page of it uses."""

from flask import Blueprint

from mealwatch.checklists.domain import words
from mealwatch.web.language import translate

blueprint = Blueprint("checklists", __name__, template_folder="../templates")

#: Who reads lists.
READING = ("inspect", "read_visits", "edit_checklists")


@blueprint.app_template_filter("list_word")
def list_word(code, kind):
    """The word of a method, prefill rule, part, grade or severity: ``item.part|list_word("PARTS")``."""
    return translate(getattr(words, kind).get(code, str(code or "")))


def options(kind):
    """(code, word) pairs to choose from."""
    return [(code, translate(word)) for code, word in getattr(words, kind).items()]
