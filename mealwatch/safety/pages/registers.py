"""Who works in the canteen, and its refrigerators and lamps."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.safety import presenters, queries, service
from mealwatch.safety.domain.equipment import KINDS as MACHINES
from mealwatch.safety.pages.blueprint import blueprint
from mealwatch.safety.schemas import MachineSchema, StaffSchema
from mealwatch.schools import queries as schools
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/canteens/<canteen_code>/kitchen")
@guard("read_school")
def kitchen(canteen_code):
    """The people and the equipment."""
    return _page(the_canteen(canteen_code), Form(StaffSchema()), Form(MachineSchema()))


@blueprint.post("/canteens/<canteen_code>/kitchen/staff")
@guard("keep_records")
def put_staff(canteen_code):
    """Enter somebody, or change what is known of somebody."""
    canteen, viewer = the_canteen(canteen_code), current_viewer()
    form = Form(StaffSchema(), typed=_typed())

    def work(given):
        return service.put_staff(viewer.county_id, canteen, [given], by=viewer.actor(), now=clock.now())

    if form.accepted(work):
        flash(_("人员已保存"), "done")
        return redirect(url_for("safety.kitchen", canteen_code=canteen_code))
    return _page(canteen, form, Form(MachineSchema()).fresh())


@blueprint.post("/canteens/<canteen_code>/kitchen/equipment")
@guard("keep_records")
def put_equipment(canteen_code):
    """Enter a refrigerator or a lamp, or change it."""
    canteen, viewer = the_canteen(canteen_code), current_viewer()
    form = Form(MachineSchema(), typed=_typed())

    def work(given):
        row = {**given, "used_minutes": given["used_hours"] * 60}
        row.pop("used_hours")
        return service.put_equipment(viewer.county_id, canteen, [row], by=viewer.actor(), now=clock.now())

    if form.accepted(work):
        flash(_("设备已保存"), "done")
        return redirect(url_for("safety.kitchen", canteen_code=canteen_code))
    return _page(canteen, Form(StaffSchema()).fresh(), form)


def _typed():
    """What was typed; a box that is not ticked says no."""
    return {"active": "no", **request.form} if "id" in request.form else request.form


def _page(canteen, person, machine):
    viewer = current_viewer()
    page = render_template(
        "safety/kitchen.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        staff=queries.staff_of(viewer.county_id, canteen.id, every=True),
        machines=queries.equipment_of(viewer.county_id, canteen.id, every=True),
        kinds=[(code, presenters.machine_word(code)) for code in MACHINES],
        machine_word=presenters.machine_word,
        person=person,
        machine=machine,
        may_keep=viewer.may("keep_records", canteen=canteen),
    )
    return page, max(person.status, machine.status)
