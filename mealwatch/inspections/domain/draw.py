"""Which goods and days are looked at: by lot, from the seed of the pack, so that anybody can draw again.

The candidates of a kind are put in the order of ``sha256(seed + "/" + kind + "/" + ref)`` as hex digits; the first
are drawn. ``frontend/visits/draw.js`` is the twin; both are tried with tests/inspections/domain/draw_cases.json.
"""

from hashlib import sha256

#: How many are drawn of each kind.
DRAWN = {"weigh": 3, "count": 5, "match": 2}


def draw(seed, kind, refs, count):
    """The first ``count`` of the refs in the order that the seed gives them; each of them once."""
    return sorted(set(refs), key=lambda ref: (_lot(seed, kind, ref), ref))[:count]


def drawn(seed, candidates):
    """``{kind: what is drawn of it}`` of ``{kind: refs}``."""
    return {kind: draw(seed, kind, candidates.get(kind, ()), count) for kind, count in DRAWN.items()}


def _lot(seed, kind, ref):
    return sha256(f"{seed}/{kind}/{ref}".encode()).hexdigest()
