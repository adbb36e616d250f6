"""The guard matrix: what the database itself refuses, on both stores, as the application connects to it."""

import pytest
from sqlalchemy import Boolean, Date, DateTime, inspect, text
from sqlalchemy.exc import DBAPIError

from mealwatch.extensions import db
from mealwatch.storage.metadata import metadata
from tests.support.kitchen import MON, NEXT_MON, TUE, WED

LINES = ("opening_lines", "receipt_lines", "issue_lines", "delivery_lines", "loss_lines", "stocktake_lines")
APPEND_ONLY = (
    "journal",
    "documents",
    *LINES,
    "draws",
    "reversals",
    "meal_records",
    "menu_rows",
    "statements",
    "statement_groups",
    "reopening_requests",
    "reopenings",
    "signatures",
    "card_views",
    "card_acts",
    "week_notes",
    "daily_records",
    "check_lists",
    "class_heads",
    "issue_copies",
    "attachments",
    "school_attachments",
    "refusals",
    "supplier_versions",
    "price_lists",
    "price_list_rows",
    "acceptance_slips",
    "acceptances",
    "orders",
    "order_lines",
    "order_deliveries",
    "menu_publications",
    "corrections",
    "document_photos",
    "deposits",
    "deposit_conflicts",
    "deposit_receipts",
    "deposit_attachments",
    "evidence_files",
    "device_looks",
    "checklist_versions",
    "round_seals",
    "round_draws",
    "round_events",
    "packs",
    "visits",
    "visit_findings",
    "finding_rechecks",
    "measurements",
    "visit_amendments",
    "finding_steps",
    "difference_steps",
    "clash_decisions",
    "alerts",
    "alert_versions",
    "alert_steps",
    "alert_runs",
    "rule_settings",
    "cases",
    "case_steps",
    "field_draws",
    "field_slates",
    "field_steps",
    "self_checks",
    "self_check_schools",
    "self_check_replies",
    "escalations",
    "escalation_records",
    "official_papers",
    "messages",
    "message_sendings",
    "job_runs",
    "typed_times",
)
REFUSALS = {
    "sqlite": ("append-only", "not authorized"),
    "postgresql": ("permission denied", "must be owner"),
}
LOTS = "lots"
LOTS_MOVE = ("used", "drawn_fen", "standing")
CHANGEABLE = (
    "counties",
    "policies",
    "week_locks",
    "journal_heads",
    "schools",
    "canteens",
    "pupil_groups",
    "enrolments",
    "meal_standards",
    "staff_counts",
    "calendar_days",
    "closure_requests",
    "terms",
    "ingredients",
    "suppliers",
    "accounts",
    "passwords",
    "grants",
    "sessions",
    "api_tokens",
    "token_uses",
    "sign_in_attempts",
    "message_reads",
    "message_channels",
    "drafts",
    "devices",
    "device_uses",
    "deposit_states",
    "uploads",
    "upload_pieces",
    "site_keys",
    "pins",
    "pin_tries",
    "second_exceptions",
    "second_requests",
    "canteen_papers",
    "canteen_staff",
    "canteen_equipment",
    "school_classes",
    "class_links",
    "licence_allowances",
    "licence_rules",
    "forbidden_foods",
    "menu_meals",
    "checklists",
    "rounds",
    "round_stops",
    "round_avoidances",
    "briefing_items",
    "case_deputies",
    "case_meetings",
    "case_rules",
)


def test_every_table_is_of_one_kind():
    """A new table is put on one of the lists by a person who thought about it."""
    tables = sorted(metadata().tables)
    assert sorted((*APPEND_ONLY, LOTS, *CHANGEABLE)) == tables


def contents(name):
    table = metadata().tables[name]
    rows = db.session.execute(text(f"SELECT * FROM {name}")).all()
    db.session.rollback()
    return sorted(map(repr, rows)), len(table.c)


def attempt(statement, **values):
    """Run a statement as the application does; returns the error's text, or None when it was allowed."""
    try:
        db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        db.session.execute(text(statement), values)
        db.session.commit()
    except DBAPIError as error:
        return str(error.orig)
    finally:
        db.session.rollback()
    return None


def key_of(name):
    return [column.name for column in metadata().tables[name].primary_key]


