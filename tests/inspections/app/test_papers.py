"""What a visit hands over, read off its body: what is signed, numbered photos, findings, two days held together."""

from tests.support.twins import answers

ITEMS = {"A": ["A1", "A2"], "B": ["B1"]}
LIST = {
    "sections": [
        {"letter": letter, "title": letter, "items": [{"code": code, "text": code, "scored": True} for code in codes]}
        for letter, codes in ITEMS.items()
    ],
    "red_lines": [{"code": "RL1", "text": "RL1"}],
}
LOST = {"answer": "half", "note": " 晚了 ", "phrases": ["代签"], "severity": "ordinary", "due_on": "2026-11-30"}
BODY = {
    "visit": {"id": "0193-ab12", "dated_on": "2026-11-23", "school": "S003"},
    "team": [
        {"name": "王", "department": "卫", "username": None, "leader": False},
        {"name": "李", "department": "教", "username": "li", "leader": True},
        {"name": " ", "department": "", "username": None, "leader": False},
    ],
    "school_side": {"name": "张", "post": "主任"},
    "answers": {
        "B1": {**LOST, "photos": ["p2"], "fixed": True, "fixed_photos": ["p3"]},
        "A1": {"answer": "full", "note": "", "photos": ["p1"]},
        "A2": {**LOST, "answer": "none", "note": "", "photos": ["p1", "p4"], "fixed": False, "fixed_photos": []},
    },
    "red_lines": {"RL1": {"note": "有", "photos": ["p5"]}},
    "weighings": [
        {"good": {"name": "米"}, "first": {"photos": ["p6"]}, "second": {"photos": ["p7"]}, "paper": None},
        {"good": {"name": "油"}, "first": {"photos": []}, "second": None, "paper": 5},
    ],
    "counts": [{"good": {"name": "蛋"}, "first": {"photos": []}, "second": None, "book": None}],
    "signatures": [{"role": "principal", "name": "别人"}],
    "content_digest": "d",
    "entering": {"R1/1": {"gross": "3"}},
    "loose": ["p9"],
}


def papers(body, *cases):
    return answers("visits/papers.js", body, list(cases) or [[BODY, LIST]])


def test_what_is_signed_is_the_visit_without_signatures_and_without_what_was_being_typed():
    kept = {"visit", "team", "school_side", "answers", "red_lines", "weighings", "counts"}
    assert set(papers("return m.content(one[0])")[0]) == kept


def test_photos_are_numbered_once_in_the_order_of_the_list_and_findings_name_them():
    [photos] = papers("return m.photosOf(...one).map((photo) => [photo.n, photo.digest, photo.kind])")
    order = ["p1", "p4", "p2", "p3", "p5", "p6", "p7"]
    assert [(n, digest) for n, digest, _ in photos] == list(enumerate(order, 1))
    assert [kind for _, _, kind in photos] == ["item", "item", "item", "fixed", "red", "weigh", "weigh"]
    [findings] = papers("return m.findingsOf(...one).map(({ code, words, photos, red }) => [code, words, photos, red])")
    assert findings == [
        ["RL1", "有", [5], True],
        ["A2", "代签", [1, 2], False],
        ["B1", "代签；晚了", [3, 4], False],
    ]


SEEN = [{"finding": 7, "mended": False, "note": "洞还在", "photos": ["p8"]}]
BEFORE = [
    {"id": 7, "code": "B6", "text": "三防有效", "found_on": "2026-10-12"},
    {"id": 8, "code": "C3", "text": "分人", "found_on": "2026-10-12"},
]


def test_what_was_looked_at_again_is_named_by_its_code_and_what_was_not_is_left_out():
    again = answers("visits/papers.js", "return m.lookedAgain(one[0], one[1])", [[{"rechecks": SEEN}, BEFORE]])
    found = {"code": "B6", "text": "三防有效", "found_on": "2026-10-12", "mended": False, "note": "洞还在"}
    assert again == [[found]]
    body = {**BODY, "rechecks": SEEN}
    photos = answers("visits/papers.js", "return m.photosOf(one[0], one[1], one[2])", [[body, LIST, BEFORE]])[0]
    assert [(one["ref"], one["words"]) for one in photos if one["kind"] == "recheck"] == [("B6", "洞还在")]


def a_pack():
    items = [{"code": "C4", "part": "weigh"}, {"code": "D2", "part": "match"}, {"code": "B1", "part": None}]
    sections = [{"letter": "C", "title": "C", "items": [one | {"scored": True} for one in items]}]
    days = ["2026-11-18", "2026-11-20"]
    return {"list": {"sections": sections}, "match_days": days, "weigh": [], "count": []}


