"""Running the rules, dealing with what they found, and setting them. Each function leaves the session flushed."""

from mealwatch.alerts.queries.runs import due
from mealwatch.alerts.service.acting import act, act_on_many, take_up_overdue
from mealwatch.alerts.service.running import Findings, Run, catch_up, find, keep, run
from mealwatch.alerts.service.settings import put_setting, watch_wolves

__all__ = [
    "Findings",
    "Run",
    "act",
    "act_on_many",
    "catch_up",
    "due",
    "find",
    "keep",
    "put_setting",
    "run",
    "take_up_overdue",
    "watch_wolves",
]
