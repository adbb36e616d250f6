"""How a school's pupil groups stand, last closed week and running week: one sentence each, its state in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from mealwatch.desk import weeks
from mealwatch.desk.domain.card import expected, running
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.sentence import why
from mealwatch.spend.queries.figures import figures
from mealwatch.web import words
from mealwatch.web.formats import yuan
from mealwatch.web.language import language

#: (word, mark) of a running week.
_MARKS = {"met": "met", "on_way": "met", "behind": "missing", "not_begun": "off", "none": "off", "short": "short"}


@dataclass(frozen=True)
class Line:
    """One group's week."""

    group: str
    week: Week
    label: str
    mark: str
    word: str
    sentence: str


def standing(county_id, school, today):
    """(the lines of the last closed week, the lines of the running week)."""
    this = Week.of(today)
    found = figures(county_id, this.shifted(-weeks.SPAN), this, {school.id})
    closed = [one.week for one in found if one.closed]
    names = {one.group_id: one.name for one in schools.enrolments_of(county_id, [school.id])}
    last = max(closed) if closed else None
    before = [_closed(county_id, one, names) for one in found if one.week == last]
    now = [_running(county_id, one, names) for one in found if one.week == this and not one.closed]
    return before, now


def _closed(county_id, one, names):
    state = words.word(one.state, "outcome")
    return _line(county_id, one, names, words.mark_of(one.state, "outcome"), state, why(one, language()))


def _running(county_id, one, names):
    state = running(one)
    return _line(county_id, one, names, _MARKS[state], _word(state), _so_far(one, state))


def _line(county_id, one, names, mark, word, sentence):
    days = [on for on, _subsidy in one.supply] if one.supply else None
    label = weeks.label(county_id, one.week, days)
    return Line(names.get(one.group.group_id, one.group.group_code), one.week, label, mark, word, sentence)


def _word(state):
    return {
        "met": _("已达标"),
        "on_way": _("预计达标"),
        "behind": _("预计不足"),
        "not_begun": _("还没有记录"),
        "none": _("不供餐"),
        "short": _("未达标"),
    }[state]


def _so_far(one, state):
    if not one.supply_days:
        return _("这一周没有供餐日。")
    done = _("供餐 %(days)s 天，报齐 %(done)s 天", days=one.supply_days, done=one.complete_days)
    if state == "not_begun":
        return done + _("。")
    sentence = done + _("，到现在 %(spent)s 元，标准 %(floor)s 元", spent=yuan(one.decides), floor=yuan(one.floor_fen))
    if one.gap:
        sentence += _("，还差 %(gap)s 元", gap=yuan(one.gap))
    if state in ("on_way", "behind"):
        sentence += _("；照这几天，一周是 %(expected)s 元", expected=yuan(expected(one)))
    return sentence + _("。")
