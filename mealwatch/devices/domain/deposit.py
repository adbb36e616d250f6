"""Tablets and what they handed in, as values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Device:
    """A tablet, without its keys."""

    id: str
    name: str
    key_id: str
    enrolled_at: datetime
    enrolled_by: str
    enrolled_by_id: int | None
    revoked_at: datetime | None
    revoked_by: str | None
    revoke_reason: str | None


@dataclass(frozen=True)
class Use:
    """When a tablet was last heard of, and by how much its clock was behind."""

    device_id: str
    seen_at: datetime
    app_ver: str
    behind_s: int | None


@dataclass(frozen=True)
class Deposit:
    """A record that was handed in. ``reasons`` as the receipt has them; ``waiting``: an officer has to decide.

    ``school_id`` is None where the record names no school that is known.
    """

    id: str
    server_seq: int
    hash: str
    type: str
    schema_ver: int | None
    device_id: str
    sent_by: str
    device_seq: int | None
    prev_hash: str
    author: str
    account_id: int | None
    school_code: str
    school_id: int | None
    claimed_at: str
    received_at: datetime
    received_by: str
    reasons: tuple
    chain_fault: str
    waiting: bool
    complete_at: datetime | None = None
    released_at: datetime | None = None
    released_by: str | None = None
    release_reason: str | None = None

    @property
    def codes(self):
        """The codes of its reasons."""
        return tuple(one.code for one in self.reasons)


@dataclass(frozen=True)
class Conflict:
    """What came under the number of another record."""

    deposit_id: str
    hash: str
    body: bytes
    sent_by: str
    received_at: datetime
    received_by: str


@dataclass(frozen=True)
class Evidence:
    """A photo or a drawing of a record; ``present``: its bytes are here."""

    sha256: str
    mime: str
    role: str
    size: int
    present: bool


@dataclass(frozen=True)
class Gap:
    """Numbers of a tablet that never came, though later ones did; seen since the first of those came."""

    device_id: str
    first: int
    last: int
    since: datetime


@dataclass(frozen=True)
class Alert:
    """Something about a tablet that a person has to look at: ``gap``, ``incomplete``, ``conflict``, ``waiting``,
    ``chain``.
    """

    kind: str
    device_id: str
    device_name: str
    since: datetime
    deposit_id: str | None = None
    school_code: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Look:
    """An officer's words about a matter."""

    id: int
    device_id: str
    about: str
    deposit_id: str | None
    first_seq: int | None
    last_seq: int | None
    words: str
    entered_at: datetime
    entered_by: str
