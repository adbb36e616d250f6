"""The ladder: what the rules propose, the step that is taken with its paper or declined, what came of it."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.attachments.domain.matters import Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.attachments.schemas import PhotosField
from mealwatch.cases import queries as cases
from mealwatch.cases.following import errors, presenters, queries, service
from mealwatch.cases.following.domain import ladder
from mealwatch.cases.following.pages.blueprint import (
    blueprint,
    known_photos,
    office_case,
    schools_here,
    stamp,
)
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools.domain import workdays
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web.fields import Choice, DateField, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: Steps at which people meet.
_TALKS = ("remind", "interview")


class PaperSchema(Schema):
    """What the paper of a step says."""

    held_on = DateField(load_default=None)
    held_at = Text(most=20, load_default="")
    place = Text(most=80, load_default="")
    manner = Choice("manner", load_default="")
    officials = Text(load_default="")
    recorder = Text(most=40, load_default="")
    persons = Text(load_default="")
    cause = Text(most=1000, load_default="")
    basis = Text(most=1000, load_default="")
    facts = Text(most=2000, load_default="")
    demands = Text(most=2000, load_default="")
    due_on = DateField(load_default=None)
    bring = Text(load_default="")
    contact = Text(load_default="")


class RecordSchema(PaperSchema):
    """What was said when the step was carried out."""

    statement = Text(most=2000, load_default="")
    follow_up = Text(most=1000, load_default="")
    photos = PhotosField()


class DeclineSchema(Schema):
    words = Text(most=1000, load_default="")


@blueprint.get("/ladder")
@guard("read_cases")
def ladder_page():
    """What is proposed now, the gravest first; the table by which it is proposed; what was decided last."""
    viewer, at = current_viewer(), schools_here()
    asked = queries.proposals(viewer.county_id, clock.today(), school_ids=list(at))
    asked.sort(key=lambda pair: (-ladder.rank(pair[1].step), pair[0].due_on, pair[0].id))
    decided = [one for one in queries.escalations(viewer.county_id) if one.school_id in at]
    return render_template(
        "following/ladder.html",
        asked=asked,
        decided=decided[:30],
        rows=ladder.table(),
        steps=ladder.STEPS,
        at=at,
        today=clock.today(),
        show=presenters,
    )


@blueprint.route("/cases/<int:case_id>/climb", methods=["GET", "POST"])
@guard("handle_cases")
def climb(case_id):
    """Take the proposed step: its paper is filled in beforehand."""
    case, school = office_case(case_id, "handle_cases")
    asked = _asked(case)
    form = Form(PaperSchema(), start=_start(case, school, asked))

    def work(given):
        return service.take(current_viewer().county_id, case_id, asked.step, paper=_paper(given), **stamp())

    if form.sent and form.accepted(work):
        flash(_("已办理，可以打印文书"), "done")
        return redirect(url_for(".step", escalation_id=form.result))
    return _climb_page(case, school, asked, form, Form(DeclineSchema()).fresh())


@blueprint.post("/cases/<int:case_id>/climb/decline")
@guard("handle_cases")
def decline(case_id):
    """Do not take the proposed step, with the reason."""
    case, school = office_case(case_id, "handle_cases")
    asked = _asked(case)
    form = Form(DeclineSchema())
    if form.accepted(
        lambda given: service.decline(current_viewer().county_id, case_id, asked.step, words=given["words"], **stamp())
    ):
        flash(_("理由已记录在案"), "done")
        return redirect(url_for("cases.case", case_id=case_id, _anchor="ladder"))
    return _climb_page(case, school, asked, Form(PaperSchema(), start=_start(case, school, asked)).fresh(), form)


@blueprint.route("/escalations/<int:escalation_id>", methods=["GET", "POST"])
@guard("read_cases")
def step(escalation_id):
    """A step: what its paper says, what came of it, its documents."""
    viewer = current_viewer()
    one = queries.get_escalation(viewer.county_id, escalation_id)
    at = schools_here()
    if one.school_id not in at:
        raise errors.NoEscalation(what="", key=str(escalation_id))
    school = at[one.school_id]
    may = one.taken and viewer.may("handle_cases", school=school)
    if request.method == "POST" and not may:
        raise NotAllowed
    evidence = Evidence("office", school)
    form = evidence_form(RecordSchema(), evidence, one.paper | {"photos": " ".join(one.photos)})
    if form.sent and not form.faults and form.accepted(lambda given: _record(escalation_id, given)):
        flash(_("已记下"), "done")
        return redirect(url_for(".step", escalation_id=escalation_id))
    return render_template(
        "following/step.html",
        one=one,
        case=cases.case(viewer.county_id, one.case_id),
        school=school,
        evidence=evidence,
        form=form,
        may=may,
        papers=_papers(one) if viewer.may("issue_papers", school=school) else (),
        known=known_photos(evidence, one.photos),
        show=presenters,
    ), form.status


def _asked(case):
    found = queries.proposed_for(current_viewer().county_id, case, clock.today())
    if found is None:
        raise errors.NothingProposed
    return found


def _climb_page(case, school, asked, form, declining):
    return render_template(
        "following/climb.html", case=case, school=school, asked=asked, form=form, declining=declining, show=presenters
    ), max(form.status, declining.status)


def _start(case, school, asked):
    """The paper as the records have it; the officer changes what is otherwise."""
    viewer = current_viewer()
    why = presenters.rule_words(asked.rule, asked.count)
    held_on = workdays.after(clock.today(), 1)
    office = _("%(county)s教体局", county=viewer.county_name)
    talk = {
        "held_on": held_on.isoformat(),
        "held_at": "09:00",
        "place": office,
        "manner": "warn",
        "officials": plain_name(viewer.name),
        "persons": _("%(school)s %(name)s", school=school.name, name=school.principal or _("校长")),
        "bring": _("整改情况说明、佐证材料"),
    }
    return (talk if asked.step in _TALKS else {}) | {
        "cause": _("%(number)s：%(why)s", number=case.number, why=why),
        "basis": case.basis,
        "facts": case.text,
        "demands": _("按整改通知的要求改好，说明没有按时改好的原因，提交整改结果和佐证材料"),
        "due_on": workdays.after(held_on, 3).isoformat(),
        "contact": f"{office} {plain_name(viewer.name)}",
    }


def _papers(one):
    """``[(what it is called, address)]`` of the documents of a step, where a feature prints them."""
    if not one.taken or "official.draft" not in current_app.view_functions:
        return []
    kinds = {"interview": _("约谈通知书"), "interview_record": _("约谈记录")}
    if one.step != "interview":
        kinds = {"ladder": _("起草文书")}
    return [(text, url_for("official.draft", kind=kind, about=str(one.id))) for kind, text in kinds.items()]


def _paper(given):
    found = {name: value for name, value in given.items() if name != "photos"}
    return {name: _text(value) for name, value in found.items()}


def _text(value):
    return value.isoformat() if hasattr(value, "isoformat") else value or ""


def _record(escalation_id, given):
    service.record(current_viewer().county_id, escalation_id, paper=_paper(given), photos=given["photos"], **stamp())
