"""The blueprint of rounds, and the round that an address names, for the person who asks."""

from flask import Blueprint

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain.rights import gives
from mealwatch.rounds import candidates, errors, queries
from mealwatch.schools import queries as schools
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("rounds", __name__, template_folder="../templates")
PLAN = "plan_visits"


def the_round(round_id):
    """The round with this number, if all its schools lie where the person may plan. Raises NoRound."""
    viewer = current_viewer()
    found = queries.get_round(viewer.county_id, round_id)
    if not in_reach(found.plan):
        raise errors.NoRound(value=round_id)
    return found


def the_stop(stop_id):
    """A stop as it is kept and its round, in reach. Raises NoStop, NoRound."""
    one = queries.get_place(current_viewer().county_id, stop_id)
    return one, the_round(one.round_id)


def in_reach(plan):
    """Whether the person may plan for every school of a plan's scope."""
    viewer = current_viewer()
    reach = viewer.reach(PLAN)
    if reach.everywhere:
        return True
    ids = {one.id for one in schools.schools_of(viewer.county_id) if candidates.in_scope(plan, one)}
    return bool(ids) and ids <= reach.schools


def known_schools():
    """``{school id: School}`` of the county."""
    return {one.id: one for one in schools.schools_of(current_viewer().county_id)}


def inspectors():
    """``[(username, name)]`` of those with an account who may visit schools."""
    people = accounts.people_of(current_viewer().county_id)
    return [(one.username, one.name) for one in people if one.active and gives(one.grants, "inspect")]
