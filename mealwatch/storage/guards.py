"""Append-only tables: what the database itself refuses, on SQLite and PostgreSQL.

Guards are triggers named ``guard_<table>_<what>``. On PostgreSQL the
application works in a role that holds no right to update or delete there
either; the triggers then stop the owner's slips. Only migrations call this.
"""

from mealwatch.storage.engine import APPLICATION_ROLE


def append_only(op, table, key):
    """Refuse update, delete, replace (and truncate) on ``table``, whose primary key is ``key``."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(_sqlite(table, what.lower(), f"BEFORE {what} ON {table}"))
        no_replacing(op, table, key)
    else:
        _postgresql(op, table, "UPDATE OR DELETE")
        op.execute(f"REVOKE ALL ON {table} FROM {APPLICATION_ROLE}")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO {APPLICATION_ROLE}")


def no_replacing(op, table, key):
    """Refuse a row whose primary key is there already, which REPLACE would delete (SQLite alone has it)."""
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        op.execute(
            f"CREATE TRIGGER guard_{table}_replace BEFORE INSERT ON {table} "  # nosec B608
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table} is append-only'); END"
        )


def only_columns(op, table, changeable, all_columns):
    """Refuse delete, and update of any column but the ``changeable`` ones."""
    fixed = [column for column in all_columns if column not in changeable]
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_sqlite(table, "delete", f"BEFORE DELETE ON {table}"))
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in fixed)
        op.execute(_sqlite(table, "update", f"BEFORE UPDATE ON {table} WHEN {changed}"))
    else:
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in fixed)
        _postgresql(op, table, "DELETE")
        op.execute(
            f"CREATE TRIGGER guard_{table}_columns BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
            "EXECUTE FUNCTION refuse_change()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{table}_columns")
        op.execute(f"REVOKE ALL ON {table} FROM {APPLICATION_ROLE}")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ({', '.join(changeable)}) ON {table} TO {APPLICATION_ROLE}")


def readable(op, *tables):
    """Let the application role read these tables and nothing else (PostgreSQL)."""
    if op.get_bind().dialect.name != "sqlite":
        for table in tables:
            op.execute(f"GRANT SELECT ON {table} TO {APPLICATION_ROLE}")


def changeable(op, *tables):
    """Let the application role read and write these tables (PostgreSQL; nothing to do on SQLite)."""
    if op.get_bind().dialect.name != "sqlite":
        for table in tables:
            op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APPLICATION_ROLE}")


def no_document_in_closed_week(op, table, canteen, dated_on):
    """Refuse rows of ``table`` dated on a day that a closed week locks for its canteen."""
    if op.get_bind().dialect.name == "sqlite":
        day = f"CAST(julianday(NEW.{dated_on}) - julianday(lock.monday) AS INTEGER)"
        fed = f"(lock.fed_days >> {day}) & 1"
    else:
        fed = f"(lock.fed_days >> (NEW.{dated_on} - lock.monday)) & 1 = 1"
    _refuse_locked(op, table, dated_on, f"lock.canteen_id = NEW.{canteen} AND {fed}")


def no_record_in_closed_week(op, table, school, dated_on):
    """Refuse rows of ``table`` dated in a week that is closed for their school."""
    _refuse_locked(op, table, dated_on, f"lock.school_id = NEW.{school}")


def frozen(op, table, of, refused, done):
    """Refuse the step ``refused`` in ``table`` once the step ``done`` of the same record (column ``of``) is there."""
    same = f"done.county_id = NEW.county_id AND done.{of} = NEW.{of} AND done.what = '{done}'"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER guard_{table}_frozen BEFORE INSERT ON {table} "  # nosec B608
            f"WHEN NEW.what = '{refused}' AND EXISTS (SELECT 1 FROM {table} done WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: no {refused} after {done}'); END"
        )
    else:
        op.execute(
            f"CREATE FUNCTION refuse_frozen_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # nosec B608
            f"IF NEW.what = '{refused}' AND EXISTS (SELECT 1 FROM public.{table} done WHERE {same}) "
            f"THEN RAISE EXCEPTION '{table}: no {refused} after {done}'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER guard_{table}_frozen BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_frozen_{table}()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{table}_frozen")


def _refuse_locked(op, table, dated_on, locked):
    if op.get_bind().dialect.name == "sqlite":
        lock = "SELECT 1 FROM week_locks lock WHERE lock.county_id = NEW.county_id"
        week = f"lock.monday BETWEEN date(NEW.{dated_on}, '-6 days') AND NEW.{dated_on}"
        op.execute(
            f"CREATE TRIGGER guard_{table}_closed BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({lock} AND {week} AND {locked}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: the week is closed'); END"
        )
    else:
        # With its schema: a temporary table of that name would come first and hide the closed weeks.
        lock = "SELECT 1 FROM public.week_locks lock WHERE lock.county_id = NEW.county_id"
        week = f"lock.monday BETWEEN NEW.{dated_on} - 6 AND NEW.{dated_on}"
        op.execute(
            f"CREATE FUNCTION refuse_closed_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF EXISTS ({lock} AND {week} AND {locked}) "
            f"THEN RAISE EXCEPTION '{table}: the week is closed'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER guard_{table}_closed BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_closed_{table}()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{table}_closed")


def make_role(op):
    """Make the application role and the function that refuses (PostgreSQL)."""
    if op.get_bind().dialect.name == "sqlite":
        return
    # The role is the server's: another of its databases may be migrated at the same moment. Then it is tried again.
    op.execute(
        "DO $$ BEGIN FOR attempt IN 1..50 LOOP BEGIN "  # nosec B608
        f"IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APPLICATION_ROLE}') "
        f"THEN CREATE ROLE {APPLICATION_ROLE} NOLOGIN; END IF; "
        f"GRANT {APPLICATION_ROLE} TO CURRENT_USER; RETURN; "
        "EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN PERFORM pg_sleep(0.1); "
        f"END; END LOOP; RAISE EXCEPTION 'the role {APPLICATION_ROLE} cannot be made'; END $$"
    )
    op.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION_ROLE}")
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )


def drop_role(op):
    """Undo ``make_role`` in this database; the role itself stays, other databases may use it."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("DROP FUNCTION refuse_change()")
    op.execute(f"DROP OWNED BY {APPLICATION_ROLE}")


def drop(op, table, *, closed=False, frozen=False):
    """Drop a guarded table with what hangs on it."""
    op.drop_table(table)
    if frozen and op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION refuse_frozen_{table}()")
    if closed and op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION refuse_closed_{table}()")


def _sqlite(table, what, moment):
    return f"CREATE TRIGGER guard_{table}_{what} {moment} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"


def _postgresql(op, table, what):
    op.execute(
        f"CREATE TRIGGER guard_{table}_rows BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{table}_rows")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard_{table}_truncate")
