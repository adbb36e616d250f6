"""What about tablets a person has to look at, until somebody has written down what is about it."""

from sqlalchemy import and_, func, select

from mealwatch.devices import models
from mealwatch.devices.domain import limits
from mealwatch.devices.domain.deposit import Alert
from mealwatch.devices.queries.chain import gaps
from mealwatch.devices.queries.looks import not_looked_at
from mealwatch.devices.queries.tablets import devices_of
from mealwatch.extensions import db

_deposit = models.Deposit.__table__.c
_state = models.DepositState.__table__.c
_conflict = models.DepositConflict.__table__.c
_OF_A_RECORD = select(_deposit.device_id, _deposit.received_at, _deposit.id, _deposit.school_code).join_from(
    models.Deposit.__table__,
    models.DepositState.__table__,
    and_(_state.county_id == _deposit.county_id, _state.deposit_id == _deposit.id),
)


def alerts(county_id, now):
    """The county's alerts (Alert), the oldest first: numbers missing for 72 hours, photos missing for 48, records
    that wait, other bodies under one number, records that do not fit into their tablet's chain.
    """
    names = {one.id: one.name for one in devices_of(county_id)}
    found = [
        Alert("gap", one.device_id, names.get(one.device_id, one.device_id), one.since, first=one.first, last=one.last)
        for one in gaps(county_id)
        if one.since <= now - limits.GAP_AFTER
    ]
    for kind, statement in _of_records(county_id, now):
        for device_id, since, deposit_id, school_code in db.session.execute(statement):
            found.append(Alert(kind, device_id, names.get(device_id, device_id), since, deposit_id, school_code))
    return sorted(found, key=lambda one: (one.since, one.kind, one.device_id, one.deposit_id or ""))


def count(county_id, now):
    """How many there are."""
    return len(alerts(county_id, now))


def _of_records(county_id, now):
    own = _OF_A_RECORD.where(_deposit.county_id == county_id)
    yield (
        "incomplete",
        own.where(
            _state.complete_at.is_(None),
            _deposit.received_at <= now - limits.INCOMPLETE_AFTER,
            not_looked_at("incomplete", _deposit.id),
        ),
    )
    yield "waiting", own.where(_state.waiting, not_looked_at("waiting", _deposit.id))
    yield "chain", own.where(_deposit.chain_fault != "", not_looked_at("chain", _deposit.id))
    latest = (
        select(_conflict.deposit_id, func.max(_conflict.received_at).label("at"), func.count().label("bodies"))
        .where(_conflict.county_id == county_id)
        .group_by(_conflict.deposit_id)
        .subquery()
    )
    statement = (
        select(_deposit.device_id, latest.c.at, _deposit.id, _deposit.school_code)
        .join_from(models.Deposit.__table__, latest, latest.c.deposit_id == _deposit.id)
        .where(_deposit.county_id == county_id, not_looked_at("conflict", _deposit.id, count=latest.c.bodies))
    )
    yield "conflict", statement
