"""Findings and differences with what people did about them."""

from dataclasses import dataclass
from datetime import datetime

from mealwatch.inspections.domain.records import Finding, Measurement, Visit
from mealwatch.inspections.office.domain import allowed, following
from mealwatch.inspections.office.domain.following import Step


@dataclass(frozen=True)
class Followed:
    """A finding, the visit that made it, and the steps since, in their order."""

    finding: Finding
    visit: Visit
    steps: tuple[Step, ...] = ()

    @property
    def state(self):
        start = following.MENDED if self.finding.fixed else following.OPEN
        return following.state_after(following.FINDING, start, self.steps)

    @property
    def stands(self):
        """Its state as it is told: open again since the office sent the answer back, it is ``sent_back``."""
        back = self.state == following.OPEN and self.steps and self.steps[-1].what == "send_back"
        return following.SENT_BACK if back else self.state

    @property
    def pending(self):
        return self.state in following.PENDING

    @property
    def answered(self):
        """The school's last answer, or None."""
        return next((one for one in reversed(self.steps) if one.what == "answer"), None)

    def last_said(self, what, words, photos, name):
        """Whether the last step was just this, by the same person: a form that was sent twice."""
        last = self.steps[-1] if self.steps else None
        return last is not None and (last.what, last.words, last.photos, last.done_by) == (what, words, photos, name)

    @property
    def ended(self):
        """The step by which it ended, or None while it is open or where it was mended on the spot."""
        if self.pending:
            return None
        return next((one for one in reversed(self.steps) if one.what in ("check", "set_aside")), None)

    def overdue(self, today):
        return self.pending and self.finding.due_on < today

    def days_left(self, today):
        """Whole days until it is due, below 0 once that is over."""
        return (self.finding.due_on - today).days

    def allowed(self):
        """The actions that its state takes."""
        return following.allowed(following.FINDING, self.state)


@dataclass(frozen=True)
class Posted:
    """The document by which the canteen's record took up a proposal. ``quantity``: what it says of the ingredient."""

    kind: str
    doc_no: str
    at: datetime
    by: str
    quantity: int | None


@dataclass(frozen=True)
class Difference:
    """What was measured beside what was written, the visit, and what became of the difference."""

    measured: Measurement
    visit: Visit
    steps: tuple[Step, ...] = ()
    posted: Posted | None = None

    @property
    def within(self):
        """Whether it lies within what is allowed; None where nothing can be compared."""
        return allowed.within(self.measured.kind, self.measured.found, self.measured.written)

    @property
    def state(self):
        return following.state_after(following.DIFFERENCES, following.DIFFERENCE, self.steps)

    @property
    def stands(self):
        """Its state as it is told: ``posted``, or ``within`` while nobody said anything of one that is allowed."""
        if self.posted is not None:
            return following.POSTED
        return following.WITHIN if self.state == following.DIFFERENCE and self.within else self.state

    @property
    def waits(self):
        """Whether a person of the office has to say something: beyond what is allowed and not decided."""
        return self.within is False and self.state in following.UNDECIDED

    @property
    def proposed_as(self):
        """The kind of document that would take it up; None where the record has nothing of it."""
        if self.measured.ingredient_code is None or (self.measured.kind == "weigh" and self.receipt is None):
            return None
        return allowed.PROPOSED.get(self.measured.kind)

    @property
    def proposed(self):
        """Whether the canteen has a proposal before it: confirmed, nothing posted yet."""
        return self.state == following.CONFIRMED and self.proposed_as is not None and self.posted is None

    @property
    def confirmed(self):
        """The step by which it was confirmed last, or None."""
        return next((one for one in reversed(self.steps) if one.what == "confirm"), None)

    @property
    def declined(self):
        """The school's reason, where it declined last; or None."""
        return self.steps[-1] if self.state == following.DECLINED else None

    @property
    def receipt(self):
        """(number, line) of the receipt that was weighed again, or None."""
        return allowed.receipt_in(self.measured)

    def allowed(self):
        """The actions that its state takes; nothing more once a document was posted."""
        return () if self.posted else following.allowed(following.DIFFERENCES, self.state)
