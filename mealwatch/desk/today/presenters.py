"""States of the day's three cards in words, and the running figure as it is written."""

from flask_babel import gettext as _

from mealwatch.desk.domain.bar import places_of, yuan_rounded
from mealwatch.desk.today.island import words
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import Ratio
from mealwatch.schools.presenters import REASONS
from mealwatch.web import formats
from mealwatch.web.language import translate

#: State: (word, mark), of a card.
STATES = {
    "missing": (mark("未填"), "missing"),
    "draft": (mark("草稿"), "info"),
    "waiting": (mark("等签字"), "info"),
    "returned": (mark("被退回"), "short"),
    "posted": (mark("已提交"), "met"),
    "off": (mark("不用填"), "off"),
    "partly": (mark("没填完"), "missing"),
}
#: State of a week: (sign, mark); the sign and the word say it without colour.
SIGNS = {
    "met": ("✓", "met"),
    "unverified": ("?", "info"),
    "likely_met": ("→", "info"),
    "likely_short": ("!", "missing"),
    "short": ("✗", "short"),
    "none": ("—", "off"),
}
#: The reasons for a day without a meal that are asked for in one tap.
CLOSURES = ("holiday", "no_class", "no_supplies", "other")


def state(code):
    """(word, kind of mark) of a card's state."""
    text, kind = STATES[code]
    return translate(text), kind


def closures():
    """(code, word) of the reasons for a day without a meal."""
    return [(code, translate(REASONS[code])) for code in CLOSURES]


def bar_texts(bar, names):
    """The running figure of one group as [(text, whether it is the figure that matters)]; the twin of bar.js."""
    say = words()
    places = places_of(bar.reached, bar.floor_fen)
    yuan = {
        "reached": formats.yuan(bar.reached, places),
        "floor": formats.yuan(bar.floor_fen),
        "gap": formats.yuan(bar.gap, places),
        "forecast": formats.yuan(bar.forecast),
    }
    parts = [
        say["today"].format(yuan=formats.yuan(bar.today)),
        say["days"].format(done=bar.done, days=bar.days),
        say["week"].format(**yuan),
    ]
    if bar.gap > 0:
        parts.append(say["gap"].format(**yuan))
        if bar.state in ("likely_met", "likely_short"):
            kind = "forecast_least" if bar.unknown else "forecast"
            parts.append(say[kind].format(**yuan, days=bar.unknown))
    if bar.missing:
        parts.append(say["missing"].format(days=bar.missing))
    standard_gap = bar.standard_fen - bar.reached
    if bar.standard_fen > bar.floor_fen and standard_gap > 0 and not bar.gap:
        parts.append(say["standard"].format(standard=formats.yuan(bar.standard_fen), gap=formats.yuan(standard_gap)))
    sign, kind = SIGNS[bar.state]
    return {
        "group": names.get(bar.group_id, ""),
        "mark": f"{sign} {say[bar.state]}",
        "kind": kind,
        "state": bar.state,
        "parts": parts,
        "part": max(0, yuan_rounded(bar.reached, 2)),
        "whole": max(1, Ratio(bar.floor_fen).rounded()),
    }


def lateness(on, today):
    """How late a day is entered, in words; empty on the day itself."""
    days = (today - on).days
    return _("补录%(day)s：晚了 %(days)s 天，记录上会写明填写时间", day=formats.day(on), days=days) if days > 0 else ""


def compared(entered, told):
    """How what is entered stands to what the classes told, in words."""
    say, difference = words(), entered - told
    if not difference:
        return say["same"]
    return say["more" if difference > 0 else "less"].format(count=abs(difference))