def other_value(column, table=""):
    """A value that no row has, as SQL."""
    if isinstance(column.type, Boolean):
        return f"NOT {table}{column.name}"
    if isinstance(column.type, (Date, DateTime)):
        return "'2031-01-06'"
    if column.type.python_type is int:
        return f"COALESCE({table}{column.name}, 0) + 7"
    return "'changed'"


def changes(name):
    """Statements that would change the table, by what they try."""
    table = metadata().tables[name]
    columns, key = ", ".join(column.name for column in table.c), ", ".join(key_of(name))
    last = list(table.c)[-1]
    first_row = f"SELECT {columns} FROM {name} LIMIT 1"
    yield "update", f"UPDATE {name} SET {last.name} = {other_value(last)}"
    yield "update of a key", f"UPDATE {name} SET county_id = county_id + 1"
    yield "delete", f"DELETE FROM {name}"
    yield (
        "upsert",
        f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {name} WHERE true LIMIT 1 "
        f"ON CONFLICT ({key}) DO UPDATE SET {last.name} = {other_value(last, f'{name}.')}",
    )
    if db.engine.dialect.name == "sqlite":
        yield "replace", f"REPLACE INTO {name} ({columns}) {first_row}"
        yield "insert or replace", f"INSERT OR REPLACE INTO {name} ({columns}) {first_row}"
        yield "update or replace", f"UPDATE OR REPLACE {name} SET {last.name} = {other_value(last)}"
        yield "update or ignore", f"UPDATE OR IGNORE {name} SET {last.name} = {other_value(last)}"
    else:
        yield "truncate", f"TRUNCATE {name}"
        yield "truncate cascade", f"TRUNCATE {name} CASCADE"
        yield "disable triggers", f"ALTER TABLE {name} DISABLE TRIGGER ALL"
        yield "rule", f"CREATE RULE hush AS ON INSERT TO {name} DO INSTEAD NOTHING"
    yield "drop", f"DROP TABLE {name}"
    yield "drop column", f"ALTER TABLE {name} DROP COLUMN {last.name}"
    yield "rename", f"ALTER TABLE {name} RENAME TO elsewhere"
    trigger = triggers_of(name)[0]
    yield "drop trigger", f"DROP TRIGGER {trigger}" + ("" if db.engine.dialect.name == "sqlite" else f" ON {name}")


def triggers_of(name):
    if db.engine.dialect.name == "sqlite":
        statement = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name ORDER BY name"
    else:
        statement = (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:name AS regclass) AND NOT tgisinternal ORDER BY 1"
        )
    names = list(db.session.scalars(text(statement), {"name": name}))
    db.session.rollback()
    return names


def test_append_only_tables_are_append_only(filled):
    allowed = []
    for name in APPEND_ONLY:
        before = contents(name)
        assert before[0], f"nothing in {name}: nothing would be tested"
        for what, statement in changes(name):
            refusal = attempt(statement)
            if refusal is None:
                allowed.append(f"{name}: {what}")
            elif not any(word in refusal for word in REFUSALS[db.engine.dialect.name]):
                pytest.fail(f"{name}: {what} failed, but not by a guard: {refusal}")
        assert contents(name) == before, name
    assert allowed == []


def test_of_a_lot_only_what_is_drawn_moves(filled):
    before = contents(LOTS)
    table = metadata().tables[LOTS]
    for column in table.c:
        if column.name not in LOTS_MOVE:
            assert attempt(f"UPDATE lots SET {column.name} = {other_value(column)}"), column.name
    for what, statement in changes(LOTS):
        if what not in ("update", "upsert", "update or replace", "update or ignore"):
            assert attempt(statement), what
    assert contents(LOTS) == before
    assert attempt("UPDATE lots SET used = bought + 1"), "more used than bought"
    assert attempt("UPDATE lots SET used = -1"), "less than nothing used"
    assert contents(LOTS) == before
    assert attempt("UPDATE lots SET used = 1, drawn_fen = 1, standing = :no", no=False) is None


