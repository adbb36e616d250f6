"""What keeps a deposited visit from being one: what the tablet lets nobody sign, asked again here.

A body is what the tablet deposited, its shape already checked. ``frontend/visits/visit_rules.js`` lists the same
before anybody signs. What is understood and merely odd is told of by ``oddities``.
"""

from mealwatch.devices.domain.canonical import digest
from mealwatch.inspections.domain.records import LOST
from mealwatch.kernel.errors import mark

LEAST_TEAM = 2
UNSIGNED = ("signatures", "content_digest")
#: In receipts for ever, so in Chinese.
WORDS = {
    "team": mark("检查组不足两人，或者有同名的人"),
    "leader": mark("检查组没有一名组长"),
    "school_side": mark("没有学校陪同人"),
    "unknown_item": mark("检查表里没有 {what}"),
    "answer": mark("{what} 没有检查结果，也没有未查的原因"),
    "evidence": mark("{what} 扣了分，没有照片也没有文字"),
    "severity": mark("{what} 没有整改类别"),
    "due": mark("{what} 没有整改期限，或者期限早于检查日期"),
    "fixed_photo": mark("{what} 立行立改，没有整改后的照片"),
    "red_line": mark("红线 {what} 没有说明或照片"),
    "recheck": mark("第 {what} 号老问题回头看，没有照片也没有文字"),
    "photo": mark("{what} 的照片不在附件里"),
    "net": mark("{what} 的毛重减皮重不等于净重"),
    "signature": mark("缺{what}的签名"),
    "strokes": mark("{what}的签名不在附件里"),
    "refusal": mark("学校拒绝签字，没有写原因或没有见证人签名"),
    "content": mark("内容与签名时的不一致"),
    "list": mark("检查表 {what} 不是发布的那一版"),
}


def content_digest(body):
    """The digest of what was signed."""
    return digest({name: value for name, value in body.items() if name not in UNSIGNED})


def faults(body, content, attached):
    """``[(code, about what)]``: everything that is wrong. ``content``: the Checklist; ``attached``: {hash: role}."""
    found = [(code, "") for code in _head(body)]
    found += _items(body, content)
    found += [("red_line", code) for code, one in body["red_lines"].items() if not (_said(one) and one["photos"])]
    known = {one.code for one in content.red_lines}
    found += [("unknown_item", code) for code in body["red_lines"] if code not in known]
    found += [("recheck", one["finding"]) for one in body["rechecks"] if not (_said(one) or one["photos"])]
    found += [("photo", what) for what, photo in photos(body) if photo not in attached]
    found += _nets(body)
    found += _signatures(body, attached)
    if content_digest(body) != body["content_digest"]:
        found.append(("content", ""))
    return found


def said(code, about):
    """A fault as text."""
    return WORDS[code].format(what=about)


def lost(entry):
    """Whether an answer lost points."""
    return entry["answer"] in LOST


def words_of(entry):
    """What was said of an item: canned phrases, then words of one's own."""
    return "；".join(one for one in (*entry.get("phrases", ()), entry["note"].strip()) if one)


def photos(body):
    """Every photo that the body names: (of what, hash)."""
    for code, entry in body["answers"].items():
        yield from ((code, one) for one in (*entry["photos"], *entry.get("fixed_photos", ())))
    for code, entry in body["red_lines"].items():
        yield from ((code, one) for one in entry["photos"])
    for one in body["rechecks"]:
        yield from ((f"#{one['finding']}", photo) for photo in one["photos"])
    for one in (*body["weighings"], *body["counts"]):
        yield from ((one["good"]["name"], photo) for part in _taken(one) for photo in part["photos"])
    for one in body["portions"]:
        yield from ((one["dish"], photo) for photo in one["photos"])
    for one in body["matches"]:
        yield from ((one["day"], photo) for photo in one["photos"])


def _taken(one):
    return [part for part in (one["first"], one["second"]) if part is not None]


def _head(body):
    names = [one["name"].strip() for one in body["team"] if one["name"].strip()]
    if len(set(names)) < LEAST_TEAM or len(set(names)) < len(names):
        yield "team"
    if sum(one["leader"] for one in body["team"]) != 1:
        yield "leader"
    if not body["school_side"]["name"].strip():
        yield "school_side"


def _items(body, content):
    answers = body["answers"]
    known = {item.code for item in content.items}
    yield from (("unknown_item", code) for code in answers if code not in known)
    for item in content.items:
        entry = answers.get(item.code)
        if item.scored and (entry is None or entry["answer"] == "unchecked") and not body["unchecked_reason"].strip():
            yield "answer", item.code
        if entry is not None and lost(entry):
            yield from ((fault, item.code) for fault in _lost(entry, body["visit"]["dated_on"]))


def _lost(entry, dated_on):
    if not entry["photos"] and not words_of(entry):
        yield "evidence"
    if not entry.get("severity"):
        yield "severity"
    if not entry.get("due_on") or entry["due_on"] < dated_on:
        yield "due"
    if entry.get("fixed") and not entry.get("fixed_photos"):
        yield "fixed_photo"


def _nets(body):
    for one in body["weighings"]:
        for part in _taken(one):
            if part["gross"] - part["tare"] != part["net"]:
                yield "net", one["good"]["name"]


def _signatures(body, attached):
    leader = next((one["name"] for one in body["team"] if one["leader"]), None)
    signed = body["signatures"]
    if not any(one["role"] == "inspector" and one["name"] == leader and one["strokes"] for one in signed):
        yield "signature", "组长"
    school = [one for one in signed if one["role"] == "principal"]
    if not school:
        yield "signature", "学校"
    for one in signed:
        if one["refused"]:
            witness = one["witness"]
            if one["role"] != "principal" or not one["reason"].strip() or witness is None or not witness["strokes"]:
                yield "refusal", ""
            elif witness["strokes"] not in attached:
                yield "strokes", witness["name"]
        elif not one["strokes"]:
            yield "signature", one["name"]
        elif one["strokes"] not in attached:
            yield "strokes", one["name"]


def _said(entry):
    return bool(entry["note"].strip())
