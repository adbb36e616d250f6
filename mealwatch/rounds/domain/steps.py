"""What a round goes through, as a table."""

from mealwatch.rounds import errors

PLANNING, SEALED, DRAWN, RUNNING, FINISHED, CANCELLED = (
    "planning",
    "sealed",
    "drawn",
    "running",
    "finished",
    "cancelled",
)
STATES = (PLANNING, SEALED, DRAWN, RUNNING, FINISHED, CANCELLED)
#: Where stops exist and teams know of them.
ON_THE_WAY = (DRAWN, RUNNING)
KINDS = ("surprise", "special", "look_back", "joint")

_STEPS = {
    ("seal", PLANNING): SEALED,
    ("unseal", SEALED): PLANNING,
    ("draw", SEALED): DRAWN,
    ("start", DRAWN): RUNNING,
    ("finish", RUNNING): FINISHED,
    **{("cancel", state): CANCELLED for state in (PLANNING, SEALED, DRAWN, RUNNING)},
}


def step(state, action):
    """The state after an action. Raises NotNow."""
    try:
        return _STEPS[action, state]
    except KeyError:
        raise errors.NotNow(state=state) from None
