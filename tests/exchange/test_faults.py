"""Every ruling of the format is a fault that names its file, row and column, and nothing is written."""

# ruff: noqa: E501 - decision tables read best with one case to a line

import pytest

from tests.exchange.conftest import bring_in, refused
from tests.exchange.sets import Set


def _case(name, bend, *faults):
    return pytest.param(bend, list(faults), id=name)


def _edit(name, row, /, **cells):
    return lambda given: given.edit(name, row, **cells)


def _again(name, row, /, **cells):
    """Add a copy of a row with other cells."""

    def bend(given):
        given.tables[name].append({**given.tables[name][row], **cells})
        return given

    return bend


HEADINGS = [
    _case(
        "a column that the format does not know",
        lambda given: given.rename("issues", storekeeper="keeper"),
        ("unknown_column", "issues.csv", 1, "keeper"),
    ),
    _case(
        "a column that is missing",
        lambda given: given.drop("issues", "meal"),
        ("missing_column", "issues.csv", 1, "meal"),
    ),
    _case(
        "a code beside the name of the same thing",
        lambda given: given.rename("issues", storekeeper="食材名称"),
        ("name_beside_code", "issues.csv", 1, "ingredient_code"),
    ),
]

CELLS = [
    _case("a required cell without content", _edit("issues", 0, doc_no=""), ("empty_cell", "issues.csv", 2, "doc_no")),
    _case("a date in other words", _edit("meals", 0, date="2026/11/02"), ("not_a_date", "meals.csv", 2, "date")),
    _case("a day that there is not", _edit("issues", 2, issued_on="2026-02-30"), ("not_a_date", "issues.csv", 4, "issued_on")),
    _case("a year far off", _edit("calendar", 0, date="1026-11-02"), ("not_a_date", "calendar.csv", 2, "date")),
    _case("a week that there is not", _edit("calendar", 0, date="1999-11-02"), ("not_a_day", "calendar.csv", 2, "date")),
    _case("a quantity of nothing", _edit("issues", 0, quantity="0"), ("not_a_quantity", "issues.csv", 2, "quantity")),
    _case("a quantity below nothing", _edit("issues", 0, quantity="-9"), ("not_a_quantity", "issues.csv", 2, "quantity")),
    _case("a quantity with an exponent", _edit("issues", 0, quantity="9e3"), ("not_a_quantity", "issues.csv", 2, "quantity")),
    _case("a quantity that is no number", _edit("issues", 0, quantity="NaN"), ("not_a_quantity", "issues.csv", 2, "quantity")),
    _case("a count below nothing", _edit("stocktakes", 0, counted_quantity="-1"), ("not_a_counted_quantity", "stocktakes.csv", 2, "counted_quantity")),
    _case("a third place after the point", _edit("receipts", 0, amount_yuan="1.234"), ("not_an_amount", "receipts.csv", 2, "amount_yuan")),
    _case("an amount below nothing", _edit("receipts", 0, amount_yuan="-1"), ("not_an_amount", "receipts.csv", 2, "amount_yuan")),
    _case("thousands marks", _edit("receipts", 0, amount_yuan="1,250"), ("not_an_amount", "receipts.csv", 2, "amount_yuan")),
    _case("half a person", _edit("meals", 0, staff_served="1.5"), ("not_a_count", "meals.csv", 2, "staff_served")),
    _case("a person below nothing", _edit("meals", 0, staff_served="-1"), ("not_a_count", "meals.csv", 2, "staff_served")),
    _case("half a pupil enrolled", _edit("pupil_groups", 0, beneficiaries="40.5"), ("not_a_count", "pupil_groups.csv", 2, "beneficiaries")),
    _case("use over no day", _edit("issues", 3, use_days="0"), ("not_use_days", "issues.csv", 5, "use_days")),
    _case("use over too many days", _edit("issues", 3, use_days="61"), ("not_use_days", "issues.csv", 5, "use_days")),
    _case("a unit that there is not", _edit("issues", 0, unit="ton"), ("not_a_choice", "issues.csv", 2, "unit")),
    _case("a meal that there is not", _edit("meals", 0, meal="tea"), ("not_a_choice", "meals.csv", 2, "meal")),
    _case("a food group that there is not", _edit("ingredients", 0, food_group="零食"), ("not_a_choice", "ingredients.csv", 2, "food_group")),
    _case("four places of a gram", _edit("menus", 0, grams_per_pupil="1.2345"), ("not_grams", "menus.csv", 2, "grams_per_pupil")),
    _case("a package of nothing", _edit("ingredients", 0, package_content="0"), ("not_positive", "ingredients.csv", 2, "package_content")),
    _case("more than all of it edible", _edit("ingredients", 0, edible_percent="101"), ("not_a_percent", "ingredients.csv", 2, "edible_percent")),
    _case("a control character", _edit("schools", 0, name="中心\x07小学"), ("not_plain_text", "schools.csv", 2, "name")),
    _case("a subsidy beyond reason", lambda given: given.add("policies", from_date="2026-09-01", subsidy_yuan="500"), ("field.amount", "policies.csv", 2, "subsidy_yuan")),
    _case("more pupils than any school has", _edit("pupil_groups", 0, other_pupils="50000"), ("field.count", "pupil_groups.csv", 2, "other_pupils")),
    _case("more X than anybody pays", _edit("meal_standards", 0, top_up_yuan="250"), ("field.amount", "meal_standards.csv", 2, "top_up_yuan")),
    _case("a package of a mountain", _edit("ingredients", 0, package_content="999999999"), ("field.count", "ingredients.csv", 2, "package_content")),
    _case("a slash in a code", _edit("suppliers", 0, supplier_code="V/1"), ("field.code", "suppliers.csv", 2, "supplier_code")),
    _case("a licence that ends before it begins", _edit("suppliers", 0, licence_from="2028-01-02"), ("catalogue.licence_ends_before_start", "suppliers.csv", 2, "licence_expires_on")),
    _case("a licence that is still to begin", _edit("suppliers", 0, licence_from="2099-01-01", licence_expires_on=""), ("catalogue.licence_not_begun", "suppliers.csv", 2, "licence_from")),
]  # fmt: skip

