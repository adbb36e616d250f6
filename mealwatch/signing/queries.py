"""Signatures, waiting papers and exceptions, as values."""

from sqlalchemy import and_, exists, func, or_, select

from mealwatch.audit.kept import Kept
from mealwatch.extensions import db
from mealwatch.signing import errors, models
from mealwatch.signing.domain.exceptions import GRANTED, Exemption
from mealwatch.signing.domain.record import request_body, signature_body
from mealwatch.signing.domain.waiting import RETURNED, WAITING, Request, Signature

_signature = models.Signature.__table__.c
_request = models.SecondRequest.__table__.c
_exception = models.SecondException.__table__.c
_SIGNATURE = select(*(_signature[name] for name in Signature.__dataclass_fields__))
_REQUEST = select(*(_request[name] for name in Request.__dataclass_fields__))
_EXCEPTION = select(*(_exception[name] for name in Exemption.__dataclass_fields__))

#: What the journal keeps of the tables; a drawing and a typed paper by their digests.
KEPT = (
    Kept("second_exception", models.SecondException.__table__),
    Kept("signature", models.Signature.__table__, signature_body),
    Kept("second_request", models.SecondRequest.__table__, request_body),
)


def signatures_of(county_id, canteen_id, subject, keys):
    """``{key: its signatures}`` of some records of a canteen, the oldest first."""
    statement = _SIGNATURE.where(
        _signature.county_id == county_id,
        _signature.canteen_id == canteen_id,
        _signature.subject == subject,
        _signature.key.in_(list(keys)),
    ).order_by(_signature.id)
    found = {}
    for row in db.session.execute(statement):
        found.setdefault(row.key, []).append(Signature(*row))
    return found


def signed(county_id, canteen_id, subject, key):
    """For a SELECT of another feature: whether a record has a signature; ``canteen_id`` and ``key`` are its columns."""
    return exists().where(
        _signature.county_id == county_id,
        _signature.canteen_id == canteen_id,
        _signature.subject == subject,
        _signature.key == key,
    )


def get_signature(county_id, canteen_id, signature_id):
    """A signature of a canteen. Raises NoSignature."""
    row = db.session.execute(
        _SIGNATURE.where(
            _signature.county_id == county_id, _signature.canteen_id == canteen_id, _signature.id == signature_id
        )
    ).one_or_none()
    if row is None:
        raise errors.NoSignature(value=signature_id)
    return Signature(*row)


def last_by_pin(county_id, canteen_id, purpose, first_account_id):
    """The id of the account that last signed by PIN for this person at a canteen, or None."""
    statement = select(_signature.account_id).where(
        _signature.county_id == county_id,
        _signature.canteen_id == canteen_id,
        _signature.purpose == purpose,
        _signature.how == "pin",
        _signature.first_account_id == first_account_id,
    )
    return db.session.scalar(statement.order_by(_signature.id.desc()).limit(1))


def made_under(county_id, exception_ids):
    """``{exception id: the signatures in whose place it stood}``, the newest first."""
    statement = _SIGNATURE.where(
        _signature.county_id == county_id, _signature.exception_id.in_(list(exception_ids))
    ).order_by(_signature.id.desc())
    found = {}
    for row in db.session.execute(statement):
        found.setdefault(row.exception_id, []).append(Signature(*row))
    return found


def get_request(county_id, request_id):
    """A paper that waits or waited. Raises NoRequest."""
    row = db.session.execute(_REQUEST.where(_request.county_id == county_id, _request.id == request_id)).one_or_none()
    if row is None:
        raise errors.NoRequest(value=request_id)
    return Request(*row)


def waiting_for(county_id, account_id, canteen_ids):
    """What waits at these canteens (None: all) for somebody other than who typed it, the oldest first."""
    statement = _REQUEST.where(*_waits_for(county_id, account_id, canteen_ids)).order_by(_request.id)
    return [Request(*row) for row in db.session.execute(statement)]


def asked_by(county_id, account_id, since):
    """What this account handed on and still waits or came back, and what was settled since a moment; newest first."""
    statement = _REQUEST.where(
        _request.county_id == county_id,
        _request.asked_by_id == account_id,
        or_(_request.state.in_((WAITING, RETURNED)), _request.decided_at >= since),
    ).order_by(_request.id.desc())
    return [Request(*row) for row in db.session.execute(statement)]


def open_requests(county_id, canteen_ids):
    """What waits or was returned at these canteens, the oldest first."""
    statement = _REQUEST.where(
        _request.county_id == county_id,
        _request.canteen_id.in_(list(canteen_ids)),
        _request.state.in_((WAITING, RETURNED)),
    ).order_by(_request.id)
    return [Request(*row) for row in db.session.execute(statement)]


def count_for(county_id, account_id, canteen_ids):
    """How many papers wait for this account: to be signed, or returned to it."""
    returned = and_(_request.county_id == county_id, _request.asked_by_id == account_id, _request.state == RETURNED)
    waits = and_(*_waits_for(county_id, account_id, canteen_ids))
    return db.session.scalar(select(func.count()).where(or_(returned, waits)))


def exceptions_of(county_id, canteen_ids=None):
    """The exceptions of these canteens (None: all), the newest first."""
    statement = _EXCEPTION.where(_exception.county_id == county_id).order_by(_exception.id.desc())
    if canteen_ids is not None:
        statement = statement.where(_exception.canteen_id.in_(list(canteen_ids)))
    return [_exempt(row) for row in db.session.execute(statement)]


def get_exception(county_id, exception_id):
    """One exception. Raises NoSuchException."""
    row = db.session.execute(
        _EXCEPTION.where(_exception.county_id == county_id, _exception.id == exception_id)
    ).one_or_none()
    if row is None:
        raise errors.NoSuchException(value=exception_id)
    return _exempt(row)


def exception_in_force(county_id, canteen_id, purpose, on):
    """The exception under which one person may do this alone on a day, or None."""
    statement = _EXCEPTION.where(
        _exception.county_id == county_id,
        _exception.canteen_id == canteen_id,
        _exception.decision == GRANTED,
        _exception.from_date <= on,
        _exception.until_date >= on,
    ).order_by(_exception.id)
    found = (_exempt(row) for row in db.session.execute(statement))
    return next((one for one in found if one.holds(purpose, on)), None)


def _exempt(row):
    return Exemption(**(row._asdict() | {"purposes": tuple(row.purposes.split(","))}))


def _waits_for(county_id, account_id, canteen_ids):
    conditions = [
        _request.county_id == county_id,
        _request.state == WAITING,
        or_(_request.asked_by_id.is_(None), _request.asked_by_id != account_id),
    ]
    if canteen_ids is not None:
        conditions.append(_request.canteen_id.in_(list(canteen_ids)))
    return conditions
