"""Changing a SQLite database below the application, as somebody with the file could: guards off, change, on again.

A Tampering names what it did and which record it did it to. They are: every column of every table that verify
answers for, rows deleted, inserted and swapped, entries of the journal changed, moved and cut off.
"""

import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from pysqlite3 import dbapi2 as sqlite

from mealwatch.audit.chain import chained
from mealwatch.kernel.week import Week
from mealwatch.storage.metadata import metadata

#: Tables whose rows come and go with sign-ins and with typing, and what alembic keeps.
UNVERIFIED = {"sessions", "token_uses", "sign_in_attempts", "pin_tries", "site_keys", "drafts"} | {
    "device_uses",
    "uploads",
    "upload_pieces",
    "message_reads",
}
BY_DOCUMENT = {
    "opening_lines",
    "receipt_lines",
    "issue_lines",
    "delivery_lines",
    "loss_lines",
    "stocktake_lines",
    "draws",
    "lots",
    "reversals",
}
BY_WEEK = {"statements", "statement_groups", "reopening_requests", "reopenings", "week_locks"}


@dataclass(frozen=True)
class Tampering:
    """``names``: of these the verifier has to name at least one."""

    what: str
    names: frozenset
    do: Callable

    def __str__(self):
        return self.what


def tables():
    return [table for table in metadata().sorted_tables if table.name not in UNVERIFIED]


@contextmanager
def opened(path):
    """A connection that nothing holds back: no triggers, no foreign keys, no checks; the triggers come back."""
    connection = sqlite.connect(path, isolation_level=None)
    try:
        for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON", "recursive_triggers=OFF", "synchronous=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, text in triggers:
            connection.execute(text)
        connection.execute("COMMIT")
    finally:
        connection.close()


class Rows:
    """The rows of one table, and how they are called in the journal."""

    def __init__(self, connection, table):
        self.connection, self.table, self.name = connection, table, table.name
        self.columns = [column.name for column in table.columns]
        self.key = [column.name for column in table.primary_key]
        order = ", ".join(self.key)
        rows = connection.execute(f"SELECT {', '.join(self.columns)} FROM {self.name} ORDER BY {order}")
        self.all = [dict(zip(self.columns, row, strict=True)) for row in rows]

    def names(self, row):
        """What the verifier may call this row."""
        county, name = row.get("county_id"), self.name
        if name == "documents":
            return self._document(county, row["id"]) | {f"{row['kind']}_lines {row['id']}"}
        if name in BY_DOCUMENT:
            return self._document(county, row["document_id"]) | {
                f"{name} {row['document_id']}",
                f"#{row['document_id']}",
            }
        if name == "meal_records":
            return {self._place(county, row)}
        if name == "menu_rows":
            code = self._one("SELECT code FROM canteens WHERE county_id = ? AND id = ?", county, row["canteen_id"])
            return {f"{code or ''}/{row['dated_on']}/{row['meal']}"}
        if name in BY_WEEK:
            code = self._one("SELECT code FROM schools WHERE county_id = ? AND id = ?", county, row["school_id"])
            return {f"{code}/{_week(row['monday'])}"}
        if name == "journal":
            return {f"第 {row['seq']} 条", f"第 {row['seq'] + 1} 条", _shown(row["key"])}
        if name == "journal_heads":
            return {"登记簿", "录入顺序", f"编号 {county}", f"编号为 {county}"}
        return self._kept(row)

    def _document(self, county, document_id):
        found = self.connection.execute(
            "SELECT c.code || '/' || d.kind || '/' || d.doc_no FROM documents d LEFT JOIN canteens c "
            "ON c.county_id = d.county_id AND c.id = d.canteen_id WHERE d.county_id = ? AND d.id = ?",
            (county, document_id),
        ).fetchone()
        return {found[0]} if found and found[0] else {f"/{document_id}"}

    def _place(self, county, row):
        codes = self.connection.execute(
            "SELECT s.code, g.code FROM pupil_groups g JOIN schools s ON s.county_id = g.county_id "
            "AND s.id = g.school_id WHERE g.county_id = ? AND g.id = ?",
            (county, row["group_id"]),
        ).fetchone()
        return "/".join((*(codes or ("",)), str(row["dated_on"]), str(row["meal"])))

    def _kept(self, row):
        """The keys under which the journal told of the row, or its own key."""
        county = row.get("county_id")
        same = {name: row[name] for name in self.key}
        if self.name == "counties":
            return {_shown(row["code"]), f"编号 {row['id']}", f"编号为 {row['id']}"}
        found = {"/".join(str(row[name]) for name in self.key[1:])}
        for key, body in self.connection.execute("SELECT key, body FROM journal WHERE county_id = ?", (county,)):
            body = json.loads(body)
            if all(name in body and body[name] == value for name, value in same.items()):
                found.add(key)
        return found

    def _one(self, statement, *values):
        found = self.connection.execute(statement, values).fetchone()
        return found[0] if found else None


