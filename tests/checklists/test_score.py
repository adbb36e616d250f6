"""A visit's score, here and on the tablet: the same cases, and what holds of every list."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mealwatch.checklists import known
from mealwatch.checklists.domain.checklist import Checklist, Item, RedLine, Section
from mealwatch.checklists.domain.score import score
from tests.support.twins import answers

TABLE = json.loads((Path(__file__).parent / "score_cases.json").read_text("utf-8"))
CASES = TABLE["cases"]
DEFAULT = known.default()
CODES = [item.code for item in DEFAULT.list.items]
ANSWERS = st.sampled_from(["full", "half", "none", "na", "unchecked"])
GIVEN = st.dictionaries(st.sampled_from(CODES), ANSWERS)
TWIN = """
  const found = m.score(one.list, one.answers, one.red_lines);
  return { ...found, tenths: m.tenths(found) };
"""


def the_list(name):
    said = TABLE["lists"][name]
    sections = tuple(
        Section(one["letter"], one["title"], tuple(Item(text="", **item) for item in one["items"]))
        for one in said["sections"]
    )
    red_lines = tuple(RedLine(one["code"], one["text"]) for one in said["red_lines"])
    return Checklist("表", sections, red_lines, tuple(map(tuple, said["grades"])))


def wanted(case):
    base = case["base"]
    return {
        "got_halves": case["got_halves"],
        "base": base,
        "ratio": [case["got_halves"], 2 * base] if base else None,
        "grade": case["grade"],
        "tenths": case["tenths"],
        "by_section": [dict(zip(("letter", "got_halves", "base"), part, strict=True)) for part in case["by_section"]],
    }


def said(found):
    return {
        "got_halves": found.got_halves,
        "base": found.base,
        "ratio": [found.ratio.top, found.ratio.bottom] if found.ratio else None,
        "grade": found.grade,
        "tenths": found.tenths,
        "by_section": [vars(one) for one in found.by_section],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_score(case):
    assert said(score(the_list(case["list"]), case["answers"], case["red_lines"])) == wanted(case)


def test_the_tablet_says_the_same():
    given = [case | {"list": TABLE["lists"][case["list"]]} for case in CASES]
    assert answers("visits/score.js", TWIN, given) == [wanted(case) for case in CASES]


def test_another_answer_is_refused():
    with pytest.raises(ValueError, match="A1"):
        score(DEFAULT, {"A1": "mostly"})


def test_full_everywhere_is_all_of_the_points():
    found = score(DEFAULT, dict.fromkeys(CODES, "full"))
    assert (found.got_halves, found.base, found.tenths, found.grade) == (200, 100, 1000, "excellent")


@settings(max_examples=25, deadline=None)
@given(GIVEN)
def test_what_does_not_apply_shrinks_the_base_by_its_points(given_answers):
    answered = [code for code, answer in given_answers.items() if answer in ("full", "half", "none")]
    for code in answered[:3]:
        before, after = score(DEFAULT, given_answers), score(DEFAULT, given_answers | {code: "na"})
        assert before.base - after.base == DEFAULT.list.item(code).points


@settings(max_examples=25, deadline=None)
@given(GIVEN, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(given_answers, random):
    pairs = list(given_answers.items())
    random.shuffle(pairs)
    assert score(DEFAULT, dict(pairs)) == score(DEFAULT, given_answers)


@settings(max_examples=25, deadline=None)
@given(GIVEN)
def test_sections_add_up_and_a_better_answer_never_costs(given_answers):
    found = score(DEFAULT, given_answers)
    assert found.got_halves == sum(one.got_halves for one in found.by_section) <= 2 * found.base
    for code, answer in given_answers.items():
        if answer == "none":
            assert score(DEFAULT, given_answers | {code: "half"}).got_halves >= found.got_halves
