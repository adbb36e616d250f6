"""A school's classes with the link for their teachers; and the page behind that link, which needs no sign-in."""

import re

import segno
from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_school
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import Problem
from mealwatch.meals import errors
from mealwatch.meals import queries as meals
from mealwatch.meals.classes import queries, service
from mealwatch.meals.classes.schemas import ClassesSchema, ToldSchema
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import PUBLIC, current_viewer, guard

blueprint = Blueprint("classes", __name__, template_folder="../templates")
_ROW = re.compile(r"classes-(\d{1,4})-([a-z_]+)", re.ASCII)
_NEW_LINK = "class_link"
_MORE = 3


@blueprint.get("/schools/<school_code>/classes")
@guard("read_school")
def classes(school_code):
    """The classes, what their teachers told today, and the link for them."""
    return _page(the_school(school_code), Form(ClassesSchema()))


@blueprint.post("/schools/<school_code>/classes")
@guard("edit_classes")
def save(school_code):
    """Set the classes of a school."""
    viewer, school = current_viewer(), the_school(school_code, "edit_classes")
    form = Form(ClassesSchema(), typed=_typed())

    def work(given):
        rows = []
        for place, row in enumerate(given["classes"]):
            try:
                group = schools.get_group(viewer.county_id, school.id, row["group_code"])
            except Problem as problem:
                problem.field = f"classes.{place}.group_code"
                raise
            rows.append(row | {"group_id": group.id})
        return service.put_classes(viewer.county_id, school.id, rows, by=viewer.actor(), now=clock.now())

    if "more" not in request.form and form.accepted(work):
        flash(_("班级名单已保存"), "done")
        return redirect(url_for("classes.classes", school_code=school.code))
    return _page(school, form, more=_MORE if "more" in request.form else 0)


@blueprint.post("/schools/<school_code>/classes/link")
@guard("edit_classes")
def link(school_code):
    """Make a new link; the one before ends. The address is shown on the next page and never again."""
    viewer, school = current_viewer(), the_school(school_code, "edit_classes")
    if "end" in request.form:
        in_transaction(lambda: service.revoke_link(viewer.county_id, school.id, by=viewer.actor(), now=clock.now()))
        flash(_("链接已停用，老师不能再用它报人数"), "done")
    else:
        token = in_transaction(
            lambda: service.renew_link(viewer.county_id, school.id, by=viewer.actor(), now=clock.now())
        )
        session[_NEW_LINK] = [school.code, token]
    return redirect(url_for("classes.classes", school_code=school.code))


@blueprint.route("/k/<token>", methods=["GET", "POST"])
@guard(PUBLIC)
def told(token):
    """A teacher picks the class, writes the heads and signs with a name. Nothing else is shown here."""
    found = service.read_token(token)
    link = queries.find_link(*found) if found else None
    if link is None:
        raise errors.NoLink
    county_id, on, school = found[0], clock.today(), schools.school_by_id(found[0], link.school_id)
    listed = queries.classes_of(county_id, [school.id])
    offered = _meals(county_id, school, listed, on)
    form = Form(ToldSchema(), start={"meal": offered[0]})

    def work(given):
        signed_by = given["signed_by"]
        by, now = Actor(f"{signed_by}（{school.code} 班级链接）"), clock.now()
        return service.tell(county_id, link.id, **given, on=on, by=by, now=now)

    if form.sent and form.accepted(work):
        name = next(one.name for one in listed if str(one.id) == form.typed["class_id"].strip())
        flash(_("%(name)s的人数收到了，谢谢", name=name), "done")
        return redirect(url_for("classes.told", token=token))
    meal = form.value("meal") if form.value("meal") in offered else offered[0]
    newest = queries.told(county_id, [one.id for one in listed], on, meal)
    posted = {one.group_id: bool(meals.current(county_id, one.group_id, on, meal)) for one in listed}
    page = render_template(
        "classes/told.html",
        form=form,
        school=school,
        classes=listed,
        on=on,
        meals=offered,
        told=newest,
        closed=all(posted.values()) if posted else False,
        token=token,
    )
    return page, form.status, {"X-Robots-Tag": "noindex"}


def _meals(county_id, school, listed, on):
    """The meals for which heads are told that day: those that carry the subsidy for one of the classes' groups."""
    standards = schools.standards_of(county_id, [school.id])
    groups = {one.group_id for one in listed}
    named = {meal for group_id in groups for meal, _x in standards.subsidised(school.id, group_id, on)}
    order = ("breakfast", "lunch", "dinner", "snack")
    return [meal for meal in order if meal in named] or ["lunch"]


def _page(school, form, *, more=0):
    viewer, today = current_viewer(), clock.today()
    listed = queries.classes_of(viewer.county_id, [school.id])
    roll = schools.roll_of(viewer.county_id, [school.id])
    groups = schools.groups_of(viewer.county_id, [school.id])
    names = {}
    for group in groups:
        state = roll.on(group.id, today)
        names[group.id] = (group.code, state.name if state else group.code)
    form.start = form.start or {
        "classes": [
            {"name": one.name, "group_code": names[one.group_id][0], "enrolled": one.enrolled} for one in listed
        ]
    }
    fresh = session.pop(_NEW_LINK, None)
    address = None
    if fresh and fresh[0] == school.code:
        address = current_app.config["MEALWATCH"]["BASE_URL"].rstrip("/") + url_for("classes.told", token=fresh[1])
    rows = form.rows("classes", at_least=len(listed) + 1)
    rows += range(rows[-1] + 1, rows[-1] + 1 + more)
    page = render_template(
        "classes/classes.html",
        school=school,
        form=form,
        rows=rows,
        classes=listed,
        groups=list(names.values()),
        names=names,
        told=queries.told(viewer.county_id, [one.id for one in listed], today, "lunch"),
        today=today,
        link=queries.link_in_force(viewer.county_id, school.id),
        address=address,
        picture=segno.make(address, error="m").svg_data_uri(scale=5, border=2) if address else "",
        may_edit=viewer.may("edit_classes", school=school),
    )
    return page, form.status


def _typed():
    """What was typed, without the rows in which no name and no number was."""
    filled = {
        match[1]
        for name, value in request.form.items()
        if (match := _ROW.fullmatch(name)) and match[2] != "group_code" and value.strip()
    }
    return {
        name: value for name, value in request.form.items() if not (match := _ROW.fullmatch(name)) or match[1] in filled
    }
