"""Rows of draws into their tables, each with its entry in the journal."""

import json

from mealwatch.audit import rows as audited
from mealwatch.cases.following import models, queries, sealed
from mealwatch.rounds.domain.chance import seed_hash


def put(county_id, model, row, subject, *key, by, now):
    """Write one new row; ``key``: the columns that name it in the journal."""
    name = "/".join(str(row[one]) for one in key)
    audited.put(county_id, model, [row], {}, subject=subject, key_of=lambda _row: name, by=by, now=now)


def seal(county_id, kind, subject_id, looks, *, by, now):
    """A sealed draw: its seed follows from its number and the site's secret, its hash goes on record."""
    draw_id = queries.last_draw_id(county_id) + 1
    row = {
        "county_id": county_id,
        "id": draw_id,
        "kind": kind,
        "subject_id": subject_id,
        "looks": looks,
        "seed_hash": seed_hash(sealed.make_seed(county_id, draw_id)),
        "entered_at": now,
        "entered_by": by.name,
    }
    put(county_id, models.FieldDraw, row, "field_draw", "id", by=by, now=now)
    return draw_id


def list_days(county_id, draw_id, number, attempt, choices, window, *, picks=1, by, now):
    """The list that some looks are drawn from: ``choices`` {school code: dates}, ``window`` (first, last)."""
    row = {
        "county_id": county_id,
        "draw_id": draw_id,
        "number": number,
        "attempt": attempt,
        "picks": picks,
        "choices": json.dumps(
            {code: [on.isoformat() for on in days] for code, days in sorted(choices.items()) if days}
        ),
        "first_day": window[0],
        "last_day": window[1],
        "entered_at": now,
        "entered_by": by.name,
    }
    put(county_id, models.FieldSlate, row, "field_slate", "draw_id", "number", "attempt", by=by, now=now)


def note(county_id, draw, what, look=None, *, words="", photos=(), stop_id=None, visit_id=None, seed=None, by, now):
    """One thing that became of a draw (of one of its Looks)."""
    row = {
        "county_id": county_id,
        "draw_id": draw.id,
        "number": len(queries.get_draw(county_id, draw.id, now).steps) + 1,
        "what": what,
        "look": look and look.n,
        "attempt": look and look.attempt,
        "school_id": look and look.school_id,
        "dated_on": look and look.on,
        "stop_id": stop_id,
        "visit_id": visit_id,
        "words": words,
        "photos": " ".join(photos),
        "seed": seed,
        "done_at": now,
        "done_by": by.name,
        "done_by_id": by.account_id,
    }
    put(county_id, models.FieldStep, row, "field_step", "draw_id", "number", by=by, now=now)
