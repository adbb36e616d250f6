"""One case: the notice as it was issued, the next step as one big button, what was done so far."""

from flask import render_template

from mealwatch.attachments import queries as attachments
from mealwatch.attachments.domain.matters import Evidence
from mealwatch.cases import presenters, slots
from mealwatch.cases.domain import deadlines, states
from mealwatch.cases.pages.blueprint import blueprint, may_take, the_case
from mealwatch.cases.schemas import AnswerSchema, SignSchema, StepSchema
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: The step that carries a case on, by where it stands; it is the big button.
NEXT = {states.DRAFTED: "issue", states.REVIEW: "propose_close", states.PROPOSED: "agree_close"}
#: What else the bureau may do, in the order of the page.
OTHERS = ("send_back", "decline_close", "extend", "finish", "reopen", "superior_return", "withdraw", "note")


@blueprint.get("/cases/<int:case_id>")
@guard("read_cases", "answer_case")
def case(case_id):
    """The case, for the bureau or for its school."""
    return page(case_id)


def page(case_id, *, stepping=None, signing=None, answering=None):
    """The page of a case with what was typed into one of its forms."""
    viewer, today = current_viewer(), clock.today()
    found, school, office = the_case(case_id)
    canteen = schools.canteen_by_id(viewer.county_id, found.canteen_id) if found.canteen_id else None
    evidence, digests = Evidence("case", school), {digest for step in found.steps for digest in step.files}
    takes = [action for action in states.ACTIONS if may_take(viewer, found, school, action)]
    following = NEXT.get(found.state)
    form = next((given for given in (stepping, signing, answering) if given), None)
    return render_template(
        "cases/case.html",
        case=found,
        school=school,
        canteen=canteen,
        office=office,
        today=today,
        evidence=evidence,
        known=attachments.evidence_of(viewer.county_id, evidence, digests),
        show=presenters,
        seen=[step for step in found.steps if office or step.what not in ("note", "reword")],
        following=following if following in takes else None,
        others=[action for action in OTHERS if action in takes],
        takes=takes,
        actions=states.ACTIONS,
        reasons_of=presenters.reasons,
        source_address=presenters.source_address(found) if office else "",
        stepping=stepping or Form(StepSchema(), start=start(found, following, today)).fresh(),
        signing=signing or Form(SignSchema()).fresh(),
        answering=answering or Form(AnswerSchema(), start={"then": "ask"}).fresh(),
        form=form or Form().fresh(),
        added=slots.shown(viewer.county_id, found, school, office),
    ), form.status if form else 200


def start(case, action, today):
    """What the form of a step begins with."""
    given = {}
    if action and states.ACTIONS[action].due:
        base = max(case.due_on, today) if action == "extend" else today
        given["due_on"] = deadlines.again(base).isoformat()
    return given
