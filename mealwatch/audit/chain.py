"""How an entry is written down and chained, so that any later change to it shows.

``hash = sha256(0x00 || hash of the entry before || canonical JSON of the entry)``;
the leading 0x00 keeps an entry from ever being read as an inner node of a tree
(RFC 6962). Bodies hold text, whole numbers, booleans and nulls: no floats.
"""

import hashlib
import json
from datetime import date, datetime
from json.encoder import encode_basestring as _text

from mealwatch.kernel.clock import SHANGHAI

ALG = "sha256"
GENESIS = "0" * 64
#: What JSON holds exactly as it is.
_EXACT = frozenset({str, int, bool, type(None)})
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
    if type(value) in _EXACT:
        return value
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def chained(prev_hash, county_id, seq, at, actor, action, subject, key, body):
    """The hash of an entry; ``at`` is ISO 8601 text and ``body`` canonical text."""
    # The JSON text of the list, put together by hand: a third faster, and verify does it a million times.
    texts = ",".join([_text(part) for part in (at, actor, action, subject, key, body)])
    written = f"[{county_id},{seq},{texts}]"
    return hashlib.sha256(b"\x00" + bytes.fromhex(prev_hash) + written.encode()).hexdigest()


def _refuse_floats(value):
    kind = type(value)
    if kind is list or kind is tuple:
        for part in value:
            if type(part) not in _EXACT:
                _refuse_floats(part)
    elif isinstance(value, float):
        raise TypeError(f"{value!r} is not exact")
    elif isinstance(value, dict):
        _refuse_floats(list(value.values()))
    elif isinstance(value, (list, tuple)):
        _refuse_floats(list(value))
