"""What can be done with several ticked lines at once, and with which of them."""

from mealwatch.alerts.domain import states

#: In the order of the buttons.
ACTS = ("ask", "remind", "order", "brief", "note", "hand_on", "drop")
#: The acts that are steps of alerts as they stand.
STEPS = ("ask", "note", "hand_on", "drop")
#: Lines that wait for the school to hand something in.
_WAITED_FOR = ("unreported", "incomplete", "overdue")


def refusal(act, one):
    """Why an act cannot be done with a line: a code, or None where it can."""
    if act in (*STEPS, "brief") and not one.alerts:
        return "has_case" if one.case else "no_alert"
    if act in STEPS:
        return None if any((each.state, act) in states.TABLE for each in one.alerts) else "not_now"
    if act == "order":
        return None if one.alerts else "has_case" if one.case else "no_alert"
    if act == "remind":
        waits = one.kind in _WAITED_FOR or (one.alert and one.alert.state == "explaining")
        return None if waits else "not_waiting"
    return None


def parted(act, found):
    """(lines with which the act is done, [(line, why not), ...])."""
    able, unable = [], []
    for one in found:
        why = refusal(act, one)
        if why:
            unable.append((one, why))
        else:
            able.append(one)
    return able, unable


def ways_to_confirmed(state):
    """The steps that take an alert from a state to confirmed: a notice says that a person has confirmed it."""
    return {"new": ("confirm",), "explaining": ("check", "confirm"), "checking": ("confirm",)}.get(state, ())
