"""How often each rule was right, by what people decided."""

from sqlalchemy import select

from mealwatch.alerts import known
from mealwatch.alerts.domain.precision import counted
from mealwatch.alerts.models import Alert, AlertStep
from mealwatch.extensions import db

_alert = Alert.__table__.c
_step = AlertStep.__table__.c


def precision(county_id, since=None):
    """``{rule id: Precision}`` of every rule; ``since`` {rule id: instant}: only what was decided after it counts."""
    decided = _last_steps(county_id)
    of_rule = {rule_id: [] for rule_id in known.catalogue()}
    for alert_id, rule_id in db.session.execute(select(_alert.id, _alert.rule).where(_alert.county_id == county_id)):
        state, at = decided.get(alert_id, ("new", None))
        if since is None or rule_id not in since or (at is not None and at > since[rule_id]):
            of_rule.setdefault(rule_id, []).append(state)
    return {rule_id: counted(rule_id, of_states) for rule_id, of_states in sorted(of_rule.items())}


def _last_steps(county_id):
    """``{alert id: (state, when)}`` of the alerts about which something was done."""
    statement = select(_step.alert_id, _step.state, _step.done_at).where(_step.county_id == county_id)
    rows = db.session.execute(statement.order_by(_step.alert_id, _step.number))
    return {alert_id: (state, at) for alert_id, state, at in rows}
