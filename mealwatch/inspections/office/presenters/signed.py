"""The drawn signatures of a visit as paths, with who refused and who saw that."""

import json
from dataclasses import dataclass

from mealwatch.devices import queries as devices
from mealwatch.signing.domain import strokes


@dataclass(frozen=True)
class Signature:
    """``path``: the ``d`` of an SVG path; empty where nothing was drawn or it has not arrived."""

    role: str
    name: str
    department: str
    path: str
    waiting: bool
    refused: bool
    reason: str
    witness: "Signature | None" = None


def signatures(county_id, visit, body):
    """The visit's signatures in the order in which they were given."""
    return [_signature(county_id, visit, one) for one in body.get("signatures", [])]


def _signature(county_id, visit, told):
    path, waiting = _path(county_id, visit, told.get("strokes"))
    witness = told.get("witness")
    return Signature(
        told["role"],
        told["name"],
        told.get("department", ""),
        path,
        waiting,
        bool(told.get("refused")),
        told.get("reason", ""),
        _signature(county_id, visit, {"role": "witness", **witness}) if witness else None,
    )


def _path(county_id, visit, sha256):
    """(path, whether it is still on the tablet)."""
    if not sha256:
        return "", False
    content = devices.content(county_id, visit.school_id, sha256)
    if content is None:
        return "", True
    try:
        text = content.decode()
        given = json.loads(text)
        drawn = strokes.read(json.dumps(given["strokes"]) if isinstance(given, dict) else text)
    except (UnicodeDecodeError, ValueError, KeyError):
        return "", False
    return (strokes.path(drawn) if drawn else ""), False
