"""Rounds as they are kept: what was sealed, drawn, planned, changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from mealwatch.rounds.domain.draw import Drawn
from mealwatch.rounds.domain.plan import Plan

PLANNED, REPLACED, DROPPED = "planned", "replaced", "dropped"


@dataclass(frozen=True)
class Round:
    """A round as it stands."""

    id: int
    state: str
    plan: Plan
    revision: int
    entered_at: datetime
    entered_by: str

    @property
    def first(self):
        return min(self.plan.days)

    @property
    def last(self):
        return max(self.plan.days)


class Seal(NamedTuple):
    """What was sealed. The seed is for the draw alone: no page shows it before."""

    attempt: int
    seed: str
    seed_hash: str
    slate: dict
    list_digest: str
    at: datetime
    by: str


class Draw(NamedTuple):
    """What was drawn, and from what."""

    attempt: int
    witness: str
    department: str
    words: str
    seed: str
    result: Drawn
    at: datetime
    by: str


class Place(NamedTuple):
    """A stop as it is kept; ``reason`` says why it was moved, replaced or dropped."""

    id: int
    round_id: int
    school_id: int
    team: int | None
    on: date
    place: int
    how: str
    standing: str
    replaces: int | None
    reason: str


class Event(NamedTuple):
    """One line of the trail."""

    n: int
    what: str
    data: dict
    reason: str
    at: datetime
    by: str


class Avoidance(NamedTuple):
    """A person who stays away from a school."""

    id: int
    person: str
    name: str
    department: str
    school_id: int
    kind: str
    reason: str
    at: datetime
    by: str
    ended_at: datetime | None


class Member(NamedTuple):
    """Somebody of a stop's team."""

    name: str
    department: str
    username: str | None
    leader: bool


class Stop(NamedTuple):
    """A visit to come: for the tablet's pack and the office."""

    id: int
    round_id: int
    title: str
    school_id: int
    on: date
    team: tuple[Member, ...]
    car: str
