"""Dates within kept sentences: kept as 2026-11-09, so that they sort and stay exact, and said as people say them."""

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: Where a date may stand that is somebody's own number.
_NUMBERS = {"number"}


def chinese_day(value):
    """``2026年11月9日``, as an official paper writes it."""
    return f"{value.year}年{value.month}月{value.day}日"


def spoken(facts, day=chinese_day):
    """The facts of a sentence with their dates said by ``day`` (date -> text), also several parted by ``、``.

    Only what is nothing but dates is one: 11-09 within a receipt's number stays.
    """
    return {name: value if name in _NUMBERS else _said(value, day) for name, value in facts.items()}


def _said(value, day):
    parts = value.split("、") if isinstance(value, str) else []
    if not parts or not all(map(_DAY.fullmatch, parts)):
        return value
    try:
        return "、".join(day(date.fromisoformat(part)) for part in parts)
    except ValueError:  # 2026-02-30 is no day, whatever it is
        return value
