"""Terms: the school's own week number, which people say to each other and no file carries."""

from datetime import date
from typing import NamedTuple

from mealwatch.kernel.week import Week


class Term(NamedTuple):
    """``ends_on`` is its last day."""

    starts_on: date
    ends_on: date
    name: str


def term_on(terms, day):
    """The term in which a day lies, or None in the holidays."""
    return next((term for term in terms if term.starts_on <= day <= term.ends_on), None)


def teaching_week(terms, week):
    """``(term, number)`` of a week, counting the week of the term's first day as 1; None in the holidays."""
    for term in terms:
        first, last = Week.of(term.starts_on), Week.of(term.ends_on)
        if first <= week <= last:
            return term, (week.monday - first.monday).days // 7 + 1
    return None
