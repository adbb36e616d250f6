"""A supplier whose licence has run out delivers nothing more until the bureau allows it.

The day that counts is that of the receipt; the day on which a licence ends is
its last good one. What was eaten is recorded all the same: delivered meals are
not stopped, only goods for the store.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mealwatch.acceptance import errors

#: A licence that ends within so many days is told of.
REMIND_DAYS = 30
#: What a county does with suppliers of whom nobody knows when the licence ends.
TAKE, STOP = "take", "stop"
UNKNOWN_RULES = (TAKE, STOP)


@dataclass(frozen=True)
class Allowance:
    """The bureau lets a supplier deliver all the same: to one canteen, or (``canteen_id`` None) to every one."""

    id: int
    supplier_id: int
    canteen_id: int | None
    from_date: date
    until_date: date
    reason: str
    allowed_by: str
    allowed_at: datetime
    withdrawn_on: date | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None

    @property
    def last(self):
        """The last day on which it holds; before ``from_date`` where it was taken back at once."""
        return self.until_date if self.withdrawn_on is None else min(self.until_date, self.withdrawn_on)

    def covers(self, canteen_id, on):
        """Does it let this canteen receive on this day? On the day it is taken back it does no more."""
        if self.canteen_id not in (None, canteen_id) or not self.from_date <= on <= self.until_date:
            return False
        return self.withdrawn_on is None or on < self.withdrawn_on

    def state(self, today):
        """``open``, ``coming``, ``over`` or ``withdrawn``."""
        if self.withdrawn_on is not None:
            return "withdrawn"
        if today > self.until_date:
            return "over"
        return "coming" if today < self.from_date else "open"


def standing(expires_on, on):
    """How a licence stands on a day: ``valid``, ``ending`` (within REMIND_DAYS), ``expired`` or ``unknown``."""
    if expires_on is None:
        return "unknown"
    left = (expires_on - on).days
    if left < 0:
        return "expired"
    return "ending" if left <= REMIND_DAYS else "valid"


def admit(supplier, canteen_id, on, allowances, unknown_rule):
    """Let goods in, or not. Returns the Allowance under which they come in, or None where none is needed.

    ``supplier``: its value, or None for a seller who is not on the list (nothing is known of the licence).
    Raises LicenceExpired, LicenceUnknown.
    """
    state = standing(supplier.licence_expires_on if supplier else None, on)
    if state in ("valid", "ending") or (state == "unknown" and unknown_rule == TAKE):
        return None
    if supplier is not None:
        for one in allowances:
            if one.supplier_id == supplier.id and one.covers(canteen_id, on):
                return one
    if state == "unknown":
        raise errors.LicenceUnknown(field="supplier_code", name=supplier.name if supplier else "")
    raise errors.LicenceExpired(field="supplier_code", name=supplier.name, on=supplier.licence_expires_on)
