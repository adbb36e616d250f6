"""What is known of foods by their names, and what became of published menus, as the rules on quality look at it."""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.menus.domain.publication import changes


class Verdict(NamedTuple):
    """A name that the county's list refuses or asks about, or that counts as deep-processed.

    ``answer``: refuse, ask or processed; ``word`` is what in the name says so, ``basis`` why. ``key`` names the
    question on a published menu, where an answer to it may be on record.
    """

    answer: str
    word: str
    basis: str
    key: str = ""


class Foods(NamedTuple):
    """``ingredients`` {id: Verdict} and ``dishes`` {name: Verdict} of what is not simply allowed.

    ``planned``: {canteen id: [(date, meal, dish, ingredient id)]} of this week's menus.
    """

    ingredients: dict
    dishes: dict
    planned: dict


class Published(NamedTuple):
    """What became of a canteen's published week.

    ``dishes``: (day, meal, name) in the first version; ``late``: those of them that a later version took off or
    changed without a reason, or after the day had passed; ``answered``: keys of questions answered on it.
    """

    canteen_id: int
    versions: int
    dishes: int
    late: tuple
    answered: frozenset


def published_of(canteen_id, versions):
    """The Published of a week's versions (menus.domain.publication.Publication), the first first."""
    first = versions[0]
    names = {
        (day["on"], meal["meal"], dish["name"])
        for day in first.days
        for meal in day["meals"]
        for dish in meal["dishes"]
    }
    touched = {}
    for before, after in pairwise(versions):
        spoken = bool(after.reason and len(after.reason.strip()) > 1)
        on = after.published_at.astimezone(SHANGHAI).date()
        for change in changes(before.content, after.content):
            place = change.on, change.meal, change.dish
            if place in names and (not spoken or date.fromisoformat(change.on) < on):
                touched[place] = None
    answered = frozenset(one["key"] for version in versions for one in version.confirmed)
    return Published(canteen_id, len(versions), len(names), tuple(sorted(touched)), answered)
