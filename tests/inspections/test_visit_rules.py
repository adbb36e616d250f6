"""What a visit still needs before it is signed, on the tablet."""

import io
from datetime import date

import pytest
from PIL import Image

from mealwatch.checklists.known import default
from mealwatch.inspections.domain.visit import faults
from tests.support.twins import answers

LIST = default().as_json()
SHA = "ab" * 32
LOST = {
    "answer": "none",
    "note": "",
    "photos": [SHA],
    "phrases": [],
    "severity": "ordinary",
    "due_on": "2026-11-30",
    "responsible": "",
    "fixed": False,
    "fixed_photos": [],
    "suggested": None,
}
FULL = {"answer": "full", "note": "", "photos": [], "suggested": None}
PACK = {"list": LIST, "findings": [{"id": 7, "code": "B6"}], "prefill": {"C3": {"suggest": "none", "say": "3"}}}
CODES = [item["code"] for section in LIST["sections"] for item in section["items"] if item["scored"]]


def body(**changed):
    """A visit of which nothing is missing."""
    made = {
        "visit": {"arrived": "06:10", "dated_on": "2026-11-23", "kind": "surprise"},
        "team": [
            {"name": "李督查", "department": "教体局", "username": "ducha", "leader": True},
            {"name": "陈敏", "department": "市场监管局", "username": None, "leader": False},
        ],
        "school_side": {"name": "王校长", "post": "校长"},
        "answers": dict.fromkeys(CODES, FULL),
        "red_lines": {},
        "unchecked_reason": "",
        "rechecks": [],
    }
    return made | changed


def with_answer(code, answer, **changed):
    """The visit with another answer to one item; None leaves the item open."""
    held = {one: FULL for one in CODES if one != code}
    return body(answers=held | ({} if answer is None else {code: answer}), **changed)


#: What a visit looks like, and what is missing of it: (section, item, key).
CASES = {
    "nothing": (body(), []),
    "recorded only": (with_answer("E7", {**FULL, "answer": "unchecked", "photos": [SHA]}), []),
    "arrival": (
        body(visit={"arrived": " ", "dated_on": "2026-11-23", "kind": "surprise"}),
        [("head", None, "arrived")],
    ),
    "one member": (body(team=body()["team"][:1]), [("head", None, "team")]),
    "one member twice": (body(team=[one | {"name": "陈敏"} for one in body()["team"]]), [("head", None, "team")]),
    "a member without a name": (
        body(team=[body()["team"][0], {"name": " ", "department": "", "username": None, "leader": False}]),
        [("head", None, "team")],
    ),
    "no leader": (body(team=[one | {"leader": False} for one in body()["team"]]), [("head", None, "leader")]),
    "two leaders": (body(team=[one | {"leader": True} for one in body()["team"]]), [("head", None, "leader")]),
    "nobody of the school": (body(school_side={"name": "", "post": ""}), [("head", None, "school_side")]),
    "open": (with_answer("C3", None), [("C", "C3", "answer")]),
    "open with a reason": (with_answer("C3", None, unchecked_reason="时间不够"), []),
    "a photo before an answer": (with_answer("C3", {**FULL, "answer": "unchecked"}), [("C", "C3", "answer")]),
    "not applicable": (with_answer("C3", {**FULL, "answer": "na"}), []),
    "a photo is evidence": (with_answer("C3", LOST), []),
    "words are evidence": (with_answer("C3", LOST | {"photos": [], "note": "单人签字"}), []),
    "a phrase is evidence": (with_answer("C3", LOST | {"photos": [], "phrases": ["单人签字"]}), []),
    "a blank is none": (with_answer("C3", LOST | {"photos": [], "note": "  "}), [("C", "C3", "evidence")]),
    "half too": (with_answer("C3", LOST | {"answer": "half", "photos": []}), [("C", "C3", "evidence")]),
    "no severity": (with_answer("C3", LOST | {"severity": ""}), [("C", "C3", "severity")]),
    "due before the visit": (with_answer("C3", LOST | {"due_on": "2026-11-22"}), [("C", "C3", "due")]),
    "due today": (with_answer("C3", LOST | {"severity": "on_the_spot", "due_on": "2026-11-23"}), []),
    "mended without a photo": (with_answer("C3", LOST | {"fixed": True}), [("C", "C3", "fixed_photo")]),
    "mended": (with_answer("C3", LOST | {"fixed": True, "fixed_photos": [SHA]}), []),
    "a red line without words": (
        body(red_lines={"RL2": {"note": "", "photos": [SHA]}}),
        [("redlines", "RL2", "words")],
    ),
    "a red line without a photo": (
        body(red_lines={"RL2": {"note": "x", "photos": []}}),
        [("redlines", "RL2", "photo")],
    ),
    "a red line unconfirmed": (
        body(suspected={"RL2": {"note": "x", "photos": [SHA]}}),
        [("redlines", "RL2", "confirm")],
    ),
    "seen again without evidence": (
        body(rechecks=[{"finding": 7, "mended": True, "note": "", "photos": []}]),
        [("recheck", "7", "evidence")],
    ),
    "a look-back looks back": (
        body(visit={"arrived": "06:10", "dated_on": "2026-11-23", "kind": "look_back"}),
        [("recheck", "7", "recheck")],
    ),
    "a photo of nothing": (body(loose_photos=[SHA]), [("photos", None, "loose")]),
}


