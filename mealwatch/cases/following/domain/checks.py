"""A self-check and what came of it: who was asked, who answered what, who is late, who is to be seen."""

from dataclasses import dataclass, field
from datetime import date, datetime

MINE, TOWN, COUNTY = "exposed", "town", "county"
SCOPES = (MINE, TOWN, COUNTY)
#: States of one school in a check.
WAITING, LATE, HAS, NONE = "waiting", "late", "has", "none"
#: So many questions at most; so long at most; so many working days if nobody says otherwise.
MOST_QUESTIONS, MOST_DAYS, DUE_AFTER = 12, 92, 3


@dataclass(frozen=True)
class Reply:
    """What a school answered. ``answers``: whether each question's matter is there."""

    number: int
    has: bool
    answers: tuple[bool, ...]
    words: str
    photos: tuple[str, ...]
    at: datetime
    by: str


@dataclass(frozen=True)
class Asked:
    """A school that was asked; ``rows``: what shows that it is exposed."""

    school_id: int
    rows: tuple[str, ...]
    reply: Reply | None = None


@dataclass(frozen=True)
class Check:
    """A question put to other schools because of a case."""

    id: int
    case_id: int
    scope: str
    town: str
    cause: str
    cause_key: str
    cause_text: str
    first: date
    last: date
    title: str
    questions: tuple[str, ...]
    due_on: date
    entered_at: datetime
    entered_by: str
    asked: tuple[Asked, ...] = field(default=())

    def of(self, school_id):
        """What this school was asked, or None."""
        return next((one for one in self.asked if one.school_id == school_id), None)

    def state(self, one, today):
        if one.reply is None:
            return LATE if today > self.due_on else WAITING
        return HAS if one.reply.has else NONE

    @property
    def answered(self):
        return sum(one.reply is not None for one in self.asked)

    @property
    def having(self):
        return [one for one in self.asked if one.reply and one.reply.has]

    @property
    def clear(self):
        """Those who said that nothing is there: of them a tenth is seen."""
        return [one for one in self.asked if one.reply and not one.reply.has]

    def ready(self, today):
        """Whether it is time to draw whom to see: everybody answered, or the day is over."""
        return bool(self.clear) and (self.answered == len(self.asked) or today > self.due_on)
