"""How a school's pupil groups stand, the running week and the one before: one sentence each, its state in words.

Groups of which the same is to be said, as those that eat from one pot, are named together.
"""

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

#: The mark of a running week's state.
_MARKS = {"met": "met", "on_way": "met", "behind": "missing", "not_begun": "off", "none": "off", "short": "short"}


@dataclass(frozen=True)
class Line:
    """A week of one group, or of several of which the same is to be said."""

    heading: str
    groups: tuple[str, ...]
    week: Week
    label: str
    mark: str
    word: str
    sentence: str


def standing(county_id, school, today):
    """The lines of the running week, then those of the latest week before it."""
    this = Week.of(today)
    found = figures(county_id, this.shifted(-weeks.SPAN), this, {school.id})
    before = max((one.week for one in found if one.week < this), default=None)
    names = {one.group_id: one.name for one in schools.enrolments_of(county_id, [school.id])}
    shown = [one for week in (this, before) for one in found if one.week == week]
    said = {}
    for one in shown:
        said.setdefault(_said(one, this), []).append((one, names.get(one.group.group_id, one.group.group_code)))
    several = len({one.group.group_id for one in shown}) > 1
    return [_line(county_id, alike, several, *text) for text, alike in said.items()]


def _said(one, this):
    """(heading, week, mark, word, sentence) of a group's week."""
    if one.week == this and not one.closed:
        state = running(one)
        return _("本周"), one.week, _MARKS[state], _word(state), _so_far(one, state)
    if one.week == this:
        heading = _("本周，已周结")
    else:
        heading = _("上一个供餐周，已周结") if one.closed else _("上一个供餐周，还没有周结")
    mark, state = words.mark_of(one.state, "outcome"), words.word(one.state, "outcome")
    return heading, one.week, mark, state, why(one, language())


def _line(county_id, alike, several, heading, week, mark, word, sentence):
    days = sorted({on for one, _name in alike for on, _subsidy in one.supply or ()})
    groups = tuple(name for _one, name in alike) if several else ()
    return Line(heading, groups, week, weeks.label(county_id, week, days or None), mark, word, sentence)


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
