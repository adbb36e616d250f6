"""Closing a week: what is still missing, the figures that will be frozen, one button."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_school
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend import presenters, service, weeks
from mealwatch.spend.domain.sentence import explain
from mealwatch.spend.pages.blueprint import blueprint, names_for
from mealwatch.spend.queries.readiness import readiness
from mealwatch.spend.queries.reopenings import reopening_of
from mealwatch.spend.queries.statements import standing, statements_of
from mealwatch.spend.service import versions
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import language


@blueprint.get("/closings")
@guard("read_school")
def closings():
    """To where a person's closings are: their one school, or the schools of the last week."""
    viewer = current_viewer()
    reach = viewer.reach("read_school")
    if not viewer.may("read_county") and not reach.everywhere and len(reach.schools) == 1:
        [school] = schools.schools_of(viewer.county_id, reach.schools)
        return redirect(url_for(".school", school_code=school.code))
    return redirect(url_for(".week", week=weeks.latest_over()))


@blueprint.get("/schools/<school_code>/closings")
@guard("read_school")
def school(school_code):
    """A school's last weeks: closed, ready to be closed, or what they lack."""
    viewer, school, now = current_viewer(), the_school(school_code), clock.now()
    last = Week.of(now.date())
    first = last.shifted(1 - weeks.SPAN)
    closed = {one.week: one for one in standing(viewer.county_id, first, last, {school.id})}
    still_open = readiness(viewer.county_id, school.id, first, last, closed)
    return render_template(
        "spend/school.html",
        school=school,
        label=weeks.Labels(viewer.county_id),
        lines=[
            (week, closed.get(week), still_open.get(week), weeks.closes_at(viewer.county_id, week))
            for week in reversed(Week.span(first, last))
            if week in closed or week in still_open
        ],
        now=now,
        time_left=presenters.time_left,
    )


@blueprint.get("/schools/<school_code>/weeks/<week>/close")
@guard("read_school")
def close(school_code, week):
    """One school's week before it is closed: what is missing, what will be frozen; or that it is closed."""
    return _page(the_school(school_code), weeks.the_week(week), Form())


@blueprint.post("/schools/<school_code>/weeks/<week>/close")
@guard("close_week")
def close_now(school_code, week):
    """Close one school's week."""
    viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
    form = Form()
    if not form.done(lambda: _close(viewer, school, week)):
        return _page(school, week, form)
    flash(_("已周结，数字已锁定"), "done")
    return redirect(url_for(".close", school_code=school.code, week=week))


@blueprint.post("/weeks/<week>/close")
@guard("close_week")
def close_due(week):
    """The deadline's close: every school that has not closed the week."""
    viewer, week, now = current_viewer(), weeks.the_week(week), clock.now()
    if not viewer.reach("close_week").everywhere:
        raise NotAllowed
    form = Form()
    if form.done(
        lambda: in_transaction(lambda: versions.close_due(viewer.county_id, week, by=viewer.actor(), now=now))
    ):
        flash(_("到期周结：锁定了 %(count)s 所学校", count=len(form.result)), "done")
    else:
        flash(form.faults[0].text, "wrong")
    return redirect(url_for(".week", week=week))


def _page(school, week, form):
    viewer, now = current_viewer(), clock.now()
    county_id = viewer.county_id
    known = statements_of(county_id, school.id, week)
    current = known[0] if known and known[0].standing else None
    ready = None if current else readiness(county_id, school.id, week, week).get(week)
    names = names_for(ready.figures, ready.missing, ready.papers) if ready else None
    until = weeks.closes_at(county_id, week)
    label = weeks.Labels(county_id)(week, ready.days if ready else None)
    page = render_template(
        "spend/close.html",
        school=school,
        week=week,
        label=label,
        form=form,
        known=known,
        current=current,
        asked=reopening_of(county_id, school.id, week, current.version) if current else None,
        ready=ready,
        lacks=presenters.lacks(ready, school, names) if ready else [],
        names=names,
        sentences=[(one, explain(one, label, language())) for one in ready.figures] if ready else [],
        until=until,
        overdue=now >= until,
        left=presenters.time_left(until, now),
        over=bool(ready) and now.date() >= ready.days[-1],
        may_close=viewer.may("close_week", school=school),
        by_deadline=_how(viewer) == "deadline",
        may_reopen=viewer.may("reopen_week", school=school),
    )
    return page, form.status


def _close(viewer, school, week):
    how, now = _how(viewer), clock.now()

    def work():
        if how == "deadline":
            versions.refuse_before_deadline(viewer.county_id, week, now)
        return service.close_week(viewer.county_id, school.id, week, how=how, by=viewer.actor(), now=now)

    return in_transaction(work)


def _how(viewer):
    """A principal closes what is complete; the bureau closes what is due."""
    return "deadline" if viewer.may("read_county") else "principal"
