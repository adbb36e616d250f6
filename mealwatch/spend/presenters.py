"""Words and addresses of the pages that close weeks, and what goes over the wire."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from mealwatch.web import words
from mealwatch.web.formats import day


@dataclass(frozen=True)
class Lack:
    """One thing that keeps a week from being closed: what it is, and the form that puts it right.

    ``closure``: where to ask for a day without a meal instead, for those who may.
    """

    text: str
    address: str | None
    on: object
    closure: str | None = None


class Names:
    """How pages call groups and canteens, and which of them the reader may open."""

    def __init__(self, viewer, schools, groups, rows, canteens):
        self._viewer = viewer
        self._schools = {one.id: one for one in schools}
        self._groups = {one.id: one for one in groups}
        self._rows = rows
        self._canteens = {one.id: one for one in canteens}

    def school_of(self, group_id):
        return self._schools[self._groups[group_id].school_id]

    def group(self, group_id, own_school_id=None):
        """``1—6年级``; of another school with that school's name in front."""
        group, row = self._groups[group_id], self._rows.get(group_id)
        name = row.name if row else group.code
        school = self._schools[group.school_id]
        return name if group.school_id == own_school_id else f"{school.name} {name}"

    def canteen(self, canteen_id):
        return self._canteens[canteen_id]

    def may(self, action, **place):
        return self._viewer.may(action, **place)


def lacks(readiness, school, names):
    """What is missing and unsigned in a school's week, by day: [Lack, ...]."""
    fed_by = {
        (group_id, meal.on, meal.pot.meal): meal.pot.canteen_id
        for one in readiness.figures
        for meal in one.meals
        for group_id in (one.group.group_id, None)
    }
    found = [_missing(one, school, names, fed_by) for one in readiness.missing]
    found += [_unsigned(paper, names) for paper in readiness.papers]
    return sorted(found, key=lambda lack: lack.on)


def _missing(one, school, names, fed_by):
    where = {"day": day(one.on), "meal": words.word(one.meal, "meal")}
    home = names.school_of(one.group_id)
    if one.what == "record":
        text = _("%(day)s %(meal)s：%(group)s 没有就餐人数", group=names.group(one.group_id, school.id), **where)
    else:
        text = _("%(day)s %(meal)s：有学生就餐，但没有出库或送餐金额", **where)
    # A group of another school eats from the same pot as one of these.
    at = fed_by.get((one.group_id, one.on, one.meal)) or fed_by.get((None, one.on, one.meal))
    canteen = names.canteen(at)
    place = "card-heads" if one.what == "record" else "card-issue"
    address = url_for("today.day", canteen_code=canteen.code, date=one.on.isoformat(), meal=one.meal, _anchor=place)
    closure = None
    if names.may("request_closure", school=home):
        closure = url_for("closures.ask", school_code=home.code, date=one.on.isoformat())
    return Lack(text, address if names.may("read_school", canteen=canteen) else None, one.on, closure)


def _unsigned(paper, names):
    canteen = names.canteen(paper.canteen_id)
    text = _(
        "%(day)s %(kind)s %(number)s：签字不全",
        day=day(paper.dated_on),
        kind=words.word(paper.kind, "kind"),
        number=paper.doc_no,
    )
    page = "stock.cosign" if names.may("sign_second", canteen=canteen) else "stock.document"
    address = url_for(page, canteen_code=canteen.code, kind=paper.kind, doc_no=paper.doc_no)
    return Lack(text, address if names.may("read_school", canteen=canteen) else None, paper.dated_on)


def time_left(until, now):
    """How long it is to the deadline, or that it has passed."""
    left = until - now
    if left.total_seconds() <= 0:
        return _("期限已过")
    if left.days:
        return _("还有 %(count)s 天", count=left.days)
    hours = left.seconds // 3600
    return _("还有 %(count)s 小时", count=hours) if hours else _("不到 1 小时")


def missing_words(one):
    """What was missing at a closing, from the statement: ``(group as S001/G16, date, text)``."""
    group, on, meal, what = one
    lacking = _("没有就餐人数") if what == "record" else _("有学生就餐，但没有出库或送餐金额")
    return group, on, f"{words.word(meal, 'meal')}：{lacking}"
