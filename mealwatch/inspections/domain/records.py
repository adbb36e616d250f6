"""Visits and what they found, as values for pages and reports."""

from dataclasses import dataclass, field
from datetime import date, datetime

from mealwatch.kernel.ratio import Ratio

KINDS = ("surprise", "look_back", "special", "joint")
ANSWERS = ("full", "half", "none", "na", "unchecked")
#: Answers that lost points.
LOST = ("half", "none")
#: How a red line stands among the findings: it is always this.
RED_SEVERITY = "serious"


@dataclass(frozen=True)
class Member:
    """One of a team; ``username`` is None for people of other departments who sign without an account."""

    name: str
    department: str
    username: str | None = None
    leader: bool = False


@dataclass(frozen=True)
class Tally:
    """Pupils asked: counts alone."""

    asked: int
    satisfied: int
    enough: int
    warm: int
    paid_extra: int


@dataclass(frozen=True)
class Visit:
    """A visit. The score is ours; ``told`` is what the tablet showed: (got_halves, base, grade).

    ``answers``: {code: full, half, none, na or unchecked}; ``red_lines``: codes; ``flags``: {what is odd: about what},
    see domain.oddities. ``heads``: meal, enrolled, present, served. ``grade`` is None where nothing counted.
    """

    id: int
    uuid: str
    deposit_id: str
    school_id: int
    canteen_id: int
    stop_id: int | None
    kind: str
    unannounced: bool
    dated_on: date
    arrived_at: str
    left_at: str
    list_code: str
    list_version: int
    pack_id: str | None
    leader: str
    team: tuple[Member, ...]
    school_side: dict = field(hash=False)
    heads: dict = field(hash=False)
    answers: dict = field(hash=False)
    red_lines: tuple[str, ...]
    got_halves: int
    base: int
    grade: str | None
    told: tuple = field(hash=False)
    unchecked_reason: str
    tally: Tally | None
    meal_eaten: dict | None = field(hash=False)
    reply: str
    refused: bool
    flags: dict = field(hash=False)
    content_digest: str
    received_at: datetime
    received_by: str

    @property
    def ratio(self):
        """What was reached of what applied, exact; None where nothing counted."""
        return Ratio(self.got_halves, 2 * self.base) if self.base else None

    @property
    def tenths(self):
        """Tenths of a point of one hundred, rounded half up; None where nothing counted."""
        return (1000 * self.got_halves + self.base) // (2 * self.base) if self.base else None


@dataclass(frozen=True)
class Recheck:
    """A finding looked at again, on a visit or from the office (``visit_id`` None)."""

    id: int
    finding_id: int
    visit_id: int | None
    looked_on: date
    mended: bool
    note: str
    photos: tuple[str, ...]
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True)
class Finding:
    """One item that lost points, or a red line that was met. ``rechecks``: the earliest first; the last one counts."""

    id: int
    visit_id: int
    school_id: int
    code: str
    text: str
    red: bool
    answer: str
    severity: str
    found_on: date
    due_on: date
    words: str
    responsible: str
    fixed: bool
    photos: tuple[str, ...]
    fixed_photos: tuple[str, ...]
    rechecks: tuple[Recheck, ...] = ()

    @property
    def mended_on(self):
        """The day on which it was seen to be mended; None while it is open."""
        if self.rechecks:
            last = self.rechecks[-1]
            return last.looked_on if last.mended else None
        return self.found_on if self.fixed else None

    @property
    def open(self):
        return self.mended_on is None

    def overdue(self, today):
        """Whether it is open past its day."""
        return self.open and self.due_on < today


@dataclass(frozen=True)
class Measurement:
    """What was weighed (``weigh``), counted (``count``), weighed on plates (``portion``) or held together (``match``).

    Base units. ``difference`` is found - written as it stands; nobody has said yet what it means. ``agrees`` is for
    matches alone. ``detail`` is as the tablet took it.
    """

    id: int
    visit_id: int
    kind: str
    number: int
    ref: str | None
    ingredient_code: str | None
    name: str
    base: str
    drawn: bool
    written: int | None
    found: int | None
    difference: int | None
    agrees: bool | None
    source: str
    witness: str
    note: str
    photos: tuple[str, ...]
    detail: dict = field(hash=False)

    @property
    def ratio(self):
        """Found over written, exact; None where either is missing or nothing is written."""
        if self.found is None or not self.written or self.written < 0:
            return None
        return Ratio(self.found, self.written)


@dataclass(frozen=True)
class Amendment:
    """What a team added to a visit afterwards."""

    deposit_id: str
    visit_uuid: str
    text: str
    photos: tuple[str, ...]
    received_at: datetime
    received_by: str


@dataclass(frozen=True)
class PackRow:
    """What is on record of a pack. ``commits``: {kind: {ref: hash}}; ``candidates``: {kind: refs that can be drawn}.

    Under ``days`` of the candidates stand the codes of the goods whose quantities a day's records tell, under
    ``names`` what is called how.
    """

    id: str
    school_id: int
    canteen_id: int | None
    stop_id: int | None
    month: bool
    from_date: date
    to_date: date
    seed: str
    digest: str
    commits: dict = field(hash=False)
    candidates: dict = field(hash=False)
    list_code: str
    list_version: int
    made_at: datetime
    made_by: str
