"""Daily records as cells: each answer in the words of its question, whatever the kind."""

from datetime import datetime

from mealwatch.kernel.ratio import Ratio
from mealwatch.reports.printing.form import Tenths
from mealwatch.safety.domain.fields import Field, at
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.safety.domain.kinds.samples import KEPT as KEEP_FOR
from mealwatch.web.words import WORDS


def said(kind, record, name):
    """What a record answers to a question, for reading; None where it was not asked or not answered."""
    field = KINDS[kind].field(name)
    return answer(field, record.fields.get(name))


def answer(field: Field, value):
    """A value in the words of its question."""
    if value is None or value in ("", []):
        return None
    words = dict(field.choices)
    if field.type == "flag":
        return words.get("yes" if value else "no") or ("是" if value else "否")
    if field.type == "photos":
        return f"{len(value)} 张"
    if isinstance(value, list):
        return "、".join(words.get(one, str(one)) for one in value)
    if field.type in ("measure", "whole"):
        return f"{field.measured(value)}{' ' + field.unit if field.unit else ''}"
    if field.type == "moment":
        return datetime.fromisoformat(value).strftime("%m-%d %H:%M")
    return words.get(value, str(value))


def meal_of(record):
    """The word of a record's meal."""
    return WORDS["meal"].get(record.meal)


def due_at(sample):
    """When a sample has been kept for 48 hours."""
    return (at(sample.dated_on, sample.fields["taken_at"]) + KEEP_FOR).strftime("%m-%d %H:%M")


def hours(minutes):
    """Minutes as hours with one place."""
    return Tenths(Ratio(minutes * 10, 60).rounded())
