"""People and their rights in words."""

from dataclasses import dataclass

from mealwatch.schools import queries as schools
from mealwatch.web import words


@dataclass(frozen=True)
class GrantWords:
    """A grant to be read: 库管员 · 青山镇中心小学食堂; with what a form needs to take it away."""

    role: str
    place: str
    given: object
    code: str


def grant_words(county_id, grants):
    """Grants in words, in their order."""
    names = places_named(county_id, grants)
    return [
        GrantWords(
            role=words.word(given.role, "role"),
            place=names[given.scope_kind, given.scope_key][0],
            given=given,
            code=names[given.scope_kind, given.scope_key][1],
        )
        for given in grants
    ]


def places_named(county_id, grants):
    """``{(kind, key): (name, code)}`` of the places of some grants, read at once."""
    wanted = {(given.scope_kind, given.scope_key) for given in grants}
    found = {}
    if any(kind == "canteen" for kind, _ in wanted):
        found |= {("canteen", str(row.id)): (row.name, row.code) for row in schools.canteens_of(county_id)}
    if any(kind == "school" for kind, _ in wanted):
        ids = [int(key) for kind, key in wanted if kind == "school"]
        found |= {("school", str(row.id)): (row.name, row.code) for row in schools.schools_of(county_id, ids)}
    for kind, key in wanted:
        if kind == "county":
            found[kind, key] = words.word("county", "scope"), ""
        else:
            found.setdefault((kind, key), (key, key))
    return found
