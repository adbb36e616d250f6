"""Alerts as people see them: what the rule found last, and how far people are with it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select

from mealwatch.alerts import errors
from mealwatch.alerts.domain import states
from mealwatch.alerts.domain.kept import Content
from mealwatch.alerts.domain.signal import SEVERITIES, Line
from mealwatch.alerts.models import Alert as AlertRow
from mealwatch.alerts.models import AlertStep, AlertVersion
from mealwatch.extensions import db
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week

_alert = AlertRow.__table__.c
_version = AlertVersion.__table__.c
_step = AlertStep.__table__.c


class Step(NamedTuple):
    """What somebody did about an alert."""

    number: int
    action: str
    state: str
    words: str
    reason: str
    photos: str
    due_on: date | None
    done_at: datetime
    done_by: str
    done_by_id: int | None


@dataclass(frozen=True)
class Alert:
    """An alert of a list. ``owner``: who of the bureau has it in hand, "school" while it explains; "" for nobody yet.

    ``mode`` watch: its rule is only looked at. ``standing``: the rule still finds it.
    """

    id: int
    school_id: int
    week: Week
    rule: str
    severity: str
    at_risk: Ratio
    sentence: Line
    state: str
    owner: str
    due_on: date | None
    made_at: datetime
    version: int
    mode: str
    standing: bool

    @property
    def open(self):
        return self.state in states.OPEN

    def overdue_days(self, today):
        """Calendar days past what is due; 0 where nothing is."""
        return max(0, (today - self.due_on).days) if self.due_on else 0


@dataclass(frozen=True)
class Told(Alert):
    """An alert with all that is known of it."""

    arithmetic: tuple[Line, ...]
    rows: tuple[Line, ...]
    limits: tuple[tuple[str, str], ...]
    since: str
    steps: tuple[Step, ...]
    versions: tuple[tuple[int, str, Ratio, bool, datetime], ...]


def alerts(county_id, first_week, last_week, school_ids=None, states=None):
    """The alerts of some weeks, by severity and yuan at risk: red first, of one severity the dearest first."""
    conditions = [_alert.monday.between(first_week.monday, last_week.monday)]
    found = _alerts(county_id, conditions, school_ids)
    return sorted((one for one in found if states is None or one.state in states), key=by_weight)


def open_alerts(county_id, school_ids=None):
    """The alerts of every week that somebody still has to deal with, by severity and yuan at risk."""
    return sorted((one for one in _alerts(county_id, [], school_ids) if one.open), key=by_weight)


def by_weight(one):
    """The place in a list: severity, then the floor before all else, then yuan at risk."""
    return SEVERITIES.index(one.severity), one.rule != "F01", -one.at_risk.fraction(), one.week, one.school_id, one.rule


def alert(county_id, alert_id):
    """One alert with its arithmetic, rows, steps and versions, as Told. Raises NoAlert."""
    found = _alerts(county_id, [_alert.id == alert_id], None)
    if not found:
        raise errors.NoAlert(what="alert", key=alert_id)
    rows = db.session.execute(
        select(
            _version.version,
            _version.severity,
            _version.at_risk,
            _version.standing,
            _version.entered_at,
            _version.content,
        )
        .where(_version.county_id == county_id, _version.alert_id == alert_id)
        .order_by(_version.version)
    ).all()
    content = Content.of_json(json.loads(rows[-1].content))
    return Told(
        **found[0].__dict__,
        arithmetic=content.arithmetic,
        rows=content.rows,
        limits=content.limits,
        since=content.since,
        steps=tuple(steps_of(county_id, [alert_id]).get(alert_id, ())),
        versions=tuple((row[0], row[1], Ratio.parse(row[2]), row[3], row[4]) for row in rows),
    )


def steps_of(county_id, alert_ids):
    """``{alert id: [Step, ...]}`` in order."""
    found = {}
    statement = select(_step.alert_id, *(_step[name] for name in Step._fields)).where(
        _step.county_id == county_id, _step.alert_id.in_(list(alert_ids))
    )
    for row in db.session.execute(statement.order_by(_step.alert_id, _step.number)):
        found.setdefault(row[0], []).append(Step(*row[1:]))
    return found


def some(county_id, alert_ids):
    """``{alert id: Alert}`` of these alerts."""
    return {one.id: one for one in _alerts(county_id, [_alert.id.in_(list(alert_ids))], None)}


def _alerts(county_id, conditions, school_ids):
    conditions = [*conditions, *([] if school_ids is None else [_alert.school_id.in_(list(school_ids))])]
    newest = _newest(_version, "version", county_id, conditions)
    last = _newest(_step, "number", county_id, conditions)
    handled = _newest(_step, "number", county_id, conditions, _step.action != "explain")
    handler = AlertStep.__table__.alias("handler")
    statement = (
        select(
            _alert.id,
            _alert.school_id,
            _alert.monday,
            _alert.rule,
            _alert.entered_at,
            _version.version,
            _version.severity,
            _version.at_risk,
            _version.standing,
            _version.content,
            _step.state,
            _step.due_on,
            handler.c.done_by,
        )
        .join_from(AlertRow.__table__, newest, newest.c.alert_id == _alert.id)
        .join(
            AlertVersion.__table__,
            and_(
                _version.county_id == county_id,
                _version.alert_id == _alert.id,
                _version.version == newest.c.latest,
            ),
        )
        .outerjoin(last, last.c.alert_id == _alert.id)
        .outerjoin(
            AlertStep.__table__,
            and_(_step.county_id == county_id, _step.alert_id == _alert.id, _step.number == last.c.latest),
        )
        .outerjoin(handled, handled.c.alert_id == _alert.id)
        .outerjoin(
            handler,
            and_(
                handler.c.county_id == county_id,
                handler.c.alert_id == _alert.id,
                handler.c.number == handled.c.latest,
            ),
        )
        .where(_alert.county_id == county_id, *conditions)
    )
    return [_as_alert(row) for row in db.session.execute(statement)]


def _newest(table, column, county_id, conditions, *more):
    """The last version or step of the alerts that meet the conditions; of few alerts the tables are not read whole."""
    statement = select(table.alert_id, func.max(table[column]).label("latest")).where(
        table.county_id == county_id, *more
    )
    if conditions:
        wanted = select(_alert.id).where(_alert.county_id == county_id, *conditions)
        statement = statement.where(table.alert_id.in_(wanted))
    return statement.group_by(table.alert_id).subquery()


def _as_alert(row):
    content = json.loads(row.content)
    state = row.state or "new"
    if not row.standing and state in states.OPEN:
        state = "withdrawn"
    due_on = row.due_on if row.state else states.due_on("new", row.severity, row.entered_at.date())
    return Alert(
        id=row.id,
        school_id=row.school_id,
        week=Week(row.monday),
        rule=row.rule,
        severity=row.severity,
        at_risk=Ratio.parse(row.at_risk),
        sentence=Line.of_json(content["sentence"]),
        state=state,
        owner="school" if state == "explaining" else row.done_by or "",
        due_on=due_on if state in states.OPEN else None,
        made_at=row.entered_at,
        version=row.version,
        mode=content["mode"],
        standing=row.standing,
    )
