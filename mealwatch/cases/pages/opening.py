"""Opening a case: from an alert, a finding, a complaint or by hand; what is known stands there already, to edit."""

from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.cases import queries, service
from mealwatch.cases.domain import states
from mealwatch.cases.pages import sources
from mealwatch.cases.pages.blueprint import blueprint, officers
from mealwatch.cases.schemas import OpenSchema
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/cases/new")
@guard("handle_cases")
def new():
    """The form, with what the alert or the finding says; where that has a case, to it."""
    source = _source()
    known = source and queries.of_source(current_viewer().county_id, source.kind, source.key)
    if known:
        return redirect(url_for(".case", case_id=known.id))
    start = {
        "severity": "ordinary",
        "kind": "dated",
        "source": _asked_source(),
        "school": request.args.get("school", ""),
    }
    start |= {"request_key": uuid4().hex, "owner": current_viewer().account_id}
    return _page(source, Form(OpenSchema(), start=start | (source.start if source else {})).fresh())


@blueprint.post("/cases/new")
@guard("handle_cases")
def open_case():
    """Open it as a draft; it is issued from its own page."""
    viewer, source = current_viewer(), _source()
    form = Form(OpenSchema())
    if form.accepted(lambda given: _open(viewer, source, given)):
        flash(_("已立案，核对后下达给学校"), "done")
        return redirect(url_for(".case", case_id=form.result))
    return _page(source, form)


def _open(viewer, source, given):
    school = source.school if source else schools.get_school(viewer.county_id, given["school"])
    if not viewer.may(states.BUREAU, school=school):
        raise NotAllowed
    heard = given["heard"] if given["source"] == "complaint" else ""
    worded = {name: given[name] for name in ("text", "basis", "severity", "kind", "due_on", "owner", "request_key")}
    return service.open(
        viewer.county_id,
        school.id,
        source=(source.kind, source.key) if source else (given["source"], heard),
        canteen_id=source.canteen_id if source else None,
        by=viewer.actor(),
        now=clock.now(),
        **worded,
    )


def _source():
    """The alert or the finding that the address names, within the person's reach; else None."""
    for kind, find in sources.BY_NAME.items():
        number = request.args.get(kind, "")
        if number.isascii() and number.isdigit() and len(number) < 16:
            found = find(current_viewer().county_id, int(number))
            if not current_viewer().may(states.BUREAU, school=found.school):
                raise NotAllowed
            return found
    return None


def _asked_source():
    return "complaint" if request.args.get("complaint") else "hand"


def _page(source, form):
    viewer = current_viewer()
    at = schools.schools_of(viewer.county_id, viewer.reach(states.BUREAU).school_ids)
    return render_template(
        "cases/new.html",
        source=source,
        form=form,
        at=[(one.code, f"{one.town} {one.name}") for one in at],
        people=officers(viewer.county_id),
    ), form.status
