"""What people tried to record and the service did not take: the attempt is kept, never what was typed.

Only refusals that tell of the trade are kept (WATCHED); a field left empty is nobody's business. The same person
trying the same thing again within a moment is one attempt.
"""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from mealwatch.audit import models, rows, service
from mealwatch.audit.kept import Kept
from mealwatch.extensions import db
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.storage.keys import next_id

#: Codes of problems, by what they speak of.
WATCHED = frozenset(
    {
        # more than there is, or what may not be used
        "stock.not_enough",
        "stock.expired_on_arrival",
        "stock.expires_before_made",
        "stock.out_of_range",
        "acceptance.accepted_more",
        "acceptance.returned_more",
        "acceptance.forbidden_food",
        "menus.forbidden_food",
        "safety.nitrite",
        # who may sell
        "acceptance.licence_expired",
        "acceptance.licence_unknown",
        # two people where two are needed
        "stock.same_person_twice",
        "signing.same_person",
        "signing.other_duty",
        "signing.no_exception",
        "signing.own_asking",
        "spend.same_person",
        "schools.same_person",
        # late, or otherwise than before
        "stock.week_closed",
        "stock.spreads_into_closed_week",
        "stock.cost_in_closed_week",
        "meals.week_closed",
        "menus.week_closed",
        "schools.week_closed",
        "safety.day_too_old",
        "stock.document_differs",
        "acceptance.differs",
        "meals.record_differs",
        "safety.record_differs",
        # heads
        "meals.far_more_than_enrolled",
        # samples
        "safety.too_early",
        "safety.too_light",
    }
)
#: Within this the same attempt again is the same attempt: a form that is sent twice.
ONE_ATTEMPT = timedelta(minutes=1)
_table = models.Refusal.__table__
KEPT = (Kept("refusal", _table),)


class Refused(NamedTuple):
    """One attempt: where it was tried, if that is known, and on which day."""

    school_id: int | None
    canteen_id: int | None
    code: str
    on: date
    account_id: int


def keep(county_id, codes, *, by, school_id, canteen_id, now):
    """Write down that ``by`` was refused with these codes. Flushes only."""
    watched = sorted(WATCHED.intersection(codes))
    if not watched:
        return
    service.lock(county_id)
    where = {"school_id": school_id, "canteen_id": canteen_id, "account_id": by.account_id}
    recent = set(
        db.session.scalars(
            select(_table.c.code).where(
                _table.c.county_id == county_id,
                _table.c.refused_at > now - ONE_ATTEMPT,
                *(_table.c[name].is_not_distinct_from(value) for name, value in where.items()),
            )
        )
    )
    first = next_id(models.Refusal, county_id)
    stamp = {"county_id": county_id, "dated_on": now.astimezone(SHANGHAI).date(), "refused_at": now}
    made = [
        stamp | where | {"id": number, "code": code}
        for number, code in enumerate((code for code in watched if code not in recent), first)
    ]
    rows.put(county_id, models.Refusal, made, {}, subject="refusal", key_of=_key, by=by, now=now)
    db.session.flush()


def refused_between(county_id, first, last):
    """The attempts of some days, both included, in order: ``[Refused]``."""
    c = _table.c
    statement = select(c.school_id, c.canteen_id, c.code, c.dated_on, c.account_id).where(
        c.county_id == county_id, c.dated_on >= first, c.dated_on <= last
    )
    return [Refused(*row) for row in db.session.execute(statement.order_by(c.id))]


def _key(row):
    return f"refusal-{row['id']}"
