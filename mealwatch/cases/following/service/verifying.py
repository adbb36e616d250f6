"""Seeing in the field whether an all-clear is true: a tenth of them, at least one, drawn like a look-back."""

from datetime import timedelta

from mealwatch.audit import service as journal
from mealwatch.cases.following import queries
from mealwatch.cases.following.domain.drawing import sample
from mealwatch.cases.following.domain.looks import VERIFICATION
from mealwatch.cases.following.service.supplied import supply_days
from mealwatch.cases.following.service.writing import list_days, seal
from mealwatch.schools import queries as schools

#: Within so many days from the next on.
_WITHIN = 14
#: So many days after its own a self-check whose schools serve no meals is tried again.
_TRIED = 60


def due(county_id, now):
    """The self-checks whose all-clears are to be drawn from by now."""
    since = now.date() - timedelta(days=_TRIED)
    return [one for one in queries.undrawn(county_id, since) if one.ready(now.date())]


def draw(county_id, check_id, *, by, now):
    """Draw whom to see and when, of the schools that said that nothing is there; again changes nothing.

    Returns how many will be seen: 0 where none of them serves meals in the days to come, which is tried again.
    """
    journal.lock(county_id)
    check = queries.get_check(county_id, check_id)
    if queries.draws(county_id, now, kind=VERIFICATION, subject_ids=[check_id]):
        return 0
    first, last = now.date() + timedelta(days=1), now.date() + timedelta(days=_WITHIN)
    listed = schools.schools_of(county_id, [one.school_id for one in check.clear])
    days = supply_days(county_id, listed, first, last)
    choices = {one.code: days[one.id] for one in listed if days[one.id]}
    if not choices:
        return 0
    count = min(sample(len(check.clear)), len(choices))
    draw_id = seal(county_id, VERIFICATION, check_id, count, by=by, now=now)
    list_days(county_id, draw_id, 1, 1, choices, (first, last), picks=count, by=by, now=now)
    return count
