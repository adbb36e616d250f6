"""People as values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Account:
    """A person who can sign in, with the grants that say what they may do."""

    id: int
    username: str
    name: str
    language: str
    active: bool
    must_change: bool
    created_at: datetime
    grants: tuple = ()

    @property
    def roles(self):
        """The roles, each once, in the order of their grants."""
        return tuple(dict.fromkeys(grant.role for grant in self.grants))


@dataclass(frozen=True)
class Token:
    """A key of a program, without the key."""

    id: int
    account_id: int
    label: str
    created_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None
