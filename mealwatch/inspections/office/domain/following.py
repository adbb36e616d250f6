"""What becomes of a finding and of a difference: states as tables, and what people did, step by step.

A difference is only that until a person has confirmed it; a finding is mended
when somebody of the office has looked at it, not when the school says so.
"""

from dataclasses import dataclass
from datetime import datetime

from mealwatch.inspections.office import errors

OPEN, ANSWERED, MENDED, SET_ASIDE = "open", "answered", "mended", "set_aside"
DIFFERENCE, CONFIRMED, EXPLAINED, DECLINED = "difference", "confirmed", "explained", "declined"
#: How findings and differences are told beside their states.
SENT_BACK, WITHIN, POSTED = "sent_back", "within", "posted"
#: Findings that still need somebody.
PENDING = (OPEN, ANSWERED)
#: Differences that wait for a person of the office.
UNDECIDED = (DIFFERENCE, DECLINED)

#: (what was done, state) -> state. A later visit that looks again checks it, or opens it again.
FINDING = {
    ("answer", OPEN): ANSWERED,
    ("answer", ANSWERED): ANSWERED,
    ("check", OPEN): MENDED,
    ("check", ANSWERED): MENDED,
    ("reopen", ANSWERED): OPEN,
    ("send_back", ANSWERED): OPEN,
    ("reopen", MENDED): OPEN,
    ("reopen", SET_ASIDE): OPEN,
    ("set_aside", OPEN): SET_ASIDE,
    ("set_aside", ANSWERED): SET_ASIDE,
}
#: A proposal that was declined goes back to the office: put again, or explained.
DIFFERENCES = {
    ("confirm", DIFFERENCE): CONFIRMED,
    ("explain", DIFFERENCE): EXPLAINED,
    ("decline", CONFIRMED): DECLINED,
    ("confirm", DECLINED): CONFIRMED,
    ("explain", DECLINED): EXPLAINED,
    ("explain", CONFIRMED): EXPLAINED,
    ("confirm", EXPLAINED): CONFIRMED,
}
#: What is written down here; looks (check, reopen) are kept with those of later visits.
WRITTEN = ("answer", "send_back", "set_aside")
FINDING_ACTIONS = tuple(dict.fromkeys(action for action, _state in FINDING))
DIFFERENCE_ACTIONS = tuple(dict.fromkeys(action for action, _state in DIFFERENCES))


@dataclass(frozen=True)
class Step:
    """One thing that a person did: when, who, in what words, with which photos."""

    number: int
    what: str
    words: str
    done_at: datetime
    done_by: str
    photos: tuple[str, ...] = ()
    #: The later visit that looked again; its photos are evidence of that visit.
    visit_id: int | None = None


def moved(table, state, action):
    """The state after an action. Raises StepNotAllowed."""
    try:
        return table[action, state]
    except KeyError:
        raise errors.StepNotAllowed from None


def state_after(table, start, steps):
    """Where the steps, in their order, have led from ``start``."""
    state = start
    for step in steps:
        state = table.get((step.what, state), state)
    return state


def allowed(table, state):
    """The actions that a state takes."""
    return tuple(action for action, before in table if before == state)
