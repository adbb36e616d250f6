"""Who wrote a record: an account that may be gone, disabled or without the right by the time it comes. That is told
of and refuses nothing: the record was written when nobody could ask.
"""

from dataclasses import dataclass

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain import rights
from mealwatch.accounts.places import CountyPlaces
from mealwatch.devices.domain.reasons import Reason, reason
from mealwatch.kernel.actor import Actor

RIGHT = "inspect"


@dataclass(frozen=True)
class Author:
    """Who goes on record, and what is told of them."""

    actor: Actor
    told: tuple[Reason, ...] = ()


def author_of(county_id, username, school, device_name, *, now):
    """The Author of a record by the name that it says; ``school`` as far as it is known."""
    account = accounts.find_account(county_id, username) if username else None
    if account is None:
        told = (reason("author_unknown", username),) if username else ()
        return Author(Actor(f"{username or '？'}（{device_name}）"), told)
    actor = Actor(f"{account.name}（{account.username}）", account.id)
    if not account.active:
        return Author(actor, (reason("author_inactive", username),))
    reach = rights.reach(account.grants, RIGHT, CountyPlaces(county_id, now.date()))
    if not reach.everywhere and (school is None or school.id not in reach.schools):
        return Author(actor, (reason("author_may_not", username),))
    return Author(actor)
