"""The school's side: what it has to do, signing for a notice, what it has done. It can only ask for review."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.attachments.domain.matters import Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.cases import presenters, queries, service
from mealwatch.cases.domain import states
from mealwatch.cases.pages.blueprint import blueprint, the_case
from mealwatch.cases.pages.case import page
from mealwatch.cases.schemas import AnswerSchema, SignSchema
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/cases/mine")
@guard("answer_case")
def mine():
    """The cases of the person's schools: what they have to do first, then what waits for others."""
    viewer = current_viewer()
    at = {one.id: one for one in schools.schools_of(viewer.county_id, viewer.reach(states.SCHOOL).school_ids)}
    found = [one for one in queries.cases(viewer.county_id, list(at)) if one.issued_on is not None]
    pressing = sorted((one for one in found if one.pending), key=lambda one: (one.clock, one.id))
    return render_template(
        "cases/mine.html",
        pressing=pressing,
        others=[one for one in found if not one.pending],
        at=at,
        today=clock.today(),
        show=presenters,
    )


@blueprint.post("/cases/<int:case_id>/sign")
@guard("answer_case")
def sign(case_id):
    """The principal signs for the notice."""
    viewer = current_viewer()
    _case, _school = _own(viewer, case_id)
    form = Form(SignSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: service.act(viewer.county_id, case_id, "sign", sign=given, **stamp)):
        flash(_("已签收"), "done")
        return redirect(url_for(".case", case_id=case_id))
    return page(case_id, signing=form)


@blueprint.post("/cases/<int:case_id>/answer")
@guard("answer_case")
def answer(case_id):
    """What the school has done; with it, that it asks for review."""
    viewer = current_viewer()
    _case, school = _own(viewer, case_id)
    form = evidence_form(AnswerSchema(), Evidence("case", school))
    if not form.faults and form.accepted(lambda given: _answer(viewer, case_id, given)):
        asked = form.result.state == states.REVIEW
        flash(_("已经交上去，等县教体局核查") if asked else _("已记下进展"), "done")
        return redirect(url_for(".case", case_id=case_id))
    return page(case_id, answering=form)


def _answer(viewer, case_id, given):
    told = {"words": given["words"], "files": given["photos"], "by": viewer.actor(), "now": clock.now()}
    if given["then"] == "ask":
        return service.answer_and_ask(viewer.county_id, case_id, **told)
    return service.act(viewer.county_id, case_id, "answer", **told)


def _own(viewer, case_id):
    """(case, school) of the person's own. Raises NoCase, NotAllowed."""
    case, school, _office = the_case(case_id)
    if not viewer.may(states.SCHOOL, school=school):
        raise NotAllowed
    return case, school
