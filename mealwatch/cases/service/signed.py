"""Signing for a notice: by a drawing, or by the person's own PIN; bound to the notice as it stands."""

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.service.pins import check_pin
from mealwatch.cases import errors
from mealwatch.signing.domain import strokes
from mealwatch.signing.domain.content import digest_of


def content_of(case):
    """What is signed: the notice and the times it was opened again."""
    return {
        "number": case.number,
        "text": case.text,
        "basis": case.basis,
        "kind": case.kind,
        "due_on": case.due_on,
        "level": case.level,
    }


def proved(county_id, case, given, *, by, now):
    """How it was signed, as details of the step; ``given``: ``strokes`` (as signing draws them) or ``pin``.

    Raises SignatureMissing, SignatureInvalid, and accounts' faults of a PIN.
    """
    bound = {"digest": digest_of(content_of(case))}
    if given.get("pin"):
        check_pin(county_id, accounts.account_by_id(county_id, by.account_id), given["pin"], field="pin", now=now)
        return bound | {"how": "pin"}
    if not given.get("strokes"):
        raise errors.SignatureMissing(field="strokes")
    try:
        found = strokes.read(given["strokes"])
    except strokes.NotStrokes:
        raise errors.SignatureInvalid(field="strokes") from None
    if strokes.ink(found) < strokes.LEAST_INK:
        raise errors.SignatureMissing(field="strokes")
    return bound | {"how": "drawn", "strokes": strokes.written(found)}
