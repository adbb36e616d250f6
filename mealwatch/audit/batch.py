"""Rows of several tables with the journal entries that tell of them, made ready before the county is locked.

Under the lock they are only handed to the driver and chained.
"""

from functools import cache

from mealwatch.audit.chain import canonical, plain
from mealwatch.audit.service import record_all
from mealwatch.storage.bulk import insert_rows


class Batch:
    """Tables come in the order in which they are first named: what others refer to goes first."""

    def __init__(self, tables=None, entries=None):
        self.tables = tables if tables is not None else {}
        self.entries = entries if entries is not None else []

    def add(self, table, rows):
        """Take rows of a table: dicts with every column."""
        columns = _columns(table)
        waiting = self.tables.setdefault(str(table.name), (columns, []))[1]
        waiting.extend([tuple([plain(row[name]) for name in columns]) for row in rows])

    def tell(self, by, action, subject, key, body, now):
        """Take an entry; ``body`` holds JSON values."""
        self.entries.append((by.name, action, subject, key, canonical(body), plain(now)))

    def packed(self):
        """Its content as plain lists, tuples and text."""
        return [(name, columns, rows) for name, (columns, rows) in self.tables.items()], self.entries

    @classmethod
    def unpacked(cls, content):
        tables, entries = content
        return cls({name: (tuple(columns), rows) for name, columns, rows in tables}, entries)

    def write(self, county_id, at=None, **order):
        """Insert the rows and tell the journal, as of ``at`` if given; the caller holds the county's head.

        ``order``: see record_all.
        """
        for name, (columns, rows) in self.tables.items():
            insert_rows(name, columns, rows)
        if self.entries:
            moment = None if at is None else plain(at)
            record_all(county_id, [(*entry[:-1], moment or entry[-1]) for entry in self.entries], **order)

    def __len__(self):
        return len(self.entries)


@cache
def _columns(table):
    return tuple(str(column.name) for column in table.columns)
