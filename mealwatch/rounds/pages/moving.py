"""Steps 4 and 5: cars, absent people, stops that move."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotFound
from mealwatch.rounds import errors, presenters, queries, service
from mealwatch.rounds.pages.blueprint import PLAN, blueprint, inspectors, known_schools, the_round, the_stop
from mealwatch.rounds.pages.typed import person_of
from mealwatch.rounds.schemas import (
    CarSchema,
    HandOverSchema,
    MoveSchema,
    ReasonSchema,
    ShiftSchema,
    SubstituteSchema,
)
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.route("/rounds/<int:round_id>/teams/<int:team>", methods=["GET", "POST"])
@guard(PLAN)
def team(round_id, team):
    """A team: its car, its people, its ways."""
    viewer, found = current_viewer(), the_round(round_id)
    here = next((one for one in found.plan.teams if one.n == team), None)
    if here is None or found.state in ("planning", "sealed"):
        raise NotFound(what=_("组"), key=team)
    form = Form(CarSchema(), start=vars(here))

    def work(given):
        service.take_car(viewer.county_id, round_id, team, **given, by=viewer.actor(), now=clock.now())

    if form.sent and form.accepted(work):
        flash(_("用车已记下"), "done")
        return redirect(url_for("rounds.team", round_id=round_id, team=team))
    places = [one for one in queries.places_of(viewer.county_id, round_id) if one.team == team]
    page = render_template(
        "rounds/team.html",
        round=found,
        team=here,
        form=form,
        members=found.plan.members(team),
        out=[one for one in found.plan.people if one.team == team and one.out],
        ways=presenters.ways(places),
        done=queries.visited(viewer.county_id, places),
        away=queries.away_from(viewer.county_id),
        schools=known_schools(),
        show=presenters,
    )
    return page, form.status


@blueprint.route("/rounds/<int:round_id>/people/<int:n>", methods=["GET", "POST"])
@guard(PLAN)
def absent(round_id, n):
    """Somebody cannot come: who comes in their place, and why."""
    viewer, found = current_viewer(), the_round(round_id)
    person = found.plan.person(n)
    form = Form(SubstituteSchema())

    def work(given):
        reason = given.pop("reason")
        typed = given["name"] or given["username"]
        substitute = replace(person_of(given | {"team": None}, 1), n=0) if typed else None
        service.replace_person(
            viewer.county_id, round_id, n, substitute, reason=reason, by=viewer.actor(), now=clock.now()
        )

    if form.sent and form.accepted(work):
        flash(_("已换人，记录里写明了原因"), "done")
        return redirect(url_for("rounds.team", round_id=round_id, team=person.team))
    there = {one.username for one in found.plan.people if one.username and not one.out}
    page = render_template(
        "rounds/absent.html",
        round=found,
        person=person,
        form=form,
        inspectors=[one for one in inspectors() if one[0] not in there],
    )
    return page, form.status


@blueprint.get("/rounds/stops/<int:stop_id>")
@guard(PLAN)
def stop(stop_id):
    """A stop that cannot be as planned: another day, another team, the next reserve, or not at all."""
    return _stop_page(*the_stop(stop_id), Form())


@blueprint.post("/rounds/stops/<int:stop_id>/<any(move, hand_over, swap, drop):way>")
@guard(PLAN)
def change_stop(stop_id, way):
    """Put a stop off, hand it over, replace or drop it."""
    viewer, (one, found) = current_viewer(), the_stop(stop_id)
    form = Form({"move": MoveSchema, "hand_over": HandOverSchema}.get(way, ReasonSchema)())
    change = {"move": service.move, "hand_over": _hand_over, "swap": service.swap, "drop": service.drop}[way]

    def work(given):
        return change(viewer.county_id, stop_id, **given, by=viewer.actor(), now=clock.now())

    if form.accepted(work):
        flash(_("已改好，原因记在案"), "done")
        return redirect(url_for("rounds.show", round_id=found.id, _anchor="teams"))
    return _stop_page(one, found, form, way)


@blueprint.post("/rounds/stops/<int:stop_id>/shift")
@guard(PLAN)
def shift(stop_id):
    """Move a stop one place up or down on its way."""
    viewer, (one, found) = current_viewer(), the_stop(stop_id)
    form = Form(ShiftSchema())

    def work(given):
        step = -1 if given["way"] == "up" else 1
        service.shift(viewer.county_id, stop_id, step, by=viewer.actor(), now=clock.now())

    if not form.accepted(work):
        raise errors.NotNow(state=found.state)
    return redirect(url_for("rounds.team", round_id=found.id, team=one.team, _anchor=f"stop-{stop_id}"))


def _hand_over(county_id, stop_id, *, team, reason, by, now):
    service.hand_over(county_id, stop_id, team, reason=reason, by=by, now=now)


def _stop_page(one, found, form, way=None):
    viewer = current_viewer()
    drawn = queries.draw_of(viewer.county_id, found.id)
    used = {each.school_id for each in queries.places_of(viewer.county_id, found.id)}
    known = known_schools()
    ids = {school.code: school.id for school in known.values()}
    left = [each for each in (drawn.result.reserves if drawn else ()) if ids.get(each.code) not in used]
    page = render_template(
        "rounds/stop.html",
        round=found,
        stop=one,
        school=known[one.school_id],
        form=form,
        way=way,
        reserves=[known[ids[each.code]] for each in left],
        teams=[each for each in found.plan.teams if each.n != one.team],
        visited=one.id in queries.visited(viewer.county_id, [one]),
        show=presenters,
    )
    return page, form.status
