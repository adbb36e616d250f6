"""What became of a finding: the school answers, somebody of the office looks, sends back or sets aside.

A look is kept like that of a later visit, so that whoever asks what is open has both.
"""

import json

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.inspections import models as visits
from mealwatch.inspections.office import errors, models, queries
from mealwatch.inspections.office.domain import following
from mealwatch.kernel import checks
from mealwatch.storage.keys import next_id

_WORDS = 500


def answer(county_id, finding_id, *, words, photos=(), by, now):
    """A school says what it has done; ``photos``: digests of photos of its canteen. Raises AnswerEmpty."""
    if not (words or "").strip():
        raise errors.AnswerEmpty(field="words")
    return _step(county_id, finding_id, "answer", words, photos, by, now)


def send_back(county_id, finding_id, *, words, by, now):
    """The office does not take the answer; the words say why."""
    checks.refuse(checks.text("words", words, most=_WORDS))
    return _step(county_id, finding_id, "send_back", words, (), by, now)


def set_aside(county_id, finding_id, *, words, by, now):
    """It is no finding after all, as the words say; the record stays."""
    checks.refuse(checks.text("words", words, most=_WORDS))
    return _step(county_id, finding_id, "set_aside", words, (), by, now)


def check(county_id, finding_id, *, words, by, now):
    """Somebody of the office has looked and it is mended, in their words."""
    return _look(county_id, finding_id, "check", words, by, now)


def reopen(county_id, finding_id, *, words, by, now):
    """Somebody of the office has looked again and it is not mended."""
    return _look(county_id, finding_id, "reopen", words, by, now)


def _look(county_id, finding_id, what, words, by, now):
    _admit(county_id, finding_id, what)
    checks.refuse(checks.text("words", words, most=_WORDS))
    row = {
        "county_id": county_id,
        "id": next_id(visits.Recheck, county_id),
        "finding_id": finding_id,
        "visit_id": None,
        "looked_on": now.date(),
        "mended": what == "check",
        "note": words.strip(),
        "photos": json.dumps([]),
        "entered_at": now,
        "entered_by": by.name,
        "entered_by_id": by.account_id,
    }
    audited.put(
        county_id,
        visits.Recheck,
        [row],
        {},
        subject="finding_recheck",
        key_of=lambda row: str(row["id"]),
        by=by,
        now=now,
    )


def _step(county_id, finding_id, what, words, photos, by, now):
    known = _admit(county_id, finding_id, what)
    checks.refuse(checks.text("words", words, most=_WORDS))
    if known.last_said(what, words.strip(), tuple(photos), by.name):
        return
    row = {
        "county_id": county_id,
        "finding_id": finding_id,
        "number": 1 + sum(1 for one in known.steps if one.what in following.WRITTEN),
        "what": what,
        "words": words.strip(),
        "photos": " ".join(photos),
        "done_at": now,
        "done_by": by.name,
        "done_by_id": by.account_id,
    }
    key = f"{finding_id}/{row['number']}"
    audited.put(
        county_id, models.FindingStep, [row], {}, subject="finding_step", key_of=lambda _row: key, by=by, now=now
    )


def _admit(county_id, finding_id, what):
    audit.lock(county_id)
    known = queries.get_finding(county_id, finding_id)
    following.moved(following.FINDING, known.state, what)
    return known
