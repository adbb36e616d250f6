"""Who prints a book, when, and for which place and span of days."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class About:
    """``place``: school and canteen as they stand in the running heading; ``by`` the person who prints."""

    place: str
    period: str
    by: str
    now: datetime
    demo: bool = False


def about(facts, viewer, now):
    """What the papers of these Facts say about themselves."""
    school, canteen = facts.school.name, facts.canteen.name
    place = canteen if canteen.startswith(school) else f"{school} {canteen}"
    return About(f"{facts.county.name}　{place}", facts.period.label, f"打印人 {viewer.name}", now, viewer.is_demo)
