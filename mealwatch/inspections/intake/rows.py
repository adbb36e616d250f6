"""The rows of one visit: the visit, what lost points, what was measured, what was looked at again.

Whatever a record lacks that an officer let through gets the list's own answer: an ordinary matter, due in its days.
"""

import json
from datetime import date, timedelta

from mealwatch.inspections.domain import visit as rules
from mealwatch.inspections.domain.records import RED_SEVERITY

_ORDINARY = "ordinary"


def visit_row(body, *, score, flags, places, by, now):
    """The visit's row; ``places``: its keys (county, id, deposit, school, canteen)."""
    head = body["visit"]
    members = [
        {name: one[name] for name in ("name", "department", "username", "leader")}
        for one in body["team"]
        if one["name"].strip()
    ]
    told = body["score"]
    return places | {
        "uuid": head["id"],
        "stop_id": head["stop"],
        "kind": head["kind"],
        "unannounced": head["unannounced"],
        "dated_on": date.fromisoformat(head["dated_on"]),
        "arrived_at": head["arrived"],
        "left_at": head["left"],
        "list_code": body["list"]["code"],
        "list_version": body["list"]["version"],
        "pack_id": body["pack"] and body["pack"]["id"][:36],
        "leader": next((one["name"] for one in members if one["leader"]), ""),
        "team": _json(members),
        "school_side": _json(body["school_side"]),
        "heads": _json(body["heads"]),
        "answers": _json({code: one["answer"] for code, one in sorted(body["answers"].items())}),
        "red_lines": _json(sorted(body["red_lines"])),
        "got_halves": score.got_halves,
        "base": score.base,
        "grade": score.grade,
        "told": _json({name: told[name] or None if name == "grade" else told[name] for name in _TOLD}),
        "unchecked_reason": body["unchecked_reason"],
        "tally": body["tally"] and _json({name: body["tally"][name] for name in _TALLY}),
        "meal_eaten": body["meal_eaten"] and _json(body["meal_eaten"]),
        "reply": body["reply"]["text"],
        "refused": any(one["role"] == "principal" and one["refused"] for one in body["signatures"]),
        "flags": _json(flags),
        "content_digest": body["content_digest"],
        "received_at": now,
        "received_by": by.name,
        "received_by_id": by.account_id,
    }


_TOLD = ("got_halves", "base", "grade")
_TALLY = ("asked", "satisfied", "enough", "warm", "paid_extra")


def finding_rows(body, content, places, first_id):
    """A row for each item that lost points and each red line, in the order of the list; ids from ``first_id`` on."""
    on = date.fromisoformat(body["visit"]["dated_on"])
    days = dict(content.deadlines)
    found = []
    for item in content.items:
        entry = body["answers"].get(item.code)
        if entry is not None and rules.lost(entry):
            severity = entry.get("severity") or _ORDINARY
            due = entry.get("due_on")
            found.append(
                _finding(item.code, item.text, entry, on)
                | {
                    "red": False,
                    "answer": entry["answer"],
                    "severity": severity,
                    "due_on": date.fromisoformat(due) if due else on + timedelta(days=days[severity]),
                }
            )
    for line in content.red_lines:
        entry = body["red_lines"].get(line.code)
        if entry is not None:
            # at once, as the notice says that the school signs
            about = {"red": True, "answer": "red_line", "severity": RED_SEVERITY, "due_on": on}
            found.append(_finding(line.code, line.text, entry, on) | about)
    return [places | row | {"id": first_id + place} for place, row in enumerate(found)]


def _finding(code, text, entry, on):
    return {
        "code": code,
        "text": text,
        "found_on": on,
        "words": rules.words_of(entry),
        "responsible": entry.get("responsible", ""),
        "fixed": entry.get("fixed", False),
        "photos": _json(entry["photos"]),
        "fixed_photos": _json(entry.get("fixed_photos", [])),
    }


def measurement_rows(body, places, first_id):
    """A row for each weighing, count, dish of portions and matched day; ids from ``first_id`` on."""
    found = [
        *_on_scale("weigh", body["weighings"], "net", "paper"),
        *_on_scale("count", body["counts"], "quantity", "book"),
        *map(_portion, body["portions"]),
        *map(_match, body["matches"]),
    ]
    numbers = {}
    for row in found:
        numbers[row["kind"]] = row["number"] = numbers.get(row["kind"], 0) + 1
    return [places | row | {"id": first_id + place} for place, row in enumerate(found)]


def _on_scale(kind, rows, figure, written):
    for one in rows:
        taken = [part for part in (one["first"], one["second"]) if part is not None]
        counts, paper = taken[-1][figure], one[written]
        yield {
            "kind": kind,
            "ref": one["good"]["ref"],
            "ingredient_code": one["good"]["code"],
            "name": one["good"]["name"],
            "base": one["base"],
            "drawn": one["drawn"],
            "written": paper,
            "found": counts,
            "difference": None if paper is None else counts - paper,
            "agrees": None,
            "source": one.get("source") or ("sealed" if one["seal"] else "paper"),
            "witness": " ".join(part for part in (one["witness"]["name"], one["witness"]["post"]) if part),
            "note": "",
            "photos": _json([photo for part in taken for photo in part["photos"]]),
            "detail": _json(one),
        }


def _portion(one):
    weighed, planned = sum(one["weighed_g"]), one["planned_g"] * len(one["weighed_g"])
    return _plain("portion", one["dish"], one) | {
        "base": "g",
        "written": planned,
        "found": weighed,
        "difference": weighed - planned,
        "source": "menu",
    }


def _match(one):
    return _plain("match", one["day"], one) | {"drawn": one["drawn"], "agrees": one["agrees"], "note": one["note"]}


def _plain(kind, name, one):
    return {
        "kind": kind,
        "ref": None,
        "ingredient_code": None,
        "name": name,
        "base": "",
        "drawn": False,
        "written": None,
        "found": None,
        "difference": None,
        "agrees": None,
        "source": "",
        "witness": "",
        "note": "",
        "photos": _json(one["photos"]),
        "detail": _json(one),
    }


def recheck_rows(body, known, places, first_id, *, by, now):
    """A row for each earlier finding that was looked at again; of findings that nobody knows there is none."""
    on = date.fromisoformat(body["visit"]["dated_on"])
    found = [one for one in body["rechecks"] if one["finding"] in known]
    return [
        places
        | {
            "id": first_id + place,
            "finding_id": one["finding"],
            "looked_on": on,
            "mended": one["mended"],
            "note": one["note"],
            "photos": _json(one["photos"]),
            "entered_at": now,
            "entered_by": by.name,
            "entered_by_id": by.account_id,
        }
        for place, one in enumerate(found)
    ]


def _json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
