"""What the journal keeps of alerts: one entry a row."""

from mealwatch.alerts.models import Alert, AlertRun, AlertStep, AlertVersion, RuleSetting
from mealwatch.audit.kept import Kept

KEPT = (
    Kept("alert", Alert.__table__),
    Kept("alert_version", AlertVersion.__table__),
    Kept("alert_step", AlertStep.__table__),
    Kept("alert_run", AlertRun.__table__),
    Kept("rule_setting", RuleSetting.__table__),
)
