"""Figures that stay shut until the scale has been read: each encrypted, and bound by a hash that the server keeps.

The text under a seal is the canonical form of ``{"ref", "salt", "value"}``; its digest is the commit. The salt also
fills the text up to a whole number of blocks, so that the length of what is sealed tells nothing of the figure.
"""

import secrets
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mealwatch.devices.domain.canonical import canonical, digest_of

_IV_BYTES = 12
#: A figure, and a day's records.
FIGURE, RECORDS = 128, 4096
_LEAST_SALT = 32


class Sealer:
    """Seals values with a key that is drawn for one pack; ``commits``: {kind: {ref: hash}} of what was sealed."""

    def __init__(self, key=None):
        self.key = key or secrets.token_bytes(32)
        self.commits = {}
        self._cipher = AESGCM(self.key)

    @property
    def key_text(self):
        """The key, as it is told once."""
        return b64encode(self.key).decode()

    def seal(self, kind, ref, value, block=FIGURE):
        """``{commit, iv, data}`` of a value."""
        text = _filled(ref, value, block)
        iv = secrets.token_bytes(_IV_BYTES)
        commit = digest_of(text)
        self.commits.setdefault(kind, {})[ref] = commit
        data = self._cipher.encrypt(iv, text, None)
        return {"commit": commit, "iv": b64encode(iv).decode(), "data": b64encode(data).decode()}


def _filled(ref, value, block):
    """The text to be sealed, as long as a whole number of blocks; the salt takes up the slack."""
    bare = len(canonical({"ref": ref, "salt": "", "value": value})) + _LEAST_SALT
    length = _LEAST_SALT + -bare % block
    salt = secrets.token_hex(length // 2 + 1)[:length]
    return canonical({"ref": ref, "salt": salt, "value": value})
