"""What the rules found in a week, as it stands in the tables."""

from typing import NamedTuple

from sqlalchemy import select

from mealwatch.alerts.models import Alert, AlertVersion
from mealwatch.extensions import db

_alert = Alert.__table__.c
_version = AlertVersion.__table__.c


class Latest(NamedTuple):
    """The last version of an alert; ``result``: (severity, exact fen at risk, content) as they are kept."""

    alert_id: int
    version: int
    standing: bool
    result: tuple[str, str, str]


def latest(county_id, week):
    """``{(school id, rule id): Latest}`` of a week."""
    statement = (
        select(
            _alert.school_id,
            _alert.rule,
            _version.alert_id,
            _version.version,
            _version.standing,
            _version.severity,
            _version.at_risk,
            _version.content,
        )
        .join_from(
            Alert.__table__,
            AlertVersion.__table__,
            (_version.county_id == _alert.county_id) & (_version.alert_id == _alert.id),
        )
        .where(_alert.county_id == county_id, _alert.monday == week.monday)
        .order_by(_version.alert_id, _version.version)
    )
    return {
        (row[0], row[1]): Latest(row[2], row[3], row[4], (row[5], row[6], row[7]))
        for row in db.session.execute(statement)
    }
