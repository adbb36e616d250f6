"""Changes to schools and what is dated about them. Each function leaves the session flushed, not committed."""

from mealwatch.schools.service.calendar import (
    TakenOver,
    put_calendar_day,
    put_calendar_days,
    put_term,
    remove_calendar_day,
    remove_term,
    take_over_calendar,
)
from mealwatch.schools.service.closures import ask_closure, decide_closure
from mealwatch.schools.service.register import (
    put_canteen,
    put_canteens,
    put_group_state,
    put_group_states,
    put_school,
    put_schools,
    put_standard,
    put_standards,
)

__all__ = [
    "TakenOver",
    "ask_closure",
    "decide_closure",
    "put_calendar_day",
    "put_calendar_days",
    "put_canteen",
    "put_canteens",
    "put_group_state",
    "put_group_states",
    "put_school",
    "put_schools",
    "put_standard",
    "put_standards",
    "put_term",
    "remove_calendar_day",
    "remove_term",
    "take_over_calendar",
]
