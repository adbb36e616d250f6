"""When a channel may be sent to: not in its quiet hours, and what is not urgent once an hour at most.

A try that failed is made again after 5, 15, 60 and 240 minutes and then every
day; what was not delivered goes along with the next, so nothing is left out.
"""

from datetime import time, timedelta

#: What is not urgent is gathered for so long.
GATHER = timedelta(hours=1)
#: Urgent messages too are gathered for a moment, so that twenty orders are one message.
URGENT_GATHER = timedelta(minutes=10)
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240))
DAILY = timedelta(days=1)


def is_quiet(at, quiet_from, quiet_until):
    """Whether a time of day lies in the quiet hours, which may reach over midnight; equal ends: never quiet."""
    first, last = time.fromisoformat(quiet_from), time.fromisoformat(quiet_until)
    if first <= last:
        return first <= at < last
    return at >= first or at < last


def wait_after(failures):
    """How long to wait after so many tries in a row have failed."""
    return RETRIES[failures - 1] if failures <= len(RETRIES) else DAILY


def may_send(now, *, quiet, last_sent, last_tried, failures, urgent):
    """Whether to send now. ``quiet``: (from, until); ``last_sent``, ``last_tried``: when, or None."""
    if is_quiet(now.time(), *quiet):
        return False
    if failures:
        return now - last_tried >= wait_after(failures)
    return last_sent is None or now - last_sent >= (URGENT_GATHER if urgent else GATHER)
