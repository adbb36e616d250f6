"""What is proposed covers what is needed, in what can be bought, and is never below nothing."""

from collections import namedtuple
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.purchasing.domain.proposal import Wanted, proposals, to_order, wanted

TUE, WED = date(2026, 11, 3), date(2026, 11, 4)
Row = namedtuple("Row", "dish ingredient_id mg_per_pupil age_band")


def goods(base_unit="g", content=None, edible="100", grams=None):
    package = "袋" if content else None
    return Ingredient(1, "GS01", "大米", (), "", "谷薯类", base_unit, package, content, grams, edible)


@given(
    lacking=st.fractions(min_value=-(10**6), max_value=10**7, max_denominator=1000),
    content=st.none() | st.integers(1, 50_000),
    base_unit=st.sampled_from(["g", "ml", "piece"]),
)
def test_an_order_covers_what_is_lacking_and_no_step_more(lacking, content, base_unit):
    ordered = to_order(lacking, goods(base_unit, content))
    if lacking <= 0:
        assert ordered == 0
        return
    assert ordered >= lacking
    step = content or (1 if base_unit == "piece" else 500)
    assert ordered - lacking < step
    if content:
        assert ordered % content == 0


@given(
    need=st.fractions(min_value=0, max_value=10**6, max_denominator=1000),
    before=st.fractions(min_value=0, max_value=10**6, max_denominator=1000),
    held=st.integers(0, 10**6),
    coming=st.integers(0, 10**6),
)
def test_what_is_there_and_on_its_way_is_taken_off(need, before, held, coming):
    chosen = {1: Wanted(need, (TUE,))}
    one = proposals(chosen, {1: Wanted(before, (TUE,))}, {1: held}, {1: coming}, {1: goods()})[1]
    assert one.quantity + held + coming >= need + before
    assert one.quantity >= 0
    if held + coming >= need + before:
        assert one.quantity == 0


def test_the_menus_of_two_days():
    """100 g edible of a half edible ingredient for 30 and 40: 6 and 8 kg; rounded to packages of 10 kg."""
    menus = {
        (TUE, "lunch"): [Row("饭", 1, 100_000, "")],
        (WED, "lunch"): [Row("饭", 1, 100_000, "")],
    }
    eaters = {(TUE, "lunch"): {"9-11": 30}, (WED, "lunch"): {"9-11": 40}}
    rice = goods(content=10_000, edible="50")
    found = wanted(menus, eaters, {1: rice})
    assert found == {1: Wanted(Fraction(14_000), (TUE, WED))}
    assert proposals(found, {}, {1: 3_000}, {}, {1: rice})[1].quantity == 20_000


@pytest.mark.parametrize("mg, edible", [(None, "100"), (100_000, None)])
def test_what_the_menu_does_not_tell_is_not_nothing(mg, edible):
    found = wanted({(TUE, "lunch"): [Row("饭", 1, mg, "")]}, {(TUE, "lunch"): {"9-11": 30}}, {1: goods(edible=edible)})
    assert found[1].base is None
    assert proposals(found, {}, {}, {}, {1: goods()})[1].quantity is None