ROWS = [
    _case("a school that there is not", _edit("canteens", 0, school_code="S9"), ("unknown_code", "canteens.csv", 2, "school_code")),
    _case("a canteen that there is not", _edit("losses", 0, canteen_code="C9"), ("unknown_code", "losses.csv", 2, "canteen_code")),
    _case("a group that there is not", _edit("meals", 0, group_code="G9"), ("unknown_code", "meals.csv", 2, "group_code")),
    _case("an ingredient that there is not", _edit("menus", 0, ingredient_code="ham"), ("unknown_code", "menus.csv", 2, "ingredient_code")),
    _case("a supplier that there is not", _edit("receipts", 2, supplier_code="V9"), ("unknown_code", "receipts.csv", 4, "supplier_code")),
    _case("a group without its school", _edit("calendar", 0, group_code="G16"), ("group_without_school", "calendar.csv", 2, "group_code")),
    _case("kilograms of eggs", _edit("issues", 1, unit="kg"), ("unit_does_not_fit", "issues.csv", 3, "unit")),
    _case("litres of rice", _edit("issues", 0, unit="L"), ("unit_does_not_fit", "issues.csv", 2, "unit")),
    _case("a package of what has none", _edit("issues", 3, unit="package"), ("unit_does_not_fit", "issues.csv", 5, "unit")),
    _case("half a gram", _edit("issues", 2, quantity="0.5"), ("not_whole_units", "issues.csv", 4, "quantity")),
    _case("a mountain of rice", _edit("losses", 0, quantity="99999999999"), ("too_much", "losses.csv", 2, "quantity")),
    _case("expired on arrival", _edit("receipts", 0, expires_on="2026-11-01"), ("expired_on_arrival", "receipts.csv", 2, "expires_on")),
    _case("one person as both acceptors", _edit("receipts", 0, acceptor_2="验收一"), ("same_acceptor", "receipts.csv", 2, "acceptor_2")),
    _case("a document of tomorrow", _edit("losses", 0, lost_on="2099-01-01"), ("in_the_future", "losses.csv", 2, "lost_on")),
    _case("a meal of tomorrow", _edit("meals", 0, date="2099-01-01"), ("in_the_future", "meals.csv", 2, "date")),
    _case("a reversal of tomorrow", _edit("reversals", 0, reversed_on="2099-01-01"), ("in_the_future", "reversals.csv", 2, "reversed_on")),
    _case("a meal before the group is there", _edit("meals", 0, date="2026-08-31"), ("group_not_there_yet", "meals.csv", 2, "date")),
    _case("more than twice as many as enrolled", _edit("meals", 0, beneficiaries_served="81"), ("far_more_than_enrolled", "meals.csv", 2, "beneficiaries_served")),
]  # fmt: skip

