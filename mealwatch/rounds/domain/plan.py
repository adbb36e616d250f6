"""What a round sets out to do: its schools, days, people, cars, and how the draw weighs."""

from dataclasses import dataclass, field, fields, replace
from datetime import date

from mealwatch.rounds import errors
from mealwatch.rounds.domain.weights import DEFAULT

MOST_DAYS, MOST_TEAMS, MOST_PEOPLE, LEAST_IN_TEAM = 20, 20, 60, 2
COUNTY, TOWN, CHOSEN = "county", "town", "chosen"
#: One visit a term, with room for the holidays.
GAP_DAYS = 120
RESERVES = 3


@dataclass(frozen=True)
class Person:
    """Somebody who goes along; without ``username`` somebody of another department who has no account here.

    ``team`` is fixed by the officer before the draw or found by it; ``out`` says why they do not come after all.
    """

    n: int
    name: str
    department: str
    username: str | None = None
    phone: str = ""
    leads: bool = False
    team: int | None = None
    leader: bool = False
    out: str = ""

    @property
    def key(self):
        """By what a person is known beyond one round."""
        return person_key(self.username, self.name, self.department)


@dataclass(frozen=True)
class Team:
    """A team's car."""

    n: int
    car: str = ""
    driver: str = ""
    driver_phone: str = ""


@dataclass(frozen=True)
class Plan:
    """``wanted`` None: every school of the scope. ``weights``: {factor: (points each, at most so often)}."""

    title: str
    kind: str
    days: tuple[date, ...]
    list_code: str = "default"
    list_version: int = 1
    scope: str = COUNTY
    town: str = ""
    schools: tuple[str, ...] = ()
    wanted: int | None = None
    gap_days: int = GAP_DAYS
    seen_days: int = 1
    weights: dict = field(default_factory=lambda: dict(DEFAULT))
    note: str = ""
    bring: str = ""
    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = (Team(1),)

    def members(self, team):
        """Who goes in a team, the leader first; who stays away is left out."""
        there = [one for one in self.people if one.team == team and not one.out]
        return sorted(there, key=lambda one: (not one.leader, one.n))

    def person(self, n):
        """The person with this number. Raises NoPerson."""
        for one in self.people:
            if one.n == n:
                return one
        raise errors.NoPerson(value=n)

    def with_person(self, changed):
        """The plan with one person put in or changed."""
        others = [one for one in self.people if one.n != changed.n]
        return replace(self, people=tuple(sorted([*others, changed], key=lambda one: one.n)))

    @property
    def next_n(self):
        """The number of the next person."""
        return max((one.n for one in self.people), default=0) + 1

    def as_json(self):
        row = {one.name: getattr(self, one.name) for one in fields(self)}
        return row | {
            "days": [on.isoformat() for on in self.days],
            "schools": list(self.schools),
            "weights": {code: list(pair) for code, pair in self.weights.items()},
            "people": [dict(vars(one)) for one in self.people],
            "teams": [dict(vars(one)) for one in self.teams],
        }


def from_json(given):
    """The Plan that ``as_json`` wrote."""
    return Plan(
        **given
        | {
            "days": tuple(date.fromisoformat(on) for on in given["days"]),
            "schools": tuple(given["schools"]),
            "weights": {code: tuple(pair) for code, pair in given["weights"].items()},
            "people": tuple(Person(**one) for one in given["people"]),
            "teams": tuple(Team(**one) for one in given["teams"]),
        }
    )


def person_key(username, name, department):
    """``u:ducha`` for an account, else name and department."""
    return f"u:{username}" if username else f"n:{name}/{department}"


def check(plan):
    """What a plan may always be asked. Raises the first fault."""
    if not plan.days:
        raise errors.DaysMissing(field="days")
    if len(plan.days) > MOST_DAYS:
        raise errors.TooManyDays(field="days", most=MOST_DAYS)
    if plan.scope == TOWN and not plan.town:
        raise errors.TownMissing(field="town")
    if plan.scope == CHOSEN and not plan.schools:
        raise errors.SchoolsMissing(field="schools")
    keys = [one.key for one in plan.people if not one.out]
    for number, one in enumerate(plan.people):
        if not one.out and keys.count(one.key) > 1:
            raise errors.PersonTwice(field=f"people-{number}-name", name=one.name)
        if one.team is not None and not 1 <= one.team <= len(plan.teams):
            raise errors.NoTeam(field=f"people-{number}-team", value=one.team)


def check_ready(plan):
    """What a draw needs besides: enough people, and a leader for every team. Raises the first fault."""
    people = [one for one in plan.people if not one.out]
    teams = len(plan.teams)
    if len(people) < LEAST_IN_TEAM * teams:
        raise errors.TooFewPeople(field="people", teams=teams, least=LEAST_IN_TEAM * teams, have=len(people))
    led = {one.team for one in people if one.leads and one.team is not None}
    able = sum(1 for one in people if one.leads and one.team is None)
    if able < teams - len(led):
        raise errors.TooFewLeaders(field="people", teams=teams)
    free = sum(1 for one in people if one.team is None)
    lacking = sum(max(0, LEAST_IN_TEAM - sum(1 for one in people if one.team == team)) for team in range(1, teams + 1))
    if free < lacking:
        raise errors.TeamTooSmall(field="people")
