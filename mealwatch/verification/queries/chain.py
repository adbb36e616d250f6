"""One walk along a county's journal: every hash, every number, and the last word on each changeable row."""

import json
from hashlib import sha256

from mealwatch.audit import entries as journal
from mealwatch.audit.chain import ALG, GENESIS, chained
from mealwatch.audit.kept import REMOVED
from mealwatch.verification import errors
from mealwatch.verification.domain.counted import Head


class Walked:
    """What one walk brings: where the chain ends, and ``last_words``: fingerprint of the last body by (subject, key).

    Fingerprints, not bodies: memory grows with the changeable rows alone, and by little.
    """

    def __init__(self, head, last_words):
        self.head, self.last_words = head, last_words


def fingerprint(body):
    """Sixteen bytes for a body's text."""
    return sha256(body.encode(errors="surrogatepass")).digest()[:16]


def identity_in(body, kept):
    """Of which row a body speaks: the key columns of its table."""
    return tuple(body.get(name) for name in kept.identity)


def walk(county, kept, anchors, checked):
    """Raises the first entry that is broken, out of place or missing, and a head or an anchor that differs.

    ``kept``: the Kept tables by subject. ``anchors``: hashes by number, kept outside.
    """
    last, expected, words = GENESIS, 1, {}
    for row in journal.chain(county.id):
        seq, _at, _actor, action, subject, key, body, prev_hash, hashed, alg = row
        if seq != expected:
            raise errors.EntryMissing(county=county.code, seq=expected, record=f"{subject} {key}")
        if prev_hash != last:
            raise errors.EntryOutOfPlace(county=county.code, seq=seq, record=f"{subject} {key}")
        if alg != ALG or hashed != _hash_of(last, county.id, row[:7]):
            raise errors.EntryBroken(county=county.code, seq=seq, record=f"{subject} {key}")
        if subject in kept and not _noted(words, kept[subject], action, body):
            raise errors.EntryBroken(county=county.code, seq=seq, record=f"{subject} {key}")
        if seq in anchors and anchors[seq] != hashed:
            raise errors.AnchorDiffers(county=county.code, seq=seq)
        last, expected = hashed, expected + 1
    checked.add("entries", expected - 1)
    head = Head(county.code, expected - 1, last)
    _compare_head(county, head, anchors)
    return Walked(head, words)


def _hash_of(last, county_id, entry):
    try:
        return chained(last, county_id, *entry)
    except (TypeError, ValueError):
        return None


def _noted(words, kept, action, body):
    try:
        identity = kept.subject, *identity_in(json.loads(body), kept)
    except (ValueError, AttributeError):
        return False
    if action == REMOVED:
        words.pop(identity, None)
    else:
        words[identity] = fingerprint(body)
    return True


def _compare_head(county, head, anchors):
    stored = journal.whole_head(county.id)
    if stored is None:
        raise errors.NoJournal(county=county.code, id=county.id)
    if (stored.seq, stored.hash) != (head.seq, head.hash):
        raise errors.HeadDiffers(county=county.code, stored=stored.seq, seq=head.seq)
    beyond = [seq for seq in anchors if seq > head.seq]
    if beyond:
        seq = max(beyond)
        raise errors.AnchorBeyond(county=county.code, last=head.seq, seq=seq, missing=seq - head.seq)
