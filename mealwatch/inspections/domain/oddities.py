"""What is odd about a visit that is understood all the same: it counts, and the office is told.

Each flag has a code and what it is about: a text, names, or nothing.
"""

from datetime import date, timedelta

from mealwatch.devices.domain.canonical import digest
from mealwatch.inspections.domain.draw import drawn
from mealwatch.kernel.errors import mark

#: A pack is for the next days.
FRESH = timedelta(days=14)
WORDS = {
    "score_differs": mark("得分与平板显示的不一致"),
    "blind_order": mark("称重、清点之前就看了单据或账面的数"),
    "seal_differs": mark("单据或账面的数与封存的不一致"),
    "draw_not_followed": mark("抽中的没有查"),
    "not_drawn": mark("写着抽中，其实没有抽中"),
    "stop_odd": mark("检查安排里没有这所学校的这一站"),
    "no_pack": mark("没有带离线包，抽查的对象不是抽签定的"),
    "pack_unknown": mark("离线包不是系统给这所学校的"),
    "pack_old": mark("离线包是早些时候下载的"),
    "list_old": mark("用的不是最新一版检查表"),
    "again": mark("同一次检查交来了两份"),
    "date_odd": mark("检查日期和交来的日期对不上"),
    "unsigned_members": mark("检查组里有人没有签名"),
}
#: A visit that comes in later than this is told of.
_LATE = timedelta(days=30)
_KINDS = (("weigh", "weighings", "paper"), ("count", "counts", "book"))


def oddities(body, *, score, version, newest, pack, planned_at, school_id, received_on, again):
    """``{code: about}``. ``score``: ours; ``pack``: its row or None; ``again``: whether the visit is there already.

    ``planned_at``: the school of the stop that the visit names, None where nobody knows it.
    """
    found = {
        "score_differs": _score(body["score"], score),
        "blind_order": _order(body, pack),
        "list_old": f"{version.number} < {newest.number}" if newest and version.number < newest.number else None,
        "again": "" if again else None,
        "stop_odd": _stop(body["visit"]["stop"], planned_at, school_id),
        "date_odd": _date(date.fromisoformat(body["visit"]["dated_on"]), received_on),
        "unsigned_members": _unsigned(body),
        **_about_pack(body, pack, school_id),
    }
    return {code: about for code, about in found.items() if about is not None}


def _score(told, ours):
    same = (told["got_halves"], told["base"], told["grade"] or None) == (ours.got_halves, ours.base, ours.grade)
    return None if same else ""


def _stop(stop_id, planned_at, school_id):
    return None if stop_id is None or planned_at == school_id else str(stop_id)


def _date(dated_on, received_on):
    odd = dated_on > received_on or received_on - dated_on > _LATE
    return f"{dated_on.isoformat()} / {received_on.isoformat()}" if odd else None


def _unsigned(body):
    signed = {one["name"] for one in body["signatures"]}
    return [one["name"] for one in body["team"] if one["name"].strip() and one["name"] not in signed] or None


def _order(body, pack):
    """The goods whose figure was opened before they were weighed, or of which the log proves nothing."""
    places = {}
    for one in body["log"]:
        places.setdefault((one["what"], one["ref"]), one["n"])
    days = pack.candidates.get("days", {}) if pack else {}
    names = []
    for kind, rows, _ in _KINDS:
        for one in body[rows]:
            if one["seal"] is None:
                continue
            entered, opened = (places.get((f"{kind}.{what}", one["id"])) for what in ("entered", "opened"))
            shown = [
                places[what, day]
                for what, day in places
                if what == "records.opened" and one["good"]["code"] in days.get(day, ())
            ]
            if entered is None or opened is None or entered > opened or any(at < entered for at in shown):
                names.append(one["good"]["name"])
    return names or None


def _about_pack(body, pack, school_id):
    named = body["pack"]
    if named is None:
        return {"no_pack": ""}
    if pack is None or pack.digest != named["digest"] or pack.school_id != school_id:
        return {"pack_unknown": ""}
    age = date.fromisoformat(body["visit"]["dated_on"]) - pack.to_date
    return {
        "pack_old": pack.to_date.isoformat() if age > FRESH else None,
        "seal_differs": _seals(body, pack.commits),
        **_draws(body, pack),
    }


def _seals(body, commits):
    """The goods whose revealed figure is not the one that was sealed."""
    names = []
    for kind, rows, figure in _KINDS:
        for one in body[rows]:
            seal, ref = one["seal"], one["good"]["ref"]
            if seal is None:
                if ref is not None and ref in commits.get(kind, {}) and one.get("source") != "paper":
                    names.append(one["good"]["name"])
                continue
            text = {"ref": ref, "salt": seal["salt"], "value": {"quantity": one[figure]}}
            if commits.get(kind, {}).get(ref) != seal["commit"] or digest(text) != seal["commit"]:
                names.append(one["good"]["name"])
    return names or None


def _draws(body, pack):
    wanted = drawn(pack.seed, pack.candidates)
    done = {
        "weigh": [(one["good"]["ref"], one["good"]["name"], one["drawn"]) for one in body["weighings"]],
        "count": [(one["good"]["ref"], one["good"]["name"], one["drawn"]) for one in body["counts"]],
        "match": [(one["day"], one["day"], one["drawn"]) for one in body["matches"]],
    }
    names = pack.candidates.get("names", {})
    skipped = [ref for kind, refs in wanted.items() for ref in refs if ref not in {one for one, _, _ in done[kind]}]
    skipped = [names.get(ref, ref) for ref in skipped]
    claimed = [name for kind, rows in done.items() for ref, name, said in rows if said and ref not in wanted[kind]]
    return {"draw_not_followed": skipped or None, "not_drawn": claimed or None}
