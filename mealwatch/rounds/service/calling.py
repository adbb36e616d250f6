"""A round of one school that was drawn elsewhere and becomes known on its own morning: whoever is free goes."""

from mealwatch.audit import service as journal
from mealwatch.checklists import queries as checklists
from mealwatch.rounds import errors, models, queries
from mealwatch.rounds.domain.plan import CHOSEN, Plan
from mealwatch.rounds.domain.record import DROPPED, PLANNED, Place
from mealwatch.rounds.domain.steps import FINISHED, ON_THE_WAY, RUNNING
from mealwatch.rounds.service.writing import put_places, put_round, tell
from mealwatch.storage.keys import next_id

CALLED = "called"


def call(county_id, *, title, school, on, by, now):
    """Send whoever is free to a school today. Returns the stop's number. Raises DaysInThePast."""
    journal.lock(county_id)
    if on != now.date():
        raise errors.DaysInThePast(field="on", value=on)
    version = checklists.current(county_id)
    plan = Plan(
        title=title,
        kind="look_back",
        days=(on,),
        list_code=version.code,
        list_version=version.number,
        scope=CHOSEN,
        schools=(school.code,),
        seen_days=0,
    )
    round_id, stop_id = next_id(models.Round, county_id), queries.last_stop_id(county_id) + 1
    put_round(county_id, round_id, plan=plan, state=RUNNING, by=by, now=now)
    place = Place(stop_id, round_id, school.id, None, on, 1, CALLED, PLANNED, None, "")
    put_places(county_id, [place], by=by, now=now)
    tell(county_id, round_id, CALLED, by=by, now=now, school=school.name)
    return stop_id


def call_over(county_id, stop_id, *, reason, by, now):
    """Close a called round; ``reason``: why nobody went, empty where somebody did."""
    journal.lock(county_id)
    place = queries.get_place(county_id, stop_id)
    found = queries.get_round(county_id, place.round_id)
    if found.state not in ON_THE_WAY:
        return
    if reason:
        put_places(county_id, [place._replace(standing=DROPPED, reason=reason)], by=by, now=now)
    put_round(county_id, found.id, state=FINISHED, by=by, now=now)
    tell(county_id, found.id, "finished", reason=reason, by=by, now=now)
