"""回避: who stays away from which school."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.rounds import errors, presenters, queries, service
from mealwatch.rounds.pages.blueprint import PLAN, blueprint, inspectors, known_schools
from mealwatch.rounds.schemas import AvoidanceSchema
from mealwatch.schools.errors import NoSchool
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.route("/rounds/avoidances", methods=["GET", "POST"])
@guard(PLAN)
def avoidances():
    """Declare that somebody stays away from a school, and what was declared."""
    viewer = current_viewer()
    form = Form(AvoidanceSchema())
    known = known_schools()
    reach = viewer.reach(PLAN)
    listed = [one for one in known.values() if reach.everywhere or one.id in reach.schools]

    def work(given):
        if not given["username"] and not given["name"]:
            raise errors.NameMissing(field="name")
        if given["school_code"] not in {one.code for one in listed}:
            raise NoSchool(field="school_code", value=given["school_code"])
        service.avoid(viewer.county_id, **given, by=viewer.actor(), now=clock.now())

    if form.sent and form.accepted(work):
        flash(_("已登记，抽签派组时会避开"), "done")
        return redirect(url_for("rounds.avoidances"))
    here = {one.id for one in listed}
    page = render_template(
        "rounds/avoidances.html",
        form=form,
        found=[one for one in queries.avoidances_of(viewer.county_id, ended=True) if one.school_id in here][::-1],
        schools=known,
        options=[(one.code, f"{one.name}（{one.town}）") for one in listed],
        inspectors=inspectors(),
        show=presenters,
    )
    return page, form.status


@blueprint.post("/rounds/avoidances/<int:avoidance_id>/end")
@guard(PLAN)
def end_avoidance(avoidance_id):
    """It no longer holds."""
    viewer = current_viewer()
    reach = viewer.reach(PLAN)
    one = next((each for each in queries.avoidances_of(viewer.county_id, ended=True) if each.id == avoidance_id), None)
    if one is None or not (reach.everywhere or one.school_id in reach.schools):
        raise errors.NoConflict(value=avoidance_id)
    in_transaction(lambda: service.end_avoidance(viewer.county_id, avoidance_id, by=viewer.actor(), now=clock.now()))
    flash(_("已结束，记录还在"), "done")
    return redirect(url_for("rounds.avoidances"))
