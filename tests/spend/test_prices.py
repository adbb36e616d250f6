"""Who sits at a pot, and what a group's week is judged by."""

from datetime import date, timedelta

import pytest

from mealwatch.counties.domain.policy import Policy, PolicyBook
from mealwatch.kernel.week import Week
from mealwatch.schools.domain.calendar import SupplyCalendar
from mealwatch.schools.domain.roll import Roll
from mealwatch.schools.domain.school import Enrolment, Standard
from mealwatch.schools.domain.school import Group as Registered
from mealwatch.schools.domain.standards import MealStandards
from mealwatch.schools.domain.supply import Supply
from mealwatch.spend.domain.groupweek import Group
from mealwatch.spend.domain.prices import Books, facts_of_groups

MON, TUE, WED = (date(2026, 11, 2) + timedelta(days=k) for k in range(3))
BEGUN = date(2026, 9, 1)
FIRST, SECOND = Group(1, "S001", 1, "G16"), Group(2, "S002", 2, "G16")


def enrolment(group=FIRST, since=BEGUN, canteen=1, beneficiaries=100, others=10):
    return Enrolment(group.group_id, since, "一至六年级", "6-8", canteen, beneficiaries, others)


def books(*, enrolments=None, calendar=(), standards=(), policies=None, fen=None, unverified=None, records=None):
    """Two groups of two schools at one canteen, supplied on Monday, and what was eaten."""
    entries = {(MON, 0, 0): "supply"} | {entry[:3]: entry[3] for entry in calendar}
    groups = [Registered(group.group_id, group.school_id, group.group_code) for group in (FIRST, SECOND)]
    roll = Roll(enrolments or [enrolment(FIRST), enrolment(SECOND)])
    supply = Supply(SupplyCalendar((*place, kind) for place, kind in entries.items()), roll, groups)
    policies = PolicyBook(policies or [Policy(date(2021, 9, 1))])
    standards = MealStandards([Standard(*row) for row in standards])
    return Books((FIRST, SECOND), supply, standards, policies, fen or {}, unverified or {}, records or {})


def facts(some, weeks=1, group=FIRST):
    """[(supply, meals), ...] of a group's weeks."""
    span = [Week(MON).shifted(k) for k in range(weeks)]
    return [(supply, meals) for one, _, supply, meals in facts_of_groups(some, span) if one == group]


def pot(some):
    [(_, meals)] = facts(some)
    return meals[0].pot


LUNCH = (MON, "lunch")
AWAY = (MON, 2, 0, "closed")


@pytest.mark.parametrize(
    ("given", "eaters", "silent"),
    [
        ({"records": {LUNCH: {1: (90, 5, 4), 2: (80, 0, 3)}}}, 182, ()),
        ({"records": {LUNCH: {1: (90, 5, 4)}}}, 99 + 110, (2,)),
        ({}, 220, (1, 2)),
        ({"records": {LUNCH: {1: (90, 5, 4)}}, "calendar": [AWAY]}, 99, ()),
        ({"records": {LUNCH: {1: (90, 5, 4), 2: (0, 0, 6)}}, "calendar": [AWAY]}, 105, ()),
        ({"records": {LUNCH: {1: (90, 5, 4)}}, "standards": [(2, 0, BEGUN, "lunch", False, 0)]}, 99, ()),
        (
            {"records": {LUNCH: {1: (90, 5, 4)}}, "enrolments": [enrolment(), enrolment(SECOND, canteen=2)]},
            99,
            (),
        ),
        (
            {"records": {LUNCH: {1: (90, 5, 4)}}, "enrolments": [enrolment(), enrolment(SECOND, beneficiaries=0)]},
            99,
            (),
        ),
        (
            {
                "records": {LUNCH: {1: (90, 5, 4), 2: (80, 0, 3)}},
                "enrolments": [enrolment(), enrolment(SECOND, since=TUE)],
            },
            99,
            (),
        ),
        (
            {
                "records": {LUNCH: {1: (90, 5, 4)}},
                "enrolments": [enrolment(), enrolment(SECOND), enrolment(SECOND, since=MON, beneficiaries=40)],
            },
            99 + 50,
            (2,),
        ),
    ],
    ids=[
        "everybody who was recorded",
        "a silent group counts with all its pupils",
        "nobody reported",
        "a group without a supply day need not report",
        "but eats when it does report",
        "a group without the subsidy on that meal need not report",
        "a group fed elsewhere does not sit here",
        "a group without beneficiaries need not report",
        "a group does not exist before its first day",
        "counts in force on the day",
    ],
)
def test_who_sits_at_the_pot(given, eaters, silent):
    found = pot(books(**given))
    assert (found.eaters, found.silent, found.fen) == (eaters, silent, 0)


def test_a_group_that_moves_kitchen_in_the_week_sits_at_each_in_turn():
    moved = [enrolment(), enrolment(since=TUE, canteen=2), enrolment(SECOND, canteen=2)]
    calendar = [(TUE, 0, 0, "supply")]
    records = {(on, "lunch"): {1: (90, 0, 0), 2: (50, 0, 0)} for on in (MON, TUE)}
    [(_, meals)] = facts(books(enrolments=moved, calendar=calendar, records=records))
    assert [(meal.canteen_id, meal.pot.eaters) for meal in meals] == [(1, 90), (2, 140)]


def test_what_went_into_the_pot_and_whether_it_was_declared():
    found = pot(books(fen={LUNCH: {1: 45_000, 2: 7}}, unverified={LUNCH: {1}}))
    assert (found.fen, found.verified) == (45_000, False)
    assert pot(books(unverified={LUNCH: {2}})).verified


def test_meals_and_top_up_by_the_standard_in_force():
    rows = [(1, 0, BEGUN, "lunch", True, 100), (1, 1, MON, "breakfast", True, 50), (1, 0, TUE, "lunch", True, 200)]
    [(_, meals)] = facts(books(standards=rows, calendar=[(TUE, 0, 0, "supply")]))
    assert [(meal.on, meal.meal, meal.top_up_fen) for meal in meals] == [
        (MON, "breakfast", 50),
        (MON, "lunch", 100),
        (TUE, "breakfast", 50),
        (TUE, "lunch", 200),
    ]


def test_the_subsidy_of_each_day_is_that_in_force():
    policies = [Policy(date(2021, 9, 1)), Policy(TUE, version=2, subsidy_fen=600)]
    [(supply, _)] = facts(books(policies=policies, calendar=[(TUE, 0, 0, "supply"), (WED, 0, 0, "closed")]))
    assert supply == ((MON, 500), (TUE, 600))


def test_several_weeks_are_told_apart_and_a_week_without_supply_days_left_out():
    calendar = [(MON + timedelta(days=k), 0, 0, "supply") for k in (5, 14)]
    found = facts(books(calendar=calendar), weeks=3)
    assert [[(on - MON).days for on, _ in supply] for supply, _ in found] == [[0, 5], [14]]
