"""Who may stand in at closing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mealwatch.cases import errors, models
from mealwatch.extensions import db

_deputy = models.CaseDeputy.__table__.c


@dataclass(frozen=True)
class Deputy:
    """``deputy_id`` may agree in the place of ``for_id`` on these days."""

    id: int
    for_id: int
    deputy_id: int
    from_date: date
    until_date: date
    reason: str

    def holds(self, on):
        return self.from_date <= on <= self.until_date


_DEPUTY = select(*(_deputy[name] for name in Deputy.__dataclass_fields__)).order_by(_deputy.id.desc())


def deputies_of(county_id):
    """All that were named, the newest first."""
    return [Deputy(*row) for row in db.session.execute(_DEPUTY.where(_deputy.county_id == county_id))]


def find_deputy(county_id, deputy_row_id):
    """One of them. Raises NoDeputy."""
    row = db.session.execute(_DEPUTY.where(_deputy.county_id == county_id, _deputy.id == deputy_row_id)).one_or_none()
    if row is None:
        raise errors.NoDeputy(what="", key=str(deputy_row_id))
    return Deputy(*row)


def stands_in(county_id, account_id, on):
    """The arrangement by which an account stands in on a day, or None."""
    return next((one for one in deputies_of(county_id) if one.deputy_id == account_id and one.holds(on)), None)
