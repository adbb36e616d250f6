"""What features tell signing of their papers: how a waiting one is shown and posted, what a record now says.

They tell it once a process, in their ``init_app``; it is the same for every app.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of paper that can wait for a second person; see ``kind``."""

    name: str
    show: Callable
    done: Callable
    address: Callable | None = None


_kinds: dict[str, Kind] = {}
_contents: dict[str, Callable] = {}


def kind(name, *, show, done, address=None):
    """Say how papers of a kind are shown and posted; call it in the feature's init_app.

    ``show(payload)``: rows (label, text) for a page, or (label, [text, ...]).
    ``done(county_id, canteen, payload, second, by, now)``: post it, inside the transaction that signs it; ``by`` is
    who typed it, ``second`` who signed. What it raises leaves the paper waiting.
    ``address(canteen_code, payload)``: the form's address. A returned paper opens there with what was typed: the
    payload then is the form's typed fields (``form.typed``), or holds them under ``typed``.
    """
    _kinds[name] = Kind(name, show, done, address)


def content(subject, now_says):
    """Say how to find what a record says now: ``now_says(county_id, canteen_id, key)``.

    It returns the content to which a signature was bound, or None where that cannot be told. A signature
    under other content is shown as void.
    """
    _contents[subject] = now_says


def find_kind(name):
    """The kind, or None."""
    return _kinds.get(name)


def find_content(subject):
    """How to find what records of this subject say now, or None."""
    return _contents.get(subject)
