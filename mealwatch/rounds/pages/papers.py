"""On paper: the seal for the witness, and the way of a team on one day (PDF and picture)."""

from datetime import date
from pathlib import Path
from urllib.parse import quote

from flask import Response

from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotFound
from mealwatch.rounds import errors, printing, queries
from mealwatch.rounds.pages.blueprint import PLAN, blueprint, in_reach, known_schools, the_round
from mealwatch.web import paper
from mealwatch.web.guards import current_viewer, guard

_ROUTE, _SEAL = (Path(__file__).parents[1] / "paper" / name for name in ("route.typ", "seal.typ"))


@blueprint.get("/rounds/<int:round_id>/seal.pdf")
@guard(PLAN)
def seal_paper(round_id):
    """What was sealed, for the witness to keep before the draw."""
    viewer, found = current_viewer(), the_round(round_id)
    seals = queries.seals_of(viewer.county_id, round_id)
    if not seals:
        raise errors.NotNow(state=found.state)
    data = printing.seal(found, seals[-1], viewer.county_name, demo=viewer.is_demo)
    return _answer(paper.pdf(_SEAL, data), paper.PDF_TYPE, f"封存证明-{found.plan.title}.pdf")


@blueprint.get("/rounds/<int:round_id>/teams/<int:team>/<day>.pdf")
@guard(PLAN, "inspect")
def route(round_id, team, day):
    """A team's way of one day."""
    name, data = _route(round_id, team, day)
    return _answer(paper.pdf(_ROUTE, data), paper.PDF_TYPE, f"{name}.pdf")


@blueprint.get("/rounds/<int:round_id>/teams/<int:team>/<day>.png")
@guard(PLAN, "inspect")
def route_picture(round_id, team, day):
    """The same as a picture for a phone."""
    name, data = _route(round_id, team, day)
    return _answer(paper.png(_ROUTE, data | {"phone": True}, ppi=216), paper.PNG_TYPE, f"{name}.png")


def _route(round_id, team, day):
    """Officers see every way; a member sees their own from the day on which they may know it."""
    viewer = current_viewer()
    found = queries.get_round(viewer.county_id, round_id)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound(what="", key=day) from None
    own = any(one.username == viewer.username for one in found.plan.members(team))
    may_know = own and queries.is_seen(found, on, clock.today())
    if not (viewer.may(PLAN) and in_reach(found.plan)) and not may_know:
        raise errors.NoRound(value=round_id)
    places = queries.places_of(viewer.county_id, round_id)
    data = printing.route(found, team, on, places, known_schools(), viewer.county_name, demo=viewer.is_demo)
    if not data["stops"]:
        raise errors.NoStop(value=day)
    return f"{found.plan.title}-{team}-{day}", data


def _answer(content, kind, name):
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
