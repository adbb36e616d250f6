"""Working days of the bureau, for deadlines: Monday to Friday without holidays, and the make-up days.

Of a year whose holidays are not published, every Monday to Friday counts.
"""

from datetime import timedelta
from functools import lru_cache

from mealwatch.schools.domain.holidays import DayKind, kind_of


def is_workday(on):
    """Whether offices work on a day."""
    kind, _name = kind_of(on)
    if kind is DayKind.NOT_PUBLISHED:
        return on.weekday() < 5
    return kind in (DayKind.WORKDAY, DayKind.MAKEUP)


@lru_cache(maxsize=4096)
def after(on, count):
    """The day that lies ``count`` working days after ``on``; 0 gives ``on`` itself if it is one, else the next."""
    while count > 0 or not is_workday(on):
        on += timedelta(days=1)
        count -= is_workday(on)
    return on


def passed(since, until):
    """How many working days have gone by: those after ``since``, up to and with ``until``; 0 when it lies ahead."""
    return sum(is_workday(since + timedelta(days=ahead)) for ahead in range(1, (until - since).days + 1))
