"""Who acts: the name that goes on record beside every change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person (``account_id``), or a command such as the import (none)."""

    name: str
    account_id: int | None = None
    #: What their device says of a form that waited on it for a network: how many seconds ago it was handed in.
    waited: str = ""
