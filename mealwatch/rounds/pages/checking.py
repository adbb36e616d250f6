"""核验抽签: the draw worked out again before everybody's eyes, and what it takes to do so elsewhere."""

import json
from pathlib import Path

from flask import Response, redirect, render_template, url_for

from mealwatch.rounds import presenters, queries
from mealwatch.rounds.domain import chance
from mealwatch.rounds.domain.draw import draw, faults
from mealwatch.rounds.pages.blueprint import PLAN, blueprint, the_round
from mealwatch.web.guards import current_viewer, guard

_PROGRAM = Path(__file__).parents[1] / "recompute.py"


@blueprint.get("/rounds/<int:round_id>/check")
@guard(PLAN)
def check(round_id):
    """Each step of the draw, worked out anew from the seal, the seed and the words."""
    found, seal, drawn = _drawn(round_id)
    if drawn is None:
        return redirect(url_for("rounds.show", round_id=round_id))
    again = draw(seal.slate, drawn.seed, drawn.words)
    return render_template(
        "rounds/check.html",
        round=found,
        seal=seal,
        draw=drawn,
        again=again,
        faults=faults(seal.slate, drawn.seed, drawn.words, seal.seed_hash, seal.list_digest, drawn.result),
        seed_hash=chance.seed_hash(drawn.seed),
        list_digest=chance.list_digest(seal.slate),
        key=chance.key_of(drawn.seed, seal.list_digest, drawn.words),
        listed={one["code"]: one for one in seal.slate["schools"]},
        people={one["n"]: one for one in seal.slate["people"]},
        teams=range(1, seal.slate["teams"] + 1),
        show=presenters,
    )


@blueprint.get("/rounds/<int:round_id>/draw.json")
@guard(PLAN)
def record(round_id):
    """All that the draw was made from and what came out, for any program."""
    _found, seal, drawn = _drawn(round_id)
    if drawn is None:
        return redirect(url_for("rounds.show", round_id=round_id))
    told = {
        "seed_hash": seal.seed_hash,
        "list_digest": seal.list_digest,
        "sealed_at": seal.at.isoformat(),
        "list": seal.slate,
        "witness": drawn.witness,
        "department": drawn.department,
        "words": drawn.words,
        "seed": drawn.seed,
        "drawn_at": drawn.at.isoformat(),
        "result": drawn.result.as_json(),
    }
    return _file(json.dumps(told, ensure_ascii=False, indent=1), "application/json", f"draw-{round_id}.json")


@blueprint.get("/rounds/<int:round_id>/recompute.py")
@guard(PLAN)
def program(round_id):
    """The program that works a draw out again without this product."""
    the_round(round_id)
    return _file(_PROGRAM.read_text("utf-8"), "text/x-python", "recompute.py")


def _drawn(round_id):
    found = the_round(round_id)
    drawn = queries.draw_of(current_viewer().county_id, round_id)
    seals = {one.attempt: one for one in queries.seals_of(current_viewer().county_id, round_id)}
    return found, seals.get(drawn.attempt) if drawn else None, drawn


def _file(text, kind, name):
    answer = Response(text, mimetype=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer
