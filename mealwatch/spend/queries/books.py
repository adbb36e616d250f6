"""Loading what the weeks of a county are worked out from, with a fixed number of statements.

However many schools, weeks and days: each table is asked once, and for some
schools only, the rows of the groups that share a pot with theirs.
"""

from collections import defaultdict
from typing import NamedTuple

from mealwatch.counties import queries as counties
from mealwatch.counties.domain.policy import PolicyBook
from mealwatch.meals import queries as meals
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.standards import MealStandards
from mealwatch.schools.domain.supply import Supply
from mealwatch.spend.domain.groupweek import Group
from mealwatch.spend.domain.prices import Books
from mealwatch.spend.domain.spreads import REACH, parts_within, tiers_that_reach
from mealwatch.stock.queries import pots as stock

#: Past so many schools it is quicker to read the whole county than to name them.
FEW = 300


class Roster(NamedTuple):
    """The groups that share pots with the wanted schools, and when they must be fed."""

    groups: tuple[Group, ...]
    wanted: frozenset | None
    supply: Supply
    standards: MealStandards
    policies: PolicyBook

    def wants(self, school_id):
        """Whether its figures were asked for, and not only its groups' places at a shared pot."""
        return self.wanted is None or school_id in self.wanted

    def narrowed(self):
        """(canteen ids, group ids) to ask the ledger for; None and None for the whole county."""
        if self.wanted is None:
            return None, None
        group_ids = [group.group_id for group in self.groups]
        rows = (row for group_id in group_ids for row in self.supply.roll.history(group_id))
        return {row.canteen_id for row in rows}, group_ids


def roster(county_id, first, school_ids=None):
    """The Roster for days from ``first`` on, of the whole county or for these schools."""
    wanted = frozenset(school_ids) if school_ids is not None and len(school_ids) <= FEW else None
    if wanted is None:
        groups, group_ids, home_ids = schools.groups_of(county_id), None, None
    else:
        groups = schools.groups_sharing_pots(county_id, wanted)
        group_ids, home_ids = [group.id for group in groups], {group.school_id for group in groups}
    codes = {school.id: school.code for school in schools.schools_of(county_id, home_ids)}
    supply = Supply(
        schools.calendar_of(county_id, first - REACH, None, school_ids=home_ids),
        schools.roll_of(county_id, group_ids=group_ids),
        groups,
    )
    return Roster(
        tuple(Group(group.school_id, codes[group.school_id], group.id, group.code) for group in groups),
        wanted,
        supply,
        schools.standards_of(county_id, home_ids),
        counties.policies_of(county_id),
    )


def books(county_id, roster, first, last):
    """The Books of the roster's groups from ``first`` to ``last``."""
    canteen_ids, group_ids = roster.narrowed()
    fen, unverified = _pots(county_id, roster, first, last, canteen_ids)
    records = meals.served(county_id, first, last, group_ids=group_ids)
    return Books(roster.groups, roster.supply, roster.standards, roster.policies, fen, unverified, records)


def _pots(county_id, roster, first, last, canteen_ids):
    """``({sitting: {canteen_id: fen}}, {sitting: {canteens without a declared cost}})``."""
    pots, unverified = stock.pots(county_id, first, last, canteen_ids), defaultdict(set)
    for canteen_id, on, meal, fen in _spread(county_id, roster, first, last, canteen_ids):
        pots[on, meal][canteen_id] = pots[on, meal].get(canteen_id, 0) + fen
    for canteen_id, on, meal, fen, undeclared in stock.deliveries(county_id, first, last, canteen_ids):
        pots[on, meal][canteen_id] = pots[on, meal].get(canteen_id, 0) + fen
        if undeclared:
            unverified[on, meal].add(canteen_id)
    return pots, unverified


def _spread(county_id, roster, first, last, canteen_ids):
    """What falls into the span of costs spread over several days: (canteen_id, date, meal, fen) one by one."""
    plans = [roster.supply.canteen_plan(canteen_id) for canteen_id in roster.supply.roll.canteen_ids]
    lines = stock.spread_lines(county_id, tiers_that_reach(plans, first, last), last, canteen_ids)
    if lines:
        supply = roster.supply.with_locks(counties.locks_of(county_id, first=min(line[1] for line in lines)))
        for canteen_id, on, meal, use_days, fen in lines:
            for day, part in parts_within(fen, use_days, on, supply.canteen_plan(canteen_id), first, last):
                yield canteen_id, day, meal, part
