"""What features tell devices of the records that tablets deposit: which types there are, what is wrong with one,
what becomes of it.

They tell it once a process, in their ``init_app``; it is the same for every app. A record of a type or version that
nobody has told of is kept all the same, and waits.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mealwatch.devices.domain.reasons import Reason

__all__ = ["Kind", "Reason", "drawing", "find_kind", "is_drawing", "kind"]


@dataclass(frozen=True)
class Kind:
    """A type of record; see ``kind``."""

    type: str
    check: Callable
    done: Callable
    versions: frozenset

    def knows(self, version):
        return version in self.versions


_kinds: dict[str, Kind] = {}
_drawings: list[Callable] = []


def kind(record_type, *, check, done, versions=(1,)):
    """Say what becomes of records of a type; call it in the feature's init_app. Old ``versions`` stay.

    ``check(county_id, envelope) -> [Reason]``: what is wrong with it (it is kept, and waits for an officer).
    ``done(county_id, envelope, deposit, *, by, now)``: make its rows, in the transaction that takes it in;
    ``deposit`` is a domain.deposit.Deposit. Its photos may still be missing. What it raises undoes what it wrote;
    the record is kept, and waits.
    """
    _kinds[record_type] = Kind(record_type, check, done, frozenset(versions))


def find_kind(record_type):
    """The kind, or None."""
    return _kinds.get(record_type)


def drawing(check):
    """Say how a drawn signature is told from other text: ``check(text)``. Signing says it: it knows what one is."""
    _drawings[:] = [check]


def is_drawing(text):
    """Whether a text is a drawn signature; nothing is while nobody has said what one is."""
    return any(check(text) for check in _drawings)
