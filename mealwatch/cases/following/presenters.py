"""What look-backs, self-checks and steps of the ladder say on a page."""

from datetime import date

from flask_babel import gettext as _

from mealwatch.cases.following.words import WORDS, number_of
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web import formats
from mealwatch.web.language import translate

__all__ = [
    "asked_words",
    "cause_words",
    "day_of",
    "days_said",
    "number_of",
    "paper_no",
    "plain_name",
    "rule_words",
    "typed_day",
    "window_of",
]


def window_of(look):
    """``12月7日—12月17日之间某一天``: all that is told of a look that waits."""
    if look.unlisted:
        return _("校历排出来以后再抽")
    return _("%(first)s—%(last)s之间某一天", first=formats.plain_day(look.first), last=formats.plain_day(look.last))


def day_of(look):
    """The day of a look, once it may be known; else its window."""
    return formats.day(look.on) if look.on else window_of(look)


def days_said(texts):
    """Listed days (``2026-11-23``) as people say them."""
    return _("、").join(formats.plain_day(date.fromisoformat(one)) for one in texts)


def typed_day(text):
    """A day that was typed into a paper; what is no day stays as it is."""
    try:
        return formats.full_day(date.fromisoformat(text))
    except ValueError:
        return text


def rule_words(rule, count):
    """``逾期 7 个工作日``: why a step is proposed."""
    return translate(WORDS["ladder_rule"][rule]).format(count=count)


def asked_words(asked):
    """Why the rules propose a step, with the threshold."""
    why = rule_words(asked.rule, asked.count)
    if asked.rule == "red_line":
        return why
    return _("%(why)s（满 %(least)s 就建议）", why=why, least=asked.least)


def cause_words(check):
    """``供货商：绿源配送``."""
    if not check.cause:
        return ""
    kind = translate(WORDS["exposure"][check.cause])
    return f"{kind}{_('：')}{check.cause_text or check.cause_key}"


def paper_no(step):
    """The number of the paper of a step that was taken."""
    return number_of(step.step, step.year, step.no)
