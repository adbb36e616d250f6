"""Menus, issues and heads held together: whose rows count, which meals are judged, where a package falls."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from mealwatch.alerts.domain.kitchen import NO_HEADS, NO_ISSUE, NO_MENU, Eaters, IssueLine, MenuLine, alike
from mealwatch.alerts.domain.kitchen_books import kitchen_of
from mealwatch.menus.domain.needs import needs
from tests.support.signals import FOODS, FRI, MON, OIL, PORK, RICE, THU, TUE, WED, WEEK, back

KNOWN = {one.id: one for one in FOODS}
ROWS = [
    MenuLine(on, "lunch", "菜", food.id, "", mg)
    for on, food, mg in ((MON, PORK, 50_000), (MON, RICE, 100_000), (TUE, PORK, 60_000), (WED, OIL, 10_000))
]
DAYS = [MON, TUE, WED, THU, FRI]
HALF = Eaters({"6-8": 40, "9-11": 60})


def menu(food, grams, *, on=MON, band="", meal="lunch"):
    return MenuLine(on, meal, "菜", food.id, band, None if grams is None else grams * 1000)


def issue(food, quantity, *, on=MON, use_days=1, meal="lunch"):
    return IssueLine(on, meal, food.id, quantity, use_days, quantity)


def kept(menus, issues, eaters):
    weeks, plates = kitchen_of(1, [back(1), WEEK], menus, issues, eaters, DAYS, KNOWN)
    return weeks.get(WEEK), plates


@pytest.mark.parametrize(
    ("rows", "planned"),
    [
        ([menu(PORK, 50)], 5000),
        ([menu(PORK, 40, band="6-8"), menu(PORK, 60, band="9-11")], 5200),
        ([menu(PORK, 40, band="6-8"), menu(PORK, 50)], 40 * 40 + 60 * 50),
        ([menu(PORK, 40, band="12-14")], 0),
        ([menu(PORK, 50), menu(PORK, 10)], 6000),
        ([menu(PORK, 50), menu(PORK, None)], None),
    ],
    ids=["all bands", "each its own", "one its own, the rest", "a band that is not there", "two dishes", "not told"],
)
def test_what_the_menu_asks_for(rows, planned):
    week, _ = kept([*rows, menu(RICE, 100)], [issue(RICE, 10_000)], {(MON, "lunch"): HALF})
    assert week.goods.get(PORK.id, (0, 0, 0))[0] == planned


@settings(max_examples=60)
@for_all(
    st.lists(
        st.builds(
            menu,
            st.sampled_from([PORK, RICE, OIL]),
            st.none() | st.integers(0, 300),
            band=st.sampled_from(["", "6-8", "9-11", "12-14"]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.dictionaries(st.sampled_from(["6-8", "9-11", "12-14"]), st.integers(1, 500), min_size=1),
)
def test_it_asks_for_what_the_issue_form_proposes(rows, bands):
    """The planner's own needs, from which the canteen's issue is proposed, are the measure."""
    asked = needs(rows, bands, KNOWN)
    _, [plate] = kept(rows, [issue(RICE, 1)], {(MON, "lunch"): Eaters(bands)})
    assert plate.planned == {one: need.base for one, need in asked.items()}


@pytest.mark.parametrize(
    ("menus", "issues", "eaters", "why"),
    [
        ([menu(PORK, 50)], [issue(PORK, 1)], HALF, None),
        ([menu(PORK, 50)], [issue(PORK, 1)], HALF._replace(missing=True), NO_HEADS),
        ([menu(PORK, 50)], [issue(PORK, 1)], Eaters({"9-11": 0}), NO_HEADS),
        ([menu(PORK, 50)], [issue(PORK, 1)], None, NO_HEADS),
        ([menu(PORK, None)], [issue(PORK, 1)], HALF, NO_MENU),
        ([], [issue(PORK, 1)], HALF, NO_MENU),
        ([menu(PORK, 50)], [], HALF, NO_ISSUE),
    ],
    ids=["all three", "a group without a record", "nobody ate", "no record", "no amounts", "no menu", "no issue"],
)
def test_a_meal_is_judged_where_all_three_are_known(menus, issues, eaters, why):
    week, [plate] = kept(menus, issues, {(MON, "lunch"): eaters} if eaters else {})
    assert (week.judged, week.lacking) == ((0, {why: 1}) if why else (1, {}))
    assert plate.judged == (why is None)


def test_a_package_falls_on_the_days_it_is_used():
    menus = [menu(OIL, 10, on=on) for on in DAYS]
    eaters = {(on, "lunch"): HALF for on in DAYS}
    week, plates = kept(menus, [issue(OIL, 5001, use_days=5)], eaters)
    assert [one.issued[OIL.id] for one in plates] == [1000, 1000, 1001, 1000, 1000]
    assert week.goods[OIL.id] == (Fraction(5000), 5001, 5001)
    assert (week.lumps, plates[0].by_package) == (frozenset(), {OIL.id})


@pytest.mark.parametrize(
    ("line", "lumpy"),
    [(issue(OIL, 5000), True), (issue(OIL, 4999), False), (issue(PORK, 5000), False)],
    ids=["a whole barrel for one day", "not a whole one", "nothing that comes in packages"],
)
def test_whole_packages_for_one_day_are_lumps(line, lumpy):
    week, _ = kept([], [line], {})
    assert bool(week.lumps) == lumpy


def test_last_week_keeps_to_itself():
    weeks, plates = kitchen_of(
        1,
        [back(1), WEEK],
        [menu(PORK, 50, on=back(1).monday)],
        [issue(PORK, 10, on=date(2026, 10, 1)), issue(PORK, 5000, on=back(1).monday)],
        {(back(1).monday, "lunch"): HALF},
        [back(1).monday, *DAYS],
        KNOWN,
    )
    assert (list(weeks), plates) == ([back(1)], [])
    assert weeks[back(1)].out[PORK.id].quantity == 5000


@settings(max_examples=40)
@for_all(st.permutations(ROWS), st.randoms())
def test_the_order_of_rows_changes_no_fingerprint(rows, luck):
    lines = [issue(PORK, 100), issue(RICE, 200, on=TUE), issue(RICE, 300)]
    first, _ = kept(ROWS, lines, {})
    mixed = list(lines)
    luck.shuffle(mixed)
    second, _ = kept(rows, mixed, {})
    assert (first.menu, first.issues) == (second.menu, second.issues)


def test_a_dish_or_a_gram_changes_the_fingerprint_of_its_day_only():
    first, _ = kept([menu(PORK, 50), menu(RICE, 100, on=TUE)], [issue(PORK, 100), issue(RICE, 10, on=TUE)], {})
    other, _ = kept([menu(PORK, 55), menu(OIL, 100, on=TUE)], [issue(PORK, 101), issue(RICE, 10, on=TUE)], {})
    assert first.menu[0] == other.menu[0], "the same dish with other grams is the same dish"
    assert first.menu[1] != other.menu[1]
    assert (first.issues[0] == other.issues[0], first.issues[1] == other.issues[1]) == (False, True)
    assert alike(first.menu, other.menu[:1], 1)
    assert not alike(first.menu, other.menu[:1], 2)
