"""The register of schools: the list, one school with its canteens, groups and standards, and the forms for them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.schools import errors, queries, service, staff
from mealwatch.schools.domain.school import ALIAS_MARK
from mealwatch.schools.pages.place import may_everywhere, refuse_unless_everywhere, schools_in_reach, the_school
from mealwatch.schools.schemas import CanteenForm, SchoolForm
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("schools", __name__, template_folder="../templates")


@blueprint.get("/schools")
@guard("read_school")
def index():
    """The schools in reach, by town and name."""
    found, text, town = _wanted()
    today, viewer = clock.today(), current_viewer()
    page = page_of_list(found)
    ids = [school.id for school in page.rows]
    roll = queries.roll_of(viewer.county_id, ids)
    heads = dict.fromkeys(ids, 0)
    for group in queries.groups_of(viewer.county_id, ids):
        state = roll.on(group.id, today)
        heads[group.school_id] += state.beneficiaries if state else 0
    return render_template(
        "schools/index.html",
        page=page,
        heads=heads,
        text=text,
        town=town,
        towns=sorted({school.town for school in schools_in_reach()}),
        may_add=may_everywhere("edit_schools"),
    )


@blueprint.get("/schools.xlsx")
@guard("export_data")
def schools_xlsx():
    """The list as a spreadsheet."""
    found, text, town = _wanted()
    columns = [
        Column(_("学校编码")),
        Column(_("学校名称"), width=28),
        Column(_("乡镇")),
        Column(_("学校类型")),
        Column(_("供餐模式")),
        Column(_("校长")),
        Column(_("享受学生数"), "whole"),
    ]
    viewer, today = current_viewer(), clock.today()
    ids = [school.id for school in found]
    roll = queries.roll_of(viewer.county_id, ids)
    heads = dict.fromkeys(ids, 0)
    for group in queries.groups_of(viewer.county_id, ids):
        state = roll.on(group.id, today)
        heads[group.school_id] += state.beneficiaries if state else 0
    rows = [
        (
            school.code,
            school.name,
            school.town,
            words.word(school.school_type, "school_type"),
            words.word(school.supply_mode, "supply_mode"),
            school.principal,
            heads[school.id],
        )
        for school in found
    ]
    return spreadsheet(_("学校"), columns, rows, [(_("查找"), text), (_("乡镇"), town)])


@blueprint.get("/schools/<school_code>")
@guard("read_school")
def school(school_code):
    """One school with its canteens, pupil groups and meal standards."""
    viewer, one, today = current_viewer(), the_school(school_code), clock.today()
    roll = queries.roll_of(viewer.county_id, [one.id])
    groups = queries.groups_of(viewer.county_id, [one.id])
    canteens = queries.canteens_of(viewer.county_id)
    return render_template(
        "schools/school.html",
        school=one,
        today=today,
        groups=[(group, roll.on(group.id, today), tuple(reversed(roll.history(group.id)))) for group in groups],
        canteens=[canteen for canteen in canteens if canteen.school_id == one.id],
        feeding=queries.canteens_feeding(viewer.county_id, one.id, today),
        canteen_names={canteen.id: canteen.name for canteen in canteens},
        standards=queries.standard_rows(viewer.county_id, [one.id]),
        staff=staff.staff_counts_of(viewer.county_id, [one.id]),
        group_codes={group.id: group.code for group in groups},
        may_edit=viewer.may("edit_schools", school=one),
    )


@blueprint.route("/schools/new", methods=["GET", "POST"])
@guard("edit_schools")
def new_school():
    """Register a school."""
    refuse_unless_everywhere("edit_schools")
    return _school_form(None)


@blueprint.route("/schools/<school_code>/edit", methods=["GET", "POST"])
@guard("edit_schools")
def edit_school(school_code):
    """Change what is registered of a school."""
    return _school_form(the_school(school_code, "edit_schools"))


@blueprint.route("/schools/<school_code>/canteens/new", methods=["GET", "POST"])
@guard("edit_schools")
def new_canteen(school_code):
    """Register a canteen at a school."""
    return _canteen_form(the_school(school_code, "edit_schools"), None)


@blueprint.route("/schools/<school_code>/canteens/<canteen_code>/edit", methods=["GET", "POST"])
@guard("edit_schools")
def edit_canteen(school_code, canteen_code):
    """Change a canteen's name."""
    viewer, at = current_viewer(), the_school(school_code, "edit_schools")
    canteen = queries.get_canteen(viewer.county_id, canteen_code)
    if canteen.school_id != at.id:
        raise errors.NoCanteen(field="canteen_code", value=canteen_code)
    return _canteen_form(at, canteen)


def _school_form(known):
    viewer = current_viewer()
    start = vars(known) | {"aliases": ALIAS_MARK.join(known.aliases)} if known else {"supply_mode": "canteen"}
    typed = {**request.form, "code": known.code} if known and request.method == "POST" else None
    form = Form(SchoolForm(), start=start, typed=typed)

    def work(given):
        if not known and queries.find_school(viewer.county_id, given["code"]):
            raise errors.CodeTaken(field="code", value=given["code"])
        return service.put_school(viewer.county_id, by=viewer.actor(), now=clock.now(), **given)

    if form.sent and form.accepted(work):
        flash(_("学校已保存"), "done")
        return redirect(url_for("schools.school", school_code=form.typed["code"].strip()))
    towns = queries.towns_of(viewer.county_id)
    return render_template("schools/school_form.html", form=form, known=known, towns=towns), form.status


def _canteen_form(at, known):
    viewer = current_viewer()
    typed = {**request.form, "code": known.code} if known and request.method == "POST" else None
    form = Form(CanteenForm(), start=vars(known) if known else {"name": f"{at.name}食堂"}, typed=typed)

    def work(given):
        if not known and queries.find_canteen(viewer.county_id, given["code"]):
            raise errors.CodeTaken(field="code", value=given["code"])
        return service.put_canteen(viewer.county_id, school_code=at.code, by=viewer.actor(), now=clock.now(), **given)

    if form.sent and form.accepted(work):
        flash(_("食堂已保存"), "done")
        return redirect(url_for("schools.school", school_code=at.code))
    return render_template("schools/canteen_form.html", form=form, known=known, school=at), form.status


def _wanted():
    """The schools in reach that the search and the town leave; with what was asked."""
    text, town = request.args.get("q", "").strip(), request.args.get("town", "")
    found = [
        school
        for school in schools_in_reach()
        if (not town or school.town == town)
        and (not text or any(text in part for part in (school.code, school.name, *school.aliases)))
    ]
    return found, text, town
