"""What is done after a case: looked at again, asked elsewhere, escalated, met about. Flushed, never committed."""

from mealwatch.cases.following.service.escalations import decline, record, take
from mealwatch.cases.following.service.look_backs import begin, end, settle
from mealwatch.cases.following.service.meetings import keep_meeting, keep_rule
from mealwatch.cases.following.service.self_checks import ask, open_case, reply, request_key
from mealwatch.cases.following.service.waking import is_due, wake

__all__ = [
    "ask",
    "begin",
    "decline",
    "end",
    "is_due",
    "keep_meeting",
    "keep_rule",
    "open_case",
    "record",
    "reply",
    "request_key",
    "settle",
    "take",
    "wake",
]
