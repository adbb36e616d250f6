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
PACK = {
    "list": LIST,
    "weigh": [{"ref": f"R{number}/1"} for number in range(9)],
    "count": [{"ref": f"g{number}"} for number in range(9)],
    "match_days": ["2026-11-18", "2026-11-20"],
    "findings": [{"id": 7, "code": "B6"}],
    "prefill": {"C3": {"suggest": "none", "say": "3"}},
}
CODES = [item["code"] for section in LIST["sections"] for item in section["items"] if item["scored"]]
#: The items with a part, answered in words instead.
PARTS = {"C4": "weigh", "D3": "count", "E2": "portions", "D2": "match", "E6": "tally", "H1": "meal"}
ANSWERED = {code: FULL | ({"note": "没带秤"} if code in PARTS else {}) for code in CODES}


def body(**changed):
    """A visit of which nothing is missing."""
    made = {
        "visit": {"arrived": "06:10", "dated_on": "2026-11-23", "kind": "surprise"},
        "team": [
            {"name": "李督查", "department": "教体局", "username": "ducha", "leader": True},
            {"name": "陈敏", "department": "市场监管局", "username": None, "leader": False},
        ],
        "school_side": {"name": "王校长", "post": "校长"},
        "answers": ANSWERED,
        "red_lines": {},
        "unchecked_reason": "",
        "rechecks": [],
    }
    return made | changed


def with_answer(code, answer, **changed):
    """The visit with another answer to one item; None leaves the item open."""
    held = {one: entry for one, entry in ANSWERED.items() if one != code}
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


GOODS = [{"good": {"ref": f"R{number}/1"}, "first": {"net": 1, "quantity": 1, "photos": []}} for number in range(9)]
BY_HAND = {"good": {"ref": None}, "first": {"net": 1, "photos": []}}
FEW = {"weigh": PACK["weigh"][:2], "count": PACK["count"][:2], "match_days": PACK["match_days"][:1]}
NONE = {"weigh": [], "count": [], "match_days": []}
TALLY = {"asked": 10, "satisfied": 9, "enough": 9, "warm": 9, "paid_extra": 0}
EATEN = {"who": ["李督查"], "meal": "lunch", "words": ""}
#: Item, what the visit holds of its part, what else the pack says, whether that is enough.
MEASURED = [
    ("C4", {}, {}, False),
    ("C4", {"weighings": GOODS[:2]}, {}, False),
    ("C4", {"weighings": GOODS[:3]}, {}, True),
    ("C4", {"weighings": GOODS[:2]}, FEW, True),
    ("C4", {"weighings": [GOODS[0], BY_HAND]}, FEW, False),
    ("C4", {"weighings": []}, NONE, False),
    ("C4", {"weighings": [BY_HAND]}, NONE, True),
    ("C4", {"log": [{"n": 1, "what": "blind.ended", "ref": ""}]}, {}, True),
    ("D3", {"counts": GOODS[:4]}, {}, False),
    ("D3", {"counts": GOODS[:5]}, {}, True),
    ("D3", {"counts": GOODS[:2]}, FEW, True),
    ("E2", {"portions": [{}] * 2}, {}, False),
    ("E2", {"portions": [{}] * 3, "log": []}, {}, True),
    ("E2", {"log": [{"n": 1, "what": "blind.ended", "ref": ""}]}, {}, False),
    ("D2", {"matches": [{}]}, {}, False),
    ("D2", {"matches": [{}]}, FEW, True),
    ("D2", {"matches": [{}] * 2}, {}, True),
    ("E6", {"tally": TALLY | {"asked": 9}}, {}, False),
    ("E6", {"tally": TALLY}, {}, True),
    ("E6", {"tally": TALLY | {"asked": 6}, "heads": {"present": 6, "served": None}}, {}, True),
    ("H1", {"meal_eaten": None}, {}, False),
    ("H1", {"meal_eaten": EATEN}, {}, True),
]


def test_nobody_signs_for_what_was_not_measured():
    cases = [
        {"body": with_answer(code, answer, **holds), "pack": PACK | pack}
        for code, holds, pack, _enough in MEASURED
        for answer in (FULL, LOST | {"answer": "half"}, {**FULL, "note": "没带秤"}, {**FULL, "answer": "na"})
    ]
    found = answers("visits/visit_rules.js", "return m.missing(one.body, one.pack)", cases)
    gaps = [[(one["item"], one["key"], one["part"]) for one in missing] for missing in found]
    wanted = [
        [] if done or excused else [(code, f"part_{PARTS[code]}", PARTS[code])]
        for code, _holds, _pack, done in MEASURED
        for excused in (False, False, True, True)
    ]
    assert gaps == wanted


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


def test_the_head_of_the_school_answers_for_a_lost_point_until_another_is_named():
    script = "return [m.tapped(one), m.tapped({...one, entry: one.held, answer: 'half'})]"
    given = {"entry": None, "answer": "none", "body": body(), "list": LIST, "responsible": "王校长"}
    [[made, again]] = answers("visits/visit_rules.js", script, [given | {"held": LOST | {"responsible": "李师傅"}}])
    assert (made["responsible"], again["responsible"]) == ("王校长", "李师傅")


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