TOGETHER = [
    _case("the same school twice", _again("schools", 0), ("key_twice", "schools.csv", 4, "school_code")),
    _case("the same canteen twice", _again("canteens", 0), ("key_twice", "canteens.csv", 3, "canteen_code")),
    _case("the same group and date twice", _again("pupil_groups", 0), ("key_twice", "pupil_groups.csv", 4, "from_date")),
    _case("the same standard twice", _again("meal_standards", 0, top_up_yuan="2"), ("key_twice", "meal_standards.csv", 3, "from_date")),
    _case("the same calendar day twice", _again("calendar", 0, day_type="closed"), ("key_twice", "calendar.csv", 12, "date")),
    _case("the same ingredient twice", _again("ingredients", 0), ("key_twice", "ingredients.csv", 5, "ingredient_code")),
    _case("the same supplier twice", _again("suppliers", 0), ("key_twice", "suppliers.csv", 3, "supplier_code")),
    _case("the same meal record twice", _again("meals", 0, staff_served="9"), ("key_twice", "meals.csv", 5, "meal")),
    _case("the same menu row twice", _again("menus", 0, grams_per_pupil="9"), ("key_twice", "menus.csv", 4, "ingredient_code")),
    _case("two dates in one document", _edit("issues", 1, issued_on="2026-11-03"), ("rows_differ", "issues.csv", 3, "issued_on")),
    _case("two meals in one document", _edit("issues", 1, meal="dinner"), ("rows_differ", "issues.csv", 3, "meal")),
    _case("an ingredient counted twice", _again("stocktakes", 0), ("counted_twice", "stocktakes.csv", 3, "ingredient_code")),
    _case("more than the lots hold", _edit("issues", 2, quantity="99", unit="kg"), ("not_enough_stock", "issues.csv", 4, "quantity")),
    _case("more lost than the lots hold", _edit("losses", 0, quantity="99000"), ("not_enough_stock", "losses.csv", 2, "quantity")),
    _case("an issue before anything came", _edit("issues", 3, issued_on="2026-11-02"), ("not_enough_stock", "issues.csv", 5, "quantity")),
    _case("reversing what is not there", _edit("reversals", 0, doc_no="I9"), ("nothing_to_reverse", "reversals.csv", 2, "doc_no")),
    _case("reversing twice", _again("reversals", 0, reason="再冲"), ("already_reversed", "reversals.csv", 3, "doc_no")),
    _case("reversing before it is dated", _edit("reversals", 0, reversed_on="2026-11-02"), ("nothing_to_reverse", "reversals.csv", 2, "doc_no")),
    _case("reversing a receipt in use", _edit("reversals", 0, doc_kind="receipt", doc_no="R1"), ("lots_in_use", "reversals.csv", 2, "doc_no")),
    _case("one acceptor twice on a delivery", lambda given: given.add(
        "deliveries", canteen_code="C001", doc_no="D1", delivered_on="2026-11-02", meal="lunch", portions="10",
        amount_yuan="1", acceptor_1="甲", acceptor_2="甲"), ("same_acceptor", "deliveries.csv", 2, "acceptor_2")),
]  # fmt: skip


@pytest.mark.parametrize(("bend", "faults"), HEADINGS + CELLS + ROWS + TOGETHER)
def test_a_fault_is_named_and_nothing_is_written(app, tmp_path, bend, faults):
    assert refused(bend(Set()).write(tmp_path / "set")) == faults


def test_all_faults_are_listed_by_file_and_row(app, tmp_path):
    given = Set().edit("schools", 1, school_type="上学").edit("meals", 2, meal="tea").edit("meals", 0, staff_served="x")
    given.edit("issues", 2, quantity="99", unit="kg")
    assert refused(given.write(tmp_path / "set")) == [
        ("not_a_choice", "schools.csv", 3, "school_type"),
        ("not_enough_stock", "issues.csv", 4, "quantity"),
        ("not_a_count", "meals.csv", 2, "staff_served"),
        ("not_a_choice", "meals.csv", 4, "meal"),
    ]