@pytest.mark.parametrize("name", ["documents", "reversals", "statements", "menu_rows"])
def test_no_other_unique_key_lets_a_row_be_replaced(filled, name):
    """REPLACE would also delete the row whose second unique key the new row has."""
    table = metadata().tables[name]
    fresh = {"documents": ("id", "id + 900"), "reversals": ("document_id", "1"), "statements": ("version", "9")}
    column, value = fresh.get(name, ("position", "position + 900"))
    columns = [f"{value} AS {c.name}" if c.name == column else c.name for c in table.c]
    before = contents(name)
    verb = "INSERT OR REPLACE" if db.engine.dialect.name == "sqlite" else "INSERT"
    names = ", ".join(c.name for c in table.c)
    assert attempt(f"{verb} INTO {name} ({names}) SELECT {', '.join(columns)} FROM {name} LIMIT 1")
    assert contents(name) == before


CLOSED = {
    "a document": (
        "documents",
        "INSERT INTO documents SELECT county_id, id + 900, kind, canteen_id, doc_no || 'x', :on, meal, digest, "
        "entered_at, entered_by, imported FROM documents WHERE doc_no = 'I1'",
    ),
    "a reversal": (
        "reversals",
        "INSERT INTO reversals SELECT d.county_id, d.id, r.id + 900, r.canteen_id, :on, r.reason, r.reversed_by, "
        "r.entered_at, r.entered_by, r.imported FROM reversals r JOIN documents d ON d.doc_no = 'L1'",
    ),
    "a meal record": (
        "meal_records",
        "INSERT INTO meal_records SELECT county_id, :on, group_id, 'dinner', version, school_id, beneficiaries, "
        "other_pupils, staff, reason, entered_at, entered_by, imported FROM meal_records WHERE version = 1",
    ),
}


def closed_row(what):
    name, statement = CLOSED[what]
    return name, statement if db.engine.dialect.name == "sqlite" else statement.replace(":on", "CAST(:on AS DATE)")


@pytest.mark.parametrize("what", CLOSED)
def test_the_database_refuses_rows_dated_in_a_closed_week(filled, what):
    name, statement = closed_row(what)
    on = {"on": TUE.isoformat()}
    filled.close("S001", MON)
    before = contents(name)
    for day in (MON, TUE, NEXT_MON.replace(day=8)):
        assert "the week is closed" in attempt(statement, on=day.isoformat())
    assert contents(name) == before
    filled.reopen("S001", MON)
    assert attempt(statement, **on) is None


@pytest.mark.parametrize("what", ["a document", "a reversal"])
def test_the_database_closes_only_the_days_on_which_the_school_was_fed(filled, what):
    _, statement = closed_row(what)
    filled.close("S002", MON, fed={"C001": [0, 1]})
    assert "the week is closed" in attempt(statement, on=TUE.isoformat())
    assert attempt(statement, on=WED.isoformat()) is None


@pytest.mark.parametrize("what", CLOSED)
def test_a_table_of_ones_own_does_not_hide_the_closed_weeks(filled, what):
    """A temporary table comes first when a name is looked up; the guards must not be led astray by it."""
    _, statement = closed_row(what)
    filled.close("S001", MON)
    connection = db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
    try:
        db.session.execute(text("CREATE TEMPORARY TABLE week_locks AS SELECT * FROM week_locks WHERE false"))
    except DBAPIError as refused:
        assert "not authorized" in str(refused.orig)
        db.session.rollback()
        return
    with pytest.raises(DBAPIError, match="the week is closed"):
        connection.execute(text(statement), {"on": TUE.isoformat()})
    db.session.rollback()


def test_guards_are_there_by_name(both):
    """Each append-only table has its triggers; a migration that loses one fails here."""
    wanted = {"documents", "reversals", "meal_records"}
    for name in APPEND_ONLY:
        on_sqlite = {f"guard_{name}_{what}" for what in ("update", "delete", "replace")}
        on_postgresql = {f"guard_{name}_{what}" for what in ("rows", "truncate")}
        found = set(triggers_of(name))
        expected = on_sqlite if db.engine.dialect.name == "sqlite" else on_postgresql
        closed = {f"guard_{name}_closed"} if name in wanted else set()
        assert found == expected | closed | ({"guard_case_steps_frozen"} if name == "case_steps" else set())
    assert inspect(db.engine).has_table("lots")
