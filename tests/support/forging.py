"""Somebody who knows mealwatch well: rows are changed, and every entry, digest and hash is made to fit again.

What then still shows is what the rows say about each other, and an end of the journal that was kept elsewhere.
"""

import json

from mealwatch.audit.chain import canonical, chained
from mealwatch.kernel.week import Week
from mealwatch.spend.domain import record as spend_record
from mealwatch.stock.domain import record as stock_record
from mealwatch.stock.queries.told import LINES
from tests.support.tampering import opened

_ENTRY = "seq, at, actor, action, subject, key, body"


def forge(path, change):
    """Do ``change`` (takes a connection) and write the journals of all counties anew over the rows as they then are."""
    with opened(path) as connection:
        change(connection)
        for (county,) in connection.execute("SELECT county_id FROM journal_heads").fetchall():
            _Forger(connection, county).forge()


class _Forger:
    def __init__(self, connection, county):
        self._connection, self._county = connection, county

    def forge(self):
        hashes = ["0" * 64]
        entries = f"SELECT {_ENTRY} FROM journal WHERE county_id = ? ORDER BY seq"
        for *told, body in self._connection.execute(entries, (self._county,)).fetchall():
            body = self._body(told, body, hashes)
            hashes.append(chained(hashes[-1], self._county, *told, body))
            self._connection.execute(
                "UPDATE journal SET body = ?, prev_hash = ?, hash = ? WHERE county_id = ? AND seq = ?",
                (body, hashes[-2], hashes[-1], self._county, told[0]),
            )
        self._connection.execute("UPDATE journal_heads SET hash = ? WHERE county_id = ?", (hashes[-1], self._county))

    def _body(self, told, body, hashes):
        _seq, _at, _actor, action, subject, key = told
        if subject in LINES:
            return canonical(self._document(key))
        if subject == "statement":
            return canonical(self._statement(key, json.loads(body), hashes))
        if subject == "reopening":
            return canonical(self._reopening(action, key, json.loads(body)))
        if subject == "closure_request" and action == "decide":
            return canonical(self._request(json.loads(body)))
        return body

    def _document(self, key):
        code, kind, doc_no = key.split("/", 2)
        [head] = self._rows(
            "documents",
            "canteen_id = (SELECT id FROM canteens WHERE county_id = documents.county_id AND code = ?) "
            "AND kind = ? AND doc_no = ?",
            (code, kind, doc_no),
        )
        parts = (self._rows(table, "document_id = ?", (head["id"],)) for table in (f"{kind}_lines", "draws", "lots"))
        return stock_record.posted(head, *parts)

    def _statement(self, key, was, hashes):
        place = *self._week(key), was["version"]
        where = "school_id = ? AND monday = ? AND version = ?"
        [row] = self._rows("statements", where, place)
        row["journal_hash"] = hashes[row["journal_seq"]]
        self._connection.execute(
            f"UPDATE statements SET journal_hash = ? WHERE county_id = ? AND {where}",
            (row["journal_hash"], self._county, *place),
        )
        return spend_record.closed(row, self._rows("statement_groups", where, place), []) | {"locks": was["locks"]}

    def _reopening(self, action, key, was):
        table, make = {
            "ask": ("reopening_requests", spend_record.asked),
            "reopen": ("reopenings", spend_record.agreed),
        }[action]
        [row] = self._rows(table, "school_id = ? AND monday = ? AND version = ?", (*self._week(key), was["version"]))
        return make(row)

    def _request(self, was):
        [row] = self._rows("closure_requests", "id = ?", (was["id"],))
        return row

    def _week(self, key):
        code, week = key.rsplit("/", 1)
        found = "SELECT id FROM schools WHERE county_id = ? AND code = ?"
        [school] = self._connection.execute(found, (self._county, code)).fetchone()
        return school, Week.parse(week).monday.isoformat()

    def _rows(self, table, where, values):
        """Rows as dicts by the table's key, truths as truths."""
        known = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        order = ", ".join(column[1] for column in sorted(known, key=lambda column: column[5]) if column[5])
        statement = f"SELECT * FROM {table} WHERE county_id = ? AND {where} ORDER BY {order}"
        return [
            {
                column[1]: bool(value) if column[2] == "BOOLEAN" else value
                for column, value in zip(known, row, strict=True)
            }
            for row in self._connection.execute(statement, (self._county, *values)).fetchall()
        ]
