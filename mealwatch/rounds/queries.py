"""Rounds, their stops and their trail, as values."""

import json
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import func, select

from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.extensions import db
from mealwatch.rounds import errors, known, models
from mealwatch.rounds.domain.chance import seed_hash
from mealwatch.rounds.domain.draw import Drawn
from mealwatch.rounds.domain.plan import from_json, person_key
from mealwatch.rounds.domain.record import PLANNED, Avoidance, Draw, Event, Member, Place, Round, Seal, Stop
from mealwatch.rounds.domain.steps import ON_THE_WAY

_round = models.Round.__table__.c
_seal = models.Seal.__table__.c
_draw = models.Draw.__table__.c
_stop = models.Stop.__table__.c
_event = models.RoundEvent.__table__.c
_avoidance = models.Avoidance.__table__.c


def _sha(text):
    return sha256(bytes(text, "utf-8")).hexdigest()


def round_body(row):
    """An entry's body of a round: the plan, in which telephone numbers stand, by its digest."""
    return body_of(row | {"plan": _sha(row["plan"])})


def seal_body(row):
    """An entry's body of a seal: what must not be known before the draw by its digest."""
    return body_of(row | {"seed": seed_hash(row["seed"]), "slate": _sha(row["slate"])})


#: No round is planned further ahead.
_AHEAD = 400
#: What the journal keeps of each table, row by row.
KEPT = (
    Kept("round", models.Round.__table__, round_body),
    Kept("round_seal", models.Seal.__table__, seal_body),
    Kept("round_draw", models.Draw.__table__),
    Kept("round_stop", models.Stop.__table__),
    Kept("round_event", models.RoundEvent.__table__),
    Kept("round_avoidance", models.Avoidance.__table__),
)


def rounds_of(county_id):
    """The county's rounds, the newest first."""
    rows = db.session.execute(select(*_round).where(_round.county_id == county_id).order_by(_round.id.desc()))
    return [_as_round(row) for row in rows]


def get_round(county_id, round_id):
    """One round. Raises NoRound."""
    row = db.session.execute(select(*_round).where(_round.county_id == county_id, _round.id == round_id)).one_or_none()
    if row is None:
        raise errors.NoRound(value=round_id)
    return _as_round(row)


def seals_of(county_id, round_id):
    """Every seal of a round, the first first."""
    names = (
        _seal.attempt,
        _seal.seed,
        _seal.seed_hash,
        _seal.slate,
        _seal.list_digest,
        _seal.entered_at,
        _seal.entered_by,
    )
    statement = select(*names).where(_seal.county_id == county_id, _seal.round_id == round_id).order_by(_seal.attempt)
    return [Seal(*row)._replace(slate=json.loads(row.slate)) for row in db.session.execute(statement)]


def draw_of(county_id, round_id):
    """The draw of a round, or None before it."""
    names = (
        _draw.attempt,
        _draw.witness,
        _draw.department,
        _draw.words,
        _draw.seed,
        _draw.result,
        _draw.entered_at,
        _draw.entered_by,
    )
    statement = select(*names).where(_draw.county_id == county_id, _draw.round_id == round_id)
    row = db.session.execute(statement.order_by(_draw.attempt.desc()).limit(1)).one_or_none()
    return Draw(*row)._replace(result=Drawn.from_json(json.loads(row.result))) if row else None


def places_of(county_id, round_id):
    """All stops of a round by day, team and way, those replaced or dropped too."""
    order = (_stop.dated_on, _stop.team, _stop.place, _stop.id)
    return _places(_stop.county_id == county_id, _stop.round_id == round_id, order=order)


def get_place(county_id, stop_id):
    """A stop as it is kept. Raises NoStop."""
    found = _places(_stop.county_id == county_id, _stop.id == stop_id)
    if not found:
        raise errors.NoStop(value=stop_id)
    return found[0]


def events_of(county_id, round_id):
    """The trail of a round, the first first."""
    names = (_event.n, _event.what, _event.data, _event.reason, _event.entered_at, _event.entered_by)
    statement = select(*names).where(_event.county_id == county_id, _event.round_id == round_id).order_by(_event.n)
    return [Event(*row)._replace(data=json.loads(row.data)) for row in db.session.execute(statement)]


