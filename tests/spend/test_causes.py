"""The split of a week: every rule of the table, and the law that the parts add up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.spend.domain.causes import PARTS, Plate, causes, rounded_to, split

money = st.fractions(0, 3000, max_denominator=900)
plates = st.builds(
    Plate,
    subsidy_fen=st.sampled_from([0, 500]),
    counts=st.booleans(),
    pot_fen=st.integers(0, 10**6),
    eaters=st.integers(1, 2000),
    planned=st.none() | money,
    planned_pot=st.fractions(0, 10**6, max_denominator=900),
    at_reference=st.fractions(0, 10**6, max_denominator=900),
)


def parts(**given):
    plate = Plate(
        **(
            {
                "subsidy_fen": 500,
                "counts": True,
                "pot_fen": 60_000,
                "eaters": 120,
                "planned": Fraction(520),
                "planned_pot": Fraction(65_000),
                "at_reference": Fraction(58_000),
            }
            | given
        )
    )
    return {name: value for name, value in split(plate).items() if value}


# By hand: unit price 500, v0 520, P0 / n = 541 2/3; (58,000 - 65,000) / 120 = -58 1/3; 2,000 / 120 = 16 2/3.
@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (
            {},
            {"menu": 20, "heads": Fraction(65, 3), "quantity": Fraction(-175, 3), "price": Fraction(50, 3)},
        ),
        (
            {"subsidy_fen": 0},
            {"menu": 520, "heads": Fraction(65, 3), "quantity": Fraction(-175, 3), "price": Fraction(50, 3)},
        ),
        ({"counts": False}, {"menu": 20, "missing": -520}),
        ({"planned": None}, {}),
        ({"planned": None, "subsidy_fen": 0}, {"no_menu": 500}),
        ({"planned": None, "counts": False}, {"no_menu": -500}),
        ({"planned": None, "pot_fen": 48_000}, {"no_menu": -100}),
    ],
    ids=[
        "a meal that counts",
        "the day's second meal",
        "counts nothing",
        "no menu, just the subsidy",
        "no menu, second meal",
        "no menu, nothing",
        "no menu, short",
    ],
)
def test_parts_of_one_meal(given_, expected):
    assert parts(**given_) == expected


@given(st.lists(plates, max_size=12))
def test_parts_add_up_to_spend_less_floor(some):
    prices = sum((Fraction(one.pot_fen, one.eaters) for one in some if one.counts), Fraction(0))
    floor = sum(one.subsidy_fen for one in some)
    assert causes(some).total == prices - floor


@given(st.lists(plates, min_size=1, max_size=12))
def test_printed_parts_add_up_to_the_printed_difference(some):
    found = causes(some)
    printed = found.printed
    assert sum(fen for _, fen in printed) == (found.total_fen if printed else 0)
    assert all(abs(fen - found.parts[name]) < 2 for name, fen in printed)
    assert {name for name, _ in printed} == {name for name in PARTS if found.parts[name]}


@given(st.lists(st.fractions(-1000, 1000, max_denominator=97), min_size=1, max_size=8))
def test_rounding_gives_to_the_largest_remainders(values):
    total = int(sum(values) // 1)
    whole = rounded_to(values, total)
    assert sum(whole) == total
    assert all(-1 < fen - value < 1 or fen == value for fen, value in zip(whole, values, strict=True))


def test_the_main_cause_is_what_lowers_the_spend_most():
    plate = Plate(500, True, 58_000, 120, Fraction(520), Fraction(62_400), Fraction(58_000))
    found = causes([plate])
    assert found.printed == [("quantity", -37), ("menu", 20)]
    assert found.main == ("quantity", -37)
    assert causes([Plate(500, True, 66_000, 120, Fraction(550), Fraction(66_000), Fraction(66_000))]).main is None
