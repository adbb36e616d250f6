"""Sealing a seed with a list, and the draw. The seed stays unseen until the witness has spoken."""

import json
import secrets
from dataclasses import replace
from datetime import date

from mealwatch.audit import service as journal
from mealwatch.rounds import errors, queries
from mealwatch.rounds.candidates import slate_of
from mealwatch.rounds.domain import chance
from mealwatch.rounds.domain.draw import draw as drawn_from
from mealwatch.rounds.domain.plan import check_ready
from mealwatch.rounds.domain.record import PLANNED, Place
from mealwatch.rounds.domain.steps import step
from mealwatch.rounds.service.writing import put_draw, put_places, put_round, put_seal, tell, to_state
from mealwatch.schools import queries as schools


def seal(county_id, round_id, *, by, now, seed=None):
    """Freeze the list and seal a fresh seed; only their digests are known from now on. Returns the attempt's number.

    Raises NotNow, DaysInThePast, what ``check_ready`` and ``slate_of`` raise.
    ``seed`` (64 hex digits) is for made-up data.
    """
    journal.lock(county_id)
    found = queries.get_round(county_id, round_id)
    step(found.state, "seal")
    if found.first < now.date():
        raise errors.DaysInThePast(field="days", value=found.first)
    check_ready(found.plan)
    slate = slate_of(county_id, round_id, found.plan, now.date())
    seed = seed or secrets.token_hex(chance.SEED_BYTES)
    attempt = len(queries.seals_of(county_id, round_id)) + 1
    row = {
        "county_id": county_id,
        "round_id": round_id,
        "attempt": attempt,
        "seed": seed,
        "seed_hash": chance.seed_hash(seed),
        "slate": chance.list_text(slate),
        "list_digest": chance.list_digest(slate),
        "entered_at": now,
        "entered_by": by.name,
    }
    put_seal(county_id, row, by=by, now=now)
    to_state(county_id, found, "seal", by=by, now=now)
    told = {"attempt": attempt, "seed_hash": row["seed_hash"], "list_digest": row["list_digest"]}
    tell(county_id, round_id, "sealed", by=by, now=now, **told)
    return attempt


def unseal(county_id, round_id, *, reason, by, now):
    """Give a seal up before the draw, to change the plan. It stays on record, and its seed is shown."""
    journal.lock(county_id)
    found = queries.get_round(county_id, round_id)
    to_state(county_id, found, "unseal", by=by, now=now)
    last = queries.seals_of(county_id, round_id)[-1]
    tell(county_id, round_id, "unsealed", reason=reason, by=by, now=now, attempt=last.attempt, seed=last.seed)


def draw(county_id, round_id, *, witness, department, words, by, now):
    """Draw with what the witness said; the seed is shown from now on. Returns the Drawn.

    Raises NotNow, WordsMissing.
    """
    journal.lock(county_id)
    found = queries.get_round(county_id, round_id)
    step(found.state, "draw")
    words = chance.said(words)
    if not words:
        raise errors.WordsMissing(field="words")
    sealed = queries.seals_of(county_id, round_id)[-1]
    result = drawn_from(sealed.slate, sealed.seed, words)
    row = {
        "county_id": county_id,
        "round_id": round_id,
        "attempt": sealed.attempt,
        "witness": witness,
        "department": department,
        "words": words,
        "seed": sealed.seed,
        "result": json.dumps(result.as_json(), ensure_ascii=False, sort_keys=True),
        "entered_at": now,
        "entered_by": by.name,
    }
    put_draw(county_id, row, by=by, now=now)
    plan = found.plan
    for seat in result.seats:
        plan = plan.with_person(replace(plan.person(seat.n), team=seat.team, leader=seat.leader))
    put_round(county_id, round_id, plan=plan, state=step(found.state, "draw"), by=by, now=now)
    put_places(county_id, _stops(county_id, round_id, result), by=by, now=now)
    tell(county_id, round_id, "drawn", by=by, now=now, witness=witness, department=department, words=words)
    return result


def _stops(county_id, round_id, result):
    ids = {one.code: one.id for one in schools.schools_of(county_id)}
    how = {one.code: one.how for one in result.schools}
    last, found, ways = queries.last_stop_id(county_id), [], {}
    for number, one in enumerate(result.places, start=1):
        way = one.team, one.on
        ways[way] = ways.get(way, 0) + 1
        found.append(
            Place(
                last + number,
                round_id,
                ids[one.code],
                one.team,
                date.fromisoformat(one.on),
                ways[way],
                how[one.code],
                PLANNED,
                None,
                "",
            )
        )
    return found