@pytest.fixture(scope="module")
def told():
    """What the tablet says of every case."""
    found = answers("visits/visit_rules.js", "return m.missing(one.body, one.pack)", [
        {"body": given, "pack": PACK} for given, _missing in CASES.values()
    ])  # fmt: skip
    return dict(zip(CASES, found, strict=True))


@pytest.mark.parametrize("name", CASES)
def test_what_is_missing(told, name):
    assert [(one["section"], one["item"], one["key"]) for one in told[name]] == CASES[name][1]


#: What only the tablet asks for: the server takes a visit in without it.
TABLET_ONLY = {"arrived", "recheck", "confirm", "loose"}
NOTHING = {"weighings": [], "counts": [], "portions": [], "matches": [], "signatures": [], "content_digest": ""}


@pytest.mark.parametrize("name", CASES)
def test_the_server_refuses_what_the_tablet_lets_nobody_sign(name):
    given, missing = CASES[name]
    found = faults(NOTHING | given, default().list, {SHA: "photo"})
    assert [one for one in found if one[0] not in ("signature", "content")] == [
        as_fault(*one) for one in missing if one[2] not in TABLET_ONLY
    ]


def as_fault(section, item, key):
    """How the server names what is missing."""
    if section == "recheck":
        return "recheck", int(item)
    return ("red_line", item) if section == "redlines" else (key, item or "")


def test_counts_leave_out_what_is_only_recorded():
    given = with_answer("C3", LOST | {"photos": []})
    given["answers"] = given["answers"] | {"C1": {**FULL, "answer": "unchecked", "photos": [SHA]}, "E7": FULL}
    [found] = answers("visits/visit_rules.js", "return m.counts(one.body, one.pack)", [{"body": given, "pack": PACK}])
    assert (found["all"], found["done"], found["unchecked"]) == (54, 53, 1)
    assert found["sections"]["C"] == {"all": 7, "done": 6, "missing": 1}
    assert found["sections"]["E"] == {"all": 6, "done": 6, "missing": 0}


TAP = "return m.tapped({entry: one.entry, answer: one.tap, suggested: 'none', body: one.body, list: one.list})"
TAPS = [
    (None, "full", {"answer": "full", "note": "", "photos": [], "suggested": "none"}),
    (None, "none", LOST | {"photos": [], "suggested": "none"}),
    (FULL, "full", None),
    (FULL | {"photos": [SHA]}, "full", {**FULL, "answer": "unchecked", "photos": [SHA]}),
    (LOST, "half", LOST | {"answer": "half"}),
    (LOST, "full", {**FULL, "photos": [SHA]}),
    (LOST | {"photos": []}, "none", None),
    (FULL | {"suggested": "half"}, "na", {**FULL, "answer": "na", "suggested": "half"}),
]


def test_a_tap_answers_and_the_same_tap_takes_it_back():
    cases = [{"entry": entry, "tap": tap, "body": body(), "list": LIST} for entry, tap, _then in TAPS]
    assert answers("visits/visit_rules.js", TAP, cases) == [then for *_tap, then in TAPS]


def test_deadlines_count_from_the_day_of_the_visit():
    cases = [{"severity": severity, "body": body(), "list": LIST, "entry": LOST} for severity in LIST["deadlines"]]
    found = answers("visits/visit_rules.js", "return m.graver(one.entry, one.severity, one.body, one.list)", cases)
    days = [date.fromisoformat(one["due_on"]) - date(2026, 11, 23) for one in found]
    assert [one.days for one in days] == [0, 7, 15]
    mended = [
        {"severity": "serious", "body": body(), "list": LIST, "entry": LOST | {"fixed": True, "fixed_photos": [SHA]}}
    ]
    [graver] = answers("visits/visit_rules.js", "return m.graver(one.entry, one.severity, one.body, one.list)", mended)
    assert (graver["fixed"], graver["fixed_photos"]) == (False, [])


def test_the_rest_is_left_out_for_one_reason_and_taken_up_again():
    held = {"A1": FULL, "A2": {**FULL, "answer": "unchecked", "note": "看了一半"}}
    script = "const out = m.leftOut(one.list, one.held, one.prefill); return [out, m.takenUp(out)]"
    [[out, again]] = answers(
        "visits/visit_rules.js", script, [{"list": LIST, "held": held, "prefill": PACK["prefill"]}]
    )
    assert set(out) == set(CODES)
    assert {one["answer"] for code, one in out.items() if code not in held} == {"unchecked"}
    assert out["C3"]["suggested"] == "none"
    assert again == held


def test_a_photo_says_itself_when_and_where_it_was_taken():
    picture = io.BytesIO()
    Image.new("RGB", (20, 10), "green").save(picture, "JPEG")
    about = {"at": "2026-11-23T06:10:00+08:00", "school": "S001 云岭镇第二小学", "original": SHA}
    given = [about | {"bytes": list(picture.getvalue())}]
    [stamped] = answers("visits/stamp.js", "return [...m.stamped(new Uint8Array(one.bytes), one)]", given)
    photo = Image.open(io.BytesIO(bytes(stamped)))
    photo.load()
    exif = photo.getexif()
    taken = exif.get_ifd(0x8769)
    assert photo.size == (20, 10)
    assert exif[0x010E].encode("latin-1").decode() == about["school"]
    assert (taken[0x9003], taken[0x9011]) == ("2026:11:23 06:10:00", "+08:00")
    assert taken[0x9286].endswith(f"sha256 {SHA}".encode())
