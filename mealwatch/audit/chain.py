"""How an entry is written down and chained, so that any later change to it shows.

``hash = sha256(0x00 || hash of the entry before || canonical JSON of the entry)``;
the leading 0x00 keeps an entry from ever being read as an inner node of a tree
(RFC 6962). Bodies hold text, whole numbers, booleans and nulls: no floats.
"""

import hashlib
import json
from datetime import date, datetime

from mealwatch.kernel.clock import SHANGHAI

ALG = "sha256"
GENESIS = "0" * 64
_AS_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def canonical(value):
    """One text for one value: keys sorted, no spaces. Raises TypeError for a float."""
    _refuse_floats(value)
    return _CANONICAL.encode(value)


def digest(value):
    """sha256 of the canonical text, as 64 hex digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def plain(value):
    """A column's value as the journal holds it: dates and moments as the ISO text that the tables hold too."""
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def chained(prev_hash, county_id, seq, at, actor, action, subject, key, body):
    """The hash of an entry; ``at`` is ISO 8601 text and ``body`` canonical text."""
    written = _AS_WRITTEN.encode([county_id, seq, at, actor, action, subject, key, body])
    return hashlib.sha256(b"\x00" + bytes.fromhex(prev_hash) + written.encode()).hexdigest()


def _refuse_floats(value):
    if isinstance(value, float):
        raise TypeError(f"{value!r} is not exact")
    if isinstance(value, dict):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _refuse_floats(part)
