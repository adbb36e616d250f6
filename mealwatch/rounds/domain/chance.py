"""Chance that anybody can work out again: numbers from a sealed seed, the list it was sealed with, and said words.

The bureau seals the seed and the list before the witness speaks; the witness
speaks before the seed is shown. Neither can steer what comes out.
"""

import json
import unicodedata
from hashlib import sha256

#: The name of these rules; other rules get another name.
FORM = "mealwatch-draw-1"
SEED_BYTES = 32
_SPAN = 2**256


def seed_hash(seed_hex):
    """What is made known of a seed before the draw: sha256 over its 32 bytes."""
    return sha256(bytes.fromhex(seed_hex)).hexdigest()


def list_text(slate):
    """A list as the one text over which its digest goes: keys sorted, no spaces, UTF-8."""
    return json.dumps(slate, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def list_digest(slate):
    """sha256 over the list's text."""
    return sha256(list_text(slate).encode()).hexdigest()


def said(words):
    """What the witness said, as it counts: composed signs, single spaces."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def key_of(seed_hex, digest, words):
    """What all numbers of a draw are made from."""
    return sha256(f"{FORM}\n{seed_hex}\n{digest}\n{words}".encode()).hexdigest()


def below(key, total, purpose):
    """A whole number from 0 to ``total - 1``, each as likely as any other; ``purpose`` tells the draws apart."""
    fair = _SPAN - _SPAN % total
    attempt = 0
    while True:
        number = int(sha256(f"{key}/{purpose}/{attempt}".encode()).hexdigest(), 16)
        if number < fair:
            return number % total
        attempt += 1


def one_of(key, choices, purpose):
    """One of some choices, all alike likely."""
    return choices[below(key, len(choices), purpose)]
