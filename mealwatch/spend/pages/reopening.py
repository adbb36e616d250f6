"""Reopening a closed week: one person of the bureau asks with a reason, another agrees."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_school
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend import errors, weeks
from mealwatch.spend.pages.blueprint import blueprint
from mealwatch.spend.queries.reopenings import reopening_of, reopenings
from mealwatch.spend.queries.statements import standing_of
from mealwatch.spend.schemas import ReasonSchema
from mealwatch.spend.service import versions
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list


@blueprint.get("/reopenings")
@guard("read_county")
def reopening_list():
    """Requests to reopen weeks, those that wait for a second person first."""
    viewer = current_viewer()
    found = reopenings(viewer.county_id, viewer.reach("read_county").school_ids)
    page = page_of_list(found)
    return render_template(
        "spend/reopenings.html",
        page=page,
        schools={one.id: one for one in schools.schools_of(viewer.county_id, {row.school_id for row in page.rows})},
        label=weeks.Labels(viewer.county_id),
        week_of=Week,
    )


@blueprint.route("/schools/<school_code>/weeks/<week>/reopening", methods=["GET", "POST"])
@guard("reopen_week")
def reopening(school_code, week):
    """Ask to reopen a school's closed week; see who asked."""
    viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
    current = standing_of(viewer.county_id, school.id, week)
    if current is None:
        raise errors.NotClosed(week=week)
    form = Form(ReasonSchema())
    if form.sent and form.accepted(lambda given: _ask(viewer, school, week, current.version, given["reason"])):
        flash(_("申请已登记，请教体局另一位工作人员同意"), "done")
        return redirect(url_for(".reopening", school_code=school.code, week=week))
    return _page(viewer, school, week, current, form)


@blueprint.post("/schools/<school_code>/weeks/<week>/reopening/agreement")
@guard("reopen_week")
def agreement(school_code, week):
    """A second person agrees to reopen the week."""
    viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
    current = standing_of(viewer.county_id, school.id, week)
    if current is None:
        raise errors.NotClosed(week=week)
    form = Form(ReasonSchema())
    if form.done(lambda: in_transaction(lambda: _agree(viewer, school, week, current.version))):
        flash(_("已同意重开，这一周可以补正；补正后请重新周结"), "done")
        return redirect(url_for(".statement", school_code=school.code, week=week, version=current.version))
    return _page(viewer, school, week, current, form)


def _page(viewer, school, week, current, form):
    asked = reopening_of(viewer.county_id, school.id, week, current.version)
    page = render_template(
        "spend/reopening.html",
        school=school,
        week=week,
        label=weeks.Labels(viewer.county_id)(week),
        current=current,
        asked=asked,
        is_own=asked is not None and asked.asked_by_id == viewer.account_id,
        form=form,
    )
    return page, form.status


def _ask(viewer, school, week, version, reason):
    return versions.ask_version(
        viewer.county_id, school.id, week, version, reason=reason, by=viewer.actor(), now=clock.now()
    )


def _agree(viewer, school, week, version):
    return versions.agree_version(viewer.county_id, school.id, week, version, by=viewer.actor(), now=clock.now())