def a_body(answered, **given):
    answered = {code: {"answer": answer, "suggested": said} for code, (answer, said) in answered.items()}
    return {"answers": answered, "weighings": [], "counts": [], "matches": [], "log": []} | given


def weighing(net, paper):
    return {"good": {"name": "米", "ref": None}, "first": {"net": net}, "second": None, "paper": paper}


DOUBTED = [
    (a_body({"B1": ("full", "none")}), [("records", "B1")]),
    (a_body({"B1": ("half", "none")}), [("records", "B1")]),
    (a_body({"B1": ("none", "full")}), []),
    (a_body({"B1": ("full", None)}), []),
    (a_body({"B1": ("na", "none")}), []),
    (a_body({"C4": ("full", None)}, weighings=[weighing(900, 1000)]), [("measured", "C4")]),
    (a_body({"C4": ("none", None)}, weighings=[weighing(900, 1000)]), []),
    (a_body({}, weighings=[weighing(4000, 1000)]), []),
    (a_body({}, weighings=[weighing(4001, 1000)]), [("unit", "米")]),
    (a_body({}, weighings=[weighing(249, 1000)]), [("unit", "米")]),
    (a_body({}, weighings=[weighing(250, 1000)]), []),
    (a_body({}, weighings=[weighing(250, None)]), []),
    (a_body({"D2": ("half", None)}, matches=[{"day": "2026-11-20"}]), [("drawn", "2026-11-18")]),
    (a_body({"D2": ("na", None)}), []),
]


def test_what_is_better_looked_at_once_more_is_told_and_bars_nothing():
    found = answers("visits/doubts.js", "return m.doubts(one[0], one[1])", [[body, a_pack()] for body, _ in DOUBTED])
    assert [[(one["key"], one["about"]) for one in each] for each in found] == [doubted for _, doubted in DOUBTED]


def test_the_leader_signs_first_and_the_school_under_whatever_name():
    [signers] = papers('return m.signersOf(one[0], { school: { name: "小学", principal: "" } })')
    assert [(one["role"], one["name"]) for one in signers] == [
        ("inspector", "李"),
        ("member", "王"),
        ("principal", "张"),
    ]
    [found] = papers("return m.signersOf(one[0], null).map((signer) => Boolean(m.signatureOf(one[0], signer)))")
    assert found == [False, False, True]


def test_figures_that_are_still_to_be_opened_are_named():
    assert papers("return m.unopened(one[0])") == [[{"part": "weigh", "name": "米"}, {"part": "count", "name": "蛋"}]]


DAY = "2026-11-18"
PACK = {
    "menus": [
        {
            "on": DAY,
            "meal": "lunch",
            "dishes": [
                {"name": "烧肉", "ingredients": [{"code": "pork", "name": "肉"}, {"code": "fungus", "name": "木耳"}]},
                {"name": "炒青菜", "ingredients": [{"code": "greens", "name": "青菜"}, {"code": "YZ01", "name": "油"}]},
                {"name": "调味品", "ingredients": [{"code": "TW01", "name": "盐"}]},
                {"name": "米饭", "ingredients": [{"code": "rice", "name": "米"}]},
            ],
        }
    ],
    "issues": [
        {
            "on": DAY,
            "meal": "lunch",
            "goods": [{"code": c, "name": c} for c in ("pork", "rice", "tofu", "greens", "TW02")],
        }
    ],
    "samples": [{"on": DAY, "meal": "lunch", "dishes": [{"name": "米饭"}, {"name": "豆腐"}, {"name": "炒青菜"}]}],
}


def test_a_day_is_ticked_as_the_pack_has_it_but_for_oil_and_salt_and_agrees_when_every_row_does():
    [rows] = answers("visits/matching.js", "return m.prefilled(one, '2026-11-18')", [PACK])
    assert rows == [
        {"what": "烧肉", "menu": True, "issued": False, "sample": None, "sampled": False, "lacking": ["木耳"]},
        {"what": "炒青菜", "menu": True, "issued": True, "sample": None, "sampled": True, "lacking": []},
        {"what": "米饭", "menu": True, "issued": True, "sample": None, "sampled": True, "lacking": []},
        {"what": "tofu", "menu": False, "issued": True, "sample": None, "lacking": []},
        {"what": "豆腐", "menu": False, "issued": False, "sample": None, "sampled": True, "lacking": []},
    ]
    cases = [[{**one, "sample": True} for one in rows], [{**rows[2], "sample": True}], [rows[2]], []]
    found = answers("visits/matching.js", "return m.matched([], '2026-11-18', { rows: one })[0].agrees", cases)
    assert found == [False, True, True, False]
