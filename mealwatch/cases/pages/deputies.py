"""Who may agree to closings in somebody's place, from when until when: named beforehand by the bureau's head."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain import rights
from mealwatch.cases import queries, service
from mealwatch.cases.pages.blueprint import blueprint, officers
from mealwatch.cases.schemas import DeputySchema
from mealwatch.kernel import clock
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/cases/deputies")
@guard("return_case")
def deputies():
    """Those who stand in, stood in and will; a form for another."""
    today = clock.today().isoformat()
    return _page(Form(DeputySchema(), start={"from_date": today, "until_date": today}).fresh())


@blueprint.post("/cases/deputies")
@guard("return_case")
def name_deputy():
    """Name somebody."""
    viewer, form = current_viewer(), Form(DeputySchema())
    if form.accepted(lambda given: _name(viewer, given)):
        flash(_("已写明代理人"), "done")
        return redirect(url_for(".deputies"))
    return _page(form)


@blueprint.post("/cases/deputies/<int:row_id>/end")
@guard("return_case")
def end_deputy(row_id):
    """Let an arrangement end."""
    viewer = current_viewer()
    in_transaction(lambda: service.end_deputy(viewer.county_id, row_id, by=viewer.actor(), now=clock.now()))
    flash(_("代理已结束"), "done")
    return redirect(url_for(".deputies"))


def _name(viewer, given):
    return service.name_deputy(
        viewer.county_id,
        for_id=given["stands_for"],
        deputy_id=given["deputy"],
        from_date=given["from_date"],
        until_date=given["until_date"],
        reason=given["reason"],
        by=viewer.actor(),
        now=clock.now(),
    )


def _page(form):
    county_id = current_viewer().county_id
    people = [one for one in accounts.people_of(county_id) if one.active and rights.gives(one.grants, "read_cases")]
    named = {one.id: plain_name(one.name) for one in accounts.people_of(county_id)}
    return render_template(
        "cases/deputies.html",
        form=form,
        rows=queries.deputies_of(county_id),
        named=named,
        heads=officers(county_id),
        people=[(one.id, plain_name(one.name)) for one in people],
        today=clock.today(),
    ), form.status
