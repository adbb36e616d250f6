"""Which schools a round may draw, and what the records say of each: the list that is sealed before the draw."""

from collections import defaultdict
from typing import NamedTuple

from mealwatch.counties import queries as counties
from mealwatch.kernel.week import Week
from mealwatch.rounds import errors, known, queries
from mealwatch.rounds.domain import chance
from mealwatch.rounds.domain.plan import CHOSEN, RESERVES, TOWN
from mealwatch.rounds.domain.weights import WEEKS, Facts, points
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import School
from mealwatch.signing import queries as signing
from mealwatch.spend.queries.figures import figures


class Candidate(NamedTuple):
    """A school of the scope; ``days``: those of the round on which it serves meals. Without any it is left out."""

    school: School
    facts: Facts
    overdue: bool
    weight: int
    why: list
    days: tuple


def candidates(county_id, plan, today):
    """Every school of a plan's scope as a Candidate, by town and code, those left out too."""
    towns = schools.towns_of(county_id)
    found = [one for one in schools.schools_of(county_id) if in_scope(plan, one)]
    found.sort(key=lambda one: (towns.index(one.town), one.code))
    if plan.kind == "look_back" and plan.scope != CHOSEN:
        asked = known.open_findings(county_id)
        found = [one for one in found if asked.get(one.id)]
    facts, days = facts_of(county_id, found, today), serving(county_id, found, plan.days)
    rows = []
    for one in found:
        weight, why = points(facts[one.id], plan.weights)
        overdue = facts[one.id].overdue(plan.gap_days)
        rows.append(Candidate(one, facts[one.id], overdue, weight, why, days[one.id]))
    return rows


def in_scope(plan, school):
    """Whether a round speaks of this school."""
    if plan.scope == CHOSEN:
        return school.code in plan.schools
    return plan.scope != TOWN or school.town == plan.town


def facts_of(county_id, listed, today):
    """``{school id: Facts}``, with a fixed number of questions to the database."""
    ids = {one.id for one in listed}
    if not ids:
        return {}
    short = _short_weeks(county_id, ids, today)
    asked, seen = known.open_findings(county_id), known.last_visits(county_id)
    alone, pupils, begun = _alone(county_id, today), _pupils(county_id, ids, today), _begun(county_id)
    found = {}
    for school_id in ids:
        since = seen.get(school_id, begun)
        found[school_id] = Facts(
            short[school_id],
            asked.get(school_id, 0),
            (today - since).days if since else None,
            alone[school_id],
            pupils[school_id],
            school_id in seen,
        )
    return found


def serving(county_id, listed, days):
    """``{school id: the days of the round on which it serves meals}``."""
    ids = {one.id for one in listed}
    found = {school_id: set() for school_id in ids}
    if ids and days:
        supply = schools.supply_of(county_id, min(days), max(days), school_ids=ids)
        for group in schools.groups_of(county_id, ids):
            found[group.school_id].update(supply.days(group.id, min(days), max(days)))
    return {school_id: tuple(on for on in sorted(set(days)) if on in found[school_id]) for school_id in ids}


def slate_of(county_id, round_id, plan, today):
    """The list to be sealed (see domain.draw). Raises NothingToDraw, TooFewSchools."""
    able = [one for one in candidates(county_id, plan, today) if one.days]
    if not able:
        raise errors.NothingToDraw(field="scope")
    if plan.wanted is not None and plan.wanted > len(able):
        raise errors.TooFewSchools(field="wanted", wanted=plan.wanted, have=len(able))
    people = [one for one in plan.people if not one.out]
    away, codes = queries.away_from(county_id), {one.school.id: one.school.code for one in able}
    return {
        "form": chance.FORM,
        "round": round_id,
        "title": plan.title,
        "days": sorted(on.isoformat() for on in set(plan.days)),
        "wanted": plan.wanted,
        "reserves": 0 if plan.wanted is None else RESERVES,
        "teams": len(plan.teams),
        "schools": [
            {
                "code": one.school.code,
                "name": one.school.name,
                "town": one.school.town,
                "weight": one.weight,
                "overdue": one.overdue,
                "days": [on.isoformat() for on in one.days],
                "why": [list(row) for row in one.why],
            }
            for one in able
        ],
        "people": [
            {"n": one.n, "name": one.name, "department": one.department, "leads": one.leads, "team": one.team}
            for one in people
        ],
        "conflicts": sorted(
            [one.n, codes[school_id]]
            for one in people
            for key, school_id in away
            if key == one.key and school_id in codes
        ),
    }


def _short_weeks(county_id, ids, today):
    last = Week.of(today).shifted(-1)
    weeks = defaultdict(set)
    for one in figures(county_id, last.shifted(1 - WEEKS), last, ids, with_days=False):
        if one.state == "short":
            weeks[one.group.school_id].add(one.week)
    return defaultdict(int, {school_id: len(found) for school_id, found in weeks.items()})


def _alone(county_id, today):
    at = {one.id: one.school_id for one in schools.canteens_of(county_id)}
    found = defaultdict(int)
    for one in signing.exceptions_of(county_id):
        if one.state(today) == "open":
            found[at[one.canteen_id]] += 1
    return found


def _pupils(county_id, ids, today):
    roll, found = schools.roll_of(county_id, ids), defaultdict(int)
    for group in schools.groups_of(county_id, ids):
        if row := roll.on(group.id, today):
            found[group.school_id] += row.beneficiaries + row.other_pupils
    return found


def _begun(county_id):
    """From when on a school that was never visited waits: when the county's figures began to count."""
    live = counties.get_county(county_id).live_from
    return live or min((term.starts_on for term in schools.terms_of(county_id)), default=None)
