"""The sequence of a tablet: how far it is whole, which numbers are missing, what stands beside a number."""

from sqlalchemy import and_, func, select

from mealwatch.devices import models
from mealwatch.devices.domain.deposit import Gap
from mealwatch.devices.domain.spans import without
from mealwatch.extensions import db

_state = models.DepositState.__table__.c
_deposit = models.Deposit.__table__.c
_look = models.DeviceLook.__table__.c


def gaps(county_id, device_id=None, *, explained=False):
    """Numbers missing before others that came (Gap), of one tablet or of all; those explained are left out."""
    holes = _holes(county_id, device_id)
    known = {} if explained else _explained(county_id)
    found = []
    for name, first, last in holes:
        for left in without((first, last), known.get(name, ())):
            found.append(Gap(name, *left, since=_came(county_id, name, last + 1)))
    return found


def contiguous_through(county_id, device_id):
    """Up to which number everything of a tablet is here, or is explained."""
    left = gaps(county_id, device_id)
    if left:
        return left[0].first - 1
    return highest(county_id, device_id)


def highest(county_id, device_id):
    """The highest number of a tablet that came; 0 where none did."""
    found = select(func.max(_state.device_seq)).where(_state.county_id == county_id, _state.device_id == device_id)
    return db.session.scalar(found) or 0


def beside(county_id, device_id, seq):
    """``(number, hash, prev_hash, record)`` of the tablet's records with the numbers before, at and after ``seq``."""
    statement = (
        select(_state.device_seq, _deposit.hash, _deposit.prev_hash, _deposit.id)
        .join_from(models.DepositState.__table__, models.Deposit.__table__, _same())
        .where(
            _state.county_id == county_id,
            _state.device_id == device_id,
            _state.device_seq.in_([seq - 1, seq, seq + 1]),
        )
    )
    return db.session.execute(statement).all()


def _holes(county_id, device_id):
    """``(device, first, last)`` of the numbers missing, by device and number."""
    own = [_state.county_id == county_id, _state.device_seq.is_not(None)]
    if device_id is not None:
        own.append(_state.device_id == device_id)
    before = func.lag(_state.device_seq, 1, 0).over(partition_by=_state.device_id, order_by=_state.device_seq)
    steps = select(_state.device_id, _state.device_seq, before.label("before")).where(*own).subquery().c
    statement = (
        select(steps.device_id, steps.before + 1, steps.device_seq - 1)
        .where(steps.device_seq > steps.before + 1)
        .order_by(steps.device_id, steps.device_seq)
    )
    return [tuple(row) for row in db.session.execute(statement)]


def _explained(county_id):
    statement = select(_look.device_id, _look.first_seq, _look.last_seq).where(
        _look.county_id == county_id, _look.about == "gap"
    )
    found = {}
    for name, first, last in db.session.execute(statement):
        found.setdefault(name, []).append((first, last))
    return found


def _came(county_id, device_id, seq):
    """When the first of the records from this number on came: since then the gap before it shows."""
    statement = (
        select(func.min(_deposit.received_at))
        .join_from(models.DepositState.__table__, models.Deposit.__table__, _same())
        .where(_state.county_id == county_id, _state.device_id == device_id, _state.device_seq >= seq)
    )
    return db.session.scalar(statement)


def _same():
    return and_(_deposit.county_id == _state.county_id, _deposit.id == _state.deposit_id)
