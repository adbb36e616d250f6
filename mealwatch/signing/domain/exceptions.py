"""An exception from the rule of two people: for some purposes, with an end, with a check in its place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mealwatch.kernel import checks
from mealwatch.kernel.errors import mark
from mealwatch.signing import errors
from mealwatch.signing.domain.purposes import PURPOSES

GRANTED, REFUSED = "approved", "refused"
#: A term: from the first of September to the end of January is 153 days.
LONGEST = timedelta(days=155)
#: What stands where the second name would.
MARK = mark("一人办理（例外 {number} 号）")


@dataclass(frozen=True)
class Exemption:
    """One exception, asked for, decided, ended."""

    id: int
    canteen_id: int
    purposes: tuple[str, ...]
    from_date: date
    until_date: date
    reason: str
    instead: str
    asked_by: str
    asked_by_id: int | None
    asked_at: datetime
    decision: str | None
    decided_by: str | None
    decided_by_id: int | None
    decided_at: datetime | None
    decision_note: str | None
    ended_on: date | None
    ended_by: str | None
    end_reason: str | None

    @property
    def last(self):
        """The last day on which it holds."""
        return self.until_date if self.ended_on is None else min(self.until_date, self.ended_on - timedelta(days=1))

    def holds(self, purpose, on):
        """Whether one person may do this alone on a day."""
        return self.decision == GRANTED and purpose in self.purposes and self.from_date <= on <= self.last

    def state(self, today):
        """In a word: waiting, refused, coming, open, over."""
        if self.decision is None:
            return "waiting"
        if self.decision == REFUSED:
            return "refused"
        if today < self.from_date and self.ended_on is None:
            return "coming"
        return "open" if today <= self.last else "over"

    @property
    def mark(self):
        """What stands on a record where the second name would; Chinese, as names are."""
        return MARK.format(number=self.id)


def is_mark(name):
    """Whether what stands for a second person names an exception."""
    return name.startswith(MARK.partition("{")[0]) and name.endswith(MARK.partition("}")[2])


def check(purposes, from_date, until_date, reason, instead):
    """Refuse what cannot be asked for. Raises the first fault."""
    if not purposes:
        raise errors.NoPurpose(field="purposes")
    for purpose in purposes:
        checks.refuse(checks.one_of("purposes", purpose, PURPOSES))
    checks.refuse(checks.day("from_date", from_date))
    checks.refuse(checks.day("until_date", until_date))
    if until_date < from_date:
        raise errors.EndsBeforeStart(field="until_date")
    if until_date - from_date > LONGEST:
        raise errors.TooLong(field="until_date", latest=(from_date + LONGEST).isoformat())
    checks.refuse(checks.text("reason", reason))
    checks.refuse(checks.text("instead", instead))
