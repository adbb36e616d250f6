"""A paper that waits for a second person: asked, then signed, returned or withdrawn, each once."""

from dataclasses import dataclass
from datetime import datetime

from mealwatch.signing.domain.content import digest_of

WAITING, SIGNED, RETURNED, WITHDRAWN = "waiting", "signed", "returned", "withdrawn"
STATES = (WAITING, SIGNED, RETURNED, WITHDRAWN)


@dataclass(frozen=True)
class Request:
    """One paper with what was typed into it."""

    id: int
    canteen_id: int
    kind: str
    purpose: str
    title: str
    payload: str
    digest: str
    state: str
    asked_by: str
    asked_by_id: int | None
    asked_at: datetime
    decided_by: str | None
    decided_by_id: int | None
    decided_at: datetime | None
    reason: str | None
    signature_id: int | None

    def is_of(self, account_id):
        """Whether this account typed it."""
        return self.asked_by_id is not None and self.asked_by_id == account_id


@dataclass(frozen=True)
class Signature:
    """A name under one state of a record."""

    id: int
    canteen_id: int
    purpose: str
    subject: str
    key: str
    digest: str
    how: str
    name: str
    account_id: int | None
    guest_kind: str | None
    strokes: str | None
    exception_id: int | None
    first_name: str
    first_account_id: int | None
    signed_at: datetime

    def is_void(self, content):
        """Whether the record says something else now than what was signed."""
        return digest_of(content) != self.digest
