"""The three readings: the worked example of the rules by hand, and what holds for every week."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mealwatch.kernel.ratio import fen_ratio_as_yuan
from mealwatch.spend.domain.readings import enrolled, person_days, spend
from tests.spend.weeks import meal

# 120 pupils enrolled, 6 staff each day; the pots cost 630, 612, 640, 500 and 625 yuan.
SERVED = (118, 117, 120, 90, 119)
POTS = (63_000, 61_200, 64_000, 50_000, 62_500)
EXAMPLE = [
    meal(day, served, fen, eaters=served + 6, enrolled=120)
    for day, (served, fen) in enumerate(zip(SERVED, POTS, strict=True))
]

some_meals = st.lists(
    st.builds(
        lambda served, more, fen, name, silent: meal(
            0, served, fen, eaters=(100 if served is None else served) + more, name=name, silent=silent
        ),
        st.none() | st.integers(0, 100),
        st.integers(0, 50),
        st.integers(0, 10**6),
        st.sampled_from(["lunch", "breakfast", "dinner"]),
        st.sampled_from([(), (7,)]),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("reading", "printed"),
    [(spend, "25.34"), (person_days, "25.31"), (enrolled, "23.79")],
    ids=["unit prices added up", "weighted by heads", "of the entitlement"],
)
def test_the_worked_example(reading, printed):
    assert fen_ratio_as_yuan(reading(EXAMPLE)) == printed


def test_unit_prices_of_the_worked_example():
    assert [fen_ratio_as_yuan(one.price) for one in EXAMPLE] == ["5.08", "4.98", "5.08", "5.21", "5.00"]


def test_the_example_by_fractions():
    prices = [Fraction(fen, served + 6) for fen, served in zip(POTS, SERVED, strict=True)]
    eaten = sum(price * served for price, served in zip(prices, SERVED, strict=True))
    assert spend(EXAMPLE) == sum(prices)
    assert person_days(EXAMPLE) == eaten / sum(SERVED) * 5
    assert enrolled(EXAMPLE) == eaten / 120


def test_a_dear_day_with_few_pupils_carries_the_prices_and_not_the_heads():
    dear = [meal(0, 2, 10_000), *(meal(day, 100, 30_000) for day in range(1, 5))]
    assert spend(dear) == 5000 + 4 * 300
    assert person_days(dear) == Fraction(10_000 + 4 * 30_000, 402) * 5


def test_a_meal_that_serves_nobody_adds_no_price_but_its_enrolled_heads():
    week = [meal(0, 100, 50_000), meal(1, 0, 50_000, eaters=6), meal(2, None, 50_000)]
    assert spend(week) == 500
    assert person_days(week) == Fraction(50_000, 100 + 100 + 100) * 3
    assert enrolled(week) == 500


def test_meals_of_the_day_are_weighted_each_by_its_own_heads():
    lunches = [meal(day, 100, 40_000) for day in range(5)]
    breakfasts = [meal(day, 20, 4_000, enrolled=100, name="breakfast") for day in range(5)]
    assert person_days(lunches + breakfasts) == 5 * 400 + 5 * 200


def test_three_meals_of_the_day():
    served = {"breakfast": (20, 4_000), "lunch": (100, 40_000), "dinner": (50, 15_000)}
    meals = [meal(day, heads, fen, name=name) for day in range(2) for name, (heads, fen) in served.items()]
    assert person_days(meals) == 2 * 200 + 2 * 400 + 2 * 300


def test_no_meal_reads_nothing():
    assert [reading([]) for reading in (spend, person_days, enrolled)] == [0, 0, 0]


@given(some_meals)
def test_readings_are_what_fractions_say(meals):
    prices = [Fraction(one.pot.fen, one.pot.eaters) if one.counts else Fraction(0) for one in meals]
    eaten = [price * (one.served or 0) for price, one in zip(prices, meals, strict=True)]
    assert spend(meals) == sum(prices)
    assert enrolled(meals) == sum(money / one.enrolled for money, one in zip(eaten, meals, strict=True))
    weighted = Fraction(0)
    for name in {one.meal for one in meals}:
        of_meal = [place for place, one in enumerate(meals) if one.meal == name]
        heads = sum(meals[place].served if meals[place].counts else meals[place].enrolled for place in of_meal)
        weighted += sum(eaten[place] for place in of_meal) / heads * len(of_meal)
    assert person_days(meals) == weighted


@given(some_meals)
def test_readings_stay_within_their_bounds(meals):
    """Nobody's share is above the dearest meals; no more of the entitlement is eaten than was priced."""
    assume(all(one.served is None or one.served <= one.enrolled for one in meals))
    assert 0 <= enrolled(meals) <= spend(meals)
    dearest = {}
    for one in meals:
        if one.counts:
            price = Fraction(one.pot.fen, one.pot.eaters)
            dearest[one.meal] = max(price, dearest.get(one.meal, price))
    days = {name: sum(one.meal == name for one in meals) for name in dearest}
    assert 0 <= person_days(meals) <= sum(price * days[name] for name, price in dearest.items())


@given(some_meals, st.data())
def test_leaving_a_record_out_never_raises_the_groups_own_spend(meals, data):
    """After the closing what is missing counts as nothing, and the group sits at table with all its pupils."""
    reported = [place for place, one in enumerate(meals) if one.served is not None and one.served <= one.enrolled]
    assume(reported)
    place = data.draw(st.sampled_from(reported))
    left_out = list(meals)
    one = meals[place]
    left_out[place] = meal(0, None, one.pot.fen, eaters=one.pot.eaters, name=one.meal)
    assert spend(left_out) <= spend(meals)
    assert enrolled(left_out) <= enrolled(meals)