def tamperings(path, table, *, thorough):
    """Every Tampering of one table of the database at ``path``.

    ``thorough``: of the first and the last row, and several values for each column.
    """
    connection = sqlite.connect(path)
    try:
        rows = Rows(connection, table)
        assert len(rows.all) > 1, f"{table.name} has too few rows to try anything on"
        yield from _of_columns(rows, thorough)
        yield from _of_rows(rows)
        if table.name == "journal":
            yield from _of_the_journal(connection)
    finally:
        connection.close()


def _of_columns(rows, thorough):
    for place, row in (("last", rows.all[-1]), ("first", rows.all[0]))[: 2 if thorough else 1]:
        for column in rows.table.columns:
            for label, value in list(_other_values(column, row[column.name]))[: None if thorough else 1]:
                what = f"{rows.name}.{column.name} of the {place} row: {row[column.name]!r} to {label}"
                after = rows.names({**row, column.name: value})
                yield Tampering(what, frozenset(rows.names(row) | after), _changing(rows, row, column.name, value))


def _other_values(column, value):
    if value is None:
        yield "something", "2026-11-05" if "DATE" in str(column.type) else 1 if "INT" in str(column.type) else "x"
        return
    if column.nullable:
        yield "nothing", None
    if isinstance(value, bytes):
        yield "other bytes", value[:-1] + b"x"
        return
    if "DATE" in str(column.type):
        yield "two years after", (date.fromisoformat(value) + timedelta(days=728)).isoformat()
    elif "BOOL" in str(column.type):
        yield "its contrary", 1 - value
    elif isinstance(value, int):
        yield "a thousand more" if column.primary_key else "one more", value + (1000 if column.primary_key else 1)
        yield "a fraction", value + 0.5
    else:
        yield "other text", value + "x"
        yield "bytes", value.encode()


def _of_rows(rows):
    for place, row in (("first", rows.all[0]), ("last", rows.all[-1])):
        yield Tampering(f"{place} row of {rows.name} deleted", frozenset(rows.names(row)), _deleting(rows, row))
        copy = {**row, **_free_key(rows, row)}
        names = frozenset(rows.names(copy) | rows.names(row))
        yield Tampering(f"{place} row of {rows.name} inserted again", names, _inserting(rows, copy))
    one = rows.all[0]
    fixed = {"county_id", *rows.key}
    other = next((row for row in rows.all[1:] if any(row[c] != one[c] for c in rows.columns if c not in fixed)), None)
    if other:
        names = frozenset(rows.names(one) | rows.names(other))
        yield Tampering(f"two rows of {rows.name} swapped", names, _swapping(rows, one, other))


