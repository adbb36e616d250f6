"""What keeps a deposit from being a visit, and where its shape is wrong."""

from copy import deepcopy
from datetime import date

import pytest

from mealwatch.checklists.known import default
from mealwatch.demo.inspection import Inspection
from mealwatch.demo.tablet import DRAWN, Pack, hashed
from mealwatch.inspections.domain import visit as rules
from mealwatch.inspections.intake.schemas import VisitSchema
from mealwatch.inspections.intake.strict import misfits

LIST = default()
ON = date(2026, 11, 23)
PHOTO, OTHER = "ab" * 32, "cd" * 32
ATTACHED = {PHOTO: "photo", hashed(DRAWN): "signature"}
TEAM = [
    {"name": "吴强", "department": "教体局", "username": "ducha", "leader": True},
    {"name": "孙梅", "department": "市场监管局", "username": None, "leader": False},
]


def a_visit():
    """A visit in which nothing is wrong: one item lost points, rice was weighed, one red line was met."""
    content = {
        "id": "pack-1",
        "digest": "12" * 32,
        "seed": "00" * 16,
        "school": {"code": "S001", "name": "青山小学", "principal": "赵校长", "pupils": 203},
        "canteen": {"code": "C001"},
        "list": LIST.as_json(),
        "match_days": ["2026-11-18"],
        "menus": [{"on": "2026-11-18", "dishes": [{"name": "米饭"}]}],
        "weigh": [],
        "count": [],
    }
    made = Inspection(Pack(content, b""), LIST, ON, deepcopy(TEAM))
    made.lose("B6", "half", note="纱窗破了", photos=[PHOTO])
    made.red_lines = {"RL8": {"note": "整餐没有留样", "photos": [PHOTO]}}
    made.rechecks = [{"finding": 3, "mended": True, "note": "已装挡鼠板", "photos": []}]
    body = made.body()
    body["weighings"] = [weighing()]
    return signed(body)


def weighing(**given):
    first = {"gross": 21_900, "tare": 500, "net": 21_400, "photos": [PHOTO]}
    one = {"id": "w1", "good": {"ref": None, "code": None, "name": "大米"}, "source": "paper", "drawn": False}
    one |= {"base": "g", "first": first, "second": None, "witness": {"name": "刘伟", "post": "库管员"}}
    return one | {"paper": 22_000, "seal": None} | given


def signed(body):
    """The body under signatures that fit it."""
    return body | {"content_digest": rules.content_digest(body)}


def changed(*path, to):
    """A change of a visit: the value at a path replaced; None takes it away."""

    def change(body):
        held = body
        for part in path[:-1]:
            held = held[part]
        if to is None:
            del held[path[-1]]
        else:
            held[path[-1]] = to

    return change


def faults_after(change, *, sign=True):
    body = a_visit()
    change(body)
    body = signed(body) if sign else body
    assert misfits(VisitSchema(), body) == []
    return rules.faults(body, LIST.list, ATTACHED)


def signature(at, **given):
    def change(body):
        body["signatures"][at] |= given

    return change


