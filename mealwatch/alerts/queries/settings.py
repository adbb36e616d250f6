"""How a county wants its rules: mode and thresholds by date, over the defaults of the tables."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import select

from mealwatch.alerts import known
from mealwatch.alerts.domain.rule import Limits
from mealwatch.alerts.models import RuleSetting
from mealwatch.extensions import db

_setting = RuleSetting.__table__.c


@dataclass(frozen=True)
class Setting:
    """A row of a county's settings; ``limits``: {name: Fraction} of what it changes."""

    id: int
    rule: str
    from_date: date
    mode: str
    limits: dict
    reason: str
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True)
class InForce:
    """How a rule is judged in a week; ``since`` None: by the defaults."""

    rule: str
    mode: str
    limits: Limits
    since: date | None


def settings_of(county_id, rule_id=None):
    """A county's settings in order of entry."""
    statement = select(RuleSetting.__table__).where(_setting.county_id == county_id).order_by(_setting.id)
    if rule_id is not None:
        statement = statement.where(_setting.rule == rule_id)
    return [
        Setting(
            row.id,
            row.rule,
            row.from_date,
            row.mode,
            {name: Fraction(value) for name, value in json.loads(row.limits).items()},
            row.reason,
            row.entered_at,
            row.entered_by,
        )
        for row in db.session.execute(statement)
    ]


def in_force(county_id, on):
    """``{rule id: InForce}`` of every rule on a day: of its settings that began, the one of the latest date."""
    latest = {}
    for one in settings_of(county_id):
        was = latest.get(one.rule)
        if one.from_date <= on and (was is None or was.from_date <= one.from_date):
            latest[one.rule] = one
    found = {}
    for rule_id in known.catalogue():
        one = latest.get(rule_id)
        limits = known.limits(rule_id, one.limits if one else ())
        found[rule_id] = InForce(rule_id, one.mode if one else "on", limits, one.from_date if one else None)
    return found
