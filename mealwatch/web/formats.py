"""How amounts, quantities, dates and weeks are printed: exactly, never through a float."""

from datetime import date

from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.day_words import chinese_day
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.ratio import Ratio, plain_decimal
from mealwatch.kernel.week import Week
from mealwatch.web import words
from mealwatch.web.language import language

NOTHING = "—"
MINUS = "−"


def init_app(app):
    app.jinja_env.filters.update(
        yuan=yuan,
        signed_yuan=signed_yuan,
        day=day,
        full_day=full_day,
        long_day=long_day,
        iso_day=iso_day,
        moment=moment,
        day_and_time=day_and_time,
        quantity=quantity,
        thousands=thousands,
        word=words.word,
        mark_of=words.mark_of,
    )
    app.jinja_env.globals.update(week_label=week_label, choices=words.choices)


def yuan(amount, places=2):
    """An amount in yuan: whole fen, or a Ratio of fen, rounded half up to ``places``; ``1,234.50``."""
    if amount is None:
        return NOTHING
    if isinstance(amount, Ratio):
        return _grouped(plain_decimal((amount * Ratio(1, 100)).rounded(places), places))
    return _grouped(fen_as_yuan(amount))


def signed_yuan(amount, places=2):
    """An amount with its sign in front, for differences: ``+0.16``, ``−1.52``."""
    text = yuan(amount, places)
    return text if text.startswith(MINUS) or text == NOTHING or not amount else f"+{text}"


def thousands(number):
    """A whole number with thousands separated."""
    return NOTHING if number is None else _grouped(str(number))


def quantity(amount, base_unit):
    """Base units for reading: grams as 公斤, millilitres as 升, pieces as 个; below one kilo or litre as they are."""
    if amount is None:
        return NOTHING
    larger = {"g": "kg", "ml": "L"}.get(base_unit)
    if larger is None or abs(amount) < 1000:
        return f"{_grouped(str(amount))} {words.word(base_unit, 'unit')}"
    text = plain_decimal(amount, 3).rstrip("0").rstrip(".")
    return f"{_grouped(text)} {words.word(larger, 'unit')}"


def day(value):
    """``11月19日 周四``; ``Thu 19 Nov``."""
    if value is None:
        return NOTHING
    if language() == "en":
        return f"{value:%a} {value.day} {value:%b}"
    return f"{value.month}月{value.day}日 {weekday(value)}"


def full_day(value):
    """``2026年11月19日（周四）``; ``Thu 19 Nov 2026``."""
    if value is None:
        return NOTHING
    if language() == "en":
        return f"{day(value)} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日（{weekday(value)}）"


def long_day(value):
    """``2026年11月19日``; ``19 Nov 2026``."""
    if value is None:
        return NOTHING
    return f"{value.day} {value:%b} {value.year}" if language() == "en" else chinese_day(value)


def plain_day(value):
    """``11月19日``, as it is said within a sentence; another year's with the year."""
    if value.year != clock.today().year:
        return long_day(value)
    return f"{value.day} {value:%b}" if language() == "en" else f"{value.month}月{value.day}日"


def iso_day(value):
    """``2026-11-19``."""
    return NOTHING if value is None else value.isoformat()


def moment(value):
    """An instant in Shanghai time: ``2026年11月19日 09:12``; ``19 Nov 2026 09:12``."""
    if value is None:
        return NOTHING
    here = value.astimezone(SHANGHAI)
    return f"{long_day(here)} {here:%H:%M}"


def day_and_time(value):
    """An instant in Shanghai time within a sentence: ``11月19日 09:12``; another year's with the year."""
    if value is None:
        return NOTHING
    here = value.astimezone(SHANGHAI)
    return f"{plain_day(here)} {here:%H:%M}"


def weekday(value):
    """``周四``."""
    return words.word(str(value.isoweekday()), "weekday")


def week_label(week, term_starts_on=None, days=None):
    """``第11教学周（11月9日—13日）``; outside a term the ISO week stands in its place.

    ``days`` are the supply days, whose first and last are named; without them Monday and Friday are.
    """
    week = Week.of(week) if isinstance(week, date) else week
    first, last = (days[0], days[-1]) if days else (week.days[0], week.days[4])
    span = _span(first, last)
    if term_starts_on is None or week < Week.of(term_starts_on):
        return _("%(week)s周（%(span)s）", week=week, span=span)
    number = (week.monday - Week.of(term_starts_on).monday).days // 7 + 1
    return _("第%(number)s教学周（%(span)s）", number=number, span=span)


def _span(first, last):
    if language() == "en":
        start = f"{first.day} {first:%b}" if first.month != last.month else str(first.day)
        return f"{last.day} {last:%b}" if first == last else f"{start}–{last.day} {last:%b}"
    if first == last:
        return f"{first.month}月{first.day}日"
    end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{first.month}月{first.day}日—{end}"


def _grouped(text):
    """Thousands separated and a true minus sign."""
    sign = MINUS if text.startswith("-") else ""
    whole, point, part = text.lstrip("-").partition(".")
    return f"{sign}{int(whole):,}{point}{part}"
