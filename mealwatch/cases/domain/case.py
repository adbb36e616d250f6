"""A case as its head and its steps say: the text, where it stands, whose turn it is and until when."""

from dataclasses import dataclass
from datetime import date, datetime

from mealwatch.cases.domain import deadlines, states
from mealwatch.schools.domain import workdays


@dataclass(frozen=True)
class Step:
    """One thing that was done. ``details``: JSON values of that action (reason, due_on, level, how it was signed).

    ``files``: digests of photos of the case's canteen. ``state``: where the case stood afterwards.
    """

    number: int
    what: str
    words: str
    files: tuple[str, ...]
    details: dict
    done_at: datetime
    done_by: str
    done_by_id: int | None
    state: str = ""

    @property
    def reason(self):
        return self.details.get("reason", "")


@dataclass(frozen=True)
class Case:
    """A case and where it stands. ``level``: 1 at first, one more each time it was opened again.

    ``reopened``: how often it was, by a look-back, the bureau or a superior. ``owner``: who of the bureau follows it.
    """

    id: int
    year: int
    no: int
    school_id: int
    canteen_id: int | None
    source: str
    source_key: str
    text: str
    basis: str
    severity: str
    level: int
    kind: str
    due_on: date
    owner: str
    owner_id: int | None
    opened_at: datetime
    opened_by: str
    opened_by_id: int | None
    state: str = states.DRAFTED
    reopened: int = 0
    steps: tuple[Step, ...] = ()

    @property
    def number(self):
        """As official papers number."""
        return number_of(self.year, self.no)

    @property
    def opened_on(self):
        return self.opened_at.date()

    @property
    def pending(self):
        """Whether the school has something to do."""
        return self.state in states.SCHOOLS_TURN

    @property
    def ended(self):
        return self.state in (states.CLOSED, states.WITHDRAWN)

    def last(self, *actions):
        """The latest step of these, or None."""
        return next((one for one in reversed(self.steps) if one.what in actions), None)

    @property
    def issued_on(self):
        """The day of the notice, or None."""
        return self._on("issue")

    @property
    def signed_on(self):
        """The day on which it was signed for last, or None."""
        return self._on("sign")

    @property
    def closed_on(self):
        """The day of its end, or None while it is open."""
        return self._on("finish") if self.state == states.CLOSED else None

    @property
    def agreed_on(self):
        """The day on which two people agreed that it is mended, or None while that does not stand."""
        return self._on("agree_close") if self.state in states.MENDED else None

    @property
    def since(self):
        """Since when it stands where it stands."""
        at = self.opened_at
        state = states.DRAFTED
        for one in self.steps:
            if one.state != state:
                at, state = one.done_at, one.state
        return at

    @property
    def proposed(self):
        """The step by which one officer proposed the end that waits for the second; else None."""
        return self.last("propose_close") if self.state == states.PROPOSED else None

    @property
    def answered(self):
        """The school's last answer, or None."""
        return self.last("answer")

    @property
    def answered_now(self):
        """Whether the school has answered since it was last its turn."""
        for one in reversed(self.steps):
            if one.what == "answer":
                return True
            if one.what in ("sign", "send_back", "superior_return", "reopen"):
                return False
        return False

    @property
    def looks_passed(self):
        """How many look-backs found it kept up since two people agreed."""
        count = 0
        for one in self.steps:
            count = 0 if one.what == "agree_close" else count + (one.what == "look_passed")
        return count

    @property
    def sign_by(self):
        """The day by which the notice has to be signed for, while it waits for that; else None."""
        if self.state not in (states.ISSUED, states.REOPENED):
            return None
        return workdays.after(self.since.date(), deadlines.TO_SIGN)

    @property
    def clock(self):
        """The day by which whoever has it in hand has to be done; None where no day is set."""
        since = self.since.date()
        if self.pending:
            return min(self.sign_by or self.due_on, self.due_on)
        waits = {states.DRAFTED: deadlines.TO_AGREE, states.REVIEW: deadlines.TO_CHECK}
        waits[states.PROPOSED] = deadlines.TO_AGREE
        return workdays.after(since, waits[self.state]) if self.state in waits else None

    def days_left(self, today):
        """Working days until ``clock``, below 0 past it; None without one."""
        return deadlines.days_left(self.clock, today) if self.clock else None

    def overdue_days(self, today):
        """Working days past the school's own day, while it has not asked for review; else 0."""
        late = self.pending and self.due_on < today
        return max(workdays.passed(self.due_on, today), 1) if late else 0

    def signed_late(self):
        """Working days by which the notice was signed for late; 0 in time, or where nothing was signed."""
        late, asked = 0, None
        for one in self.steps:
            if one.what in ("issue", "reopen"):
                asked = workdays.after(one.done_at.date(), deadlines.TO_SIGN)
            elif one.what == "sign" and asked:
                late = workdays.passed(asked, one.done_at.date())
        return late

    def last_said(self, what, words, files, account_id):
        """Whether the last step was just this, by the same person: a form that was sent twice."""
        one = self.steps[-1] if self.steps else None
        return one is not None and (one.what, one.words, one.files, one.done_by_id) == (what, words, files, account_id)

    def _on(self, what):
        step = self.last(what)
        return step.done_at.date() if step else None


def number_of(year, no):
    return f"整改〔{year}〕{no:03d}号"
