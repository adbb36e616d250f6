"""Weeks of one pupil group, written down meal by meal as the rules see them."""

from datetime import date, timedelta

from mealwatch.counties.domain.policy import Policy
from mealwatch.kernel.week import Week
from mealwatch.spend.domain.facts import Meal, Pot
from mealwatch.spend.domain.groupweek import Group, judge

MON = date(2026, 11, 2)
WEEK = Week(MON)
GROUP = Group(1, "S001", 1, "G16")
SUBSIDY = 500


def meal(day=0, served=100, fen=50_000, *, eaters=None, enrolled=100, name="lunch", top_up=0, verified=True, silent=()):
    """A meal ``day`` days after Monday; ``served`` None: no record (then the group itself is silent)."""
    if served is None:
        silent = (GROUP.group_id, *silent)
    heads = (enrolled if served is None else served) if eaters is None else eaters
    pot = Pot(1, MON + timedelta(days=day), name, fen, heads, verified, silent)
    return Meal(pot, top_up, enrolled, 0, None if served is None else (served, 0, heads - served))


def week(meals, *, days=None, subsidy=SUBSIDY, **policy):
    """The figures of these meals; ``days``: how many supply days from Monday on (by default those of the meals)."""
    dates = {one.on for one in meals} if days is None else {MON + timedelta(days=k) for k in range(days)}
    supply = tuple((on, subsidy) for on in sorted(dates))
    return judge(GROUP, WEEK, supply, tuple(meals), Policy(date(2021, 9, 1), **policy))
