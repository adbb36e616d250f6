"""One finding: what the school answers, what the office checks; or the process that took it over.

A light follow-up. Each step is a row of its own, so that a full process can take them over as they stand.
"""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.attachments import queries as attachments
from mealwatch.attachments.domain.matters import Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.attachments.schemas import PhotosField
from mealwatch.devices import queries as devices
from mealwatch.inspections.office import errors, service, slots
from mealwatch.inspections.office.pages.blueprint import (
    blueprint,
    in_office,
    the_finding,
)
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.web.fields import Choice, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

_OFFICE = {
    "check": service.check,
    "send_back": service.send_back,
    "reopen": service.reopen,
    "set_aside": service.set_aside,
}


class AnswerSchema(Schema):
    words = Text(most=500, load_default="")
    photos = PhotosField()


class StepSchema(Schema):
    what = Choice("finding_step", of=tuple(_OFFICE), required=True)
    words = Text(most=500, required=True)


@blueprint.get("/findings/<int:finding_id>")
@guard("read_visits", "read_school")
def finding(finding_id):
    """One finding: what was found, what was done, what may be done now."""
    return _page(finding_id, Form(AnswerSchema()).fresh(), Form(StepSchema()).fresh())


@blueprint.post("/findings/<int:finding_id>/answer")
@guard("answer_finding")
def answer(finding_id):
    """The school says what it has done."""
    viewer = current_viewer()
    _found, school = the_finding(finding_id)
    if not viewer.may("answer_finding", school=school):
        raise NotAllowed
    _still_here(viewer.county_id, finding_id)
    form = evidence_form(AnswerSchema(), Evidence("finding", school))
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if not form.faults and form.accepted(
        lambda given: service.answer(
            viewer.county_id, finding_id, words=given["words"], photos=given["photos"], **stamp
        )
    ):
        flash(_("已答复，等县教体局核查"), "done")
        return redirect(url_for(".finding", finding_id=finding_id))
    return _page(finding_id, form, Form(StepSchema()).fresh())


@blueprint.post("/findings/<int:finding_id>/step")
@guard("inspect")
def step(finding_id):
    """Somebody of the office checks it, sends it back, opens it again or sets it aside."""
    viewer = current_viewer()
    _found, school = the_finding(finding_id)
    if not viewer.may("inspect", school=school):
        raise NotAllowed
    _still_here(viewer.county_id, finding_id)
    form = Form(StepSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: _OFFICE[given["what"]](viewer.county_id, finding_id, words=given["words"], **stamp)):
        flash(_("已记下"), "done")
        return redirect(url_for(".finding", finding_id=finding_id))
    return _page(finding_id, Form(AnswerSchema()).fresh(), form)


def _page(finding_id, answering, checking):
    viewer = current_viewer()
    found, school = the_finding(finding_id)
    elsewhere = slots.taken(viewer.county_id, [finding_id]).get(finding_id)
    there = {one.sha256 for one in devices.evidence(viewer.county_id, found.visit.deposit_id) if one.present}
    may_step = viewer.may("inspect", school=school) and not elsewhere
    steps = [one for one in _OFFICE if one in found.allowed()] if may_step else []
    evidence = Evidence("finding", school)
    digests = {digest for one in found.steps if one.visit_id is None for digest in one.photos}
    return render_template(
        "visited/finding.html",
        one=found,
        visit=found.visit,
        school=school,
        evidence=evidence,
        there=there,
        known=attachments.evidence_of(viewer.county_id, evidence, digests),
        today=clock.today(),
        answering=answering,
        checking=checking,
        form=checking if checking.faults else answering,
        may_answer=not elsewhere and "answer" in found.allowed() and viewer.may("answer_finding", school=school),
        elsewhere=elsewhere,
        offered=slots.offered(school, finding_id) if found.pending and not elsewhere else None,
        steps=steps,
        office=in_office(school),
    ), max(answering.status, checking.status)


def _still_here(county_id, finding_id):
    """Refuse what has to go through the process that took the finding over. Raises FollowedElsewhere."""
    elsewhere = slots.taken(county_id, [finding_id]).get(finding_id)
    if elsewhere:
        raise errors.FollowedElsewhere(name=elsewhere.name)
