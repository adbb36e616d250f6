"""A case out of its head and its steps, one after another."""

from dataclasses import replace
from datetime import date

from mealwatch.cases.domain import states

#: What a step may change of the head, until the notice is issued; afterwards only what stands in LATER.
WORDING = ("text", "basis", "severity", "kind", "owner", "owner_id")
LATER = ("level", "due_on")
_AGAIN = ("reopen", "superior_return")


def folded(head, steps):
    """The case after these steps. ``head``: a Case as it was opened."""
    case, done = head, []
    for one in steps:
        state = states.TABLE.get((case.state, one.what), case.state)
        changes = {name: one.details[name] for name in LATER if name in one.details}
        if case.state == states.DRAFTED:
            changes |= {name: one.details[name] for name in WORDING if name in one.details}
        if isinstance(changes.get("due_on"), str):
            changes["due_on"] = date.fromisoformat(changes["due_on"])
        done.append(replace(one, state=state))
        case = replace(case, state=state, reopened=case.reopened + (one.what in _AGAIN), **changes)
    return replace(case, steps=tuple(done))
