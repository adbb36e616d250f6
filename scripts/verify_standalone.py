#!/usr/bin/env python3
"""A second verifier for auditors: Python's standard library and this one file, nothing of mealwatch.

    python3 verify_standalone.py BACKUP.sqlite [--anchor [CODE:]SEQ:HASH]

Run it on a backup, or while the service is stopped. It reads the journal of every county from its first entry to
its last and looks up, for each, the rows that it tells of:

1. the chain: hash = sha256(0x00, hash before, JSON of the entry); numbers 1, 2, 3 ... without a gap; the end is
   where journal_heads says; statements of closed weeks hold older ends, which must still be there;
2. changeable rows (schools, calendar, accounts ...): the last entry on a row is the row, column by column;
3. documents, reversals, meals, menus, statements: their rows give the digest that their entry holds, and no table
   holds a row that no entry told of;
4. balances: a line brings the lot that it says; draws and reversals in the order of entry give what each lot has
   used and what it cost, by share(total, part, whole) = floor(total x part / whole + 1/2); lines cost what their
   draws cost; stocktakes met the book as it then was. (Figures of closed weeks, the order in which lots are drawn
   and the guards are for `mealwatch verify` alone.)

Prints what it counted and the journals' ends and leaves with 0, or names the first record that does not fit and
leaves with 1. It cannot see a database put back whole to an earlier day, or written anew from its first entry on:
only an end kept elsewhere shows that (--anchor).
"""

import argparse
import hashlib
import json
import sqlite3
import sys
from collections import Counter
from datetime import date
from pathlib import Path

CHANGEABLE = {
    "county": "counties",
    "policy": "policies",
    "school": "schools",
    "canteen": "canteens",
    "pupil_group": "pupil_groups",
    "enrolment": "enrolments",
    "meal_standard": "meal_standards",
    "calendar_day": "calendar_days",
    "closure_request": "closure_requests",
    "term": "terms",
    "ingredient": "ingredients",
    "supplier": "suppliers",
    "supplier_version": "supplier_versions",
    "account": "accounts",
    "password": "passwords",
    "grant": "grants",
    "token": "api_tokens",
    "message": "messages",
    "message_channel": "message_channels",
    "message_sending": "message_sendings",
    "job_run": "job_runs",
    "school_class": "school_classes",
    "class_link": "class_links",
    "class_heads": "class_heads",
    "issue_copy": "issue_copies",
    "attachment": "attachments",
    "typed_time": "typed_times",
    "school_attachment": "school_attachments",
    "device": "devices",
    "deposit": "deposits",
    "deposit_state": "deposit_states",
    "deposit_conflict": "deposit_conflicts",
    "deposit_receipt": "deposit_receipts",
    "deposit_attachment": "deposit_attachments",
    "evidence_file": "evidence_files",
    "device_look": "device_looks",
    "forbidden_food": "forbidden_foods",
    "price_list": "price_lists",
    "price_list_row": "price_list_rows",
    "staff_count": "staff_counts",
    "refusal": "refusals",
    "menu_meal": "menu_meals",
    "menu_publication": "menu_publications",
    "checklist": "checklists",
    "checklist_version": "checklist_versions",
    "round": "rounds",
    "round_seal": "round_seals",
    "round_draw": "round_draws",
    "round_stop": "round_stops",
    "round_event": "round_events",
    "round_avoidance": "round_avoidances",
    "visit_pack": "packs",
    "visit": "visits",
    "visit_finding": "visit_findings",
    "finding_recheck": "finding_rechecks",
    "visit_measurement": "measurements",
    "visit_amendment": "visit_amendments",
    "finding_step": "finding_steps",
    "difference_step": "difference_steps",
    "clash_decision": "clash_decisions",
    "alert": "alerts",
    "alert_version": "alert_versions",
    "alert_step": "alert_steps",
    "alert_run": "alert_runs",
    "rule_setting": "rule_settings",
    "case": "cases",
    "case_step": "case_steps",
    "case_deputy": "case_deputies",
    "field_draw": "field_draws",
    "field_slate": "field_slates",
    "field_step": "field_steps",
    "self_check": "self_checks",
    "self_check_school": "self_check_schools",
    "self_check_reply": "self_check_replies",
    "escalation": "escalations",
    "escalation_record": "escalation_records",
    "case_meeting": "case_meetings",
    "case_rule": "case_rules",
    "official_paper": "official_papers",
    "briefing_item": "briefing_items",
    "acceptance_slip": "acceptance_slips",
    "acceptance": "acceptances",
    "licence_allowance": "licence_allowances",
    "licence_rule": "licence_rules",
    "order": "orders",
    "order_line": "order_lines",
    "order_delivery": "order_deliveries",
    "correction": "corrections",
    "document_photo": "document_photos",
    "daily_record": "daily_records",
    "canteen_staff": "canteen_staff",
    "canteen_equipment": "canteen_equipment",
    "check_list": "check_lists",
    "pin": "pins",
    "second_exception": "second_exceptions",
    "signature": "signatures",
    "second_request": "second_requests",
    "canteen_paper": "canteen_papers",
    "card_view": "card_views",
    "card_act": "card_acts",
    "week_note": "week_notes",
}
HEAD = "id kind canteen_id doc_no dated_on meal digest entered_at entered_by imported"
LINES = {
    "opening": "line_no ingredient_id quantity unit amount_fen expires_on counted_by witnessed_by",
    "receipt": "line_no ingredient_id quantity unit amount_fen supplier_id batch_no produced_on expires_on buyer "
    "acceptor_1 acceptor_2",
    "issue": "line_no ingredient_id quantity unit use_days cost_fen storekeeper collector",
    "delivery": "line_no portions amount_fen food_cost_fen supplier_id acceptor_1 acceptor_2",
    "loss": "line_no ingredient_id quantity unit cost_fen reason approved_by",
    "stocktake": "line_no ingredient_id counted book unit cost_fen reason counted_by witnessed_by",
}
DRAW = "line_no draw_no lot_document_id lot_line_no quantity cost_fen"
LOT = "line_no canteen_id ingredient_id received_on expires_on bought cost_fen"
REVERSAL = "document_id id canteen_id dated_on reason reversed_by entered_at entered_by imported"
MENU = "position version dish ingredient_id age_band mg_per_pupil removed reason entered_by imported entered_at"
STATEMENT = (
    "school_id version posted closed_how closed_at closed_by policy_version deciding tolerance_fen missing "
    "journal_seq journal_hash"
)
FIGURES = (
    "group_id supply_days complete_days spend spend_person_days spend_enrolled floor_fen standard_fen outcome "
    "complete facts"
)
REOPENING = {
    "ask": ("reopening_requests", "version reason asked_by asked_by_id asked_at"),
    "reopen": ("reopenings", "version agreed_by agreed_by_id agreed_at"),
}


