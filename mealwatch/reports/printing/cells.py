"""A cell as it is printed. Chinese whatever the reader's language: it is a paper to be signed."""

from datetime import date, datetime

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.ratio import Ratio, plain_decimal
from mealwatch.reports.printing.form import Heads, Quantity, Tenths

_WEEKDAYS = "一二三四五六日"


def printed(kind, value):
    """The text of a cell of this kind; an empty one for None."""
    if value is None or value == "":
        return ""
    if isinstance(value, Quantity):
        return decimal(value.shown, 3)
    if isinstance(value, Tenths):
        return decimal(Ratio(value, 10), 1)
    if isinstance(value, Heads):
        return f"{value:,}"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return _BY_KIND.get(kind, str)(value)


def yuan(amount):
    """Fen, or a Ratio of fen rounded half up, with thousands separated: ``1,234.50``, ``-0.01``."""
    fen = amount.rounded() if isinstance(amount, Ratio) else amount
    text = fen_as_yuan(abs(fen))
    whole, _, part = text.partition(".")
    return f"{'-' if fen < 0 else ''}{int(whole):,}.{part}"


def price(fen):
    """Yuan for one unit: two places where they are exact, else four."""
    exact = fen if isinstance(fen, Ratio) else Ratio(fen)
    places = 2 if exact.fraction().denominator == 1 else 4
    return plain_decimal((exact * Ratio(1, 100)).rounded(places), places)


def decimal(exact, places):
    """At most so many places, no zeros at the end, thousands separated."""
    text = plain_decimal(exact.rounded(places), places)
    whole, _, part = text.lstrip("-").partition(".")
    part = part.rstrip("0")
    return f"{'-' if text.startswith('-') else ''}{int(whole):,}{'.' if part else ''}{part}"


def moment(value):
    """``2026-11-19 09:12`` in Shanghai."""
    return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def day(value):
    """``11月19日 周四``."""
    return f"{value.month}月{value.day}日 周{_WEEKDAYS[value.weekday()]}"


def full_day(value):
    """``2026年11月19日``."""
    return f"{value.year}年{value.month}月{value.day}日"


def days(some, most=6):
    """``11月3日、11月5日等 8 天``."""
    listed = "、".join(f"{one.month}月{one.day}日" for one in some[:most])
    return listed if len(some) <= most else f"{listed}等 {len(some)} 天"


def _percent(value):
    return f"{decimal(value * 100, 2)}%"


_BY_KIND = {
    "yuan": yuan,
    "price": price,
    "whole": lambda value: f"{value:,}" if isinstance(value, int) else str(value),
    "percent": _percent,
}
