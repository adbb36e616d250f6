"""Papers that run out: a canteen's food licence, the health certificates of those who work there.

Every year a new health certificate (学校食品安全与营养健康管理规定); both are reminded of thirty days before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from mealwatch.duty import errors
from mealwatch.kernel import checks

KINDS = ("licence", "health")
REMIND = timedelta(days=30)


@dataclass(frozen=True)
class Paper:
    """One paper. ``holder`` is a person's name, empty for the canteen's own licence."""

    id: int
    canteen_id: int
    kind: str
    holder: str
    number: str
    expires_on: date
    ended_on: date | None = None

    def state(self, today):
        """In a word: ended, expired, soon, valid."""
        if self.ended_on is not None:
            return "ended"
        return state_of(self.expires_on, today)


def state_of(expires_on, today):
    """Whether something that runs out after a day is valid, runs out soon, or has run out."""
    if expires_on < today:
        return "expired"
    return "soon" if expires_on - today <= REMIND else "valid"


def check(kind, holder, number, expires_on):
    """Refuse a paper that cannot be right. Raises the first fault."""
    checks.refuse(checks.one_of("kind", kind, KINDS))
    if kind == "health" and not holder:
        raise errors.HolderMissing(field="holder")
    checks.refuse(checks.optional_text("holder", holder, most=40))
    checks.refuse(checks.optional_text("number", number, most=60))
    checks.refuse(checks.day("expires_on", expires_on))
