"""The bureau's board of cases, and the list behind it for the screen and for Excel."""

from datetime import timedelta

from flask import render_template
from flask_babel import gettext as _

from mealwatch.cases import presenters, queries
from mealwatch.cases.domain import deadlines, states
from mealwatch.cases.pages.blueprint import blueprint, schools_read
from mealwatch.kernel import clock
from mealwatch.web import words
from mealwatch.web.asked import asked_day, asks_for
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.listing import Listing, choice, conditions, picked

#: The board's lanes and the states in each.
LANES = {
    "issued": (states.ISSUED, states.REOPENED),
    "rectifying": (states.RECTIFYING,),
    "returned": (states.RETURNED,),
    "review": (states.REVIEW, states.PROPOSED),
    "watching": (states.WATCHING,),
    "closed": (states.CLOSED,),
}
#: So many cards stand in a lane; the rest is in the list.
SHOWN = 6
#: The last lane shows what was closed in so many days.
_CLOSED_DAYS = 30
_STATES = (*LANES, "drafted", "withdrawn", "overdue", "reopened", "open")


@blueprint.get("/cases")
@guard("read_cases")
def index():
    """The board: a lane for each state, what is due first on top."""
    viewer, today, at = current_viewer(), clock.today(), schools_read()
    found = queries.cases(viewer.county_id, None if len(at) > _MANY else list(at))
    found = [one for one in found if one.school_id in at]
    lanes = [presenters.Lane.of(name, _in_lane(found, name, today), today) for name in LANES]
    return render_template(
        "cases/board.html",
        lanes=lanes,
        shown=SHOWN,
        at=at,
        today=today,
        drafted=[one for one in found if one.state == states.DRAFTED],
        overdue=[one for one in found if one.overdue_days(today)],
        reopened=[one for one in found if one.reopened and one.state in states.OPEN],
        show=presenters,
        may_open=viewer.may(states.BUREAU),
        may_name=viewer.may(states.SUPERIOR),
    )


@blueprint.get("/cases/list")
@guard("read_cases")
def listed():
    """All cases by number, the newest first, with filters."""
    listing, choices, first, last = _listing()
    return render_template(
        "cases/list.html",
        listing=listing,
        page=listing.page(),
        filters=choices,
        first=first or "",
        last=last or "",
        may_export=current_viewer().may("export_data"),
    )


@blueprint.get("/cases.xlsx")
@guard("read_cases")
def listed_xlsx():
    """The list as it stands on the screen."""
    return _listing()[0].as_excel(_("整改清单"))


#: Of more schools than this, the county's cases are read whole.
_MANY = 200


def _in_lane(found, name, today):
    here = [one for one in found if one.state in LANES[name]]
    if name != "closed":
        return sorted(here, key=lambda one: (one.clock or one.since.date(), one.id))
    since = today - timedelta(days=_CLOSED_DAYS)
    recent = [one for one in here if one.closed_on >= since]
    return sorted(recent, key=lambda one: (one.closed_on, one.id), reverse=True)


def _listing():
    viewer, at, today = current_viewer(), schools_read(), clock.today()
    first, last = asked_day("first"), asked_day("last")
    found = queries.cases(viewer.county_id, opened_from=first, opened_until=last)
    state = picked("state", _STATES)
    wanted = [one for one in found if _lets_through(one, at) and (not state or _is(one, state, today))]
    choices = _choices(at)
    rows = [presenters.row(one, at[one.school_id], today) for one in wanted]
    shown = [presenters.shown(one, at[one.school_id], today) for one in wanted]
    told = conditions(choices, first, last)
    return Listing(presenters.columns(), rows, told, (presenters.shown_columns(), shown)), choices, first, last


def _is(one, state, today):
    if state == "overdue":
        return one.overdue_days(today) > 0
    if state == "reopened":
        return one.reopened > 0
    if state == "open":
        return one.state in states.OPEN
    return one.state in LANES.get(state, (state,))


def _lets_through(one, at):
    school = at.get(one.school_id)
    return school is not None and asks_for(
        town=school.town, school=school.code, severity=one.severity, kind=one.kind, source=one.source
    )


def _choices(at):
    stands = [(name, words.word(name, "case_lane")) for name in LANES]
    extra = [("open", _("没有销号")), ("overdue", _("逾期")), ("reopened", _("重新打开过"))]
    others = [(name, words.word(name, "case_state")) for name in (states.DRAFTED, states.WITHDRAWN)]
    towns = dict.fromkeys(one.town for one in at.values())
    return [
        choice("state", _("情况"), [*stands, *extra, *others]),
        choice("town", _("乡镇"), [(town, town) for town in towns]),
        choice("school", _("学校"), [(one.code, one.name) for one in at.values()]),
        choice("source", _("来源"), words.choices("case_source")),
        choice("severity", _("严重程度"), [(one, words.word(one, "case_severity")) for one in deadlines.SEVERITIES]),
        choice("kind", _("类型"), [(one, words.word(one, "case_kind")) for one in deadlines.KINDS]),
    ]
