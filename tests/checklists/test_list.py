"""The list that comes with the product, what an edited list may be, and what is said of two versions."""

import copy

import pytest

from mealwatch.checklists import known
from mealwatch.checklists.domain import edit
from mealwatch.checklists.domain.checklist import from_json
from mealwatch.checklists.domain.difference import changes
from mealwatch.checklists.domain.plain import plain, read
from mealwatch.checklists.domain.words import COLUMNS

DEFAULT = known.default()
SUMS = {"A": 8, "B": 13, "C": 19, "D": 11, "E": 13, "F": 11, "G": 5, "H": 6, "I": 14}
PARTS = {"C4": "weigh", "D3": "count", "E2": "portions", "D2": "match", "E6": "tally", "H1": "meal"}
PREFILLED = ["A5", "B1", "B2", "C1", "C3", "C5", "D1", "E3", "E4", "H1", "I1", "I2", "I6"]


def rows():
    return copy.deepcopy(plain(DEFAULT.list))


def changed(**values):
    """The rows with the first item changed."""
    given = rows()
    given["items"][0] |= values
    return given


def faults(given):
    return [(one.code, one.field) for one in read(given)[1]]


def test_the_default_list_is_the_one_of_the_domain():
    content = DEFAULT.list
    assert (content.scored, content.points, len(content.red_lines)) == (54, 100, 8)
    assert {one.letter: sum(item.points for item in one.items) for one in content.sections} == SUMS
    assert [item.code for item in content.items if not item.scored] == ["E7", "G4"]
    assert {item.code: item.part for item in content.items if item.part} == PARTS
    assert [item.code for item in content.items if item.prefill] == PREFILLED
    assert all(3 <= len(item.phrases) <= 5 for item in content.items if item.code != "E4" or item.phrases)
    assert dict(content.grades) == {"excellent": 90, "good": 80, "pass": 70, "fail": 0}
    assert dict(content.deadlines) == {"on_the_spot": 0, "ordinary": 7, "serious": 15}


def test_version_one_never_changes():
    """Visits keep this digest. A better list is a new version, never another text under the same number."""
    assert DEFAULT.digest == "2e2988307916cc4be467282967a89e97e93eacabcf0f76b22ef5febac6a98ea0"


def test_a_version_comes_back_from_its_json():
    said = DEFAULT.as_json()
    assert from_json(said) == DEFAULT.list
    assert set(said) == {"code", "version", "digest", "title", "sections", "red_lines", "grades", "deadlines"}
    assert list(said["sections"][0]["items"][0]) == [
        "code", "text", "points", "methods", "scored", "prefill", "part", "phrases"
    ]  # fmt: skip


def test_the_default_list_can_be_read_as_an_edited_one():
    assert read(rows()) == (DEFAULT.list, [])


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"points": 0}, "not_whole", "items-0-points"),
        ({"points": "2.5"}, "not_whole", "items-0-points"),
        ({"points": 2.0}, "not_whole", "items-0-points"),
        ({"points": True}, "not_whole", "items-0-points"),
        ({"points": ""}, "not_whole", "items-0-points"),
        ({"points": 101}, "not_whole", "items-0-points"),
        ({"scored": False}, "points_on_recorded", "items-0-points"),
        ({"code": "a1"}, "code", "items-0-code"),
        ({"code": "A0"}, "code", "items-0-code"),
        ({"code": "A100"}, "code", "items-0-code"),
        ({"code": "A2"}, "twice", "items-1-code"),
        ({"code": "K1"}, "no_section", "items-0-code"),
        ({"text": " "}, "missing", "items-0-text"),
        ({"text": "长" * 201}, "too_long", "items-0-text"),
        ({"text": "看不见\u200b"}, "unseen", "items-0-text"),
        ({"methods": ["smell"]}, "not_a_word", "items-0-methods"),
        ({"prefill": "weather"}, "not_a_word", "items-0-prefill"),
        ({"part": "dance"}, "not_a_word", "items-0-part"),
        ({"part": "weigh"}, "part_twice", "items-18-part"),
        ({"phrases": ["好"] * 3 + ["长" * 61]}, "too_long", "items-0-phrases-3"),
        ({"phrases": [str(one) for one in range(13)]}, "too_many", "items-0-phrases"),
    ],
)
def test_a_fault_names_its_place(values, code, field):
    assert faults(changed(**values)) == [(f"checklists.{code}", field)]


@pytest.mark.parametrize(
    ("part", "value", "code", "field"),
    [
        ("title", "", "missing", "title"),
        ("items", [], "empty", "items"),
        ("sections", [{"letter": "é", "title": "甲"}], "letter", "sections-0-letter"),
        ("red_lines", [{"code": "R1", "text": "甲"}], "red_code", "red_lines-0-code"),
        ("grades", {"excellent": 80, "good": 80, "pass": 70, "fail": 0}, "grade_order", "grades-good"),
        ("grades", {"excellent": 90, "good": 80, "pass": 70, "fail": 5}, "grade_order", "grades-fail"),
        ("deadlines", {"on_the_spot": 1, "ordinary": 7, "serious": 15}, "at_once", "deadlines-on_the_spot"),
        ("deadlines", {"on_the_spot": 0, "ordinary": "一周", "serious": 15}, "not_whole", "deadlines-ordinary"),
    ],
)
def test_what_stands_beside_the_items(part, value, code, field):
    assert (f"checklists.{code}", field) in faults(rows() | {part: value})


def test_every_fault_is_found_at_once_and_says_what_to_do():
    given = changed(points="x", text="") | {"title": ""}
    found = read(given)[1]
    assert len(found) == 3
    assert all(one.text() and one.advice() and "{" not in one.text() + one.advice() for one in found)
    assert "A1" in found[2].text()


def test_what_two_versions_differ_in():
    given = rows()
    given = edit.put_item(given, "A1", given["items"][0] | {"points": 3, "text": "校长负责"})
    given = edit.remove_item(given, "B3")
    given = edit.put_item(given, None, given["items"][2] | {"code": "C9", "text": "新的一项", "part": None})
    given = edit.move_item(given, "F2", -1)
    given["red_lines"].pop()
    given["deadlines"]["serious"] = 10
    content, none = read(given)
    assert none == []
    told = [(one.what, one.kind, one.code) for one in changes(DEFAULT.list, content)]
    assert told == [
        ("changed", "item", "A1"),
        ("added", "item", "C9"),
        ("removed", "item", "B3"),
        ("moved", "item", "F1"),
        ("removed", "red_line", "RL8"),
        ("changed", "deadline", "serious"),
    ]
    first = changes(DEFAULT.list, content)[0]
    assert (COLUMNS["points"], "2", "3") in first.fields
    assert changes(DEFAULT.list, DEFAULT.list) == []


def test_an_item_moves_within_its_section_and_to_another():
    given = rows()
    assert [one["code"] for one in edit.move_item(given, "A1", -1)["items"][:2]] == ["A1", "A2"]
    assert [one["code"] for one in edit.move_item(given, "A1", 1)["items"][:2]] == ["A2", "A1"]
    to_b = edit.put_item(given, "A1", given["items"][0] | {"code": "B11"})
    assert [item.code for item in read(to_b)[0].sections[1].items][-1] == "B11"
    assert edit.next_code(given, "B") == "B11"
