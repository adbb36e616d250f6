"""Rows of rounds into their tables, each with its entry in the journal."""

import json

from sqlalchemy import insert, update

from mealwatch.audit import rows as changed
from mealwatch.audit import service as journal
from mealwatch.extensions import db
from mealwatch.rounds import models, queries
from mealwatch.rounds.domain.steps import step


def put_round(county_id, round_id, *, by, now, plan=None, state=None):
    """Write a round's plan or state."""
    before = held(models.Round, county_id, models.Round.id == round_id)
    fresh = {"county_id": county_id, "id": round_id, "revision": 0, "entered_at": now, "entered_by": by.name}
    row = before.get((round_id,), fresh)
    row = row | {"revision": row["revision"] + 1}
    if plan is not None:
        row["plan"] = json.dumps(plan.as_json(), ensure_ascii=False, sort_keys=True)
    if state is not None:
        row["state"] = state
    _write(county_id, models.Round, [row], before, "round", queries.round_body, by, now)


def to_state(county_id, round_, action, *, by, now):
    """Take a round a step on. Raises NotNow."""
    put_round(county_id, round_.id, state=step(round_.state, action), by=by, now=now)


def put_seal(county_id, row, *, by, now):
    _write(county_id, models.Seal, [row], {}, "round_seal", queries.seal_body, by, now)


def put_draw(county_id, row, *, by, now):
    _write(county_id, models.Draw, [row], {}, "round_draw", changed.body_of, by, now)


def put_places(county_id, places, *, by, now):
    """Write stops (queries.Place values)."""
    ids = [one.id for one in places]
    before = held(models.Stop, county_id, models.Stop.id.in_(ids))
    rows = []
    for one in places:
        row = one._asdict()
        rows.append({"county_id": county_id, "dated_on": row.pop("on"), **row})
    _write(county_id, models.Stop, rows, before, "round_stop", changed.body_of, by, now)


def put_avoidance(county_id, row, *, by, now):
    before = held(models.Avoidance, county_id, models.Avoidance.id == row["id"])
    _write(county_id, models.Avoidance, [row], before, "round_avoidance", changed.body_of, by, now)


def tell(county_id, round_id, what, *, by, now, reason="", **data):
    """Add a line to a round's trail; ``data``: JSON values for the sentence."""
    last = max((one.n for one in queries.events_of(county_id, round_id)), default=0)
    row = {
        "county_id": county_id,
        "round_id": round_id,
        "n": last + 1,
        "what": what,
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "reason": reason,
        "entered_at": now,
        "entered_by": by.name,
    }
    _write(county_id, models.RoundEvent, [row], {}, "round_event", changed.body_of, by, now)


def held(model, county_id, *conditions):
    return changed.held(model, county_id, *conditions)


def _write(county_id, model, rows, before, subject, body, by, now):
    """As audit.rows.put, with a body of its own."""
    fresh = [row for row in rows if changed.identity(model, row) not in before]
    other = [row for row in rows if before.get(changed.identity(model, row), row) != row]
    if fresh:
        db.session.execute(insert(model), fresh)
    if other:
        db.session.execute(update(model), other)
    for row, action in [(row, "create") for row in fresh] + [(row, "update") for row in other]:
        key = "/".join(str(part) for part in changed.identity(model, row))
        journal.record(county_id, by=by, action=action, subject=subject, key=key, body=body(row), now=now)
