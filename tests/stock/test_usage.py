"""What a canteen uses, how often, and in which unit it said it last; on both stores."""

from dataclasses import replace

from mealwatch.stock.queries.usage import used_of
from tests.support.kitchen import MON, NEXT_MON, THU, TUE, WED


def issue(kitchen, doc_no, on, *given, canteen="C001"):
    lines = [replace(kitchen.line("issue", name, quantity), unit=unit) for name, quantity, unit in given]
    kitchen.post(kitchen.document("issue", doc_no, on, *lines, canteen=canteen))


def test_lines_are_counted_and_the_latest_unit_is_told(both):
    both.receive("R1", MON, 100_000, 48_000)
    both.receive("R2", MON, 60, 6_000, ingredient="egg")
    issue(both, "I1", TUE, ("rice", 1000, "kg"), ("egg", 30, "package"))
    issue(both, "I2", WED, ("rice", 1500, "jin"))
    used = used_of(both.county_id, both.canteens["C001"], MON)
    assert used[both.ingredients["rice"]] == (3, "jin")
    assert used[both.ingredients["egg"]] == (2, "package")
    assert both.ingredients["oil"] not in used


def test_only_this_canteens_and_only_since_that_date(both):
    both.receive("R1", MON, 100_000, 48_000)
    both.receive("R1", MON, 100_000, 48_000, canteen="C002")
    issue(both, "I1", THU, ("rice", 1000, "jin"))
    rice = both.ingredients["rice"]
    assert used_of(both.county_id, both.canteens["C002"], MON)[rice][0] == 1
    assert used_of(both.county_id, both.canteens["C001"], TUE)[rice] == (1, "jin")
    assert used_of(both.county_id, both.canteens["C001"], NEXT_MON) == {}
