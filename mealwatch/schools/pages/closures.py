"""Days without a meal: a school asks, the bureau decides; until then the day stays due."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed, Problem
from mealwatch.schools import presenters, queries, service
from mealwatch.schools.pages.place import schools_in_reach, the_school
from mealwatch.schools.schemas import ClosureForm, DecisionForm
from mealwatch.storage.keys import WHOLE
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("closures", __name__, template_folder="../templates")


@blueprint.get("/closures")
@guard("read_school")
def index():
    """The requests of the schools in reach, those that wait first."""
    return _list(Form(DecisionForm()).fresh()), 200


@blueprint.post("/closures")
@guard("decide_closure")
def decide():
    """Approve or refuse the ticked requests, all or none."""
    viewer, form = current_viewer(), Form(DecisionForm())

    def work(given):
        for number, one in enumerate(given["chosen"]):
            asked = queries.get_closure_request(viewer.county_id, one["id"])
            school = queries.school_by_id(viewer.county_id, asked.school_id)
            if not viewer.may("decide_closure", school=school):
                raise NotAllowed
            try:
                service.decide_closure(
                    viewer.county_id,
                    asked.id,
                    approve=given["decision"] == "approved",
                    note=given["note"],
                    by=viewer.actor(),
                    now=clock.now(),
                )
            except Problem as problem:
                problem.field = f"chosen.{number}.id"
                raise
        return len(given["chosen"])

    if form.accepted(work):
        flash(_("已审批 %(count)s 份申请", count=form.result), "done")
        return redirect(url_for("closures.index"))
    return _list(form), form.status


@blueprint.route("/schools/<school_code>/closures/new", methods=["GET", "POST"])
@guard("request_closure")
def ask(school_code):
    """Ask that a day have no meal."""
    viewer, school = current_viewer(), the_school(school_code, "request_closure")
    start = {"request_key": secrets.token_hex(8), "date": request.args.get("date") or clock.today().isoformat()}
    form = Form(ClosureForm(), start=start)

    def work(given):
        group_id = WHOLE
        if given["group_code"]:
            group_id = queries.get_group(viewer.county_id, school.id, given["group_code"]).id
        kind = given["kind"] if given["kind"] in presenters.REASONS else "other"
        return service.ask_closure(
            viewer.county_id,
            request_key=given["request_key"],
            school_id=school.id,
            group_id=group_id,
            dated_on=given["date"],
            reason=presenters.reason_text(kind, given["words"]),
            by=viewer.actor(),
            now=clock.now(),
        )

    if form.sent and form.accepted(work):
        flash(_("申请已提交；县教体局同意以前，这一天仍按供餐日算"), "done")
        return redirect(url_for("closures.index"))
    roll = queries.roll_of(viewer.county_id, [school.id])
    groups = []
    for group in queries.groups_of(viewer.county_id, [school.id]):
        state = roll.on(group.id, clock.today())
        groups.append((group.code, state.name if state else group.code))
    page = render_template("closures/ask.html", form=form, school=school, groups=groups, reasons=presenters.reasons())
    return page, form.status


@blueprint.get("/closures.xlsx")
@guard("export_data")
def closures_xlsx():
    """The requests as a spreadsheet."""
    columns = [
        Column(_("日期"), "date"),
        Column(_("学校编码")),
        Column(_("学校")),
        Column(_("供餐年级组")),
        Column(_("原因"), width=30),
        Column(_("申请人")),
        Column(_("申请时间")),
        Column(_("审批")),
        Column(_("审批人")),
        Column(_("审批意见"), width=30),
    ]
    rows = [
        (
            one.dated_on,
            school.code,
            school.name,
            group,
            one.reason,
            one.requested_by,
            f"{one.requested_at:%Y-%m-%d %H:%M}",
            words.word(one.decision or "waiting", "decision"),
            one.decided_by,
            one.decision_note,
        )
        for one, school, group in _requests()
    ]
    return spreadsheet(_("不供餐申请"), columns, rows)


def _list(form):
    viewer = current_viewer()
    rows = _requests()
    only = request.args.get("state")
    if only in words.WORDS["decision"]:
        rows = [row for row in rows if (row[0].decision or "waiting") == only]
    deciding = viewer.reach("decide_closure")
    page = page_of_list(rows)
    return render_template(
        "closures/index.html",
        form=form,
        page=page,
        only=only,
        waiting=[row for row in page.rows if not row[0].decision and _may_decide(deciding, row[1], viewer, row[0])],
        asking=schools_in_reach("request_closure") if viewer.may("request_closure") else [],
    )


def _may_decide(reach, school, viewer, asked):
    return (reach.everywhere or school.id in reach.schools) and asked.requested_by_id != viewer.account_id


def _requests():
    """(request, school, group code or empty) in reach: those that wait first, then the latest day first."""
    viewer = current_viewer()
    schools = {school.id: school for school in schools_in_reach()}
    groups = {group.id: group.code for group in queries.groups_of(viewer.county_id, schools)}
    found = queries.closure_requests_of(viewer.county_id, school_ids=schools)
    found.sort(key=lambda one: (one.decision is not None, -one.dated_on.toordinal(), -one.id))
    return [(one, schools[one.school_id], groups.get(one.group_id, "")) for one in found]
