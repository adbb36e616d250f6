"""How alerts and rules read: names in the reader's language, rows with their links, thresholds as people write them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask import url_for
from flask_babel import gettext as _
from werkzeug.routing import BuildError

from mealwatch.alerts import known
from mealwatch.kernel.ratio import Ratio, plain_decimal
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web import words
from mealwatch.web.formats import long_day, plain_day
from mealwatch.web.language import translate
from mealwatch.web.trail import trail

__all__ = [
    "ShownLine",
    "exact",
    "family_word",
    "fraction",
    "limits_shown",
    "owner_word",
    "plain_name",
    "reasons_of",
    "rule_name",
    "say",
    "share",
    "shown",
    "since_said",
]


def say(text):
    """A marked text in the reader's language."""
    return translate(text)


def rule_name(rule_id):
    """What a rule is called; one that the catalogue no longer has is called by its number."""
    one = known.catalogue().get(rule_id)
    return translate(one.name) if one else rule_id


def family_word(rule_id):
    """What a rule is about, in a word."""
    return words.word(rule_id[:1], "alert_family")


def owner_word(owner):
    """Who has an alert in hand; while it has to explain, that is the school."""
    return _("学校") if owner == "school" else plain_name(owner)


def since_said(text):
    """The kept day (``2026-11-09``) from which a county's setting of a rule holds, as it is said."""
    return long_day(date.fromisoformat(text))


@dataclass(frozen=True)
class ShownLine:
    """A line with the page where what it speaks of can be seen."""

    text: str
    address: str = ""


def shown(line):
    """A signal's Line as ShownLine; a place that is no page any more is no link."""
    text = line.text(translate, plain_day)
    if not line.place:
        return ShownLine(text)
    endpoint, args = line.place
    try:
        return ShownLine(text, url_for(endpoint, **{**args, **trail()}))
    except (BuildError, ValueError):
        return ShownLine(text)


def fraction(text):
    """A kept threshold as a Fraction."""
    return Fraction(text)


def exact(value):
    """A threshold as people write it: ``0.03``, ``60``; a fraction that has no end keeps six places."""
    places = next((n for n in range(7) if (value * 10**n).denominator == 1), 6)
    text = plain_decimal(Ratio(value.numerator, value.denominator).rounded(places), places)
    return text if places else text.partition(".")[0]


def limits_shown(rule_id, values):
    """The thresholds of a rule as ``[(what, value, unit)]``; ``values``: {name: Fraction}."""
    return [
        (translate(one.what), exact(values.get(one.name, one.value)), translate(one.unit) if one.unit else "")
        for one in known.thresholds(rule_id)
    ]


def reasons_of(reasons, action):
    """(code, word) of the reasons that an action can have."""
    return [(code, translate(text)) for code, text in reasons.get(action, {}).items()]


def share(precision):
    """How often a rule was right, in words; nothing while nothing is decided."""
    if precision is None or precision.share is None:
        return _("还没有结论")
    whole = Ratio(precision.share.numerator * 100, precision.share.denominator).rounded()
    return _(
        "%(right)s / %(decided)s 属实（%(share)s%%）", right=precision.right, decided=precision.decided, share=whole
    )
