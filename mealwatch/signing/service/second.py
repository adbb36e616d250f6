"""The second person of a paper: who it is, proved by PIN, drawing, own account or an exception, and bound to it."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.service.pins import check_pin
from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.schools import queries as schools
from mealwatch.signing import errors, models, queries
from mealwatch.signing.domain import purposes, strokes
from mealwatch.signing.domain.content import digest_of
from mealwatch.signing.domain.record import signature_body
from mealwatch.storage.keys import next_id
from mealwatch.web.words import WORDS


@dataclass(frozen=True)
class Second:
    """Who signed as the second person. ``name`` is what goes on the paper; alone it names the exception."""

    name: str
    how: str
    signature_id: int


@dataclass(frozen=True)
class Signer:
    """A second person before the name is put down."""

    name: str
    how: str
    account_id: int | None = None
    guest_kind: str | None = None
    strokes: str | None = None
    exception_id: int | None = None


def second(county_id, canteen_id, given, *, purpose, subject, key, content, on, by, now, others=()):
    """Have the second person that a form names sign ``content`` (JSON values, dates), the record ``subject`` ``key``.

    ``given``: the fields of SecondSchema. ``by`` is the first person, ``others`` are names that already stand on
    the paper for other duties (buyer, storekeeper). ``on`` is the paper's date: an exception must be in force then.
    The same signature on the same content again is that signature. Returns Second. A wrong PIN is counted though
    the work around is undone. Raises HowMissing, NobodyChosen, NotHere, SamePerson, OtherDuty, PinMissing, NoPin,
    WrongPin, PinLocked, PinBlocked, GuestNameMissing, GuestKindMissing, SignatureEmpty, SignatureInvalid,
    NoException.
    """
    signer = prove(county_id, canteen_id, given, purpose=purpose, on=on, by=by, now=now, others=others)
    return put_signature(
        county_id, canteen_id, signer, purpose=purpose, subject=subject, key=key, content=content, by=by, now=now
    )


def prove(county_id, canteen_id, given, *, purpose, on, by, now, others=()):
    """Who the second person of a form is, before anything is signed. Returns Signer; raises what ``second`` raises."""
    audit.lock(county_id)
    find = _SIGNERS.get(given.get("second_how"))
    if find is None:
        raise errors.HowMissing(field="second_how")
    signer, field = find(county_id, canteen_id, given, purpose, on, by, now)
    if any(purposes.same_name(signer.name, name) for name in others if name):
        raise errors.OtherDuty(field=field, value=signer.name)
    return signer


def put_signature(county_id, canteen_id, signer, *, purpose, subject, key, content, by, now):
    """Put a name under some content; the same again is the same signature. Returns Second."""
    row = {
        "county_id": county_id,
        "canteen_id": canteen_id,
        "purpose": purpose,
        "subject": subject,
        "key": str(key),
        "digest": digest_of(content),
        "first_name": by.name,
        "first_account_id": by.account_id,
    } | vars(signer)
    same = ("canteen_id", "purpose", "subject", "key", "digest", "how", "name", "first_name")
    known = db.session.scalar(
        select(models.Signature.id).where(
            models.Signature.county_id == county_id, *(getattr(models.Signature, name) == row[name] for name in same)
        )
    )
    if known is None:
        known = next_id(models.Signature, county_id)
        row |= {"id": known, "signed_at": now}
        db.session.execute(insert(models.Signature), [row])
        body, named = signature_body(row), f"{subject}/{key}"
        audit.record(county_id, by=by, action="create", subject="signature", key=named, body=body, now=now)
    return Second(signer.name, signer.how, known)


def signer_with_account(county_id, canteen_id, account_id, purpose, how):
    """The account as second person at a canteen, or None where it may not be."""
    for person in people_for(county_id, schools.canteen_by_id(county_id, canteen_id), purpose):
        if person.id == account_id:
            return Signer(person.name, how, account_id=person.id)
    return None


def people_for(county_id, canteen, purpose):
    """The accounts that may be second at a canteen for a purpose."""
    return accounts.people_at(county_id, canteen, purposes.ROLES[purpose])


def _by_pin(county_id, canteen_id, given, purpose, on, by, now):
    field, username = "second_account", given.get("second_account")
    if not username:
        raise errors.NobodyChosen(field=field)
    canteen = schools.canteen_by_id(county_id, canteen_id)
    people = {person.username: person for person in people_for(county_id, canteen, purpose)}
    if username not in people:
        raise errors.NotHere(field=field, value=username)
    person = people[username]
    if person.id == by.account_id:
        raise errors.SamePerson(field=field, value=person.name)
    pin = (given.get("second_pin") or "").strip()
    if not pin:
        raise errors.PinMissing(field="second_pin")
    check_pin(county_id, person, pin, field="second_pin", now=now)
    return Signer(person.name, "pin", account_id=person.id), field


def _by_hand(_county_id, _canteen_id, given, purpose, on, by, now):
    name, kind = given.get("second_guest_name"), given.get("second_guest_kind")
    if not name:
        raise errors.GuestNameMissing(field="second_guest_name")
    if not kind or not purposes.may_sign_as_guest(kind, purpose):
        raise errors.GuestKindMissing(field="second_guest_kind", kind=WORDS["guest_kind"].get(kind, ""))
    if purposes.same_name(name, by.name):
        raise errors.SamePerson(field="second_guest_name", value=name)
    drawn = given.get("second_strokes")
    try:
        found = strokes.read(drawn) if drawn else ()
    except strokes.NotStrokes:
        raise errors.SignatureInvalid(field="second_strokes") from None
    if strokes.ink(found) < strokes.LEAST_INK:
        if not given.get("second_typed"):
            raise errors.SignatureEmpty(field="second_strokes")
        found = ()
    kept = strokes.written(found) if found else None
    return Signer(name, "guest", guest_kind=kind, strokes=kept), "second_guest_name"


def _alone(county_id, canteen_id, _given, purpose, on, by, now):
    exempt = queries.exception_in_force(county_id, canteen_id, purpose, on)
    if exempt is None:
        raise errors.NoException(field="second_how")
    return Signer(exempt.mark, "alone", exception_id=exempt.id), "second_how"


_SIGNERS = {"pin": _by_pin, "guest": _by_hand, "alone": _alone}