class DoesNotFit(Exception):
    """The first record that does not fit, and how."""


def digest(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(last, entry):
    """The hash of an entry after the one with hash ``last``; None for what no entry can hold."""
    try:
        written = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    except (TypeError, ValueError):
        return None
    return hashlib.sha256(b"\0" + bytes.fromhex(last) + written).hexdigest()


def share(total, part, whole):
    return (2 * total * part + whole) // (2 * whole)


class Store:
    """The file, read only, with truths as truths and odd bytes in text kept as they are."""

    def __init__(self, path):
        logged = Path(f"{path}-wal")
        mode = "mode=ro" if logged.exists() and logged.stat().st_size else "immutable=1"
        self._file = sqlite3.connect(f"{Path(path).resolve().as_uri()}?{mode}", uri=True)
        self._file.text_factory = lambda raw: raw.decode(errors="surrogateescape")
        self.columns, self.keys, self._truths = {}, {}, {}
        for (table,) in self._file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            known = self._file.execute(f"PRAGMA table_info({table})").fetchall()
            self.columns[table] = [column[1] for column in known]
            self.keys[table] = [column[1] for column in sorted(known, key=lambda column: column[5]) if column[5]]
            self._truths[table] = {column[1] for column in known if column[2] == "BOOLEAN"}

    def run(self, statement, *values):
        return self._file.execute(statement, values)

    def rows(self, table, names, where, *values):
        """Rows as lists, by the table's key; ``names`` as one text."""
        names = names.split()
        order = ", ".join(self.keys[table])
        found = self.run(f"SELECT {', '.join(names)} FROM {table} WHERE {where} ORDER BY {order}", *values)  # noqa: S608
        places = [place for place, name in enumerate(names) if name in self._truths[table]]
        for row in map(list, found):
            for place in places:
                row[place] = {0: False, 1: True}.get(row[place], row[place])
            yield row

    def count(self, table, county):
        column = "id" if table == "counties" else "county_id"
        return self.run(f"SELECT count(*) FROM {table} WHERE {column} = ?", county).fetchone()[0]  # noqa: S608


class County:
    """One county's journal, walked from its first entry to its last."""

    def __init__(self, store, county, code, anchors):
        self.store, self.county, self.code, self.anchors = store, county, code, anchors
        self.told = Counter()
        self.last = {}
        self.canteens = dict(store.run("SELECT code, id FROM canteens WHERE county_id = ?", county))
        self.schools = dict(store.run("SELECT code, id FROM schools WHERE county_id = ?", county))
        groups = store.run("SELECT school_id, code, id FROM pupil_groups WHERE county_id = ?", county)
        self.groups = {(school, code): group for school, code, group in groups}
        self.tell = {
            **dict.fromkeys(LINES, self.document),
            "reversal": self.reversal,
            "meal_record": self.meal_record,
            "menu": self.menu,
            "statement": self.statement,
            "reopening": self.reopening,
        }

    def check(self):
        self.walk()
        self.changeable()
        for table in sorted({*self.told, *TOLD}):
            if self.store.count(table, self.county) != self.told[table]:
                raise DoesNotFit(f"{table}: {self.store.count(table, self.county)} rows, told of {self.told[table]}")
        self.balances()
        return sum(self.told.values())

    def walk(self):
        last, number = "0" * 64, 0
        names = "seq, at, actor, action, subject, key, body, prev_hash, hash, alg"
        for row in self.store.run(f"SELECT {names} FROM journal WHERE county_id = ? ORDER BY seq", self.county):  # noqa: S608
            number += 1
            seq, _at, _actor, action, subject, key, body, before, hashed, alg = row
            record = f"entry {seq} ({subject} {key})"
            if (seq, before, hashed, alg) != (number, last, chained(last, [self.county, *row[:7]]), "sha256"):
                raise DoesNotFit(f"{record} is not what was chained, or entry {number} is missing")
            if self.anchors.get(seq, hashed) != hashed:
                raise DoesNotFit(f"{record} is not the one that was kept elsewhere")
            last = hashed
            self.take(action, subject, key, body, record)
        end = self.store.run("SELECT seq, hash, posted FROM journal_heads WHERE county_id = ?", self.county).fetchone()
        if end is None or end[:2] != (number, last):
            raise DoesNotFit(f"the journal ends at {number}, its head says {end and end[0]}")
        if beyond := [seq for seq in self.anchors if seq > number]:
            raise DoesNotFit(f"the journal ends at {number}, what was kept elsewhere is entry {max(beyond)}")
        self.head, self.posted = (number, last), end[2]

    def take(self, action, subject, key, body, record):
        try:
            if subject in CHANGEABLE:
                said = json.loads(body)
                identity = subject, *(said.get(name) for name in self.store.keys[CHANGEABLE[subject]])
                self.last[identity] = None if action == "remove" else body
            elif subject in self.tell and not self.tell[subject](action, subject, key, body):
                raise DoesNotFit(f"{record}: its rows are others, or not there")
        except (TypeError, ValueError, KeyError) as error:
            raise DoesNotFit(f"{record}: cannot be read ({error})") from error

    def changeable(self):
        for (subject, *identity), body in self.last.items():
            table = CHANGEABLE[subject]
            where = " AND ".join(f"{name} = ?" for name in self.store.keys[table])
            columns = self.store.columns[table]
            found = list(self.store.rows(table, " ".join(columns), where, *identity))
            if bool(found) != (body is not None) or (found and not self.is_row(subject, columns, found[0], body)):
                raise DoesNotFit(f"{table} {identity}: not as its last entry says")
            self.told[table] += len(found)

    @staticmethod
    def is_row(subject, columns, row, body):
        row = dict(zip(columns, row, strict=True))
        try:
            if subject == "password":
                row["digest"] = digest(row.pop("password_hash"))
            if subject == "pin":
                row["digest"] = digest(row.pop("pin_hash"))
            if subject == "signature" and row["strokes"] is not None:
                row["strokes"] = digest(row["strokes"])
            if subject == "second_request":
                row["payload"] = digest(row["payload"])
            if subject == "message_channel":
                row |= {name: digest(row[name]) if row[name] else "" for name in ("address", "secret")}
            if subject == "device":
                row["receipt_key_digest"] = digest(row.pop("receipt_key"))
            if subject in ("deposit", "deposit_conflict"):
                row["body"] = hashlib.sha256(row["body"]).hexdigest()
            if subject in ("attachment", "school_attachment", "evidence_file"):
                row["content"] = hashlib.sha256(row["content"]).hexdigest()
            if subject == "checklist" and row["draft"] is not None:
                row["draft"] = hashlib.sha256(row["draft"].encode()).hexdigest()
            if subject in ("menu_publication", "checklist_version"):
                row["content"] = hashlib.sha256(row["content"].encode()).hexdigest()
            if subject == "official_paper":
                row["content"] = hashlib.sha256(row["content"]).hexdigest()
                row["data"] = hashlib.sha256(row["data"].encode()).hexdigest()
            if subject == "round":
                row["plan"] = hashlib.sha256(row["plan"].encode()).hexdigest()
            if subject == "round_seal":
                row["seed"] = hashlib.sha256(bytes.fromhex(row["seed"])).hexdigest()
                row["slate"] = hashlib.sha256(row["slate"].encode()).hexdigest()
            if subject == "visit_pack":
                long = {name: hashlib.sha256(row[name].encode()).hexdigest() for name in ("commits", "candidates")}
                row |= long
            if subject == "daily_record" and row["private"] is not None:
                row["private"] = digest(row["private"])
            return canonical(row) == body
        except (TypeError, ValueError):
            return False

    def document(self, _action, kind, key, body):
        code, named, doc_no = key.split("/", 2)
        where = "county_id = ? AND canteen_id = ? AND kind = ? AND doc_no = ?"
        [head] = self.store.rows("documents", HEAD, where, self.county, self.canteens[code], kind, doc_no)
        of_it = "county_id = ? AND document_id = ?", self.county, head[0]
        lines = list(self.store.rows(f"{kind}_lines", LINES[kind], *of_it))
        draws, lots = list(self.store.rows("draws", DRAW, *of_it)), list(self.store.rows("lots", LOT, *of_it))
        told = {"documents": 1, f"{kind}_lines": len(lines), "draws": len(draws), "lots": len(lots)}
        self.told.update(told)
        return named == kind and canonical({"digest": digest([head, lines, draws, lots])}) == body

    def reversal(self, _action, _subject, key, body):
        code, kind, doc_no = key.split("/", 2)
        document = "SELECT id FROM documents WHERE county_id = ? AND canteen_id = ? AND kind = ? AND doc_no = ?"
        where = f"county_id = ? AND document_id = ({document})"
        place = self.county, self.canteens[code], kind, doc_no
        [row] = self.store.rows("reversals", REVERSAL, where, self.county, *place)
        self.told["reversals"] += 1
        return row[2] == self.canteens[code] and canonical({"digest": digest(row)}) == body

    def meal_record(self, _action, _subject, key, body):
        school, group, on, meal = key.split("/")
        place = on, self.groups[self.schools[school], group], meal, json.loads(body)["version"]
        where = "county_id = ? AND dated_on = ? AND group_id = ? AND meal = ? AND version = ?"
        names = "version school_id reason entered_at entered_by imported beneficiaries other_pupils staff"
        [row] = self.store.rows("meal_records", names, where, self.county, *place)
        said = dict(zip(names.split()[:6], row, strict=False)) | {"served": row[6:]}
        self.told["meal_records"] += 1
        return canonical(said) == body

    def menu(self, _action, _subject, key, body):
        code, on, meal = key.split("/")
        where = "county_id = ? AND canteen_id = ? AND dated_on = ? AND meal = ? AND position = ? AND version = ?"
        wrote = json.loads(body)["rows"]
        place = self.county, self.canteens[code], on, meal
        rows = [row for named in wrote for row in self.store.rows("menu_rows", MENU, where, *place, *named)]
        self.told["menu_rows"] += len(rows)
        return canonical({"rows": wrote, "digest": digest(rows)}) == body

    def statement(self, _action, _subject, key, body):
        school, monday = self.week(key)
        said = json.loads(body)
        where, place = (
            "county_id = ? AND school_id = ? AND monday = ? AND version = ?",
            (self.county, school, monday, said["version"]),
        )
        [row] = self.store.rows("statements", STATEMENT, where, *place)
        groups = list(self.store.rows("statement_groups", FIGURES, where, *place))
        self.told.update({"statements": 1, "statement_groups": len(groups)})
        older = self.store.run(
            "SELECT hash FROM journal WHERE county_id = ? AND seq = ?", self.county, row[-2]
        ).fetchone()
        if not self.store.run(f"SELECT 1 FROM reopenings WHERE {where}", *place).fetchone():  # noqa: S608
            week = "county_id = ? AND school_id = ? AND monday = ?"
            locks = list(self.store.rows("week_locks", "canteen_id fed_days supply_days", week, *place[:3]))
            self.told["week_locks"] += len(locks)
            if locks != said["locks"]:
                return False
        made = {"version": said["version"], "digest": digest([monday, row, groups]), "locks": said["locks"]}
        return older == (row[-1],) and canonical(made) == body

    def reopening(self, action, _subject, key, body):
        school, monday = self.week(key)
        table, names = REOPENING[action]
        where = "county_id = ? AND school_id = ? AND monday = ? AND version = ?"
        [row] = self.store.rows(table, names, where, self.county, school, monday, json.loads(body)["version"])
        self.told[table] += 1
        return canonical(dict(zip(names.split(), row, strict=True))) == body

    def week(self, key):
        school, week = key.rsplit("/", 1)
        year, number = week.split("-W")
        return self.schools[school], date.fromisocalendar(int(year), int(number), 1).isoformat()

    def balances(self):
        numbered = self.told["documents"] + self.told["reversals"] + self.told["statements"]
        if self.posted != numbered:
            raise DoesNotFit(f"{self.posted} numbers were given out, {numbered} records have one")
        for row in self.store.run(LOTS, self.county):
            self.lot(*row)
        for line in self.store.run(LINES_AND_DRAWS, self.county, self.county):
            raise DoesNotFit("document {} line {}: {} base units for {} fen, its draws say otherwise".format(*line))
        for line in self.store.run(LINES_AND_LOTS, self.county, self.county):
            raise DoesNotFit("document {} line {}: {} base units for {} fen, its lot says otherwise".format(*line))
        for line in self.store.run(BOOKS, self.county):
            raise DoesNotFit("stocktake {} line {}: book {}, the lots then held {}".format(*line))

    def lot(self, document, line, bought, cost, used, drawn, standing, undone):
        """Everything that a lot gave, in the order of entry; a reversal gives it back."""
        record = f"lot {document}/{line}"
        events = []
        for number, place, draw, quantity, fen, back in self.store.run(DRAWS, self.county, document, line):
            events.append((number, place, draw, quantity, fen))
            if back is not None:
                events.append((back, 0, 0, -quantity, -fen))
        left, spent = bought, 0
        for number, _place, _draw, quantity, fen in sorted(events):
            if quantity > 0 and fen != share(cost, bought - left + quantity, bought) - spent:
                raise DoesNotFit(f"{record}: what document {number} drew cost otherwise")
            left, spent = left - quantity, spent + fen
            if left < 0 or number < document or (undone is not None and number > undone):
                raise DoesNotFit(f"{record}: document {number} drew what it did not hold")
        if (used, drawn, standing) != (bought - left, spent, int(undone is None)) or (undone and left != bought):
            raise DoesNotFit(f"{record}: kept as {used} used for {drawn} fen, its draws give {bought - left}, {spent}")


TOLD = [*CHANGEABLE.values(), *(f"{kind}_lines" for kind in LINES)]
TOLD += ["documents", "draws", "lots", "reversals", "meal_records", "menu_rows", "statements", "statement_groups"]
TOLD += ["reopening_requests", "reopenings", "week_locks"]
BACK = "LEFT JOIN reversals r ON r.county_id = {0}.county_id AND r.document_id = {0}.document_id"
LOTS = (
    "SELECT l.document_id, l.line_no, bought, cost_fen, used, drawn_fen, standing, r.id FROM lots l "
    f"{BACK.format('l')} WHERE l.county_id = ?"
)
DRAWS = (
    "SELECT d.document_id, line_no, draw_no, quantity, cost_fen, r.id FROM draws d INDEXED BY ix_draws_lot "
    f"{BACK.format('d')} WHERE d.county_id = ? AND lot_document_id = ? AND lot_line_no = ?"
)
_SUMS = (
    "SELECT w.document_id, w.line_no, w.quantity, w.cost_fen FROM {0}_lines w LEFT JOIN draws d ON "
    "d.county_id = w.county_id AND d.document_id = w.document_id AND d.line_no = w.line_no WHERE w.county_id = ? "
    "GROUP BY w.document_id, w.line_no HAVING (sum(d.quantity), sum(d.cost_fen)) IS NOT (w.quantity, w.cost_fen)"
)
LINES_AND_DRAWS = f"{_SUMS.format('issue')} UNION ALL {_SUMS.format('loss')}"
_BROUGHT = (
    "SELECT w.document_id, w.line_no, w.quantity, w.amount_fen FROM {0}_lines w JOIN documents o ON "
    "o.county_id = w.county_id AND o.id = w.document_id LEFT JOIN lots l ON l.county_id = w.county_id AND "
    "l.document_id = w.document_id AND l.line_no = w.line_no WHERE w.county_id = ? AND (l.canteen_id, l.ingredient_id, "
    "l.received_on, l.expires_on, l.bought, l.cost_fen) IS NOT (o.canteen_id, w.ingredient_id, o.dated_on, "
    "w.expires_on, w.quantity, w.amount_fen)"
)
LINES_AND_LOTS = f"{_BROUGHT.format('opening')} UNION ALL {_BROUGHT.format('receipt')}"
#: A stocktake's book: what lots received by then held when it was entered, later draws and reversals left aside.
BOOKS = """
SELECT t.document_id, t.line_no, t.book, sum(held) FROM (
    SELECT t.document_id, t.line_no, t.book, l.bought - coalesce((
        SELECT sum(d.quantity) FROM draws d INDEXED BY ix_draws_lot LEFT JOIN reversals b ON b.county_id = d.county_id
        AND b.document_id = d.document_id WHERE d.county_id = l.county_id AND d.lot_document_id = l.document_id
        AND d.lot_line_no = l.line_no AND d.document_id < t.document_id
        AND (b.id IS NULL OR b.id > t.document_id)), 0) AS held
    FROM stocktake_lines t JOIN documents o ON o.county_id = t.county_id AND o.id = t.document_id
    LEFT JOIN lots l INDEXED BY ix_lots_canteen ON l.county_id = t.county_id AND l.canteen_id = o.canteen_id
    AND l.ingredient_id = t.ingredient_id AND l.received_on <= o.dated_on AND l.document_id < t.document_id
    AND NOT EXISTS (SELECT 1 FROM reversals r WHERE r.county_id = l.county_id AND r.document_id = l.document_id
                    AND r.id < t.document_id)
    WHERE t.county_id = ?) t
GROUP BY t.document_id, t.line_no HAVING coalesce(sum(held), 0) IS NOT t.book
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("path")
    arguments.add_argument("--anchor", action="append", default=[], metavar="[CODE:]SEQ:HASH")
    wanted = arguments.parse_args()
    try:
        for line in verified(wanted.path, wanted.anchor):
            print(line)
    except (ValueError, KeyError) as wrong:
        arguments.error(f"an anchor is SEQ:HASH or CODE:SEQ:HASH ({wrong})")
    except (DoesNotFit, sqlite3.Error) as fault:
        sys.exit(f"不符 DOES NOT FIT: {fault}")


def verified(path, anchors=()):
    """A line for each county; raises the first DoesNotFit, or sqlite3.Error for a file that cannot be read."""
    store = Store(path)
    damaged = store.run("PRAGMA integrity_check(1)").fetchone()[0]
    if damaged != "ok":
        raise DoesNotFit(f"the file is damaged: {damaged}")
    counties = store.run("SELECT id, code FROM counties ORDER BY id").fetchall()
    for table in ("journal", "journal_heads", *TOLD):
        column = "id" if table == "counties" else "county_id"
        stray = store.run(f"SELECT {column} FROM {table} WHERE {column} NOT IN (SELECT id FROM counties)").fetchone()  # noqa: S608
        if stray:
            raise DoesNotFit(f"{table} has rows of county {stray[0]}, which is not there")
    known = [code for _, code in counties]
    kept = {code: {} for code in known}
    for anchor in anchors:
        *of, seq, hashed = anchor.split(":")
        kept[of[0] if of else known[0]][int(seq)] = hashed
    for county, code in counties:
        one = County(store, county, code, kept[code])
        rows = one.check()
        yield f"{code} 相符 FITS: {one.head[0]} entries, {rows} rows; 末端 END {one.head[0]}:{one.head[1]}"


if __name__ == "__main__":
    main()
