"""Records of one stop as one: whatever their order, the same twice is one, doubt counts low."""

from hypothesis import given
from hypothesis import strategies as st

from mealwatch.inspections.domain.merging import answers_of, merge

ANSWERS = st.sampled_from(["full", "half", "none", "na", "unchecked"])
RECORD = st.dictionaries(st.sampled_from(["A1", "B6", "C3"]), ANSWERS)
RECORDS = st.dictionaries(st.integers(1, 4), RECORD, max_size=4)


@given(RECORDS)
def test_the_order_of_the_records_changes_nothing(records):
    assert merge(records) == merge(dict(reversed(records.items())))


@given(RECORD)
def test_a_record_merged_with_itself_is_itself(record):
    found = merge({1: record, 2: record})
    assert answers_of(found) == record
    assert not any(one.clash for one in found.values())


@given(RECORDS, RECORD)
def test_one_more_record_never_betters_what_was_judged(records, other):
    worst = ["none", "half", "full", "na"]
    before, after = answers_of(merge(records)), answers_of(merge(records | {9: other}))
    for code, answer in before.items():
        if answer != "unchecked":
            assert worst.index(after[code]) <= worst.index(answer)


def test_a_clash_names_both_and_the_lower_counts():
    found = merge({7: {"C3": "half", "B6": "full"}, 8: {"C3": "none", "B6": "unchecked", "A1": "na"}})
    assert (found["C3"].clash, found["C3"].answer, found["C3"].said) == (True, "none", {"none": (8,), "half": (7,)})
    assert (found["B6"].clash, found["B6"].answer) == (False, "full")
    assert found["A1"].answer == "na"
