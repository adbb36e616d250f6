"""The span of days that a book is printed for: a day, a week, a month or a term."""

from dataclasses import dataclass
from datetime import date

from mealwatch.kernel.errors import NotFound, mark
from mealwatch.kernel.week import Week
from mealwatch.reports.domain.month import Month
from mealwatch.reports.printing.cells import full_day
from mealwatch.schools.domain.terms import teaching_week, term_on

KINDS = ("day", "week", "month", "term")


class NoPeriod(NotFound):
    code = "reports.no_period"
    says = mark("“{value}”不是能打印的日期、周、月份或学期")
    remedy = mark("日期写成 2026-11-23，周写成 2026-W48，月份写成 2026-11")


@dataclass(frozen=True)
class Period:
    """``text`` is as it stands in an address: ``month=2026-11``."""

    kind: str
    text: str
    first: date
    last: date
    label: str

    @property
    def query(self):
        """What names it in an address's query."""
        return {self.kind: self.text}

    @property
    def month(self):
        """The month in which it begins."""
        return Month.of(self.first)

    def __contains__(self, day):
        return self.first <= day <= self.last


def asked(given, terms, today):
    """The Period that an address's query names, the first of day, week, month and term; else this month.

    Raises NoPeriod.
    """
    for kind in KINDS:
        if given.get(kind):
            try:
                return _READ[kind](given[kind].strip(), terms)
            except ValueError:
                raise NoPeriod(field=kind, value=given[kind]) from None
    return _month(str(Month.of(today)), terms)


def on(day):
    """The Period of one day."""
    return _day(day.isoformat(), ())


def choices(period, terms, today):
    """The periods of each kind around this one: [(kind, its own, the one before, the one after), ...]."""
    last = min(period.last, today) if period.first <= today else period.first
    found = [on(last), _week(str(Week.of(last)), terms), _month(str(Month.of(last)), terms)]
    term = term_on(terms, last) or next((one for one in reversed(terms) if one.starts_on <= last), None)
    if term:
        found.append(_term(term.starts_on.isoformat(), terms))
    return [period if one.kind == period.kind else one for one in found]


def beside(period, terms, steps):
    """The period of the same kind so many steps later (or earlier); None where there is none."""
    if period.kind == "day":
        return _day(date.fromordinal(period.first.toordinal() + steps).isoformat(), terms)
    if period.kind == "week":
        return _week(str(Week.of(period.first).shifted(steps)), terms)
    if period.kind == "month":
        return _month(str(period.month.after if steps > 0 else period.month.before), terms)
    starts = [one.starts_on.isoformat() for one in terms]
    place = starts.index(period.text) + steps
    return _term(starts[place], terms) if 0 <= place < len(starts) else None


def _day(text, _terms):
    on = date.fromisoformat(text)
    return Period("day", on.isoformat(), on, on, full_day(on))


def _week(text, terms):
    week = Week.parse(text)
    found = teaching_week(terms, week)
    named = f"第{found[1]}教学周" if found else str(week)
    span = f"{full_day(week.monday)}—{week.sunday.month}月{week.sunday.day}日"
    return Period("week", str(week), week.monday, week.sunday, f"{named}（{span}）")


def _month(text, _terms):
    month = Month.parse(text)
    return Period("month", str(month), month.first, month.last, f"{month.first.year}年{month.first.month}月")


def _term(text, terms):
    for term in terms:
        if term.starts_on.isoformat() == text:
            return Period("term", text, term.starts_on, term.ends_on, term.name)
    raise ValueError(text)


_READ = {"day": _day, "week": _week, "month": _month, "term": _term}
