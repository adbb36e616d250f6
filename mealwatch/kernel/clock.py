"""The clock of the county: Asia/Shanghai. Only services and entry points read it."""

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now():
    """This moment, with its zone, to the second."""
    return datetime.now(SHANGHAI).replace(microsecond=0)


def today():
    """The date in Asia/Shanghai."""
    return now().date()
