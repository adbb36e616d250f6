"""The ladder's steps: taken with a paper, declined with a reason, and what came of them written down."""

import json

from mealwatch.audit import service as journal
from mealwatch.cases import queries as cases
from mealwatch.cases.following import errors, models, queries
from mealwatch.cases.following.queries.escalations import PAPER
from mealwatch.cases.following.service.writing import put
from mealwatch.cases.following.words import number_of
from mealwatch.kernel import checks
from mealwatch.kernel.errors import mark
from mealwatch.messages import service as messages
from mealwatch.storage.keys import next_id

_WORDS, _LONG = 1000, 4000
#: What goes beyond the school is told to it by those who take it up.
_TOLD_TO_SCHOOL = ("remind", "notice", "interview", "circular")
_TOLD = mark("{paper}，关于 {number}，请看时间和要求")


def take(county_id, case_id, step, *, paper, by, now):
    """Take the step that the rules propose, with what its paper says. Returns its number.

    ``paper``: values by the names of PAPER (days as ISO text). Raises NoCase, NothingProposed, Invalid.
    """
    case, asked = _asked(county_id, case_id, step, now)
    no = queries.highest_no(county_id, step, now.year) + 1
    about = {"taken": True, "no": no, "words": "", "paper": _paper(paper)}
    number = _decide(county_id, case, asked, about, by=by, now=now)
    if step in _TOLD_TO_SCHOOL:
        messages.tell(
            county_id,
            to=("school", case.school_id),
            kind="case_issued",
            says=_TOLD,
            facts={"paper": number_of(step, now.year, no), "number": case.number},
            link=f"/cases/{case.id}",
            key=f"escalation/{number}",
            by=by,
            now=now,
        )
    return number


def decline(county_id, case_id, step, *, words, by, now):
    """Do not take the step that is proposed, for a reason. Returns its number. Raises as ``take``, ReasonMissing."""
    case, asked = _asked(county_id, case_id, step, now)
    if not (words or "").strip():
        raise errors.ReasonMissing(field="words")
    checks.refuse(checks.text("words", words, most=_WORDS))
    about = {"taken": False, "no": 0, "words": words.strip(), "paper": "{}"}
    return _decide(county_id, case, asked, about, by=by, now=now)


def record(county_id, escalation_id, *, paper, photos=(), by, now):
    """Write down how a step was carried out: when, with whom, what was said and asked. The latest counts."""
    journal.lock(county_id)
    one = queries.get_escalation(county_id, escalation_id)
    if not one.taken:
        raise errors.NoEscalation(what="", key=str(escalation_id))
    written = _paper(paper)
    if one.recorded and one.photos == tuple(photos) and one.paper == one.paper | json.loads(written):
        return
    held = queries.record_count(county_id, escalation_id)
    row = {
        "county_id": county_id,
        "escalation_id": escalation_id,
        "number": held + 1,
        "paper": written,
        "photos": " ".join(photos),
        "entered_at": now,
        "entered_by": by.name,
        "entered_by_id": by.account_id,
    }
    put(county_id, models.EscalationRecord, row, "escalation_record", "escalation_id", "number", by=by, now=now)


def _asked(county_id, case_id, step, now):
    """The case, and what the rules propose for it: nothing else can be decided."""
    journal.lock(county_id)
    case = cases.case(county_id, case_id)
    asked = queries.proposed_for(county_id, case, now.date())
    if asked is None or asked.step != step:
        raise errors.NothingProposed
    return case, asked


def _decide(county_id, case, asked, about, *, by, now):
    row = {
        "county_id": county_id,
        "id": next_id(models.Escalation, county_id),
        "case_id": case.id,
        "school_id": case.school_id,
        "step": asked.step,
        "rule": asked.rule,
        "least": asked.least,
        "count": asked.count,
        "year": now.year,
        "entered_at": now,
        "entered_by": by.name,
        "entered_by_id": by.account_id,
    } | about
    put(county_id, models.Escalation, row, "escalation", "id", by=by, now=now)
    return row["id"]


def _paper(given):
    for name in PAPER:
        checks.refuse(checks.optional_text(name, given.get(name, ""), most=_LONG))
    kept = {name: given[name].strip() for name in PAPER if given.get(name, "").strip()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)
