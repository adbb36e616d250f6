"""What a school's photos are about, which decides who adds them and who sees them.

Photos of goods, meals and daily records are a canteen's. What a school puts to a case, an alert or a finding is the
school's own: the canteen may be another school's, whose people have no part in it.
"""

from dataclasses import dataclass

from mealwatch.schools.domain.school import School

#: Stands for a school's id where there is none.
_BUREAU = 0


@dataclass(frozen=True)
class Matter:
    """``add``, ``see``: actions (accounts.domain.rights) of which a person must be allowed one at the school."""

    name: str
    add: tuple[str, ...]
    see: tuple[str, ...]


#: ``case``: what a school did about a case or answered to a self-check, what was seen on a look-back. ``office``: what
#: the bureau alone reads: steps of the ladder, meetings and rules, looks that verify a self-check.
MATTERS = {
    one.name: one
    for one in (
        Matter("case", add=("answer_case", "inspect"), see=("answer_case", "read_cases")),
        Matter("alert", add=("explain_alert",), see=("explain_alert", "read_alerts")),
        Matter("finding", add=("answer_finding",), see=("read_school",)),
        Matter("office", add=("handle_cases", "inspect"), see=("read_cases",)),
    )
}


@dataclass(frozen=True)
class Evidence:
    """The photos and papers of a school about one matter; without a school the bureau's own."""

    about: str
    school: School | None = None

    @property
    def matter(self):
        return MATTERS[self.about]

    @property
    def school_id(self):
        return self.school.id if self.school else _BUREAU

    @property
    def key(self):
        """How the journal calls it."""
        return f"{self.school.code}/{self.about}" if self.school else self.about
