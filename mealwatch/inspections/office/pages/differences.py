"""Differences between what was weighed or counted and what is written: a person confirms or explains each.

What is confirmed becomes a proposal in the canteen's stock record; only the canteen posts anything there.
"""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.devices import queries as devices
from mealwatch.inspections.office import queries, service
from mealwatch.inspections.office.domain.allowed import PROPOSED, receipt_in
from mealwatch.inspections.office.pages.blueprint import (
    asked_day,
    blueprint,
    in_office,
    reach,
    schools_here,
    the_difference,
)
from mealwatch.inspections.office.presenters import measures
from mealwatch.inspections.office.presenters.listing import Cell, Listing, choice, conditions, picked
from mealwatch.inspections.office.proposing import address_of, posted_address
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web import formats, words
from mealwatch.web.fields import Choice, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import Column

STATES = ("waiting", "difference", "confirmed", "explained", "declined", "posted")
_STEPS = {"confirm": service.confirm, "explain": service.explain}


class StepSchema(Schema):
    what = Choice("difference_step", of=tuple(_STEPS), required=True)
    words = Text(most=500, required=True)


class DeclineSchema(Schema):
    words = Text(most=500, required=True)


@blueprint.get("/differences")
@guard("read_visits")
def differences():
    """Weighings and counts that differ from what is written, the newest visit first."""
    listing, choices, counts = _listing()
    return render_template(
        "visited/differences.html",
        listing=listing,
        page=listing.page(),
        filters=choices,
        counts=counts,
        first=request.args.get("first", ""),
        last=request.args.get("last", ""),
        may_export=current_viewer().may("export_data"),
    )


@blueprint.get("/differences.xlsx")
@guard("read_visits")
def differences_xlsx():
    """The list as it stands on the screen."""
    return _listing()[0].as_excel(_("称重盘点差异"))


@blueprint.get("/differences/<int:difference_id>")
@guard("read_visits", "read_school")
def difference(difference_id):
    """One difference: its arithmetic, what was said of it, what may be done now."""
    return _page(difference_id, Form(StepSchema()).fresh(), Form(DeclineSchema()).fresh())


@blueprint.post("/differences/<int:difference_id>/step")
@guard("inspect")
def difference_step(difference_id):
    """A person of the office confirms or explains it."""
    viewer = current_viewer()
    _found, school = the_difference(difference_id)
    if not viewer.may("inspect", school=school):
        raise NotAllowed
    form = Form(StepSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(
        lambda given: _STEPS[given["what"]](viewer.county_id, difference_id, words=given["words"], **stamp)
    ):
        flash(_("已记下"), "done")
        return redirect(url_for(".difference", difference_id=difference_id))
    return _page(difference_id, form, Form(DeclineSchema()).fresh())


@blueprint.post("/differences/<int:difference_id>/decline")
@guard("post_stocktake")
def decline(difference_id):
    """The canteen does not take the proposal up, with a reason that the office reads."""
    viewer = current_viewer()
    found, _school = the_difference(difference_id)
    canteen = schools.canteen_by_id(viewer.county_id, found.visit.canteen_id)
    if not viewer.may("post_stocktake", canteen=canteen):
        raise NotAllowed
    form = Form(DeclineSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: service.decline(viewer.county_id, difference_id, words=given["words"], **stamp)):
        flash(_("已退回县教体局，理由一并送到"), "done")
        return redirect(url_for("stock.canteen", canteen_code=canteen.code))
    return _page(difference_id, Form(StepSchema()).fresh(), form)


def _page(difference_id, deciding, declining):
    viewer = current_viewer()
    found, school = the_difference(difference_id)
    canteen = schools.canteen_by_id(viewer.county_id, found.visit.canteen_id)
    acts = [one for one in _STEPS if one in found.allowed()] if viewer.may("inspect", school=school) else []
    may_post = found.proposed and viewer.may("post_stocktake", canteen=canteen)
    return render_template(
        "visited/difference.html",
        one=found,
        measured=found.measured,
        visit=found.visit,
        school=school,
        canteen=canteen,
        show=measures,
        receipt_in=receipt_in,
        there={one.sha256 for one in devices.evidence(viewer.county_id, found.visit.deposit_id) if one.present},
        differences={},
        steps=acts,
        deciding=deciding,
        declining=declining,
        form=deciding if deciding.faults else declining,
        take_up=address_of(viewer.county_id, canteen, found) if may_post else "",
        posted=posted_address(canteen, found),
        office=in_office(school),
    ), max(deciding.status, declining.status)


def _listing():
    viewer, at = current_viewer(), schools_here()
    first, last = asked_day("first"), asked_day("last")
    found = queries.differences(viewer.county_id, reach(), first=first, last=last)
    choices = _choices(at)
    state = picked("state", STATES)
    narrowed = [one for one in found if _lets_through(one, at)]
    wanted = [one for one in narrowed if not state or _is(one, state)]
    rows = [_row(one, at[one.visit.school_id]) for one in wanted]
    counts = {name: sum(1 for one in narrowed if _is(one, name)) for name in STATES}
    return Listing(_columns(), rows, conditions(choices, first, last)), choices, counts


def _is(one, state):
    if state == "waiting":
        return one.waits
    if state == "posted":
        return one.posted is not None
    return one.state == state and one.posted is None


def _lets_through(one, at):
    school, asked = at.get(one.visit.school_id), request.args
    return (
        school is not None
        and asked.get("town", "") in ("", school.town)
        and asked.get("school", "") in ("", school.code)
        and asked.get("kind", "") in ("", one.measured.kind)
        and (asked.get("beyond") != "yes" or one.within is False)
    )


def _choices(at):
    towns = dict.fromkeys(one.town for one in at.values())
    states = [(one, words.word(one, "difference_state")) for one in STATES[1:5]]
    return [
        choice("state", _("情况"), [("waiting", _("等人核实")), *states, ("posted", _("食堂已更正"))]),
        choice("beyond", _("范围"), [("yes", _("超出允许范围"))]),
        choice("kind", _("哪一种"), [(one, words.word(one, "measured")) for one in PROPOSED]),
        choice("town", _("乡镇"), [(town, town) for town in towns]),
        choice("school", _("学校"), [(one.code, one.name) for one in at.values()]),
    ]


def _columns():
    return [
        Column(_("日期"), "date"),
        Column(_("学校"), width=26),
        Column(_("食材")),
        Column(_("哪一种")),
        Column(_("记录数"), width=14),
        Column(_("实际数"), width=14),
        Column(_("差异"), width=14),
        Column(_("实际/记录")),
        Column(_("允许范围")),
        Column(_("情况"), width=20),
        Column(_("说明"), width=40),
    ]


def _row(one, school):
    measured = one.measured
    address = url_for("inspections.difference", difference_id=measured.id)
    state = _("食堂已更正") if one.posted else words.word(one.state, "difference_state")
    look = "met" if one.posted else words.mark_of(one.state, "difference_state")
    return [
        one.visit.dated_on,
        Cell(school.name, address=address),
        Cell(measured.name, address=address),
        words.word(measured.kind, "measured"),
        formats.quantity(measured.written, measured.base),
        formats.quantity(measured.found, measured.base),
        measures.signed(measured),
        measures.share(measured),
        Cell(_("超出") if one.within is False else _("以内"), look="missing" if one.within is False else "off"),
        Cell(state, look=look),
        one.steps[-1].words if one.steps else "",
    ]
