"""By when: working days for each hand, and for the school by how grave it is."""

from mealwatch.schools.domain import workdays

FIXED_NOW, DATED, LASTING = "fixed_now", "dated", "lasting"
KINDS = (FIXED_NOW, DATED, LASTING)
SLIGHT, ORDINARY, SERIOUS = "slight", "ordinary", "serious"
SEVERITIES = (SERIOUS, ORDINARY, SLIGHT)
#: Working days: to sign, to check what the school has done, to agree, to do it again.
TO_SIGN, TO_CHECK, TO_AGREE, AGAIN = 2, 5, 2, 3
_TO_MEND = {SERIOUS: 10, ORDINARY: 5, SLIGHT: 3}


def proposed(kind, severity, on):
    """The day that a notice of that day proposes."""
    return workdays.after(on, 0 if kind == FIXED_NOW else _TO_MEND[severity])


def days_left(until, today):
    """Working days until a day; below 0, how many have gone by since."""
    return workdays.passed(today, until) if until >= today else -max(workdays.passed(until, today), 1)


def again(on):
    """The day that is proposed for doing it again, or for longer."""
    return workdays.after(on, AGAIN)
