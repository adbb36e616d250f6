"""A pupil group's week against its floor: figures, outcome, what is missing.

Everything is compared before it is rounded: 24.996 is below 25.00 though it
prints as it. The printed outcome is what it would be if the week closed now;
``state`` is what a screen may say, and that is never short while the week is
open and something is missing.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mealwatch.kernel.ratio import ZERO, Ratio
from mealwatch.kernel.week import Week
from mealwatch.spend.domain.facts import Meal, by_day
from mealwatch.spend.domain.readings import READINGS, enrolled, person_days, spend

#: From bad to good; a school stands where its worst group stands.
STATES = ("short", "unreported", "incomplete", "unverified", "met", "none")


class Group(NamedTuple):
    """Whose week it is."""

    school_id: int
    school_code: str
    group_id: int
    group_code: str


class Missing(NamedTuple):
    """What a day lacks: ``record`` (who ate, of this group) or ``cost`` (what went into this group's pot)."""

    group_id: int
    on: date
    meal: str
    what: str


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of a group's week. Readings are exact fen.

    ``version`` is that of the statement for a closed week, else None. ``supply``
    ((date, subsidy in fen), ...) and ``meals`` are the facts; a list of closed weeks
    is read without them (None).
    """

    group: Group
    week: Week
    supply_days: int
    complete_days: int
    spend: Ratio
    spend_person_days: Ratio
    spend_enrolled: Ratio
    floor_fen: int
    standard_fen: int
    outcome: str
    deciding: str
    tolerance_fen: int
    policy_version: int
    version: int | None = None
    supply: tuple[tuple[date, int], ...] | None = None
    meals: tuple[Meal, ...] | None = None

    @property
    def complete(self):
        return self.complete_days == self.supply_days

    @property
    def closed(self):
        return self.version is not None

    @property
    def decides(self):
        """The reading that the policy lets decide."""
        return {"spend": self.spend, "person_days": self.spend_person_days, "enrolled": self.spend_enrolled}[
            self.deciding
        ]

    @property
    def gap(self):
        """What is lacking to the floor, in exact fen; never below 0."""
        return max(ZERO, self.floor_fen - self.decides)

    @property
    def standard_gap(self):
        """What is lacking to the floor and the families' top-up together."""
        return max(ZERO, self.standard_fen - self.decides)

    @property
    def borderline(self):
        """Short by less than the tolerance: marked, and left out of the circular."""
        return self.outcome == "short" and self.gap < self.tolerance_fen

    @property
    def amber(self):
        """The spend is met and the same money weighted by heads is not."""
        return self.spend >= self.floor_fen > self.spend_person_days

    @property
    def state(self):
        """What a screen may say of the week as it stands."""
        if not self.supply_days:
            return "none"
        return self.outcome if self.closed or self.complete else "incomplete"

    @property
    def days(self):
        """The supply days with their meals; needs the facts."""
        return by_day(self.supply, self.meals)

    @property
    def missing(self):
        """What keeps its days from being complete, as Missing values in order; needs the facts."""
        return tuple(_missing(self.group.group_id, self.meals))


def judge(group, week, supply, meals, policy, version=None):
    """The figures of a group's week from its facts, by the policy of its Monday."""
    floor_fen = sum([subsidy_fen for _, subsidy_fen in supply])
    top_up_fen = sum([meal[1] for meal in meals])
    incomplete = {meal[0].on for meal in meals if not meal.complete}
    spent, weighted, entitled = spend(meals), person_days(meals), enrolled(meals)
    decides = {"spend": spent, "person_days": weighted, "enrolled": entitled}[policy.deciding]
    if not supply:
        outcome = "none"
    elif decides >= floor_fen:
        outcome = "met" if all(meal[0].verified or not meal.counts for meal in meals) else "unverified"
    else:
        outcome = _below(supply, meals, incomplete, READINGS[policy.deciding])
    return GroupFigures(
        group,
        week,
        len(supply),
        len(supply) - len(incomplete),
        spent,
        weighted,
        entitled,
        floor_fen,
        floor_fen + top_up_fen,
        outcome,
        policy.deciding,
        policy.tolerance_fen,
        policy.version,
        version,
        supply,
        meals,
    )


def _below(supply, meals, incomplete, reading):
    """A week below its floor is unreported when only what is missing may keep it from it, else short."""
    if incomplete:
        reported = reading([meal for meal in meals if meal.on not in incomplete])
        if reported >= sum(subsidy_fen for on, subsidy_fen in supply if on not in incomplete):
            return "unreported"
    return "short"


def _missing(group_id, meals):
    for meal in meals:
        for silent in meal.pot.silent:
            yield Missing(silent, meal.on, meal.meal, "record")
        if not meal.has_cost:
            yield Missing(group_id, meal.on, meal.meal, "cost")


def worst(states):
    """Where a school stands: where its worst group stands; ``none`` without groups."""
    return min(states, key=STATES.index, default="none")
