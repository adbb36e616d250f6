"""For which days and weeks a job is due at a moment; pure."""

from datetime import time, timedelta

from mealwatch.kernel.week import Week

#: A deadline that was missed, because the machine was off, is made good so many weeks back.
WEEKS_BACK = 8
#: When a day's reminders go out, and when a week is told of that is nearly over.
MORNING, FRIDAY_AFTERNOON = time(8), time(15)


def closable(now, policies, live_from):
    """The weeks whose deadline has passed, the earliest first; none before the county went live."""
    here = Week.of(now.date())
    weeks = [here.shifted(-ahead) for ahead in range(WEEKS_BACK, -1, -1)]
    if live_from is None:
        return []
    return [week for week in weeks if week.sunday >= live_from and policies.on(week.monday).closes_at(week) <= now]


def remindable(now, closed):
    """The week of whose gaps schools are reminded now, with the day it is for; None between times.

    On Friday afternoon the week that runs; on the days after it until it is closed, in the morning.
    """
    today, here = now.date(), Week.of(now.date())
    if today.weekday() == 4 and now.time() >= FRIDAY_AFTERNOON:
        return here, today
    before = here.shifted(-1)
    if now.time() >= MORNING and before not in closed:
        return before, today
    return None


def morning(now):
    """Today, once the morning has come; None before."""
    return now.date() if now.time() >= MORNING else None


def last_over(now):
    """The week that ended last."""
    return Week.of(now.date() - timedelta(days=7))
