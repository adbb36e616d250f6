"""One text for one value, the same on a tablet and here, and its hash.

Keys sorted, no spaces, UTF-8; objects, arrays, text, truths, null and whole numbers up to 2^53-1: nothing that two
languages write differently. The leading 0x00 of the hash keeps a record from ever being read as an inner node of a
tree (RFC 6962). ``frontend/visits/canonical.js`` is the twin; both are tried with tests/devices/canonical_cases.json.
"""

import hashlib
import json
import re

#: What JavaScript counts exactly.
MOST = 2**53 - 1
#: Nested so deep at most.
DEEPEST = 32
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class NotCanonical(ValueError):
    """The value, or the text, has no canonical form; the message says why."""


def canonical(value):
    """The canonical bytes of a value. Raises NotCanonical."""
    _check(value, 0)
    return _WRITER.encode(value).encode()


def digest(value):
    """sha256 of 0x00 and the canonical bytes, as 64 hex digits."""
    return digest_of(canonical(value))


def digest_of(written):
    """The same of bytes that are canonical already."""
    return hashlib.sha256(b"\x00" + written).hexdigest()


def read(written):
    """The value of canonical bytes. Raises NotCanonical for whatever would be written otherwise."""
    try:
        value = json.loads(written.decode(), parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, RecursionError):
        raise NotCanonical("no canonical JSON") from None
    if canonical(value) != written:
        raise NotCanonical("JSON, but not in canonical form")
    return value


def _check(value, depth):
    if depth > DEEPEST:
        raise NotCanonical("nested too deep")
    kind = type(value)
    if kind is str:
        if _SURROGATE.search(value):
            raise NotCanonical("half a character")
    elif kind is int:
        if not -MOST <= value <= MOST:
            raise NotCanonical("a number too large")
    elif kind is list:
        for part in value:
            _check(part, depth + 1)
    elif kind is dict:
        for key, part in value.items():
            if type(key) is not str or not key.isascii():
                raise NotCanonical("a key that is not ASCII")
            _check(part, depth + 1)
    elif kind is not bool and value is not None:
        raise NotCanonical("a value that JSON does not hold exactly")


def _refuse(text):
    raise NotCanonical(f"{text} is no whole number")
