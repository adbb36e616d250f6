"""What the tablet asks for while it has a signal: which schools there are, and a school's pack."""

from datetime import timedelta

from flask import Blueprint, jsonify, request
from flask_babel import gettext

from mealwatch.accounts.scope import the_canteen, the_school
from mealwatch.inspections import errors
from mealwatch.inspections.domain.records import Member
from mealwatch.inspections.packing.service import make_pack
from mealwatch.kernel import clock
from mealwatch.rounds import queries as rounds
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard

blueprint = Blueprint("visit_packs", __name__)
#: Stops of so many days to come are told.
_AHEAD = timedelta(days=14)


@blueprint.get("/visits/schools")
@guard("inspect")
def index():
    """The schools that the person may inspect, those with a stop in the next days first."""
    viewer = current_viewer()
    school_ids = viewer.reach("inspect").school_ids
    stops = {}
    for stop in _stops(viewer, school_ids):
        stops.setdefault(stop.school_id, stop)
    canteens = _canteens(viewer.county_id, school_ids)
    found = [
        {
            "code": school.code,
            "name": school.name,
            "town": school.town,
            "canteen": canteens.get(school.id, ""),
            "stop": _stop(stops.get(school.id)),
        }
        for school in schools.schools_of(viewer.county_id, school_ids)
    ]
    return jsonify(schools=sorted(found, key=_next_first))


@blueprint.post("/visits/packs/<school_code>")
@guard("inspect")
def make(school_code):
    """A school's pack, sealed, with the key that opens it: told this once."""
    viewer, school = current_viewer(), the_school(school_code)
    asked = request.get_json(silent=True)
    wanted = asked if isinstance(asked, dict) else {}
    stop = _wanted_stop(viewer, school, wanted.get("stop"))
    canteen = wanted.get("canteen")
    pack, key = in_transaction(
        lambda: make_pack(
            viewer.county_id,
            school,
            month=wanted.get("month") is True,
            stop=stop,
            team=[Member(viewer.name, "", viewer.username, True)],
            canteen=the_canteen(canteen, "read_school") if isinstance(canteen, str) and canteen else None,
            translate=gettext,
            by=viewer.actor(),
            now=clock.now(),
        )
    )
    answer = jsonify(pack=pack, key=key)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _stops(viewer, school_ids):
    """Stops to come: those that the person goes to and may know by now; all for those who plan."""
    today = clock.today()
    if viewer.may("plan_visits"):
        planned = viewer.reach("plan_visits").school_ids
        return rounds.stops_for(viewer.county_id, today, today + _AHEAD, planned)
    found = rounds.stops_seen_by(viewer.county_id, viewer.username, today, today + _AHEAD)
    return [one for one in found if school_ids is None or one.school_id in school_ids]


def _wanted_stop(viewer, school, stop_id):
    """The stop that the visit is for: the one named, else the school's next that the person knows of, or None."""
    if stop_id is None:
        return next((one for one in _stops(viewer, [school.id]) if one.school_id == school.id), None)
    found = next((one for one in _stops(viewer, [school.id]) if one.id == stop_id), None)
    if found is None or found.school_id != school.id:
        raise errors.NoStopHere(field="stop", value=stop_id)
    return found


def _stop(stop):
    return stop and {"id": stop.id, "on": stop.on.isoformat(), "round": stop.title}


def _canteens(county_id, school_ids):
    """``{school id: code of the canteen from which it eats}``: its own, or another's."""
    names = {one.id: one for one in schools.canteens_of(county_id)}
    today, found = clock.today(), {}
    groups = {one.id: one.school_id for one in schools.groups_of(county_id, school_ids)}
    roll = schools.roll_of(county_id, school_ids)
    for group_id, school_id in groups.items():
        row = roll.on(group_id, today)
        if row is not None:
            here = names[row.canteen_id]
            if school_id not in found or here.school_id == school_id:
                found[school_id] = here.code
    for one in names.values():
        found.setdefault(one.school_id, one.code)
    return found


def _next_first(one):
    return one["stop"] is None, one["stop"]["on"] if one["stop"] else "", one["code"]
