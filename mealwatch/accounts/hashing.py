"""Passwords as argon2id, and random keys of which only the hash is kept."""

import hashlib
import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

#: 19 MiB, two passes, one lane: what ASVS 5.0 asks for at least.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_WORDLIKE = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password):
    """The password as argon2id with a salt of its own."""
    return _HASHER.hash(password)


def matches(password_hash, password):
    """Whether the password is the one; without a hash (nobody of that name) it takes as long and says no."""
    try:
        return _HASHER.verify(password_hash or _nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobody():
    return _HASHER.hash(secrets.token_hex())


def new_key():
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def hash_of(key):
    """What is kept of a random key."""
    return hashlib.sha256(key.encode()).hexdigest()


def first_password():
    """A password to be told to a person, who must then choose another: four groups of four."""
    return "-".join("".join(secrets.choice(_WORDLIKE) for _ in range(4)) for _ in range(4))
