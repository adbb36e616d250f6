"""Why a week stands where it stands, from menus, receipts and issues in a real ledger."""

from fractions import Fraction

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.kernel.week import Week
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row
from mealwatch.schools import service as schools
from mealwatch.spend.queries.causes import causes_of, causes_of_all
from mealwatch.spend.queries.figures import figures
from tests.support.kitchen import MON, TUE

WEEK = Week(MON)
BEFORE = MON.replace(month=10, day=30)


@pytest.fixture
def planned(both):
    """C001 feeds three groups (123, 60 and 21 pupils); rice cost half a fen a gram before the week, then 0.6."""
    row = {"name": "rice", "food_group": "谷薯类", "base_unit": "g", "package_content": 25_000}
    both.do(catalogue.put_ingredient, code="rice", edible_percent="100", **row)
    both.receive("R1", BEFORE, 100_000, 50_000)
    both.receive("R2", MON, 100_000, 60_000)
    for on in (MON, TUE):
        plan(both, on, Row("米饭", both.ingredients["rice"], 100_000))
    return both


def plan(kitchen, on, *rows):
    kitchen.do(menus.plan, kitchen.canteens["C001"], on, "lunch", rows)


def parts(kitchen, group=("S001", "G16")):
    """The parts of a group's week that are not nothing."""
    [one] = [one for one in week(kitchen) if (one.group.school_code, one.group.group_code) == group]
    found = causes_of(kitchen.county_id, one)
    assert found.total == (one.spend - one.floor_fen).fraction()
    return {name: value for name, value in found.parts.items() if value}


def week(kitchen):
    return figures(kitchen.county_id, WEEK, WEEK)


def test_price_is_that_of_the_last_receipt_before_the_week(planned):
    """v0 is 100 g of rice at half a fen; four days without menu and cost lack five yuan each."""
    assert parts(planned) == {"menu": 2 * (50 - 500), "missing": -2 * 50, "no_menu": -3 * 500}


def test_heads_quantity_and_price(planned):
    for group, served in {("S001", "G16"): 120, ("S001", "G79"): 60, ("S002", "G14"): 20}.items():
        planned.serve(MON, served, staff=3, group=group)
    planned.issue("I1", MON, 30_000)
    found = parts(planned)
    eaters, planned_heads, reference = 209, 123 + 60 + 21 + 9, Fraction(1, 2)
    planned_pot = planned_heads * 50
    assert found["heads"] == Fraction(planned_pot, eaters) - 50
    assert found["quantity"] == Fraction(30_000 * reference - planned_pot, eaters)
    assert "price" not in found
    planned.issue("I2", MON, 100_000)
    assert parts(planned)["price"] == Fraction(30_000 * Fraction(1, 10), eaters)


def test_a_grade_that_is_away_is_planned_for_all_the_same(planned):
    """The contract plans for every group that the canteen feeds that day, supplied or not."""
    planned.do(schools.put_calendar_day, dated_on=MON, day_type="closed", school_code="S001", group_code="G79")
    for group, served in {("S001", "G16"): 120, ("S002", "G14"): 20}.items():
        planned.serve(MON, served, group=group)
    planned.issue("I1", MON, 30_000)
    assert parts(planned)["heads"] == Fraction((123 + 60 + 21) * 50, 140) - 50


def test_what_is_on_no_menu_has_its_own_price(planned):
    planned.receive("R3", MON, 10_000, 20_000, ingredient="oil")
    planned.serve(MON, 120)
    planned.issue("I1", MON, 2_000, ingredient="oil")
    assert "price" not in parts(planned)


def test_without_a_reference_the_ingredient_is_named(planned):
    plan(planned, MON.replace(day=4), Row("蒸蛋", planned.ingredients["egg"], 50_000))
    own = next(one for one in week(planned) if one.group.group_code == "G79")
    assert causes_of(planned.county_id, own).unknown == ("egg",)


def test_several_groups_at_once_are_each_by_itself(planned):
    planned.serve(MON, 100)
    planned.issue("I1", MON, 30_000)
    some = week(planned)
    together = causes_of_all(planned.county_id, WEEK, some)
    assert together == [causes_of(planned.county_id, one) for one in some]
