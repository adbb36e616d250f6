"""Who closes the week and when: most principals on the last afternoon, the deadline on Monday for the rest.

A principal cannot close what is incomplete or unsigned. Of the last week only
closings up to Sunday evening are written: the deadline has not come yet.
"""

from datetime import timedelta

from mealwatch.demo.chance import chance
from mealwatch.demo.term import days_of
from mealwatch.demo.troubles import HONEST

_ZONE = "+08:00"
_DEADLINE = "到期锁定"


def close_weeks(demo, schools, books):
    for week in demo.weeks:
        for school in schools:
            fed = [on for on in days_of(week) if any(demo.term.is_fed(group, on) for group in school.groups)]
            closing = _closing(demo, school, week, fed) if fed else None
            if closing:
                at, by = closing
                row = {"school_code": school.code, "week": week, "closed_at": f"{at}:00{_ZONE}", "closed_by": by}
                books.enter(at, "closings", [row])


def _closing(demo, school, week, fed):
    """``(moment, who)``, or None while the week is open."""
    luck = chance(demo.seed, "closing", school.code, week)
    minute, draw = luck.randint(0, 59), luck.randint(1, 100)
    deadline = days_of(week)[0] + timedelta(days=7)
    change = demo.changes.get((school.code, week), HONEST)
    ready = not (change.unrecorded_days or change.away or change.one_acceptor)
    in_trouble = (school.code, week) in demo.changes
    if ready and (draw <= 78 or in_trouble):
        return f"{max(fed)}T{luck.randint(16, 18)}:{minute:02}", school.people["principal"]
    if ready and draw <= 85:
        return f"{deadline - timedelta(days=1)}T{luck.randint(19, 20)}:{minute:02}", school.people["principal"]
    if week == demo.weeks[-1]:
        return None
    if ready and draw <= 93:
        return f"{deadline}T{luck.randint(8, 11):02}:{minute:02}", school.people["principal"]
    return f"{deadline}T18:00", _DEADLINE
