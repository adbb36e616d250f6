"""What can be wrong with a menu by itself, and which rows hold for an age band."""

import pytest

from mealwatch.kernel import checks
from mealwatch.kernel.errors import Invalid
from mealwatch.menus import errors
from mealwatch.menus.domain.menu import Row, check, rows_for


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Row("米饭", 1, 120000)],
        [Row("米饭", 1, 0)],
        [Row("米饭", 1, None)],
        [Row("米饭", 1, 2_000_000)],
        [Row("米饭", 1, 1), Row("稀饭", 1, 1), Row("米饭", 2, 1)],
        [Row("米饭", 1, 1), Row("米饭", 1, 1, "6-8"), Row("米饭", 1, 1, "15-17")],
    ],
    ids=repr,
)
def test_a_right_menu(rows):
    check("lunch", rows)


@pytest.mark.parametrize(
    ("meal", "row", "fault", "field"),
    [
        ("brunch", Row("米饭", 1, 1), errors.MealUnknown, "meal"),
        ("lunch", Row("", 1, 1), errors.DishMissing, "rows.1.dish"),
        ("lunch", Row("  ", 1, 1), errors.DishMissing, "rows.1.dish"),
        ("lunch", Row("饭" * 201, 1, 1), checks.TextTooLong, "rows.1.dish"),
        ("lunch", Row("米饭", 1, 1, "18-20"), errors.BandUnknown, "rows.1.age_band"),
        ("lunch", Row("米饭", 1, -1), errors.AmountOutOfRange, "rows.1.grams_per_pupil"),
        ("lunch", Row("米饭", 1, 2_000_001), errors.AmountOutOfRange, "rows.1.grams_per_pupil"),
        ("lunch", Row("米饭", 1, 1.5), errors.AmountOutOfRange, "rows.1.grams_per_pupil"),
        ("lunch", Row("炒饭", 1, 2), errors.RowTwice, "rows.1.ingredient"),
    ],
)
def test_a_wrong_menu(meal, row, fault, field):
    with pytest.raises(fault) as refused:
        check(meal, [Row("炒饭", 1, 1), row])
    assert isinstance(refused.value, Invalid)
    assert refused.value.field == field
    assert refused.value.text()
    assert refused.value.advice()


ANY, YOUNG, OLD = Row("米饭", 1, 100), Row("米饭", 1, 80, "6-8"), Row("肉", 2, 50, "12-14")


@pytest.mark.parametrize(
    ("band", "rows", "held"),
    [
        ("6-8", [ANY, YOUNG, OLD], [YOUNG]),
        ("12-14", [ANY, YOUNG, OLD], [OLD]),
        ("9-11", [ANY, YOUNG, OLD], [ANY]),
        ("9-11", [YOUNG, OLD], []),
        ("6-8", [], []),
    ],
    ids=["its own rows", "its own rows alone", "no rows of its own", "none at all", "no menu"],
)
def test_a_bands_own_rows_where_there_are_any_else_those_without_a_band(band, rows, held):
    assert rows_for(rows, band) == held
