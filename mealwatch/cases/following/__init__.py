"""What follows from a case: look-backs, questions put to other schools, the ladder of escalation, meetings."""

from mealwatch.cases import registry
from mealwatch.cases.following.service import look_backs


def connect():
    """Hang look-backs on the course of cases: sealed when two people closed one, given up when it comes back."""
    registry.on("watching", look_backs.begin)
    for event in ("closed", "reopened", "returned"):
        registry.on(event, look_backs.end)
