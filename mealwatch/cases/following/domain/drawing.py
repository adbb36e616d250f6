"""Days and schools by lot, out of one sealed seed, so that anybody can work them out once the seed is shown.

A slate is plain JSON values::

    {"form", "draw", "number", "attempt", "picks", "choices": {school code: [ISO dates]}}

``picks`` schools are drawn, each once, numbered from ``number`` on, and for each one of its days.
``following/recompute.py`` does the same without this product.
"""

from datetime import date
from typing import NamedTuple

from mealwatch.rounds.domain.chance import below, key_of, list_digest, one_of, seed_hash

FORM = "mealwatch-look-back-1"


class Pick(NamedTuple):
    """Where and when; ``attempt`` counts how often this number was drawn."""

    n: int
    attempt: int
    school: str
    on: date


def slate(draw_id, number, attempt, picks, choices):
    """The slate of some choices ({school code: dates})."""
    return {
        "form": FORM,
        "draw": draw_id,
        "number": number,
        "attempt": attempt,
        "picks": picks,
        "choices": {code: [on.isoformat() for on in days] for code, days in sorted(choices.items()) if days},
    }


def picks_of(seed, listed):
    """The Picks of a slate and a seed (64 hex digits)."""
    key = key_of(seed, list_digest(listed), FORM)
    left, found = sorted(listed["choices"]), []
    for place in range(min(listed["picks"], len(left))):
        code = left.pop(below(key, len(left), f"school/{place + 1}"))
        on = one_of(key, listed["choices"][code], f"day/{place + 1}")
        found.append(Pick(listed["number"] + place, listed["attempt"], code, date.fromisoformat(on)))
    return found


def faults(seed, sealed_hash, slates, told):
    """What does not agree between a seed, its hash and the Picks that are told: "seed", "result"; empty if all does."""
    found = [] if seed_hash(seed) == sealed_hash else ["seed"]
    again = sorted(one for listed in slates for one in picks_of(seed, listed))
    return found if again == sorted(told) else [*found, "result"]


def sample(count):
    """How many of so many all-clears are looked at in the field: a tenth, rounded up, at least one."""
    return -(-count // 10)
