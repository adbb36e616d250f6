"""What rounds look like on a page and on paper."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from mealwatch.rounds.domain.record import PLANNED
from mealwatch.rounds.domain.weights import FACTORS
from mealwatch.rounds.words import EVENTS
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web import formats
from mealwatch.web.language import translate
from mealwatch.web.words import word

#: The six steps of a round, in order, with the states in which each is the next thing to do.
STEPS = (
    ("scope", "planning"),
    ("seal", "planning"),
    ("draw", "sealed"),
    ("teams", "drawn"),
    ("go", "running"),
    ("tell", "finished"),
)
_PASSED = {"planning": 0, "sealed": 2, "drawn": 3, "running": 4, "finished": 5, "cancelled": 0}


def step_titles():
    """The words of the six steps, by their code."""
    words = (_("定范围"), _("封存种子"), _("抽签"), _("派组"), _("出发"), _("通报"))
    return dict(zip((code for code, _state in STEPS), words, strict=True))


def steps(state):
    """``[(number, code, title, "done" | "now" | "ahead")]`` of a round."""
    titles, passed = step_titles(), _PASSED[state]
    found = []
    for number, (code, _state) in enumerate(STEPS):
        how = "done" if number < passed else "now" if number == passed and state != "cancelled" else "ahead"
        found.append((number + 1, code, titles[code], how))
    return found


def why_words(why):
    """``基本分 10 · 未达标周数 3 → 18``: what a school's points are made of."""
    return " · ".join(
        f"{word(code, 'round_factor')} {points}"
        if code == "base"
        else f"{word(code, 'round_factor')} {counted} → {points}"
        for code, counted, points in why
    )


def factors(weights):
    """``[(code, what it counts, points each, at most)]``, for the form."""
    return [(one.code, translate(one.says), *weights.get(one.code, (0, 0))) for one in FACTORS]


def event_words(event):
    """A line of the trail as a sentence."""
    sentence = translate(EVENTS.get(event.what, event.what))
    return sentence.format_map({name: _shown(value) for name, value in event.data.items()})


def days_words(days):
    """``11月24日 周二、11月25日 周三``."""
    return "、".join(formats.day(on) for on in days)


def moment_by(at, by):
    """``2026-11-23 10:30 周敏``."""
    return f"{formats.moment(at)} {plain_name(by)}"


@dataclass(frozen=True)
class Way:
    """What one team does on one day: its stops in order."""

    team: int
    on: date
    stops: tuple


def ways(places):
    """The planned stops by day and team; those without a team come last."""
    found = {}
    for one in places:
        if one.standing == PLANNED:
            found.setdefault((one.on, one.team), []).append(one)
    ordered = sorted(found.items(), key=lambda pair: (pair[0][0], pair[0][1] or 10**6))
    return [Way(team, on, tuple(stops)) for (on, team), stops in ordered]


def _shown(value):
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return formats.day(date.fromisoformat(value))
        except ValueError:
            return value
    return "" if value is None else str(value)