REFUSED = {"strokes": None, "refused": True, "reason": "不同意", "witness": {"name": "郭", "strokes": hashed(DRAWN)}}
LOST = ("answers", "B6")
#: why: what is changed, the faults
TABLE = {
    "nothing": (lambda body: None, []),
    "one in the team": (changed("team", to=TEAM[:1]), [("team", "")]),
    "the same name twice": (changed("team", 1, "name", to="吴强"), [("team", "")]),
    "a nameless member": (changed("team", 1, "name", to=" "), [("team", "")]),
    "no leader": (changed("team", 0, "leader", to=False), [("leader", ""), ("signature", "组长")]),
    "nobody of the school": (changed("school_side", "name", to=""), [("school_side", "")]),
    "an item not answered": (changed("answers", "A1", to=None), [("answer", "A1")]),
    "an item unchecked": (changed("answers", "A1", "answer", to="unchecked"), [("answer", "A1")]),
    "an item of no list": (lambda body: body["answers"].update(Z9=body["answers"]["A1"]), [("unknown_item", "Z9")]),
    "no evidence": (lambda body: body["answers"]["B6"].update(note=" ", photos=[], phrases=[]), [("evidence", "B6")]),
    "a phrase is evidence": (lambda body: body["answers"]["B6"].update(note="", photos=[], phrases=["破损"]), []),
    "no severity": (changed(*LOST, "severity", to=""), [("severity", "B6")]),
    "due before the visit": (changed(*LOST, "due_on", to="2026-11-22"), [("due", "B6")]),
    "due on the day": (changed(*LOST, "due_on", to="2026-11-23"), []),
    "no day due": (changed(*LOST, "due_on", to=None), [("due", "B6")]),
    "mended without a photo": (changed(*LOST, "fixed", to=True), [("fixed_photo", "B6")]),
    "a photo that is not attached": (changed(*LOST, "photos", to=[OTHER]), [("photo", "B6")]),
    "a scale's photo that is not attached": (
        changed("weighings", 0, "first", "photos", to=[OTHER]),
        [("photo", "大米")],
    ),
    "a red line without a photo": (changed("red_lines", "RL8", "photos", to=[]), [("red_line", "RL8")]),
    "a red line of no list": (
        lambda body: body["red_lines"].update(RL99=body["red_lines"]["RL8"]),
        [("unknown_item", "RL99")],
    ),
    "looked again in silence": (changed("rechecks", 0, "note", to=" "), [("recheck", 3)]),
    "gross less tare is not net": (changed("weighings", 0, "first", "net", to=21_401), [("net", "大米")]),
    "the leader did not sign": (
        lambda body: body["signatures"].pop(0),
        [("signature", "组长")],
    ),
    "the school did not sign": (lambda body: body["signatures"].pop(), [("signature", "学校")]),
    "the school refuses": (signature(-1, **REFUSED), []),
    "refused without a reason": (signature(-1, **REFUSED | {"reason": " "}), [("refusal", "")]),
    "refused without a witness": (signature(-1, **REFUSED | {"witness": None}), [("refusal", "")]),
    "only the school may refuse": (signature(1, **REFUSED), [("refusal", "")]),
    "a drawing that is not attached": (signature(1, strokes=OTHER), [("strokes", "孙梅")]),
    "no drawing": (signature(1, strokes=None), [("signature", "孙梅")]),
}


@pytest.mark.parametrize("why", TABLE)
def test_what_is_wrong(why):
    change, wanted = TABLE[why]
    assert faults_after(change) == wanted
    assert all(rules.said(*fault) for fault in wanted)


def test_with_a_reason_items_may_stay_unchecked():
    def change(body):
        del body["answers"]["A1"]
        body["unchecked_reason"] = "学校提前放学"

    assert faults_after(change) == []


def test_what_changed_after_the_signatures_is_no_visit():
    assert faults_after(changed("answers", "A1", "answer", to="half"), sign=False)[-1] == ("content", "")


SHAPES = [
    (changed("visit", "dated_on", to="2026-02-30"), "visit/dated_on"),
    (changed("visit", "arrived", to="6:10"), "visit/arrived"),
    (changed("visit", "stop", to=0), "visit/stop"),
    (changed("visit", "unannounced", to=1), "visit/unannounced"),
    (changed("weighings", 0, "first", "net", to="21400"), "weighings/0/first/net"),
    (changed("weighings", 0, "first", "net", to=-1), "weighings/0/first/net"),
    (changed("weighings", 0, "first", "net", to=True), "weighings/0/first/net"),
    (changed("answers", "A1", "answer", to="good"), "answers/A1/answer"),
    (changed("answers", to=[]), "answers"),
    (changed("matches", 0, "rows", to={}), "matches/0/rows"),
    (changed("signatures", to=None), "signatures"),
    (changed("signatures", 0, "strokes", to="ff"), "signatures/0/strokes"),
    (changed("team", 0, "name", to="长" * 201), "team/0/name"),
    (changed("heads", "meal", to="tea"), "heads/meal"),
    (changed("list", "version", to=1.0), "list/version"),
]


@pytest.mark.parametrize(("change", "path"), SHAPES, ids=[path for _, path in SHAPES])
def test_where_the_shape_is_wrong(change, path):
    body = a_visit()
    change(body)
    assert misfits(VisitSchema(), body) == [path]


@pytest.mark.parametrize("body", [{}, {"visit": None}, {"visit": [], "team": 3}])
def test_what_is_no_visit_at_all_is_told_of(body):
    assert 0 < len(misfits(VisitSchema(), body)) <= 10


def test_what_a_newer_tablet_adds_is_let_through():
    body = a_visit()
    changed("visit", "weather", to="雨")(body)
    assert misfits(VisitSchema(), body) == []
