"""All rounds, one of them step by step, and what a member may know of theirs."""

from flask import render_template

from mealwatch.kernel import clock
from mealwatch.rounds import candidates, known, presenters, queries
from mealwatch.rounds.pages.blueprint import PLAN, blueprint, in_reach, known_schools, the_round
from mealwatch.rounds.schemas import DrawSchema
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list


@blueprint.get("/rounds")
@guard(PLAN)
def index():
    """All rounds of the person's reach, the newest first."""
    viewer = current_viewer()
    found = [one for one in queries.rounds_of(viewer.county_id) if in_reach(one.plan)]
    reserved = known.reserved(viewer.county_id)
    return render_template("rounds/index.html", page=page_of_list(found), reserved=reserved, show=presenters)


@blueprint.get("/rounds/<int:round_id>")
@guard(PLAN)
def show(round_id):
    """One round: what was done, what comes next."""
    return round_page(the_round(round_id))


@blueprint.get("/rounds/mine")
@guard("inspect")
def mine():
    """Where the person goes; before the time only that and when."""
    viewer, today = current_viewer(), clock.today()
    seen = {one.id for one in queries.stops_seen_by(viewer.county_id, viewer.username, today)}
    coming = [
        one
        for one in queries.stops_for(viewer.county_id, today, today.replace(year=today.year + 1, day=1))
        if one.id in seen or any(member.username == viewer.username for member in one.team)
    ]
    days = {}
    for one in coming:
        days.setdefault((one.on, one.round_id), []).append(one)
    return render_template(
        "rounds/mine.html",
        days=days,
        seen=seen,
        rounds={one.round_id: queries.get_round(viewer.county_id, one.round_id) for one in coming},
        team_of={one.id: queries.get_place(viewer.county_id, one.id).team for one in coming},
        schools=known_schools(),
        reserved=known.reserved(viewer.county_id),
        show=presenters,
    )


def round_page(found, form=None):
    """The page of a round, with a form that was refused."""
    viewer = current_viewer()
    places = queries.places_of(viewer.county_id, found.id)
    planning = found.state == "planning"
    rows = candidates.candidates(viewer.county_id, found.plan, clock.today()) if planning else []
    seals, away = queries.seals_of(viewer.county_id, found.id), queries.away_from(viewer.county_id)
    form = form or Form(DrawSchema()).fresh()
    page = render_template(
        "rounds/show.html",
        round=found,
        plan=found.plan,
        steps=presenters.steps(found.state),
        form=form,
        able=[one for one in rows if one.days],
        unable=[one for one in rows if not one.days],
        seals=seals,
        draw=queries.draw_of(viewer.county_id, found.id),
        ways=presenters.ways(places),
        gone=[one for one in places if one.standing != "planned"],
        done=known.visited(viewer.county_id, [one.id for one in places]),
        away=away,
        events=queries.events_of(viewer.county_id, found.id),
        schools=known_schools(),
        bulletin=known.bulletin(found.id),
        show=presenters,
        today=clock.today(),
    )
    return page, form.status
