"""Step 1: what a round sets out to do."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.rounds import presenters, queries, service
from mealwatch.rounds.domain.plan import GAP_DAYS
from mealwatch.rounds.domain.weights import DEFAULT
from mealwatch.rounds.pages.blueprint import PLAN, blueprint, inspectors, known_schools, the_round
from mealwatch.rounds.pages.listing import round_page
from mealwatch.rounds.pages.typed import lists_offered, plan_of, start_of
from mealwatch.rounds.schemas import PlanSchema, ReasonSchema
from mealwatch.schools import queries as schools
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: Empty rows to write in, beyond what stands there.
_SPARE, _DAYS = 3, 3


@blueprint.route("/rounds/new", methods=["GET", "POST"])
@guard(PLAN)
def new():
    """Set a new round out; people and weights start as in the last one."""
    viewer = current_viewer()
    form = Form(PlanSchema(), start=_start(viewer))

    def work(given):
        return service.plan(viewer.county_id, plan_of(given), by=viewer.actor(), now=clock.now())

    if form.sent and form.accepted(work):
        flash(_("已建好，请核对名单，然后封存种子"), "done")
        return redirect(url_for("rounds.show", round_id=form.result))
    return _page(form)


@blueprint.route("/rounds/<int:round_id>/plan", methods=["GET", "POST"])
@guard(PLAN)
def plan(round_id):
    """Change what a round sets out to do, before it is sealed."""
    viewer, found = current_viewer(), the_round(round_id)
    if found.state != "planning":
        return redirect(url_for("rounds.show", round_id=round_id))
    form = Form(PlanSchema(), start=start_of(found.plan, found.revision))

    def work(given):
        wanted, seen = plan_of(given, found.plan), given["seen"]
        service.change_plan(viewer.county_id, round_id, wanted, seen=seen, by=viewer.actor(), now=clock.now())

    if form.sent and form.accepted(work):
        flash(_("已改好"), "done")
        return redirect(url_for("rounds.show", round_id=round_id))
    return _page(form, found)


@blueprint.post("/rounds/<int:round_id>/cancel")
@guard(PLAN)
def cancel(round_id):
    """Call a round off."""
    viewer, found = current_viewer(), the_round(round_id)
    form = Form(ReasonSchema())

    def work(given):
        service.cancel(viewer.county_id, round_id, **given, by=viewer.actor(), now=clock.now())

    if form.accepted(work):
        flash(_("这一轮已取消，记录还在"), "done")
        return redirect(url_for("rounds.show", round_id=round_id))
    return round_page(found, form)


def _start(viewer):
    last = next(iter(queries.rounds_of(viewer.county_id)), None)
    start = {"kind": "surprise", "scope": "county", "gap_days": GAP_DAYS, "seen_days": 1, "teams": 1, "seen": 0}
    if last is not None:
        row = start_of(last.plan, 0)
        people = [one | {"team": None, "out": ""} for one in row["people"] if not one["out"]]
        start |= {"people": people, "gap_days": row["gap_days"], "seen_days": row["seen_days"]}
        start |= {"teams": row["teams"], "bring": row["bring"], "weights": row["weights"]}
    return start


def _page(form, found=None):
    viewer = current_viewer()
    reach = viewer.reach(PLAN)
    listed = [one for one in known_schools().values() if reach.everywhere or one.id in reach.schools]
    towns = [town for town in schools.towns_of(viewer.county_id) if any(one.town == town for one in listed)]
    weights = DEFAULT
    if not form.sent and form.start.get("weights"):
        weights = {code: tuple(pair) for code, pair in form.start["weights"].items()}
    picked = form.typed.values() if form.sent else {row["code"] for row in form.start.get("picks") or ()}
    page = render_template(
        "rounds/plan.html",
        form=form,
        round=found,
        lists=lists_offered(found.plan if found else None),
        towns=[(town, town) for town in towns],
        by_town=[(town, [one for one in listed if one.town == town]) for town in towns],
        everywhere=reach.everywhere,
        picked=picked,
        factors=presenters.factors(weights),
        days=form.rows("days", at_least=len(form.start.get("days") or ()) + _DAYS),
        people=form.rows("people", at_least=len(form.start.get("people") or ()) + _SPARE),
        inspectors=inspectors(),
        today=clock.today(),
    )
    return page, form.status
