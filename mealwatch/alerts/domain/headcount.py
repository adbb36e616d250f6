"""Heads at meals, as the rules on headcounts look at them."""

from datetime import date
from typing import NamedTuple


class Head(NamedTuple):
    """Who of a pupil group ate at a meal, and how many there are. ``subsidised``: a meal that the week counts."""

    on: date
    meal: str
    beneficiaries: int
    others: int
    staff: int
    enrolled: int
    others_enrolled: int
    subsidised: bool = True

    @property
    def over(self):
        """Beneficiaries more than there are. Other pupils who come to eat are no claim on the subsidy."""
        return max(0, self.beneficiaries - self.enrolled)

    @property
    def pupils(self):
        return self.beneficiaries + self.others

    @property
    def full(self):
        """Whether exactly every beneficiary ate."""
        return self.enrolled > 0 and self.beneficiaries == self.enrolled


class RollCall(NamedTuple):
    """What the teachers of all classes of a group told: pupils present, and those of them who eat."""

    present: int
    eating: int


def longest_run(values):
    """``(first, last)`` places of the longest run of equal values, the latest of equally long ones."""
    best, start = (0, 0), 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            if place - start >= best[1] - best[0]:
                best = start, place
            start = place
    return best
