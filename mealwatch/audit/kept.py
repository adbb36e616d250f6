"""What the journal keeps of changeable rows, named so that ``verify`` can hold the rows against it.

Of such a row the last entry tells every column; a row that was removed has a
last entry that says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Table

from mealwatch.audit.chain import canonical
from mealwatch.audit.rows import body_of

#: The action of an entry after which the row is no longer there.
REMOVED = "remove"
#: No body: what could not be written down as one.
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Kept:
    """A changeable table under its subject in the journal; ``body`` makes an entry's body of a row (a dict)."""

    subject: str
    table: Table
    body: Callable[[dict], dict] = body_of

    @property
    def identity(self):
        """The names of the columns that tell the row from others; they stand in its body too."""
        return tuple(column.name for column in self.table.primary_key)

    @property
    def county(self):
        """The column that says whose row it is."""
        return self.table.c[self.identity[0]]


def body_text(make, *parts):
    """The text of an entry's body; UNREADABLE where a table holds what no service can have written."""
    try:
        return canonical(make(*parts))
    except (TypeError, ValueError):
        return UNREADABLE
