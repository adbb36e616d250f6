"""A kind of daily record: its questions, when it is due, what it refuses and what it marks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time

from mealwatch.safety import errors
from mealwatch.safety.domain.fields import Field, at, checked

#: When the record of a meal can be there.
AFTER_MEAL = {"breakfast": time(8, 30), "lunch": time(13), "snack": time(16), "dinner": time(19)}
MEALS = ("breakfast", "lunch", "snack", "dinner")
#: A record of something that happened longer ago is shown as late.
LATE_MINUTES = 240


@dataclass(frozen=True)
class Facts:
    """What the rules may ask about: the moment, the day, and what the record is about (equipment, a sample)."""

    now: datetime
    on: object = None
    equipment: dict = field(default_factory=dict)
    sample: object = None


@dataclass(frozen=True)
class Kind:
    """``every``: meal, day, week, month, or event (never due by itself).

    ``of``: what a record is about: dish, equipment, sample, items (a checklist), problem, or nothing.
    ``one``: one record for its day (or week, month), whose identity is that day; else the form brings an identity.
    ``due_at``: from when on it is due on its day; for records of meals AFTER_MEAL says it.
    ``happened``: the field that says at what time it happened. ``second``: what a second person signs it for.
    ``rule(values, facts)`` raises what must not be; ``flaw(values, facts)`` tells what is out of order, in codes.
    """

    code: str
    name: str
    fields: tuple[Field, ...]
    every: str = "event"
    of: str = ""
    one: bool = False
    due_at: time = time(18)
    happened: str = ""
    second: str = ""
    by_school: bool = False
    actions: tuple[str, ...] = ("keep_records",)
    equipment: tuple[str, ...] = ()
    rule: Callable | None = None
    derive: Callable | None = None
    flaw: Callable | None = None
    hint: str = ""
    for_contractor: bool = False

    def field(self, name):
        return next(one for one in self.fields if one.name == name)

    @property
    def shared(self):
        """The questions asked once for all rows of a form."""
        return tuple(one for one in self.fields if not one.row)

    @property
    def of_row(self):
        return tuple(one for one in self.fields if one.row)

    @property
    def has_rows(self):
        return self.of in ("dish", "equipment", "sample") and bool(self.of_row)

    @property
    def private(self):
        return tuple(one.name for one in self.fields if one.private)

    def checked(self, values, facts):
        """The record's content as it is kept. Raises the feature's errors."""
        found = checked(self.fields, values)
        if self.derive:
            found |= self.derive(found)
        for one in self.fields:
            if one.name not in found:
                continue
            if one.type == "time" and facts.on is not None:
                self._refuse_future(one.name, at(facts.on, found[one.name]), facts.now)
            elif one.type == "moment":
                self._refuse_future(one.name, datetime.fromisoformat(found[one.name]), facts.now)
        if self.rule:
            self.rule(found, facts)
        return found

    @staticmethod
    def _refuse_future(name, moment, now):
        if moment > now:
            raise errors.InTheFuture(field=name, value=f"{moment:%m-%d %H:%M}", now=f"{now:%m-%d %H:%M}")


def minutes_between(start, end):
    """Whole minutes from ``HH:MM`` to ``HH:MM`` of one day. Raises EndBeforeStart."""
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    minutes = (last.hour - first.hour) * 60 + last.minute - first.minute
    if minutes <= 0:
        raise errors.EndBeforeStart(field="end", start=start, end=end)
    return minutes
