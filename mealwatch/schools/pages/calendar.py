"""The supply calendar, a month at a time: of the county, a school or a pupil group."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.schools import presenters, queries, service
from mealwatch.schools.domain.holidays import is_published
from mealwatch.schools.pages.place import may_everywhere, refuse_unless_everywhere, schools_in_reach, the_school
from mealwatch.schools.schemas import CalendarForm, TakeOverForm
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("calendar", __name__, template_folder="../templates")


@blueprint.get("/calendar")
@blueprint.get("/schools/<school_code>/calendar")
@blueprint.get("/schools/<school_code>/groups/<group_code>/calendar")
@guard("read_school")
def month(school_code="", group_code=""):
    """A month; whoever may edit ticks days and says what they are."""
    school = the_school(school_code) if school_code else None
    return _month(school, group_code, Form(CalendarForm(), start={"day_type": "closed" if school else "supply"}))


@blueprint.post("/calendar")
@blueprint.post("/schools/<school_code>/calendar")
@blueprint.post("/schools/<school_code>/groups/<group_code>/calendar")
@guard("edit_calendar")
def change(school_code="", group_code=""):
    """Make the ticked days supply days or days without a meal, or take their entries away."""
    school = the_school(school_code, "edit_calendar") if school_code else None
    if school is None:
        refuse_unless_everywhere("edit_calendar")
    form = Form(CalendarForm())
    if form.accepted(lambda given: _enter(given, school_code, group_code)):
        flash(_("供餐日历已修改"), "done")
        return redirect(_address(school_code, group_code, _asked_month()))
    return _month(school, group_code, form)


@blueprint.route("/calendar/proposal", methods=["GET", "POST"])
@guard("edit_calendar")
def proposal():
    """Take over the published working days as the county's supply days."""
    refuse_unless_everywhere("edit_calendar")
    viewer, today = current_viewer(), clock.today()
    terms = queries.terms_of(viewer.county_id)
    term = next((term for term in terms if term.ends_on >= today), None)
    span = (term.starts_on, term.ends_on) if term else (today, date(today.year, 12, 31))
    form = Form(TakeOverForm(), start=dict(zip(("first", "last"), map(date.isoformat, span), strict=True)))

    def work(given):
        return service.take_over_calendar(
            viewer.county_id, given["first"], given["last"], by=viewer.actor(), now=clock.now()
        )

    if form.sent and form.accepted(work):
        done = form.result
        flash(_("已生成 %(count)s 个供餐日，原有 %(kept)s 天没有改动", count=done.written, kept=done.kept), "done")
        if done.closed:
            flash(_("已周结的 %(count)s 周没有改动", count=len(done.closed)), "info")
        return redirect(url_for("calendar.month"))
    return render_template(
        "calendar/proposal.html", form=form, year=span[1].year, is_published=is_published
    ), form.status


@blueprint.get("/calendar.xlsx")
@guard("export_data")
def calendar_xlsx():
    """The entries of the term (or a year around today) as a spreadsheet, those of the schools in reach."""
    viewer, today = current_viewer(), clock.today()
    first, last = today - timedelta(days=183), today + timedelta(days=183)
    schools = {school.id: school for school in schools_in_reach()}
    groups = {group.id: group for group in queries.groups_of(viewer.county_id, schools)}
    columns = [
        Column(_("日期"), "date"),
        Column(_("供餐")),
        Column(_("学校编码")),
        Column(_("学校")),
        Column(_("供餐年级组")),
        Column(_("说明"), width=30),
    ]
    rows = []
    for row in queries.calendar_rows(viewer.county_id, first, last, school_ids=schools):
        school, group = schools.get(row.school_id), groups.get(row.group_id)
        rows.append(
            (
                row.on,
                words.word(row.day_type, "day_type"),
                school.code if school else "",
                school.name if school else _("全县"),
                group.code if group else "",
                row.note,
            )
        )
    return spreadsheet(_("供餐日历"), columns, rows, [(_("从"), first), (_("到"), last)])


def _month(school, group_code, form):
    viewer, first = current_viewer(), _asked_month()
    group = queries.get_group(viewer.county_id, school.id, group_code) if group_code else None
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    scope = (school.id if school else 0, group.id if group else 0)
    entries = queries.calendar_rows(viewer.county_id, first, last, school_ids=[school.id] if school else [])
    before, after = presenters.neighbours(first)
    page = render_template(
        "calendar/month.html",
        form=form,
        first=first,
        weeks=presenters.month_of(first, entries, scope, _asked_days(school, first, last)),
        before=before,
        after=after,
        today=clock.today(),
        school=school,
        group=group,
        groups=_groups(school),
        may_edit=viewer.may("edit_calendar", school=school) if school else may_everywhere("edit_calendar"),
        is_published=is_published(first.year),
        schools=[] if school else schools_in_reach()[:200],
    )
    return page, form.status


def _enter(given, school_code, group_code):
    viewer = current_viewer()
    stamp = {"by": viewer.actor(), "now": clock.now()}
    days = sorted({day["on"] for day in given["days"]})
    if given["day_type"] == "inherit":
        for on in days:
            service.remove_calendar_day(
                viewer.county_id, dated_on=on, school_code=school_code, group_code=group_code, **stamp
            )
        return
    rows = [
        {
            "dated_on": on,
            "day_type": given["day_type"],
            "school_code": school_code,
            "group_code": group_code,
            "note": given["note"],
        }
        for on in days
    ]
    service.put_calendar_days(viewer.county_id, rows, **stamp)


def _asked_days(school, first, last):
    """The days for which a request of the school waits for the bureau."""
    if school is None:
        return set()
    requests = queries.closure_requests_of(current_viewer().county_id, school_ids=[school.id], undecided=True)
    return {one.dated_on for one in requests if first <= one.dated_on <= last}


def _groups(school):
    """(code, name as it is today) of the school's groups."""
    if school is None:
        return []
    viewer = current_viewer()
    roll = queries.roll_of(viewer.county_id, [school.id])
    found = []
    for group in queries.groups_of(viewer.county_id, [school.id]):
        history = roll.history(group.id)
        state = roll.on(group.id, clock.today()) or (history[0] if history else None)
        found.append((group.code, state.name if state else group.code))
    return found


def _asked_month():
    try:
        return date.fromisoformat(request.args.get("month", "") + "-01")
    except ValueError:
        return clock.today().replace(day=1)


def _address(school_code, group_code, first):
    parts = {"school_code": school_code, "group_code": group_code, "month": f"{first:%Y-%m}"}
    return url_for("calendar.month", **{name: value for name, value in parts.items() if value})
