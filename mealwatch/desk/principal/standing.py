"""How a school's pupil groups stand, the running week and the one before: one sentence each, its state in words.

Groups of which the same is to be said, as those that eat from one pot, are named together.
"""

from dataclasses import dataclass

from flask_babel import gettext as _

from mealwatch.desk import weeks
from mealwatch.desk.domain.bar import bar
from mealwatch.desk.planned import menu_of, planned
from mealwatch.kernel.ratio import ZERO
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.sentence import why
from mealwatch.spend.queries.figures import figures
from mealwatch.web import words
from mealwatch.web.formats import yuan
from mealwatch.web.language import language

#: The mark of a running week's state.
_MARKS = {"met": "met", "unverified": "missing", "likely_met": "met", "likely_short": "missing", "short": "short"}


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
    bars = _bars(county_id, [one for one in shown if one.week == this and not one.closed], today)
    for one in shown:
        group = one.group
        text = _said(one, this, bars.get(group.group_id) if one.week == this else None)
        said.setdefault(text, []).append((one, names.get(group.group_id, group.group_code)))
    several = len({one.group.group_id for one in shown}) > 1
    return [_line(county_id, alike, several, *text) for text, alike in said.items()]


def _bars(county_id, running, today):
    """``{group id: Bar}`` of the running weeks, the days to come by their menus, as the canteen sees it today."""
    roll = schools.roll_of(county_id, group_ids=[one.group.group_id for one in running])
    canteens = {meal.canteen_id for one in running for meal in one.meals or ()}
    menu = menu_of(county_id, Week.of(today), canteens) if canteens else {}
    prices = planned(county_id, running, menu, roll, today)
    return {one.group.group_id: bar(one, prices[one.group.group_id], today, today) for one in running}


def _said(one, this, running):
    """(heading, week, mark, word, sentence) of a group's week; ``running``: the Bar of one that is open."""
    if running:
        state = "untold" if running.unknown and running.state == "likely_short" else running.state
        return _("本周"), one.week, _MARKS.get(state, "off"), _word(state), _so_far(one, running)
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
        "unverified": _("达标待核实"),
        "likely_met": _("预计达标"),
        "likely_short": _("预计不足"),
        "untold": _("还说不准"),
        "none": _("不供餐"),
        "short": _("未达标"),
    }[state]


def _so_far(one, running):
    if not one.supply_days:
        return _("这一周没有供餐日。")
    sentence = _("供餐 %(days)s 天，报齐 %(done)s 天", days=one.supply_days, done=one.complete_days)
    floor = yuan(one.floor_fen)
    if running.reached > ZERO:
        sentence += _("，到现在 %(spent)s 元，标准 %(floor)s 元", spent=yuan(running.reached), floor=floor)
    else:  # nothing told yet is not nothing spent
        sentence += _("，标准 %(floor)s 元", floor=floor)
    if running.gap:
        sentence += _("，还差 %(gap)s 元", gap=yuan(running.gap))
    if running.missing:
        sentence += _("；%(days)s 天没有报", days=running.missing)
    if running.gap and running.unknown:
        least = yuan(running.forecast)
        sentence += _("；按食谱一周至少 %(least)s 元，%(days)s 天没有食谱或价格", least=least, days=running.unknown)
    elif running.gap and not one.complete:
        sentence += _("；按食谱一周是 %(expected)s 元", expected=yuan(running.forecast))
    return sentence + _("。")