def _of_the_journal(connection):
    for county, last in connection.execute("SELECT county_id, max(seq) FROM journal GROUP BY county_id").fetchall():
        for left in (0, 1, last // 2, last - 5, last - 1):
            head = connection.execute(
                "SELECT hash FROM journal WHERE county_id = ? AND seq = ?", (county, left)
            ).fetchone()
            cut = frozenset({"登记簿", "第"})
            yield Tampering(f"journal of {county} cut off after {left}", cut, _cutting(county, left))
            what = f"journal of {county} cut off after {left} and the head set back"
            yield Tampering(what, cut, _cutting(county, left, (head or ("0" * 64,))[0]))
        for seq in (2, last // 2, last):
            what = f"entry {seq} of {county} changed and the chain made anew"
            yield Tampering(what, frozenset({"第", "登记簿"}), _rechaining(county, seq))


def _changing(rows, row, column, value):
    where, key = _same(rows, row)
    statement = f"UPDATE {rows.name} SET {column} = ? WHERE {where}"

    def change(connection):
        connection.execute(statement, (value, *key))

    return change


def _deleting(rows, row):
    where, key = _same(rows, row)
    return lambda connection: connection.execute(f"DELETE FROM {rows.name} WHERE {where}", key)


def _inserting(rows, row):
    marks = ", ".join("?" * len(rows.columns))
    statement = f"INSERT INTO {rows.name} ({', '.join(rows.columns)}) VALUES ({marks})"
    return lambda connection: connection.execute(statement, [row[name] for name in rows.columns])


def _swapping(rows, one, other):
    names = [name for name in rows.columns if name not in rows.key]

    def swap(connection):
        if not names:
            return
        taken = {name: one[name] for name in names}
        for row in (one, other):
            _deleting(rows, row)(connection)
        _inserting(rows, {**one, **{name: other[name] for name in names}})(connection)
        _inserting(rows, {**other, **taken})(connection)

    return swap


def _cutting(county, left, head=None):
    def cut(connection):
        connection.execute("DELETE FROM journal WHERE county_id = ? AND seq > ?", (county, left))
        if head:
            connection.execute("UPDATE journal_heads SET seq = ?, hash = ? WHERE county_id = ?", (left, head, county))

    return cut


def _rechaining(county, changed):
    """An attacker who knows how the chain is made: one body is changed and every later hash made to fit."""

    def rechain(connection):
        names = "seq, at, actor, action, subject, key, body"
        rows = connection.execute(f"SELECT {names} FROM journal WHERE county_id = ? ORDER BY seq", (county,)).fetchall()
        last = "0" * 64
        for row in rows:
            *told, body = row
            if row[0] == changed:
                body = json.dumps(_otherwise(json.loads(body)), ensure_ascii=False, separators=(",", ":"))
            hashed = chained(last, county, *told, body)
            connection.execute(
                "UPDATE journal SET body = ?, prev_hash = ?, hash = ? WHERE county_id = ? AND seq = ?",
                (body, last, hashed, county, row[0]),
            )
            last = hashed
        connection.execute("UPDATE journal_heads SET hash = ? WHERE county_id = ?", (last, county))

    return rechain


def _otherwise(body):
    for name, value in body.items():
        if isinstance(value, str) and name not in ("code", "key"):
            return body | {name: value[:-1] + ("0" if value[-1:] != "0" else "1")}
    return body | {"version": 99}


def _same(rows, row):
    return " AND ".join(f"{name} = ?" for name in rows.key), [row[name] for name in rows.key]


def _free_key(rows, row):
    """The row's key with its last part that can be moved moved on, and what else must be unique."""
    moved = {}
    for name in reversed(rows.key):
        value = row[name]
        if isinstance(value, int) and (name != "county_id" or len(rows.key) == 1):
            moved[name] = value + 1000
            break
        if name != "county_id":
            is_date = "DATE" in str(rows.table.c[name].type)
            moved[name] = (date.fromisoformat(value) + timedelta(days=700)).isoformat() if is_date else value + "x"
            break
    for name in ("code", "doc_no", "request_key", "username", "token_hash", "dish"):
        if name in row:
            moved[name] = f"{row[name]}x"
    if rows.name in ("canteen_staff", "canteen_equipment", "school_classes"):
        moved["name"] = f"{row['name']}x"
    if rows.name == "alerts":
        moved["rule"] = f"{row['rule']}x"
    if rows.name == "cases":
        moved["no"] = row["no"] + 1000
    if rows.name == "messages":
        moved["key"] = f"{row['key']}x"
    if rows.name == "statements":
        moved["posted"] = row["posted"] + 1000
    if rows.name == "reversals":
        moved["id"] = row["id"] + 1000
    if rows.name == "journal_heads":
        moved["county_id"] = row["county_id"] + 1000
    return moved


def _shown(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def _week(monday):
    try:
        return str(Week(date.fromisoformat(monday)))
    except (TypeError, ValueError):
        return str(monday)
