"""A table of work beside the county's database: what was read waits here while it is checked and priced.

A plain SQLite file of our own that goes away at the end. Rows come and go as a
stream, so that memory does not grow with the number of weeks, and nothing of
the county's is locked meanwhile.
"""

import json
import tempfile
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite

_SCHEMA = """
CREATE TABLE line (kind INTEGER, canteen INTEGER, doc_no TEXT, row INTEGER, dated TEXT, meal TEXT,
                   posted INTEGER, entered_at TEXT, data TEXT);
CREATE TABLE document (id INTEGER PRIMARY KEY, kind INTEGER, canteen INTEGER, doc_no TEXT, row INTEGER,
                       dated TEXT, meal TEXT, posted INTEGER, entered_at TEXT, state TEXT, known_id INTEGER);
CREATE TABLE reversal (id INTEGER PRIMARY KEY, row INTEGER, canteen INTEGER, kind INTEGER, doc_no TEXT, dated TEXT,
                       reason TEXT, reversed_by TEXT, posted INTEGER, entered_at TEXT, document INTEGER,
                       known_id INTEGER, state TEXT);
CREATE TABLE closing (id INTEGER PRIMARY KEY, row INTEGER, school INTEGER, monday TEXT, closed_at TEXT, closed_by TEXT,
                      posted INTEGER, state TEXT);
CREATE TABLE meal (row INTEGER, dated TEXT, "group" INTEGER, meal TEXT, beneficiaries INTEGER, other_pupils INTEGER,
                   staff INTEGER, entered_at TEXT, state TEXT, version INTEGER);
CREATE TABLE menu (row INTEGER, canteen INTEGER, dated TEXT, meal TEXT, dish TEXT, ingredient INTEGER, age_band TEXT,
                   milligrams INTEGER, state TEXT);
CREATE TABLE spoiled (kind INTEGER, canteen INTEGER, doc_no TEXT);
CREATE TABLE event (seq INTEGER PRIMARY KEY, what TEXT, ref INTEGER);
CREATE TABLE lot (doc INTEGER, line INTEGER, canteen INTEGER, ingredient INTEGER, received TEXT, expires TEXT,
                  bought INTEGER, cost INTEGER, used INTEGER, drawn INTEGER, standing INTEGER,
                  PRIMARY KEY (doc, line)) WITHOUT ROWID;
CREATE TABLE draw (doc INTEGER, line INTEGER, no INTEGER, lot_doc INTEGER, lot_line INTEGER, quantity INTEGER,
                   cost INTEGER, PRIMARY KEY (doc, line, no)) WITHOUT ROWID;
CREATE TABLE moved (doc INTEGER, line INTEGER, cost INTEGER, book INTEGER, PRIMARY KEY (doc, line)) WITHOUT ROWID;
"""
_CHUNK = 2000


class Staging:
    """The file and its connection; use as a context manager."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="mealwatch-import-")
        self._connection = sqlite.connect(Path(self._folder.name) / "staging.sqlite", isolation_level=None)
        self._waiting = {}
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-4000", "temp_store=FILE"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()
        self._folder.cleanup()

    def put(self, statement, row):
        """Add a row, in good time: statements are gathered and run in chunks."""
        waiting = self._waiting.setdefault(statement, [])
        waiting.append(row)
        if len(waiting) >= _CHUNK:
            self._connection.executemany(statement, waiting)
            waiting.clear()

    def settle(self):
        """Write what was gathered."""
        for statement, waiting in self._waiting.items():
            if waiting:
                self._connection.executemany(statement, waiting)
                waiting.clear()

    def run(self, statement, values=()):
        """Run one statement now and return its cursor."""
        return self._connection.execute(statement, values)

    def stream(self, statement, values=()):
        """The rows of a query, as they come; other statements may run meanwhile."""
        yield from self._connection.cursor().execute(statement, values)

    def one(self, statement, values=()):
        return self._connection.execute(statement, values).fetchone()


def packed(values):
    """Some JSON values as one text."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(text):
    return json.loads(text)
