"""What tablets handed in, for reading; the bytes only where they are asked for."""

import json

from sqlalchemy import and_, func, or_, select

from mealwatch.devices import errors, models
from mealwatch.devices.domain.deposit import Conflict, Deposit
from mealwatch.devices.domain.reasons import Reason
from mealwatch.extensions import db

_deposit = models.Deposit.__table__.c
_state = models.DepositState.__table__.c
_conflict = models.DepositConflict.__table__.c
_receipt = models.DepositReceipt.__table__.c
_OF_STATE = {"school_id", "waiting", "reasons", "complete_at", "released_at", "released_by", "release_reason"}
DEPOSIT = select(
    *(_state[name] if name in _OF_STATE else _deposit[name] for name in Deposit.__dataclass_fields__)
).join_from(
    models.Deposit.__table__,
    models.DepositState.__table__,
    and_(_state.county_id == _deposit.county_id, _state.deposit_id == _deposit.id),
)


def as_deposit(row):
    """A row of DEPOSIT as a value."""
    told = tuple(Reason(**one) for one in json.loads(row.reasons))
    return Deposit(**dict(row._mapping) | {"reasons": told, "school_id": row.school_id or None})


def find_deposit(county_id, deposit_id):
    """The record with this number, or None."""
    row = db.session.execute(DEPOSIT.where(_deposit.county_id == county_id, _deposit.id == deposit_id)).one_or_none()
    return as_deposit(row) if row else None


def deposit(county_id, deposit_id):
    """The record with this number. Raises NoDeposit."""
    found = find_deposit(county_id, deposit_id)
    if found is None:
        raise errors.NoDeposit(value=deposit_id)
    return found


def deposits_of(county_id, device_id=None, *, waiting=None, first=None, last=None, limit=None):
    """Records, the newest first: of one tablet (that it says it is from, or that sent them), those that wait or do
    not, those from the ``first`` to the ``last`` moment.
    """
    statement = DEPOSIT.where(_deposit.county_id == county_id).order_by(_deposit.server_seq.desc())
    if device_id is not None:
        statement = statement.where(or_(_deposit.device_id == device_id, _deposit.sent_by == device_id))
    if waiting is not None:
        statement = statement.where(_state.waiting.is_(waiting))
    if first is not None:
        statement = statement.where(_deposit.received_at >= first)
    if last is not None:
        statement = statement.where(_deposit.received_at <= last)
    return [as_deposit(row) for row in db.session.execute(statement.limit(limit))]


def counts_of(county_id):
    """``{device id: how many records say they are from it}``."""
    statement = select(_deposit.device_id, func.count()).where(_deposit.county_id == county_id)
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(_deposit.device_id))}


def hash_of(county_id, deposit_id):
    """The hash of the record with this number, or None."""
    return db.session.scalar(select(_deposit.hash).where(_deposit.county_id == county_id, _deposit.id == deposit_id))


def body_of(county_id, deposit_id):
    """The record as it was handed in, to the byte. Raises NoDeposit."""
    found = db.session.scalar(select(_deposit.body).where(_deposit.county_id == county_id, _deposit.id == deposit_id))
    if found is None:
        raise errors.NoDeposit(value=deposit_id)
    return found


def envelope_of(county_id, deposit_id):
    """The record as a dict. Raises NoDeposit."""
    return json.loads(body_of(county_id, deposit_id))


def conflicts_of(county_id, deposit_id):
    """What else came under this number, the oldest first."""
    statement = (
        select(*(_conflict[name] for name in Conflict.__dataclass_fields__))
        .where(_conflict.county_id == county_id, _conflict.deposit_id == deposit_id)
        .order_by(_conflict.received_at, _conflict.hash)
    )
    return [Conflict(*row) for row in db.session.execute(statement)]


def receipt_of(county_id, deposit_id, hashed):
    """The receipt given for what came under this number with this hash, as text, or None."""
    return db.session.scalar(
        select(_receipt.receipt).where(
            _receipt.county_id == county_id, _receipt.deposit_id == deposit_id, _receipt.hash == hashed
        )
    )
