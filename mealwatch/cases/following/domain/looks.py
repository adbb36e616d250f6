"""A draw and what became of it: which looks wait, are due today, were missed, passed or failed.

A day that was drawn is in a Look from its own morning on, never before.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from mealwatch.cases.following.domain import windows

LOOK_BACK, VERIFICATION = "look_back", "verification"
WAITING, TODAY, SEEN, MISSED, PASSED, FAILED, ENDED = (
    "waiting",
    "today",
    "seen",
    "missed",
    "passed",
    "failed",
    "ended",
)
STATES = (WAITING, TODAY, SEEN, MISSED, PASSED, FAILED, ENDED)
SETTLED = (PASSED, FAILED)
#: Steps: a stop was made, nobody went, what was found, the draw is over, the seed is shown.
CALLED, ENDED_STEP, SHOWN = "called", "ended", "shown"


@dataclass(frozen=True)
class Slate:
    """A list that is drawn from. ``listed``: as domain.drawing has it; without choices it waits for the calendar."""

    number: int
    attempt: int
    picks: int
    listed: dict
    first: date
    last: date


@dataclass(frozen=True)
class Step:
    """One thing that became of a draw."""

    number: int
    what: str
    look: int | None
    attempt: int | None
    school_id: int | None
    on: date | None
    stop_id: int | None
    visit_id: int | None
    words: str
    photos: tuple[str, ...]
    seed: str | None
    done_at: datetime
    done_by: str


@dataclass(frozen=True)
class Look:
    """One look of a draw. ``on`` and ``school_id`` are None before its morning; ``missed`` counts the days let by."""

    draw_id: int
    n: int
    attempt: int
    first: date
    last: date
    state: str
    missed: int = 0
    #: The calendar does not know its days yet: nothing was drawn.
    unlisted: bool = False
    on: date | None = None
    school_id: int | None = None
    called: Step | None = None
    result: Step | None = None


@dataclass(frozen=True)
class Draw:
    """A sealed draw. ``subject_id``: the case or the self-check; ``looks``: how many there are to be."""

    id: int
    kind: str
    subject_id: int
    count: int
    seed_hash: str
    sealed_at: datetime
    sealed_by: str
    slates: tuple[Slate, ...] = ()
    steps: tuple[Step, ...] = ()
    looks: tuple[Look, ...] = field(default=())

    @property
    def ended(self):
        """Whether it was given up, as when its case came back."""
        return any(one.what == ENDED_STEP for one in self.steps)

    @property
    def shown(self):
        """The seed, once it was shown; else None."""
        return next((one.seed for one in self.steps if one.what == SHOWN), None)

    @property
    def open(self):
        return not self.ended and self.shown is None

    @property
    def all_passed(self):
        return len(self.looks) == self.count and all(one.state == PASSED for one in self.looks)

    @property
    def missed(self):
        """How many days were let by."""
        return sum(one.what == MISSED for one in self.steps)


def looks_of(draw, known, school_ids, now, visited=frozenset()):
    """The Looks of a draw. ``known``: its Picks whose morning has come; ``visited``: (school id, day) with a visit."""
    at = {(one.n, one.attempt): one for one in known}
    found = []
    for n in range(1, draw.count + 1):
        lists = [one for one in draw.slates if one.number <= n < one.number + one.picks]
        latest = max(lists, key=lambda one: one.attempt)
        attempt = latest.attempt
        steps = [one for one in draw.steps if one.look == n]
        result = next((one for one in reversed(steps) if one.what in SETTLED), None)
        let_by = [one for one in steps if one.what == MISSED]
        # A visit of a missed day that came in later: the tablet had no signal.
        late = next((one for one in let_by if (one.school_id, one.on) in visited), None)
        if result is not None:
            attempt = result.attempt
        elif late is not None:
            attempt = late.attempt
        called = next((one for one in steps if one.what == CALLED and one.attempt == attempt), None)
        pick = at.get((n, attempt))
        missed = sum((one.school_id, one.on) not in visited for one in let_by)
        here = Look(draw.id, n, attempt, latest.first, latest.last, WAITING, missed, not latest.listed["choices"])
        here = replace(here, called=called, result=result)
        found.append(_placed(here, draw, pick, school_ids, now, visited))
    return tuple(found)


def _placed(look, draw, pick, school_ids, now, visited):
    values = vars(look)
    if pick is not None:
        values = values | {"on": pick.on, "school_id": school_ids.get(pick.school)}
    if look.result is not None:
        return Look(**values | {"state": look.result.what})
    if draw.ended:
        return Look(**values | {"state": ENDED, "on": None, "school_id": None})
    if pick is None:
        return Look(**values)
    if (values["school_id"], pick.on) in visited:
        return Look(**values | {"state": SEEN})
    return Look(**values | {"state": MISSED if now >= windows.missed_at(pick.on) else TODAY})
