"""The draw: which schools, who is in which team, which team goes where. Whole numbers only.

A slate (the sealed list) is plain JSON values::

    {"form", "round", "title", "days": [ISO dates], "wanted": number or None for all, "reserves", "teams",
     "schools": [{"code", "name", "town", "weight", "overdue", "days": [...], "why": [[factor, count, points], ...]}],
     "people": [{"n", "name", "department", "leads", "team": number or None}], "conflicts": [[n, code], ...]}

Schools stand by town and code, people by their number. ``rounds/recompute.py``
does the same without this product, from the record that everybody may have.
"""

from typing import NamedTuple

from mealwatch.rounds.domain.chance import below, key_of, list_digest, one_of, said, seed_hash

OVERDUE, DRAWN, ALL = "overdue", "drawn", "all"


class Picked(NamedTuple):
    """A school that was drawn: ``ticket`` of ``tickets`` fell on it (from 0); ``how``: overdue, drawn or all."""

    code: str
    how: str
    ticket: int
    tickets: int
    weight: int


class Seat(NamedTuple):
    """Where a person of the list belongs."""

    n: int
    team: int
    leader: bool


class Place(NamedTuple):
    """A school's team and day. ``team`` is None where everybody has to stay away from it."""

    code: str
    team: int | None
    on: str


class Drawn(NamedTuple):
    """All that came out; ``reserves`` stand in when a school cannot be visited."""

    schools: tuple[Picked, ...]
    reserves: tuple[Picked, ...]
    seats: tuple[Seat, ...]
    places: tuple[Place, ...]

    def as_json(self):
        return {name: [list(one) for one in getattr(self, name)] for name in self._fields}

    @classmethod
    def from_json(cls, given):
        kinds = (Picked, Picked, Seat, Place)
        return cls(*(tuple(kind(*row) for row in given[name]) for name, kind in zip(cls._fields, kinds, strict=True)))


def draw(slate, seed_hex, words):
    """The Drawn of a slate, a seed (64 hex digits) and what the witness said."""
    key = key_of(seed_hex, list_digest(slate), said(words))
    schools, reserves = _schools(key, slate)
    seats = _seats(key, slate)
    codes = [one.code for one in schools]
    return Drawn(schools, reserves, seats, _places(key, slate, codes, seats))


def faults(slate, seed_hex, words, sealed_hash, sealed_digest, drawn):
    """What does not agree between a seal and what is said to have come of it: seed, list, result; empty if all does."""
    found = []
    if seed_hash(seed_hex) != sealed_hash:
        found.append("seed")
    if list_digest(slate) != sealed_digest:
        found.append("list")
    if draw(slate, seed_hex, words) != drawn:
        found.append("result")
    return found


def _schools(key, slate):
    listed = slate["schools"]
    if slate["wanted"] is None:
        return tuple(Picked(one["code"], ALL, 0, 1, one["weight"]) for one in listed), ()
    left = {True: [one for one in listed if one["overdue"]], False: [one for one in listed if not one["overdue"]]}
    found = []
    for number in range(1, min(slate["wanted"] + slate["reserves"], len(listed)) + 1):
        overdue = bool(left[True])
        pool = left[overdue]
        tickets = sum(one["weight"] for one in pool)
        ticket = below(key, tickets, f"school/{number}")
        one = _holder(pool, ticket)
        pool.remove(one)
        found.append(Picked(one["code"], OVERDUE if overdue else DRAWN, ticket, tickets, one["weight"]))
    return tuple(found[: slate["wanted"]]), tuple(found[slate["wanted"] :])


def _holder(pool, ticket):
    """Whose ticket it is: the first school of the pool holds the first ``weight`` tickets, and so on."""
    for one in pool:
        if ticket < one["weight"]:
            return one
        ticket -= one["weight"]
    raise AssertionError("more tickets than were given out")


def _seats(key, slate):
    people, teams = slate["people"], range(1, slate["teams"] + 1)
    members = {team: [one for one in people if one["team"] == team] for team in teams}
    free = [one for one in people if one["team"] is None]
    leads = {}
    for team in teams:
        leads[team] = next((one for one in members[team] if one["leads"]), None)
    for team in teams:
        able = [one for one in free if one["leads"]]
        if leads[team] is None and able:
            leads[team] = one_of(key, able, f"leader/{team}")
            free.remove(leads[team])
            members[team].append(leads[team])
    number = 0
    while free:
        number += 1
        team = min(teams, key=lambda team: (len(members[team]), team))
        one = one_of(key, free, f"member/{number}")
        free.remove(one)
        members[team].append(one)
    found = [Seat(one["n"], team, one is leads[team]) for team in teams for one in members[team]]
    return tuple(sorted(found))


def _places(key, slate, codes, seats):
    """Town by town; a team stays in a town where it can, and gets more than its share only where others must not go."""
    team_of = {seat.n: seat.team for seat in seats}
    away = {(team_of[n], code) for n, code in slate["conflicts"]}
    share = -(-len(codes) // (slate["teams"] * len(slate["days"])))
    load, towns, found = {}, set(), []
    for one in slate["schools"]:
        code, town = one["code"], one["town"]
        if code not in codes:
            continue
        teams = [team for team in range(1, slate["teams"] + 1) if (team, code) not in away]
        slots = [(team, on) for team in teams for on in slate["days"] if on in one["days"]]
        if not slots:
            found.append(Place(code, None, one["days"][0]))
            continue
        open_ones = [slot for slot in slots if load.get(slot, 0) < share]
        if not open_ones:
            least = min(load.get(slot, 0) for slot in slots)
            open_ones = [slot for slot in slots if load.get(slot, 0) == least]
        near = [slot for slot in open_ones if (slot, town) in towns]
        slot = one_of(key, near or open_ones, f"place/{code}")
        load[slot] = load.get(slot, 0) + 1
        towns.add((slot, town))
        found.append(Place(code, *slot))
    return tuple(found)
