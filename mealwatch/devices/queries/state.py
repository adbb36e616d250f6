"""What the server has of one tablet, as it tells the tablet."""

from sqlalchemy import and_, or_, select

from mealwatch.devices import models
from mealwatch.devices.queries.chain import contiguous_through, gaps, highest
from mealwatch.devices.queries.files import missing_of
from mealwatch.extensions import db

_deposit = models.Deposit.__table__.c
_state = models.DepositState.__table__.c
_conflict = models.DepositConflict.__table__.c


def state_of(county_id, device):
    """``{contiguous_through, highest, gaps, incomplete, quarantined, conflicts, revoked}`` of a tablet (Device)."""
    mine = and_(_deposit.county_id == county_id, or_(_deposit.device_id == device.id, _deposit.sent_by == device.id))
    records = (
        select(_deposit.id, _state.waiting, _state.complete_at)
        .join_from(
            models.Deposit.__table__,
            models.DepositState.__table__,
            and_(_state.county_id == _deposit.county_id, _state.deposit_id == _deposit.id),
        )
        .where(mine, or_(_state.waiting, _state.complete_at.is_(None)))
        .order_by(_deposit.server_seq)
    )
    open_ones = db.session.execute(records).all()
    missing = missing_of(county_id, [row.id for row in open_ones if row.complete_at is None])
    disputed = (
        select(_conflict.deposit_id)
        .join_from(
            models.DepositConflict.__table__,
            models.Deposit.__table__,
            and_(_conflict.county_id == _deposit.county_id, _conflict.deposit_id == _deposit.id),
        )
        .where(mine)
        .distinct()
        .order_by(_conflict.deposit_id)
    )
    return {
        "contiguous_through": contiguous_through(county_id, device.id),
        "highest": highest(county_id, device.id),
        "gaps": [[one.first, one.last] for one in gaps(county_id, device.id)],
        "incomplete": [{"id": key, "missing": hashes} for key, hashes in missing.items()],
        "quarantined": [row.id for row in open_ones if row.waiting],
        "conflicts": list(db.session.scalars(disputed)),
        "revoked": device.revoked_at is not None,
    }
