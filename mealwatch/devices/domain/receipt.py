"""The receipt: what the server answers for a record it has, and the tablet keeps.

``sig = HMAC-SHA256(receipt key, canonical receipt without sig)`` as hex. It names where the record stands in the
county's journal, so that every tablet is a witness of that too.
"""

import hashlib
import hmac

from mealwatch.devices.domain.canonical import canonical


def signed(answer, key, key_id):
    """The answer (a dict) with the name of the key and the signature; without a key both are empty."""
    answer = answer | {"key_id": key_id}
    return answer | {"sig": signature(answer, key) if key else ""}


def signature(answer, key):
    """The signature of an answer without one; ``key`` is hex."""
    return hmac.new(bytes.fromhex(key), canonical(answer), hashlib.sha256).hexdigest()


def is_signed(answer, key):
    """Whether the answer carries the signature that this key makes."""
    plain = {name: value for name, value in answer.items() if name != "sig"}
    given = answer.get("sig")
    return isinstance(given, str) and hmac.compare_digest(signature(plain, key).encode(), given.encode())
