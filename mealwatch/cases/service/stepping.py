"""One step of a case: checked against the tables, written, told, and what hangs on it called."""

import json

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain import rights
from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.cases import errors, models, queries, registry, telling
from mealwatch.cases.domain import states, taking
from mealwatch.cases.service import opening, signed

_WORDING = ("text", "basis", "severity", "kind")
#: Doing just this again right away is a form that was sent twice.
_TWICE = ("answer", "ask_review", "note")


def act(county_id, case_id, action, *, words="", files=(), by, now, **more):
    """Take a case a step on. Returns the Case as it then is.

    ``more``: ``reason`` (of the action's list), ``due_on``, ``level`` (how much higher, with ``reopen``: 1 if not
    said), ``sign`` (see service.signed), ``wording`` (of ``reword``: text, basis, severity, kind, due_on).
    Raises NoCase and what domain.taking.check raises; NotSecond, SignatureMissing, SignatureInvalid, accounts' faults
    of a PIN.
    """
    audit.lock(county_id)
    case = queries.case(county_id, case_id)
    words, files = (words or "").strip(), tuple(files)
    if action in _TWICE and case.last_said(action, words, files, by.account_id):
        return case
    given = taking.Given(words, more.get("reason") or "", more.get("due_on"), by.account_id)
    taking.check(case, action, given, now.date())
    details = _details(county_id, case, action, given, more, by, now)
    row = {
        "county_id": county_id,
        "case_id": case_id,
        "number": len(case.steps) + 1,
        "what": action,
        "words": words,
        "files": " ".join(files),
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
        "done_at": now,
        "done_by": by.name,
        "done_by_id": by.account_id,
    }
    key = f"{case_id}/{row['number']}"
    audited.put(county_id, models.CaseStep, [row], {}, subject="case_step", key_of=lambda _row: key, by=by, now=now)
    case = queries.case(county_id, case_id)
    registry.fire(action, county_id, case, by=by, now=now)
    telling.tell(county_id, case, action, by=by, now=now)
    return case


def answer_and_ask(county_id, case_id, *, words, files=(), by, now):
    """The school writes what it has done and asks for review at once; sent twice, it is done once."""
    case = queries.case(county_id, case_id)
    told = case.last("answer")
    if case.state == states.REVIEW and told and (told.words, told.files) == (words.strip(), tuple(files)):
        return case
    act(county_id, case_id, "answer", words=words, files=files, by=by, now=now)
    return act(county_id, case_id, "ask_review", by=by, now=now)


def _details(county_id, case, action, given, more, by, now):
    """What of the step is not words: JSON values, only what the action knows."""
    details = {}
    if given.reason and (states.ACTIONS[action].reasons or action == "finish"):
        details["reason"] = given.reason
    if given.due_on and states.ACTIONS[action].due:
        details["due_on"] = given.due_on.isoformat()
    if action == "reopen":
        details["level"] = case.level + more.get("level", 1)
    if action == "sign":
        details |= signed.proved(county_id, case, more.get("sign") or {}, by=by, now=now)
    if action == "reword":
        details |= _worded(county_id, more.get("wording") or {}, case, by, now)
    if action == "agree_close":
        details |= _second(county_id, by, now)
    return details


def _worded(county_id, wording, case, by, now):
    found = opening.checked(**{name: wording.get(name, getattr(case, name)) for name in _WORDING})
    due_on = wording.get("due_on") or case.due_on
    opening.check_due(due_on, now)
    owner_id = wording.get("owner") or case.owner_id
    owner = case.owner if owner_id == case.owner_id else opening.owner_name(county_id, owner_id, by)
    return found | {"due_on": due_on.isoformat(), "owner_id": owner_id, "owner": owner}


def _second(county_id, by, now):
    """In whose place the second person agrees, if not in their own. Raises NotSecond."""
    if rights.gives(accounts.grants_of(county_id, by.account_id).get(by.account_id, ()), states.BUREAU):
        return {}
    arrangement = queries.stands_in(county_id, by.account_id, now.date())
    if arrangement is None:
        raise errors.NotSecond
    return {"for_id": arrangement.for_id, "for": accounts.account_by_id(county_id, arrangement.for_id).name}
