"""From a round's number in an address to the round, for the person who asks.

What lies outside a person's reach is not there for them.
"""

from mealwatch.rounds import candidates, errors, queries
from mealwatch.schools import queries as schools
from mealwatch.web.guards import current_viewer

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
