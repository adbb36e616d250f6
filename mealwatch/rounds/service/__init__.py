"""Changes to rounds. Each stays on the round's trail, with its reason."""

from mealwatch.rounds.service.calling import call, call_over
from mealwatch.rounds.service.drawing import draw, seal, unseal
from mealwatch.rounds.service.planning import avoid, cancel, change_plan, end_avoidance, plan
from mealwatch.rounds.service.running import (
    drop,
    finish,
    hand_over,
    move,
    replace_person,
    shift,
    start,
    swap,
    take_car,
)

__all__ = [
    "avoid",
    "call",
    "call_over",
    "cancel",
    "change_plan",
    "draw",
    "drop",
    "end_avoidance",
    "finish",
    "hand_over",
    "move",
    "plan",
    "replace_person",
    "seal",
    "shift",
    "start",
    "swap",
    "take_car",
    "unseal",
]
