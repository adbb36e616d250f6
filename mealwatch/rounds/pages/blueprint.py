"""The blueprint of rounds, and what its pages choose from."""

from flask import Blueprint

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain.rights import gives
from mealwatch.rounds.scope import PLAN, in_reach, the_round, the_stop
from mealwatch.schools import queries as schools
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("rounds", __name__, template_folder="../templates")

__all__ = ["PLAN", "blueprint", "in_reach", "inspectors", "known_schools", "the_round", "the_stop"]


def known_schools():
    """``{school id: School}`` of the county."""
    return {one.id: one for one in schools.schools_of(current_viewer().county_id)}


def inspectors():
    """``[(username, name)]`` of those with an account who may visit schools."""
    people = accounts.people_of(current_viewer().county_id)
    return [(one.username, one.name) for one in people if one.active and gives(one.grants, "inspect")]
