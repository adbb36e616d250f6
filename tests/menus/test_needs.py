"""What a menu asks of the store: exact, never less for more heads, and never nothing where it is not known."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.kernel.quantity import UnitDoesNotFit
from mealwatch.menus.domain.menu import Row
from mealwatch.menus.domain.needs import NO_AMOUNT, NO_EDIBLE_SHARE, NO_WEIGHT, Need, needs, rounded


def ingredient(id=1, base_unit="g", **given):
    return Ingredient(id, f"X{id}", "某物", (), "", "蔬菜类", base_unit, **({"edible_percent": "100"} | given))


heads = st.integers(0, 5000)
amounts = st.integers(1, 300_000)
percents = st.integers(1, 100).map(str)


@given(amounts, heads, percents)
def test_grams_times_heads_over_the_edible_share(mg, count, percent):
    one = ingredient(edible_percent=percent)
    need = needs([Row("菜", 1, mg)], {"6-8": count}, {1: one})[1]
    assert need.base == Fraction(mg * count * 100, 1000 * int(percent))


def test_a_published_example():
    """110 g of rice for 154 heads are 16.94 kg: 33.88 jin, weighed as 33.9."""
    rice = ingredient()
    need = needs([Row("米饭", 1, 110_000)], {"6-8": 154}, {1: rice})[1]
    assert (need.base, rounded(need, rice, "jin")) == (16_940, 16_950)


@given(amounts, heads, heads, percents, st.sampled_from(["g", "kg", "jin"]))
def test_more_heads_never_need_less(mg, few, more, percent, unit):
    few, more = sorted((few, more))
    one = ingredient(edible_percent=percent)
    small, large = (needs([Row("菜", 1, mg)], {"": count}, {1: one})[1] for count in (few, more))
    assert small.base <= large.base
    assert rounded(small, one, unit) <= rounded(large, one, unit)


@given(amounts, st.integers(1, 5000), percents)
def test_a_weight_is_rounded_to_a_tenth_of_a_jin(mg, count, percent):
    one = ingredient(edible_percent=percent)
    need = needs([Row("菜", 1, mg)], {"": count}, {1: one})[1]
    got = rounded(need, one, "jin")
    assert got % 50 == 0
    assert got == 50 or abs(got - need.base) <= 25
    assert got > 0, "what is needed is never rounded to nothing"


@given(st.integers(1, 10**6), st.integers(1, 400_000))
def test_pieces_and_packages_are_whole_and_enough(top, bottom):
    one = ingredient(package_name="袋", package_content=25_000)
    need = Need(1, Fraction(top, bottom) * 1000, (), {}, {})
    got = rounded(need, one, "package")
    assert got % 25_000 == 0
    assert need.base <= got < need.base + 25_000


def test_pieces_are_counted_by_their_weight():
    """A pupil's 50 g of egg, 88 % of it edible, is one egg of 60 g for 154: 145.8 eggs, so 146."""
    egg = ingredient(base_unit="piece", grams_per_unit="60", edible_percent="88")
    need = needs([Row("蒸蛋", 1, 50_000)], {"": 154}, {1: egg})[1]
    assert need.base == Fraction(50 * 154 * 100, 88 * 60)
    assert rounded(need, egg, "piece") == 146


def test_one_ingredient_in_two_dishes_is_added_up():
    one = ingredient()
    need = needs([Row("甲", 1, 30_000), Row("乙", 1, 20_000)], {"": 10}, {1: one})[1]
    assert (need.base, need.mg_per_pupil) == (500, {"": 50_000})


def test_each_age_band_has_its_own_rows():
    one = ingredient()
    rows = [Row("饭", 1, 80_000, "6-8"), Row("饭", 1, 100_000, "")]
    need = needs(rows, {"6-8": 10, "12-14": 5}, {1: one})[1]
    assert need.base == 10 * 80 + 5 * 100
    assert need.mg_per_pupil == {"6-8": 80_000, "12-14": 100_000}


@pytest.mark.parametrize(
    ("one", "mg", "why"),
    [
        (ingredient(edible_percent=None), 50_000, (NO_EDIBLE_SHARE,)),
        (ingredient(edible_percent="0"), 50_000, (NO_EDIBLE_SHARE,)),
        (ingredient(base_unit="piece"), 50_000, (NO_WEIGHT,)),
        (ingredient(), None, (NO_AMOUNT,)),
        (ingredient(base_unit="ml", edible_percent=None), None, (NO_AMOUNT, NO_EDIBLE_SHARE, NO_WEIGHT)),
    ],
)
def test_what_cannot_be_told_is_named_and_is_not_nothing(one, mg, why):
    need = needs([Row("菜", 1, mg)], {"": 100}, {1: one})[1]
    assert (need.base, need.unknown) == (None, why)
    assert rounded(need, one, one.base_unit) is None


def test_an_amount_that_one_dish_lacks_leaves_the_whole_unknown():
    need = needs([Row("甲", 1, 30_000), Row("乙", 1, None)], {"": 10}, {1: ingredient()})[1]
    assert (need.base, need.unknown, need.per_head) == (None, (NO_AMOUNT,), {})


def test_nobody_needs_nothing():
    need = needs([Row("菜", 1, 30_000)], {"": 0}, {1: ingredient()})[1]
    assert (need.base, rounded(need, ingredient(), "jin")) == (0, 0)


def test_a_unit_in_which_it_is_not_counted_is_refused():
    with pytest.raises(UnitDoesNotFit):
        rounded(Need(1, Fraction(5), (), {}, {}), ingredient(), "L")
