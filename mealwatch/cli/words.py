"""The language of commands: Chinese first, English by ``--language en``."""

from contextlib import nullcontext

from flask_babel import force_locale
from flask_babel import gettext as _gettext

LANGUAGES = ("zh", "en")


def speaking(language):
    """A context in which ``_gettext`` answers in this language."""
    return force_locale(language) if language != "zh" else nullcontext()


def translated(text):
    """A marked sentence in the language of this command."""
    return _gettext(text) if text else text
