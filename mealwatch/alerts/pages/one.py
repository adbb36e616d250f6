"""One alert: what it says, how it is worked out, what was done, and what comes next."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.alerts import known, presenters, service, slots
from mealwatch.alerts.domain import states
from mealwatch.alerts.pages.blueprint import blueprint, in_office, the_alert
from mealwatch.attachments import queries as attachments
from mealwatch.attachments.domain.matters import Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.attachments.schemas import PhotosField
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.spend.weeks import Labels
from mealwatch.web.fields import Choice, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: What the office does in the first place, by state; the rest stands under 其他办法.
_FIRST = {"new": "ask", "explaining": "check"}
#: How a check ends: chosen from a list, with a reason.
ENDS = ("accept", "confirm", "data_error", "false")


class ActSchema(Schema):
    action = Choice("alert_action", of=states.BUREAU, required=True)
    words = Text(most=500, load_default="")


class ExplainSchema(Schema):
    reason = Text(most=20, required=True)
    words = Text(most=500, required=True)
    photos = PhotosField()


@blueprint.get("/alerts/<int:alert_id>")
@guard("read_alerts", "explain_alert")
def alert(alert_id):
    """An alert, for the office and for the school that is asked about it."""
    return _page(alert_id, Form(ActSchema()).fresh(), Form(ExplainSchema()).fresh())


@blueprint.post("/alerts/<int:alert_id>/act")
@guard("handle_alerts")
def act(alert_id):
    """The office takes it a step on."""
    viewer = current_viewer()
    found, school = the_alert(alert_id)
    if not viewer.may("handle_alerts", school=school):
        raise NotAllowed
    form, stamp = Form(ActSchema()), {"by": viewer.actor(), "now": clock.now()}
    reason = request.form.get(f"reason_{request.form.get('action', '')}", "")
    if _sent_twice(found, form.typed.get("action"), form.typed.get("words", "").strip(), viewer) or form.accepted(
        lambda given: service.act(
            viewer.county_id, alert_id, given["action"], words=given["words"], reason=reason, **stamp
        )
    ):
        flash(_("已记下"), "done")
        return redirect(url_for(".alert", alert_id=alert_id, **_from()))
    return _page(alert_id, form, Form(ExplainSchema()).fresh())


@blueprint.post("/alerts/<int:alert_id>/explain")
@guard("explain_alert")
def explain(alert_id):
    """The school says what is behind it."""
    viewer = current_viewer()
    found, school = the_alert(alert_id)
    if not viewer.may("explain_alert", school=school):
        raise NotAllowed
    form = evidence_form(ExplainSchema(), Evidence("alert", school))
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if not form.faults and (
        _sent_twice(found, "explain", form.typed.get("words", "").strip(), viewer)
        or form.accepted(lambda given: service.act(viewer.county_id, alert_id, "explain", **given, **stamp))
    ):
        flash(_("说明已送到县教体局"), "done")
        return redirect(url_for(".asked"))
    return _page(alert_id, Form(ActSchema()).fresh(), form)


def _sent_twice(found, action, words, viewer):
    """Whether this is what the same person did last: a form that was sent again."""
    last = found.steps[-1] if found.steps else None
    return last is not None and (last.action, last.words, last.done_by_id) == (action, words, viewer.account_id)


def _page(alert_id, acting, explaining):
    viewer, today = current_viewer(), clock.today()
    found, school = the_alert(alert_id)
    office, evidence = in_office(school), Evidence("alert", school)
    digests = {digest for step in found.steps for digest in step.photos.split()}
    rule = known.catalogue().get(found.rule)
    possible = [one for one in states.possible(found.state) if one in states.BUREAU]
    if not viewer.may("handle_alerts", school=school):
        possible = []
    first = _FIRST.get(found.state)
    html = render_template(
        "alerts/alert.html",
        one=found,
        school=school,
        office=office,
        canteen=next(iter(schools.canteens_of(viewer.county_id, [school.id])), None),
        evidence=evidence,
        label=Labels(viewer.county_id)(found.week),
        rule=rule,
        show=presenters,
        reasons=states.REASONS,
        limits=presenters.limits_shown(found.rule, {name: presenters.fraction(value) for name, value in found.limits}),
        today=today,
        first=first if first in possible else None,
        ends=[one for one in ENDS if one in possible] if found.state == "checking" else [],
        others=[one for one in possible if one != first and not (found.state == "checking" and one in ENDS)],
        asked=next((step for step in reversed(found.steps) if step.action == "ask"), None),
        explained=next((step for step in reversed(found.steps) if step.action == "explain"), None),
        beside=slots.beside(viewer.county_id, found, school) if office else "",
        photos=attachments.evidence_of(viewer.county_id, evidence, digests),
        acting=acting,
        explaining=explaining,
        form=explaining if explaining.faults else acting,
        may_explain=found.state == "explaining" and viewer.may("explain_alert", school=school),
        may_order=office and found.open and viewer.may("handle_cases", school=school),
    )
    return html, max(acting.status, explaining.status)


def _from():
    return {"from": request.args["from"]} if request.args.get("from") else {}
