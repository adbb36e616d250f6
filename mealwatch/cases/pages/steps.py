"""The bureau's steps, one form each; and the wording of what is not issued yet."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.cases import presenters, service
from mealwatch.cases.domain import states
from mealwatch.cases.errors import ReasonMissing, StepNotAllowed
from mealwatch.cases.pages import case as case_page
from mealwatch.cases.pages.blueprint import blueprint, may_take, officers, the_case
from mealwatch.cases.schemas import StepSchema, WordingSchema
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed, NotFound, mark
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import translate

_BY_FORM = (*case_page.NEXT.values(), *case_page.OTHERS)
_DONE = {
    "issue": mark("已下达，学校会收到通知"),
    "propose_close": mark("已提出销号，等另一个人同意"),
    "agree_close": mark("已同意，转入回头看"),
    "send_back": mark("已退回学校重新整改"),
    "reopen": mark("已重新打开，学校要重新签收"),
    "superior_return": mark("已退回，学校要重新整改"),
}


@blueprint.get("/cases/<int:case_id>/steps/<what>")
@guard("read_cases")
def step_form(case_id, what):
    """The form of one step."""
    case, school = _taken(case_id, what)
    return _page(case, school, what, Form(StepSchema(), start=case_page.start(case, what, clock.today())).fresh())


@blueprint.post("/cases/<int:case_id>/steps/<what>")
@guard("read_cases")
def step(case_id, what):
    """Take a case a step on."""
    viewer = current_viewer()
    case, school = _taken(case_id, what, only_right=True)
    form = Form(StepSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: service.act(viewer.county_id, case_id, what, **_by_hand(what, given), **stamp)):
        flash(translate(_DONE[what]) if what in _DONE else _("已记下"), "done")
        return redirect(url_for(".case", case_id=case_id))
    if case_page.NEXT.get(case.state) == what:
        return case_page.page(case_id, stepping=form)
    return _page(case, school, what, form)


@blueprint.get("/cases/<int:case_id>/wording")
@guard("handle_cases")
def wording(case_id):
    """The notice before it is issued."""
    case, school = _taken(case_id, "reword")
    start = {name: getattr(case, name) for name in ("text", "basis", "severity", "kind", "due_on")}
    return _wording(case, school, Form(WordingSchema(), start=start | {"owner": case.owner_id}).fresh())


@blueprint.post("/cases/<int:case_id>/wording")
@guard("handle_cases")
def reword(case_id):
    """Change the notice before it is issued."""
    viewer = current_viewer()
    case, school = _taken(case_id, "reword", only_right=True)
    form = Form(WordingSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: service.act(viewer.county_id, case_id, "reword", wording=given, **stamp)):
        flash(_("已改好"), "done")
        return redirect(url_for(".case", case_id=case_id))
    return _wording(case, school, form)


def _by_hand(what, given):
    """What was typed. A case that ends by hand ends unseen, which takes a reason. Raises ReasonMissing."""
    if what == "finish" and not given["reason"]:
        raise ReasonMissing(field="reason")
    return given


def _page(case, school, what, form):
    return render_template(
        "cases/step.html",
        case=case,
        school=school,
        what=what,
        wanted=states.ACTIONS[what],
        reasons=presenters.reasons(what),
        form=form,
        show=presenters,
        today=clock.today(),
    ), form.status


def _wording(case, school, form):
    people = officers(current_viewer().county_id)
    return render_template("cases/wording.html", case=case, school=school, form=form, people=people), form.status


def _taken(case_id, what, *, only_right=False):
    """(case, school) where the person may take this step. Raises NoCase, NotFound, NotAllowed, StepNotAllowed."""
    if what not in (*_BY_FORM, "reword"):
        raise NotFound(what=_("这一步"), key=what)
    viewer = current_viewer()
    case, school, _office = the_case(case_id)
    if may_take(viewer, case, school, what):
        return case, school
    who = states.SUPERIOR if what == "superior_return" else states.BUREAU
    if not viewer.may(who, school=school) and what != "agree_close":
        raise NotAllowed
    if only_right and what != "finish":
        return case, school
    raise StepNotAllowed
