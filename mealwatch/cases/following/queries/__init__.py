"""What follows from cases, for reading.

Days that were drawn come out of ``look_backs`` alone, each from its own morning on.
"""

from mealwatch.cases.following.queries.escalations import (
    escalations,
    get_escalation,
    highest_no,
    proposals,
    proposed_for,
    record_count,
    step,
)
from mealwatch.cases.following.queries.exposed import causes_of, exposed
from mealwatch.cases.following.queries.kept import KEPT
from mealwatch.cases.following.queries.look_backs import (
    call_for,
    draws,
    get_draw,
    last_draw_id,
    looked_for,
    open_today,
    reserved,
    todays,
)
from mealwatch.cases.following.queries.meetings import get_meeting, get_rule, meetings, rules
from mealwatch.cases.following.queries.self_checks import (
    asked_of,
    check_counts,
    get_check,
    self_checks,
    undrawn,
    waiting_at,
)

__all__ = [
    "KEPT",
    "asked_of",
    "call_for",
    "causes_of",
    "check_counts",
    "draws",
    "escalations",
    "exposed",
    "get_check",
    "get_draw",
    "get_escalation",
    "get_meeting",
    "get_rule",
    "highest_no",
    "last_draw_id",
    "looked_for",
    "meetings",
    "open_today",
    "proposals",
    "proposed_for",
    "record_count",
    "reserved",
    "rules",
    "self_checks",
    "step",
    "todays",
    "undrawn",
    "waiting_at",
]
