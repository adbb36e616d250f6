"""The last good day as a packet has it: a date, or how long it keeps (``+7天``, ``6个月``, ``1年``).

How long counts from the day of production, else from the day of the receipt.
Months and years keep the day of the month; a month without it gives its last.
"""

import calendar
import re
import unicodedata
from datetime import date, timedelta

_LONG = re.compile(r"\+?(\d{1,4})(天|日|d|个?月|m|年|y)?", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?", re.ASCII)
_SHORT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTHS = {"月": 1, "个月": 1, "m": 1, "年": 12, "y": 12}
MOST_DAYS = 3660


def last_good_day(text, start):
    """The date that the text means, or None where it means none."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.replace("。", ".")))
    for pattern in (_DAY, _SHORT):
        match = pattern.fullmatch(text)
        if match:
            return _date(*(int(part) for part in match.groups()))
    match = _LONG.fullmatch(text)
    if not match or (not match[2] and not text.startswith("+")):
        return None
    number, unit = int(match[1]), (match[2] or "天").lower()
    if unit in _MONTHS:
        return _months_after(start, number * _MONTHS[unit])
    return start + timedelta(days=number) if number <= MOST_DAYS else None


def _months_after(start, months):
    if months > MOST_DAYS // 30:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None
