"""Pupil groups with their dated counts, and meal standards: forms that add what holds from a date on."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.schools import queries, service, staff
from mealwatch.schools.pages.place import schools_in_reach, the_school
from mealwatch.schools.pages.register import blueprint
from mealwatch.schools.schemas import GroupStateForm, StaffForm, StandardForm
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.wire import fields_as
from mealwatch.web.xlsx import Column, spreadsheet


@blueprint.route("/schools/<school_code>/groups/new", methods=["GET", "POST"])
@guard("edit_schools")
def new_group(school_code):
    """Register a pupil group."""
    return _state_form(the_school(school_code, "edit_schools"), None)


@blueprint.route("/schools/<school_code>/groups/<group_code>/edit", methods=["GET", "POST"])
@guard("edit_schools")
def edit_group(school_code, group_code):
    """Change a group's counts, canteen or name from a date on."""
    school = the_school(school_code, "edit_schools")
    return _state_form(school, queries.get_group(current_viewer().county_id, school.id, group_code))


@blueprint.route("/schools/<school_code>/standards/new", methods=["GET", "POST"])
@guard("edit_schools")
def new_standard(school_code):
    """Say which meal carries the subsidy, and what families pay, from a date on."""
    viewer, school = current_viewer(), the_school(school_code, "edit_schools")
    start = {"from_date": clock.today().isoformat(), "meal": "lunch", "subsidised": "yes", "top_up_yuan": "0.00"}
    form = Form(StandardForm(), start=start)

    def work(given):
        with fields_as(top_up_fen="top_up_yuan"):
            return service.put_standard(
                viewer.county_id, school_code=school.code, by=viewer.actor(), now=clock.now(), **given
            )

    if form.sent and form.accepted(work):
        flash(_("餐标已保存"), "done")
        return redirect(url_for("schools.school", school_code=school.code))
    groups = [(group.code, group.code) for group in queries.groups_of(viewer.county_id, [school.id])]
    return render_template("schools/standard_form.html", form=form, school=school, groups=groups), form.status


@blueprint.route("/schools/<school_code>/staff/new", methods=["GET", "POST"])
@guard("edit_schools")
def new_staff(school_code):
    """Say how many of the school's own people may eat, from a date on."""
    viewer, school = current_viewer(), the_school(school_code, "edit_schools")
    known = staff.staff_counts_of(viewer.county_id, [school.id])
    start = known[-1]._asdict() if known else {"other": 0}
    form = Form(StaffForm(), start=start | {"from_date": clock.today().isoformat()})

    def work(given):
        return staff.put_staff_count(viewer.county_id, school.id, by=viewer.actor(), now=clock.now(), **given)

    if form.sent and form.accepted(work):
        flash(_("教职工人数已保存"), "done")
        return redirect(url_for("schools.school", school_code=school.code))
    return render_template("schools/staff_form.html", form=form, school=school), form.status


@blueprint.get("/groups.xlsx")
@guard("export_data")
def groups_xlsx():
    """Every dated count of the groups in reach as a spreadsheet."""
    viewer, schools = current_viewer(), {school.id: school for school in schools_in_reach()}
    groups = {group.id: group for group in queries.groups_of(viewer.county_id, schools)}
    canteens = {canteen.id: canteen.code for canteen in queries.canteens_of(viewer.county_id)}
    columns = [
        Column(_("学校编码")),
        Column(_("学校名称"), width=28),
        Column(_("供餐年级组")),
        Column(_("供餐年级组名称")),
        Column(_("年龄段")),
        Column(_("食堂编码")),
        Column(_("起始日期"), "date"),
        Column(_("享受学生数"), "whole"),
        Column(_("非享受学生数"), "whole"),
    ]
    rows = []
    for row in queries.enrolments_of(viewer.county_id, schools):
        group = groups[row.group_id]
        school = schools[group.school_id]
        state = (row.from_date, row.beneficiaries, row.other_pupils)
        band = words.word(row.age_band, "age_band")
        rows.append((school.code, school.name, group.code, row.name, band, canteens[row.canteen_id], *state))
    return spreadsheet(_("供餐年级组人数"), columns, rows)


@blueprint.get("/standards.xlsx")
@guard("export_data")
def standards_xlsx():
    """The meal standards of the schools in reach as a spreadsheet."""
    viewer, schools = current_viewer(), {school.id: school for school in schools_in_reach()}
    groups = {group.id: group.code for group in queries.groups_of(viewer.county_id, schools)}
    columns = [
        Column(_("学校编码")),
        Column(_("学校名称"), width=28),
        Column(_("供餐年级组")),
        Column(_("起始日期"), "date"),
        Column(_("餐次")),
        Column(_("享受补助")),
        Column(_("学生自理（元）"), "yuan"),
    ]
    rows = [
        (
            schools[row.school_id].code,
            schools[row.school_id].name,
            groups.get(row.group_id, _("全校")),
            row.from_date,
            words.word(row.meal, "meal"),
            _("是") if row.subsidised else _("否"),
            row.top_up_fen,
        )
        for row in queries.standard_rows(viewer.county_id, schools)
    ]
    return spreadsheet(_("餐标"), columns, rows)


def _state_form(school, group):
    viewer, today = current_viewer(), clock.today()
    canteens = queries.canteens_of(viewer.county_id)
    start = {"from_date": today.isoformat()}
    if group:
        history = queries.roll_of(viewer.county_id, group_ids=[group.id]).history(group.id)
        start |= history[-1]._asdict() | {"from_date": today.isoformat(), "group_code": group.code}
        start["canteen_code"] = next(one.code for one in canteens if one.id == history[-1].canteen_id)
    typed = {**request.form, "group_code": group.code} if group and request.method == "POST" else None
    form = Form(GroupStateForm(), start=start, typed=typed)

    def work(given):
        return service.put_group_state(
            viewer.county_id, school_code=school.code, by=viewer.actor(), now=clock.now(), **given
        )

    if form.sent and form.accepted(work):
        flash(_("供餐年级组已保存"), "done")
        return redirect(url_for("schools.school", school_code=school.code))
    own = [one for one in canteens if one.school_id == school.id]
    others = [one for one in canteens if one.school_id != school.id]
    offered = [(one.code, f"{one.name}（{one.code}）") for one in [*own, *others]]
    return render_template(
        "schools/group_form.html", form=form, school=school, group=group, canteens=offered
    ), form.status
