"""Papers that wait for a second person: handed on as typed, then signed (and posted), returned, or withdrawn.

Signing and posting are one transaction: what cannot be posted (the goods are
gone by now) stays waiting and says why.
"""

from sqlalchemy import insert, select, update

from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.kernel.actor import Actor
from mealwatch.schools import queries as schools
from mealwatch.signing import errors, models, queries, registry
from mealwatch.signing.domain import content
from mealwatch.signing.domain.purposes import PURPOSES
from mealwatch.signing.domain.record import request_body
from mealwatch.signing.domain.waiting import RETURNED, SIGNED, STATES, WAITING, WITHDRAWN
from mealwatch.signing.service.second import put_signature, signer_with_account
from mealwatch.storage.keys import next_id
from mealwatch.web.words import WORDS

#: What is never kept of a typed form: a PIN is nobody's to read later.
_SECRET = frozenset({"csrf_token", "second_pin"})


def ask(county_id, canteen_id, kind, payload, *, purpose, title, by, now):
    """Keep a typed form until a second person signs it with an account of their own. Returns the Request.

    ``payload``: JSON values, best the form's typed fields; ``title``: one line that says what it is. The same paper
    of the same person handed on again is the one that waits, or that was signed. Raises NoSuchKind.
    """
    audit.lock(county_id)
    if registry.find_kind(kind) is None:
        raise errors.NoSuchKind(field="second_how")
    if purpose not in PURPOSES:
        raise ValueError(f"no purpose {purpose!r}")
    checks.refuse(checks.text("title", title))
    kept = content.plain(_without_secrets(payload))
    sealed = content.digest_of([kind, canteen_id, purpose, kept])
    table = models.SecondRequest
    known = db.session.scalar(
        select(table.id).where(
            table.county_id == county_id,
            table.canteen_id == canteen_id,
            table.digest == sealed,
            table.asked_by == by.name,
            table.state.in_((WAITING, SIGNED)),
        )
    )
    if known is not None:
        return queries.get_request(county_id, known)
    row = {column.name: None for column in table.__table__.columns} | {
        "county_id": county_id,
        "id": next_id(table, county_id),
        "canteen_id": canteen_id,
        "kind": kind,
        "purpose": purpose,
        "title": title.strip(),
        "payload": content.text(kept),
        "digest": sealed,
        "state": WAITING,
        "asked_by": by.name,
        "asked_by_id": by.account_id,
        "asked_at": now,
    }
    db.session.execute(insert(table), [row])
    _tell(county_id, row, "ask", by, now)
    return queries.get_request(county_id, row["id"])


def sign(county_id, request_id, *, by, now):
    """Sign a waiting paper as second person and post it. Returns (the Request, what posting returned).

    Raises NoRequest, NotWaiting, SamePerson, NotYours, NoSuchKind and whatever posting raises.
    """
    audit.lock(county_id)
    asked = _waiting(county_id, request_id)
    if asked.is_of(by.account_id):
        raise errors.SamePerson(value=asked.asked_by)
    signer = signer_with_account(county_id, asked.canteen_id, by.account_id, asked.purpose, "own")
    if signer is None:
        raise errors.NotYours
    kind = registry.find_kind(asked.kind)
    if kind is None:
        raise errors.NoSuchKind
    first, payload = Actor(asked.asked_by, asked.asked_by_id), content.read(asked.payload)
    second = put_signature(
        county_id,
        asked.canteen_id,
        signer,
        purpose=asked.purpose,
        subject="second_request",
        key=asked.id,
        content=[asked.kind, asked.canteen_id, asked.purpose, payload],
        by=first,
        now=now,
    )
    canteen = schools.canteen_by_id(county_id, asked.canteen_id)
    posted = kind.done(county_id, canteen, payload, second, first, now)
    changed = _settled(SIGNED, by, now) | {"signature_id": second.signature_id}
    return _change(county_id, asked, changed, "sign", by, now), posted


def give_back(county_id, request_id, *, reason, by, now):
    """Return a waiting paper to who typed it, with a reason. Returns the Request.

    Raises NoRequest, NotWaiting, NotYours (one's own is withdrawn instead).
    """
    audit.lock(county_id)
    checks.refuse(checks.text("reason", reason))
    asked = _waiting(county_id, request_id)
    if asked.is_of(by.account_id) or not signer_with_account(
        county_id, asked.canteen_id, by.account_id, asked.purpose, "own"
    ):
        raise errors.NotYours
    changed = _settled(RETURNED, by, now) | {"reason": reason.strip()}
    return _change(county_id, asked, changed, "return", by, now)


def withdraw(county_id, request_id, *, by, now):
    """Take one's own paper back, whether it still waits or was returned. Returns the Request.

    Raises NoRequest, NotYours, NotWaiting.
    """
    audit.lock(county_id)
    asked = queries.get_request(county_id, request_id)
    if not asked.is_of(by.account_id):
        raise errors.NotYours
    if asked.state == WITHDRAWN:
        return asked
    if asked.state not in (WAITING, RETURNED):
        raise errors.NotWaiting(what=WORDS["request_state"][asked.state])
    changed = _settled(WITHDRAWN, by, now) | {"reason": asked.reason}
    return _change(county_id, asked, changed, "withdraw", by, now)


def _waiting(county_id, request_id):
    asked = queries.get_request(county_id, request_id)
    if asked.state != WAITING:
        raise errors.NotWaiting(what=WORDS["request_state"][asked.state])
    return asked


def _settled(state, by, now):
    if state not in STATES:
        raise ValueError(state)
    return {"state": state, "decided_by": by.name, "decided_by_id": by.account_id, "decided_at": now}


def _change(county_id, asked, changed, action, by, now):
    table = models.SecondRequest.__table__
    db.session.execute(update(table).where(table.c.county_id == county_id, table.c.id == asked.id).values(changed))
    _tell(county_id, {"county_id": county_id, **vars(asked), **changed}, action, by, now)
    return queries.get_request(county_id, asked.id)


def _tell(county_id, row, action, by, now):
    audit.record(
        county_id, by=by, action=action, subject="second_request", key=str(row["id"]), body=request_body(row), now=now
    )


def _without_secrets(payload):
    if isinstance(payload, dict):
        return {name: _without_secrets(value) for name, value in payload.items() if name not in _SECRET}
    return payload