def avoidances_of(county_id, *, ended=False):
    """Who stays away from which school; with ``ended`` those too that no longer hold."""
    names = (
        _avoidance.id,
        _avoidance.person,
        _avoidance.name,
        _avoidance.department,
        _avoidance.school_id,
        _avoidance.kind,
        _avoidance.reason,
        _avoidance.entered_at,
        _avoidance.entered_by,
        _avoidance.ended_at,
    )
    statement = select(*names).where(_avoidance.county_id == county_id).order_by(_avoidance.id)
    if not ended:
        statement = statement.where(_avoidance.ended_at.is_(None))
    return [Avoidance(*row) for row in db.session.execute(statement)]


def away_from(county_id):
    """``{(person key, school id)}`` of everybody who stays away from a school."""
    return {(one.person, one.school_id) for one in avoidances_of(county_id)}


def stops_for(county_id, on_first, on_last, school_ids=None):
    """The planned stops of some days, of rounds that are drawn or on their way, by day and way.

    Everything is told: who asks for a person asks ``stops_seen_by``.
    """
    conditions = [
        _stop.county_id == county_id,
        _stop.standing == PLANNED,
        _stop.dated_on.between(on_first, on_last),
        _stop.round_id.in_(select(_round.id).where(_round.county_id == county_id, _round.state.in_(ON_THE_WAY))),
    ]
    if school_ids is not None:
        conditions.append(_stop.school_id.in_(list(school_ids)))
    found = _places(*conditions, order=(_stop.dated_on, _stop.team, _stop.place, _stop.id))
    return _stops(county_id, found)


def stops_seen_by(county_id, username, today, on_last=None):
    """The stops of a team member from today on that they may know by now: ``seen_days`` of the round before the day."""
    rounds = {one.id: one for one in rounds_of(county_id) if one.state in ON_THE_WAY}
    last = on_last or today + timedelta(days=_AHEAD)
    away = away_from(county_id)
    return [
        one
        for one in stops_for(county_id, today, last)
        if is_seen(rounds[one.round_id], one.on, today) and _goes(username, one, rounds[one.round_id], away)
    ]


def _goes(username, stop, round_, away):
    """Whether a stop is a person's: of their team, or of nobody's and open to all who need not stay away."""
    if is_called(round_.plan):
        return (person_key(username, "", ""), stop.school_id) not in away
    return any(member.username == username for member in stop.team)


def is_called(plan):
    """Whether a round has no team: a look-back whose day was sealed, open to every inspector."""
    return not plan.people


def is_seen(round_, on, today):
    """Whether the members of a team may know by now where they go that day."""
    return on - timedelta(days=round_.plan.seen_days) <= today


def stop(county_id, stop_id):
    """One stop, whatever its round has come to. Raises NoStop."""
    return _stops(county_id, [get_place(county_id, stop_id)])[0]


def visited(county_id, places):
    """``{stop id: address}`` of the stops that were visited, as the visits' feature knows."""
    return known.visited(county_id, [one.id for one in places])


def last_stop_id(county_id):
    """The highest number of a stop, 0 before the first."""
    return db.session.scalar(select(func.max(_stop.id)).where(_stop.county_id == county_id)) or 0


def _places(*conditions, order=()):
    names = (
        _stop.id,
        _stop.round_id,
        _stop.school_id,
        _stop.team,
        _stop.dated_on,
        _stop.place,
        _stop.how,
        _stop.standing,
        _stop.replaces,
        _stop.reason,
    )
    return [Place(*row) for row in db.session.execute(select(*names).where(*conditions).order_by(*order))]


def _stops(county_id, places):
    rounds = {one_id: get_round(county_id, one_id) for one_id in {one.round_id for one in places}}
    found = []
    for one in places:
        plan = rounds[one.round_id].plan
        team = tuple(Member(who.name, who.department, who.username, who.leader) for who in plan.members(one.team))
        car = next((each.car for each in plan.teams if each.n == one.team), "")
        found.append(Stop(one.id, one.round_id, plan.title, one.school_id, one.on, team if one.team else (), car))
    return found


def _as_round(row):
    return Round(row.id, row.state, from_json(json.loads(row.plan)), row.revision, row.entered_at, row.entered_by)