def test_a_row_that_cannot_be_read_makes_no_faults_of_others(app, tmp_path):
    given = (
        Set().edit("receipts", 0, amount_yuan="?").edit("schools", 0, town="").edit("ingredients", 0, base_unit="斗")
    )
    assert refused(given.write(tmp_path / "set")) == [
        ("empty_cell", "schools.csv", 2, "town"),
        ("not_a_choice", "ingredients.csv", 2, "base_unit"),
        ("not_an_amount", "receipts.csv", 2, "amount_yuan"),
    ]


def test_a_file_without_a_needed_column_makes_no_faults_of_others(app, tmp_path):
    given = Set().drop("schools", "town")
    assert refused(given.write(tmp_path / "set")) == [("missing_column", "schools.csv", 1, "town")]


def test_a_file_of_another_name_is_refused(app, tmp_path):
    folder = Set().write(tmp_path / "set")
    (folder / "expected_spend.csv").write_text("a,b\n")
    (folder / "notes.txt").write_text("x")
    assert refused(folder) == [
        ("unknown_file", "expected_spend.csv", None, None),
        ("unknown_file", "notes.txt", None, None),
    ]


def test_a_row_with_too_many_cells(app, tmp_path):
    folder = Set().write(tmp_path / "set")
    path = folder / "canteens.csv"
    path.write_text(path.read_text("utf-8").replace("S001,食堂", "S001,食堂,二楼"), "utf-8")
    assert refused(folder) == [("too_many_cells", "canteens.csv", 2, None)]


def test_a_heading_twice(app, tmp_path):
    folder = Set().write(tmp_path / "set")
    path = folder / "canteens.csv"
    path.write_text("canteen_code,school_code,name,食堂名称\nC001,S001,食堂,食堂\n", "utf-8")
    assert refused(folder) == [("column_twice", "canteens.csv", 1, "name")]


DIFFERENT = [
    _case("a document", _edit("issues", 0, quantity="8"), ("document_differs", "issues.csv", 2, "doc_no")),
    _case("a reversal", _edit("reversals", 0, reason="别的"), ("reversal_differs", "reversals.csv", 2, "doc_no")),
    _case("a meal record", _edit("meals", 0, staff_served="3"), ("meal_differs", "meals.csv", 2, "beneficiaries_served")),
    _case("a menu row", _edit("menus", 0, grams_per_pupil="149"), ("menu_differs", "menus.csv", 2, "grams_per_pupil")),
    _case("a base unit in use", _edit("ingredients", 1, base_unit="g", package_content=""), ("base_unit_fixed", "ingredients.csv", 3, "base_unit")),
]  # fmt: skip


@pytest.mark.parametrize(("bend", "faults"), DIFFERENT)
def test_other_content_under_a_known_key_is_refused(app, tmp_path, bend, faults):
    bring_in(Set().write(tmp_path / "set"))
    assert refused(bend(Set()).write(tmp_path / "other")) == faults


ACCEPTED = [
    _case("an empty second acceptor", _edit("receipts", 0, acceptor_2="")),
    _case("more eaters than enrolled", _edit("meals", 0, beneficiaries_served="80")),
    _case("a meal on no supply day", _edit("meals", 0, date="2026-11-07")),
    _case("a menu amount that looks wrong", _edit("menus", 0, grams_per_pupil="15000")),
    _case("an amount of nothing", _edit("receipts", 0, amount_yuan="0")),
    _case("nothing counted", _edit("stocktakes", 0, counted_quantity="0")),
    _case("an ingredient twice in an issue", lambda given: _again("issues", 0, quantity="1")(given)),
    _case("expiring on the day it came", _edit("receipts", 0, expires_on="2026-11-02")),
    _case("a note with commas and quotes", _edit("losses", 0, reason='潮了, "全部"\n倒掉')),
]


@pytest.mark.parametrize(("bend", "faults"), ACCEPTED)
def test_what_is_only_flagged_is_accepted(app, tmp_path, bend, faults):
    bring_in(bend(Set()).write(tmp_path / "set"))
