"""What is due by now: stops for the days that begin, results that visits brought, days that nobody used, late answers.

Run every morning and before the pages that show it; running it twice does nothing twice.
"""

from datetime import date, timedelta

from mealwatch.audit import service as journal
from mealwatch.cases import queries as cases
from mealwatch.cases.following import queries
from mealwatch.cases.following.domain import windows
from mealwatch.cases.following.domain.looks import FAILED, LOOK_BACK, MISSED, PASSED, SEEN, TODAY, WAITING
from mealwatch.cases.following.service import calling, look_backs, verifying
from mealwatch.cases.following.service.supplied import supply_days
from mealwatch.cases.following.service.writing import list_days, note
from mealwatch.inspections import queries as visited
from mealwatch.inspections.office import queries as office
from mealwatch.kernel.errors import mark
from mealwatch.schools import queries as schools

_NOBODY = mark("当天没有去，另抽一天")
_SEEN_BY_VISIT = mark("督查记录 {visit} 号复查了这个问题")
#: How far ahead the calendar is asked for the days of a look that waits for it.
_AHEAD = 180


def is_due(county_id, now):
    """Whether ``wake`` has anything to do: asked before pages, so that most of them write nothing."""
    return any(_due(look) for draw in queries.draws(county_id, now, open_only=True) for look in draw.looks) or bool(
        verifying.due(county_id, now)
    )


def wake(county_id, *, by, now):
    """Do what is due; returns how many things that were."""
    journal.lock(county_id)
    count = 0
    for draw in queries.draws(county_id, now, open_only=True):
        for look in draw.looks:
            count += _wake(county_id, draw.id, look.n, by=by, now=now)
    for check in verifying.due(county_id, now):
        count += verifying.draw(county_id, check.id, by=by, now=now)
    return count


def _due(look):
    if look.state == MISSED or (look.state in (TODAY, SEEN) and look.called is None):
        return True
    return look.state == SEEN or (look.state == WAITING and look.unlisted)


def _wake(county_id, draw_id, n, *, by, now):
    draw = queries.get_draw(county_id, draw_id, now)
    look = next(one for one in draw.looks if one.n == n)
    if not draw.open or not _due(look):
        return 0
    if look.state == WAITING:
        return _list_again(county_id, draw, look, by=by, now=now)
    if look.state == MISSED:
        _missed(county_id, draw, look, by=by, now=now)
        return 1
    if look.called is None:
        calling.call(county_id, draw, look, by=by, now=now)
        return 1
    return _seen(county_id, draw, look, by=by, now=now)


def _seen(county_id, draw, look, *, by, now):
    """A visit was there: what it says of the case's own finding settles the look; else the office says it."""
    if draw.kind != LOOK_BACK:
        return 0
    case = cases.case(county_id, draw.subject_id)
    if case.source != "finding" or not case.source_key.isdecimal():
        return 0
    found = office.findings(county_id, ids=[int(case.source_key)])
    again = [one for each in found for one in each.finding.rechecks if one.looked_on == look.on and one.visit_id]
    if not again:
        return 0
    last = again[-1]
    visit = visited.visit(county_id, last.visit_id)
    words = " ".join(part for part in (_SEEN_BY_VISIT.format(visit=visit.id), last.note) if part)
    outcome = PASSED if last.mended else FAILED
    look_backs.settle(county_id, draw.id, look.n, outcome, words=words, visit_id=visit.id, by=by, now=now)
    return 1


def _missed(county_id, draw, look, *, by, now):
    note(county_id, draw, MISSED, look, words=_NOBODY, by=by, now=now)
    calling.drop(county_id, look, _NOBODY, by=by, now=now)
    school = schools.school_by_id(county_id, look.school_id)
    since = max(look.on, now.date())
    days = supply_days(county_id, [school], since, since + timedelta(days=_AHEAD))[school.id]
    one = windows.again(since, days, _held(draw, look, school))
    _list(county_id, draw, look.n, look.attempt + 1, school, one, by=by, now=now)


def _list_again(county_id, draw, look, *, by, now):
    """The calendar may know the days of a window by now."""
    if draw.kind != LOOK_BACK:
        return 0
    case = cases.case(county_id, draw.subject_id)
    school = schools.school_by_id(county_id, case.school_id)
    first = max(look.first, now.date() + timedelta(days=1))
    days = supply_days(county_id, [school], first, first + timedelta(days=_AHEAD))[school.id]
    days = [on for on in days if on not in _held(draw, look, school)]
    one = windows.window(first, max(look.last, first), days)
    if not one.days:
        return 0
    _list(county_id, draw, look.n, look.attempt + 1, school, one, by=by, now=now)
    return 1


def _list(county_id, draw, n, attempt, school, one, *, by, now):
    list_days(county_id, draw.id, n, attempt, {school.code: one.days}, one[:2], by=by, now=now)


def _held(draw, look, school):
    """The days that the school's other looks can fall on, or fell on."""
    return {
        date.fromisoformat(on)
        for slate in draw.slates
        if draw.kind == LOOK_BACK and slate.number != look.n
        for on in slate.listed["choices"].get(school.code, ())
    }
