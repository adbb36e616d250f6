"""What the other processes do in the tests of concurrency: each opens the database for itself."""

import os
import time
from datetime import timedelta
from pathlib import Path

from mealwatch.extensions import db
from mealwatch.kernel.errors import Problem
from tests.support.kitchen import MON, TUE, Kitchen, bare_app

#: Set in each process of a pool: where all wait for each other before they begin.
_gate = []


def prepare(gate):
    _gate.append(gate)


def _outcome(work):
    try:
        return "new" if work().new else "same"
    except Problem as problem:
        return type(problem).__name__
    except Exception as error:
        return f"broken: {error!r}"


def _open(url, county_id):
    app = bare_app(url)
    app.app_context().push()
    kitchen = Kitchen.of(county_id)
    db.session.rollback()
    return kitchen


def _close():
    db.session.remove()
    db.engine.dispose()


def issue_one_by_one(task):
    """Issue ``attempts`` times one unit under numbers of one's own; returns outcomes and the longest wait (s)."""
    url, county_id, number, attempts = task
    kitchen = _open(url, county_id)
    _gate[0].wait()
    outcomes, longest = [], 0
    for attempt in range(attempts):
        begun = time.monotonic()
        outcomes.append(_outcome(lambda attempt=attempt: kitchen.issue(f"I{number}-{attempt}", TUE, 1)))
        longest = max(longest, time.monotonic() - begun)
    _close()
    return outcomes, longest


def post_the_same(task):
    """Everybody posts, reverses and records the same things."""
    url, county_id, number, attempts = task
    kitchen = _open(url, county_id)
    _gate[0].wait()
    outcomes = {"post": [], "differ": [], "reverse": [], "serve": []}
    for attempt in range(attempts):
        outcomes["post"].append(_outcome(lambda attempt=attempt: kitchen.issue(f"S{attempt}", TUE, 3)))
        outcomes["differ"].append(_outcome(lambda attempt=attempt: kitchen.lose(f"D{attempt}", TUE, 1 + number)))
        outcomes["reverse"].append(_outcome(lambda attempt=attempt: kitchen.reverse("issue", f"S{attempt}", TUE)))
        day = MON + timedelta(days=attempt)
        outcomes["serve"].append(_outcome(lambda day=day: kitchen.serve(day, 100)))
    _close()
    return outcomes


def write_until_killed(url, county_id, life, acks):
    """Post and reverse for ever, and write down each number once it is committed."""
    kitchen = _open(url, county_id)
    with Path(acks).open("ab", buffering=0) as told:
        for number in range(10**6):
            kitchen.receive(f"R{life}-{number}", MON, 10, 7)
            os.write(told.fileno(), f"receipt R{life}-{number}\n".encode())
            kitchen.issue(f"I{life}-{number}", TUE, 4)
            os.write(told.fileno(), f"issue I{life}-{number}\n".encode())
            if number % 3 == 0:
                kitchen.reverse("issue", f"I{life}-{number}", TUE)
                os.write(told.fileno(), f"reversal I{life}-{number}\n".encode())
