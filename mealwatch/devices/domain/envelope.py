"""What a record has to say of itself before anybody asks what it means: the fields of its envelope, each of its kind.

A record that breaks these rules is kept all the same; what can be read of it is read.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from mealwatch.devices.domain import limits
from mealwatch.devices.domain.canonical import MOST
from mealwatch.devices.domain.reasons import reason

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_DEVICE = re.compile(r"[A-Za-z0-9-]{1,40}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
JPEG, PNG, WEBP, STROKES = "image/jpeg", "image/png", "image/webp", "application/json"
TYPES = (JPEG, PNG, WEBP, STROKES)


@dataclass(frozen=True)
class Attached:
    """A photo or a drawing that a record names."""

    sha256: str
    size: int
    mime: str
    role: str


@dataclass(frozen=True)
class Read:
    """What could be read of an envelope, fit for our columns; empty or None where nothing fit stood there."""

    id: str
    type: str
    schema_ver: int | None
    app_ver: str
    device_id: str
    device_seq: int | None
    prev_hash: str
    author: str
    school: str
    claimed_at: str
    behind_s: int | None
    attachments: tuple


def is_id(text):
    """Whether this is a number that a tablet can have drawn: a UUID of version 7, in small letters."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def is_hash(text):
    """Whether this is a sha256 as hex digits."""
    return isinstance(text, str) and _HASH.fullmatch(text) is not None


def read(envelope):
    """What can be read of an envelope (a dict), whatever else is wrong with it. Returns Read."""
    offset = envelope.get("last_server_offset_ms")
    return Read(
        id=envelope["id"],
        type=_fit(envelope, "type", ""),
        schema_ver=_fit(envelope, "schema_ver", None),
        app_ver=_fit(envelope, "app_ver", ""),
        device_id=_fit(envelope, "device_id", ""),
        device_seq=_fit(envelope, "device_seq", None),
        prev_hash=_fit(envelope, "prev_hash", ""),
        author=_fit(envelope, "author", ""),
        school=_fit(envelope, "school", ""),
        claimed_at=_fit(envelope, "claimed_at", ""),
        behind_s=abs(offset) // 1000 * (1 if offset > 0 else -1) if type(offset) is int else None,
        attachments=tuple(_attachments(envelope.get("attachments"))),
    )


def faults(envelope):
    """What is wrong with the envelope: reasons, each naming a field."""
    unknown = sorted(envelope.keys() - _FIELDS.keys())
    yield from (reason("envelope", name[:40]) for name in unknown)
    for name, fits in _FIELDS.items():
        if name not in envelope or not fits(envelope[name]):
            yield reason("envelope", name)
    seq, before = envelope.get("device_seq"), envelope.get("prev_hash")
    if type(seq) is int and isinstance(before, str) and (seq == 1) != (before == ""):
        yield reason("envelope", "prev_hash")


def moment(text):
    """The instant that a record claims, or None."""
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None


def clock(behind_s, claimed_at, now):
    """``(code, by how much in words)`` where the tablet's clock was off, or None.

    The tablet tells by how much itself, as of its last answer from here. Where it cannot, a time that has not come
    yet, or is older than any record can be, tells it.
    """
    off = abs(behind_s) if behind_s is not None else 0
    claimed = moment(claimed_at)
    if claimed is not None:
        late = int((claimed - now).total_seconds()) + (behind_s or 0)
        off = max(off, late)
        if -late > limits.OLDEST.total_seconds():
            off = max(off, -late)
    if off > limits.CLOCK_SUSPECT.total_seconds():
        return "clock_suspect", _span(off)
    if off > limits.CLOCK_OFF.total_seconds():
        return "clock_off", _span(off)
    return None


def _span(seconds):
    days, hours, minutes = seconds // 86400, seconds // 3600, seconds // 60
    return f"{days} 天" if days > 1 else f"{hours} 小时" if hours > 1 else f"{minutes} 分钟"


def _fit(envelope, name, otherwise):
    value = envelope.get(name)
    return value if name in envelope and _FIELDS[name](value) else otherwise


def _attachments(given):
    if not isinstance(given, list):
        return
    for one in given[: limits.MOST_FILES_OF_A_RECORD]:
        if _is_attachment(one):
            yield Attached(one["sha256"], one["size"], one["mime"], one["role"])


def _is_attachment(one):
    return (
        isinstance(one, dict)
        and one.keys() == {"sha256", "size", "mime", "role"}
        and is_hash(one["sha256"])
        and type(one["size"]) is int
        and 0 < one["size"] <= limits.MOST_FILE_BYTES
        and one["mime"] in TYPES
        and isinstance(one["role"], str)
        and _NAME.fullmatch(one["role"]) is not None
    )


def _are_attachments(given):
    few = isinstance(given, list) and len(given) <= limits.MOST_FILES_OF_A_RECORD
    return few and all(_is_attachment(one) for one in given)


def _text(most, least=1):
    return lambda value: isinstance(value, str) and least <= len(value) <= most and value.isprintable()


def _whole(least, most=MOST):
    return lambda value: type(value) is int and least <= value <= most


def _like(pattern):
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_moment(value):
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None and moment(value) is not None


_FIELDS = {
    "id": is_id,
    "type": _like(_NAME),
    "schema_ver": _whole(1, 10**6),
    "app_ver": _text(40),
    "device_id": _like(_DEVICE),
    "device_seq": _whole(1),
    "prev_hash": lambda value: value == "" or is_hash(value),
    "author": _text(100),
    "school": _text(40),
    "body": lambda value: isinstance(value, dict),
    "attachments": _are_attachments,
    "claimed_at": _is_moment,
    "mono_ms": _whole(0),
    "boot_id": _text(64),
    "last_server_offset_ms": lambda value: value is None or type(value) is int,
}
