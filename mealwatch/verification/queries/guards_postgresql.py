"""The same guards on PostgreSQL: triggers that fire always, functions that refuse, rights that the role lacks.

Which tables are guarded, and how, is read off the scratch database; the
statements that guard them come from storage/guards.py itself.
"""

import re
from types import SimpleNamespace

from sqlalchemy import bindparam, text

from mealwatch.storage import guards
from mealwatch.storage.engine import APPLICATION_ROLE
from mealwatch.storage.metadata import metadata

_ALWAYS = "A"
_TRIGGERS = text(
    "SELECT t.tgname, pg_get_triggerdef(t.oid, true), t.tgenabled::text FROM pg_trigger t "
    "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND c.relname IN :tables"
).bindparams(bindparam("tables", expanding=True))
_FUNCTIONS = text(
    "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
    "WHERE n.nspname = current_schema() AND p.proname LIKE 'refuse!_%' ESCAPE '!'"
)
_CONSTRAINTS = text(
    "SELECT k.conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace "
    "WHERE n.nspname = current_schema() AND k.convalidated"
)
_FOREIGN_KEY_TRIGGERS = text(
    "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE t.tgisinternal AND t.tgenabled = 'D' AND c.relname IN :tables"
).bindparams(bindparam("tables", expanding=True))
_MAY = text("SELECT has_table_privilege(:role, :table, :right)")
_MAY_CHANGE = text("SELECT has_column_privilege(:role, :table, :column, 'UPDATE')")
#: Of a table whose steps freeze another: whose steps, which is refused, after which.
_FROZEN = re.compile(
    r"(?s)(?=.*done\.(?!county_id|what)(\w+) = NEW)(?=.*NEW\.what = '(\w+)')(?=.*done\.what = '(\w+)')"
)
_SHAPE = re.compile(
    r"create trigger (\w+) before (.+?) on (?:\w+\.)?(\w+) for each (\w+)(?: when (.*?))? execute function (\w+)"
)


def missing(connection, objects):
    """The names of what differs; ``objects``: the scratch database's, as queries/guards.py reads them."""
    tables = sorted(name for kind, name in objects if kind == "table")
    guarded = {table: _how(table, objects) for table in tables}
    told = _told(guarded)
    return sorted(
        {
            *_triggers(connection, tables, told),
            *_functions(connection, told),
            *_constraints(connection, tables),
            *_rights(connection, guarded),
        }
    )


def _how(table, objects):
    """How a table is guarded: append-only, columns that alone may move, closed by its canteen or school, frozen."""
    frozen = objects.get(("trigger", f"guard_{table}_frozen"), ("", ""))[1]
    update = objects.get(("trigger", f"guard_{table}_update"), ("", ""))[1]
    closed = objects.get(("trigger", f"guard_{table}_closed"), ("", ""))[1]
    fixed = re.findall(r"OLD\.(\w+) IS NOT NEW\.\w+", update)
    by = re.search(r"lock\.(\w+)_id = NEW\.\w+", closed.replace("lock.county_id", ""))
    return SimpleNamespace(
        append_only=bool(update) and not fixed,
        moving=[column.name for column in metadata().tables[table].columns if column.name not in fixed]
        if fixed
        else [],
        closed=by[1] if by else None,
        frozen=_FROZEN.search(frozen),
    )


class _Told:
    """Stands in for alembic's ``op``: notes what it is told to execute."""

    def __init__(self):
        self.statements = []

    def get_bind(self):
        return SimpleNamespace(dialect=SimpleNamespace(name="postgresql"))

    def execute(self, statement):
        self.statements.append(statement)


def _told(guarded):
    op = _Told()
    guards.make_role(op)
    for table, how in guarded.items():
        columns = [column.name for column in metadata().tables[table].columns] if how.moving else ()
        if how.append_only:
            guards.append_only(op, table, ())
        if how.moving:
            guards.only_columns(op, table, how.moving, columns)
        if how.closed == "canteen":
            guards.no_document_in_closed_week(op, table, "canteen_id", "dated_on")
        if how.closed == "school":
            guards.no_record_in_closed_week(op, table, "school_id", "dated_on")
        if how.frozen:
            guards.frozen(op, table, *how.frozen.groups())
    return op.statements


def _triggers(connection, tables, told):
    wanted = {shape[0]: shape for shape in (_shape(statement) for statement in told) if shape}
    there = {}
    for name, definition, enabled in connection.execute(_TRIGGERS, {"tables": tables}):
        there[name] = _shape(definition) if enabled == _ALWAYS else None
    for name in wanted.keys() | there.keys():
        if name not in wanted or there.get(name) != wanted[name]:
            yield f"trigger {name}"
    for (table,) in connection.execute(_FOREIGN_KEY_TRIGGERS, {"tables": tables}):
        yield f"foreign keys of {table}"


def _functions(connection, told):
    written = (re.search(r"CREATE FUNCTION (\w+)\(\).*\$\$(.*)\$\$", statement, re.DOTALL) for statement in told)
    wanted = {match[1]: match[2].strip() for match in written if match}
    there = {name: source.strip() for name, source in connection.execute(_FUNCTIONS)}
    return (f"function {name}" for name, source in wanted.items() if there.get(name) != source)


def _constraints(connection, tables):
    there = {name for (name,) in connection.execute(_CONSTRAINTS)}
    named = connection.dialect.identifier_preparer.format_constraint
    for table in tables:
        known = metadata().tables.get(table)
        for constraint in known.constraints if known is not None else ():
            if constraint.name and named(constraint).strip('"') not in there:
                yield f"constraint {constraint.name}"


def _rights(connection, guarded):
    role = {"role": APPLICATION_ROLE}
    known = text("SELECT rolsuper FROM pg_roles WHERE rolname = :role")
    is_super = connection.execute(known, role).scalar()
    if is_super is not False or connection.execute(text("SELECT current_user")).scalar() != APPLICATION_ROLE:
        yield f"role {APPLICATION_ROLE}"
        return
    for table, how in guarded.items():
        if not (how.append_only or how.moving):
            continue
        for right in ("DELETE", "TRUNCATE", *(() if how.moving else ("UPDATE",))):
            if connection.execute(_MAY, {**role, "table": table, "right": right}).scalar():
                yield f"grant {right} on {table}"
        for column in (one.name for one in metadata().tables[table].columns):
            may = connection.execute(_MAY_CHANGE, {**role, "table": table, "column": column}).scalar()
            if may != (column in how.moving):
                yield f"grant UPDATE ({column}) on {table}"


def _shape(statement):
    """A trigger's definition, whatever its spelling: (name, events, table, for each what, when, function)."""
    plain = re.sub(r"\s+", " ", statement.lower())
    match = _SHAPE.search(plain)
    if not match:
        return None
    name, events, table, each, when, function = match.groups()
    return name, frozenset(events.split(" or ")), table, each, re.sub(r"[()]", "", when or ""), function
