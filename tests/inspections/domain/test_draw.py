"""What is looked at is drawn from the seed, here and on the tablet alike."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.inspections.domain.draw import DRAWN, draw, drawn
from tests.support.twins import answers

CASES = json.loads((Path(__file__).parent / "draw_cases.json").read_text("utf-8"))
REFS = st.lists(st.text(min_size=1, max_size=12), max_size=12)
SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_is_drawn(case):
    assert draw(case["seed"], case["kind"], case["refs"], case["count"]) == case["drawn"]


def test_the_tablet_draws_the_same():
    found = answers("visits/draw.js", "return m.draw(one.seed, one.kind, one.refs, one.count)", CASES)
    assert found == [case["drawn"] for case in CASES]
    assert answers("visits/draw.js", "return m.DRAWN", [0]) == [DRAWN]


@given(SEEDS, REFS, st.integers(0, 6))
def test_a_draw_depends_on_nothing_but_the_seed_and_what_there_is(seed, refs, count):
    found = draw(seed, "weigh", refs, count)
    assert found == draw(seed, "weigh", list(reversed(refs)), count)
    assert len(found) == min(count, len(set(refs)))
    assert set(found) <= set(refs)


@given(SEEDS, REFS)
def test_drawing_fewer_draws_the_first_of_them(seed, refs):
    assert draw(seed, "count", refs, 9)[:3] == draw(seed, "count", refs, 3)


def test_each_kind_has_its_number():
    refs = [str(number) for number in range(9)]
    found = drawn("00" * 16, {"weigh": refs, "count": refs, "match": refs})
    assert {kind: len(some) for kind, some in found.items()} == {"weigh": 3, "count": 5, "match": 2}
    assert drawn("00" * 16, {}) == {"weigh": [], "count": [], "match": []}
