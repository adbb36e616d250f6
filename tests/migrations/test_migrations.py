"""The migrations make what the models say, on both stores, and every step goes down and up again."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import mealwatch
from mealwatch.storage import guards, migrate
from mealwatch.storage.metadata import FEATURES, metadata
from mealwatch.storage.migrations_path import migrations_folder

STEPS = [step.revision for step in ScriptDirectory(str(migrations_folder())).walk_revisions()][::-1]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """The URL of a database in which there is nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    return request.getfixturevalue("postgres_url")


def looked_at(url, look):
    owner = migrate.owner_engine(url)
    try:
        with owner.connect() as connection:
            return look(connection)
    finally:
        owner.dispose()


def differences(url):
    def look(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return [change for change in compare_metadata(context, metadata()) if "alembic_version" not in str(change)]

    return looked_at(url, look)


def described(url):
    """Everything in the database that a migration makes, as text: tables, columns, constraints, triggers, rights."""
    return looked_at(url, _describe)


def _describe(connection):
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return sorted(map(str, rows))
    parts = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger "
        "WHERE NOT tgisinternal",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT table_name, grantee, privilege_type FROM information_schema.table_privileges "
        "WHERE table_schema = 'public'",
        "SELECT nspname, nspacl::text FROM pg_namespace WHERE nspname = 'public'",
    )
    return sorted(str(row) for part in parts for row in connection.execute(text(part)))


def shapes(url):
    """Tables and indexes, each as the set of its parts: constraints may stand in another order."""
    if url.startswith("sqlite"):
        statement = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        rows = looked_at(url, lambda connection: connection.execute(text(statement)).all())
        found = {row.name: sorted(part.strip(" ,") for part in row.sql.splitlines()) for row in rows}
        return {name: parts for name, parts in found.items() if name != "alembic_version"}
    return [
        line
        for line in described(url)
        if not re.search(r"guard_|refuse_|alembic_version|mealwatch_app|^\('public'", line)
    ]


def test_head_is_what_the_models_say(empty):
    migrate.upgrade(empty)
    assert differences(empty) == []
    assert migrate.is_current(empty)
    tables = set(looked_at(empty, lambda connection: inspect(connection).get_table_names()))
    assert tables == {*metadata().tables, "alembic_version"}


def test_tables_are_to_the_letter_what_the_models_say(empty, tmp_path, request):
    """What alembic does not compare: checks, on what a partial index is, WITHOUT ROWID. Made twice and described."""
    migrate.upgrade(empty)
    if empty.startswith("sqlite"):
        other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    else:
        other = request.getfixturevalue("make_postgres_url")()
    owner = migrate.owner_engine(other)
    with owner.begin() as connection:
        metadata().create_all(connection)
    owner.dispose()

    assert shapes(empty) == shapes(other)


def test_every_step_goes_down_and_up_again(empty):
    """Down one step and up again from each: the same database, guards and rights included."""
    stood = {}
    for step in STEPS:
        migrate.upgrade(empty, step)
        stood[step] = described(empty)
    for step, before in zip(STEPS[::-1], [*STEPS[-2::-1], "base"], strict=True):
        migrate.downgrade(empty, before)
        if before != "base":
            assert described(empty) == stood[before], f"down from {step}"
    migrate.upgrade(empty)
    assert described(empty) == stood[STEPS[-1]]
    assert differences(empty) == []


def test_nothing_of_ours_is_left_at_the_base(empty):
    migrate.upgrade(empty)
    migrate.downgrade(empty, "base")
    left = described(empty)
    assert all("alembic_version" in line or "'public'" in line for line in left), left
    migrate.upgrade(empty)
    assert migrate.is_current(empty)


def test_a_step_back_from_each_revision_can_be_taken_by_itself(empty):
    for step in STEPS:
        migrate.upgrade(empty, step)
        migrate.downgrade(empty, "-1")
        migrate.upgrade(empty, "+1")
    assert differences(empty) == []


def test_steps_are_numbered_and_in_one_line():
    scripts = ScriptDirectory(str(migrations_folder()))
    assert [f"{number:04d}" for number in range(1, len(STEPS) + 1)] == STEPS
    assert scripts.get_heads() == [STEPS[-1]]
    for step in scripts.walk_revisions():
        assert step.path.rpartition("/")[2].startswith(f"{step.revision}_")
        assert step.doc


def test_all_features_with_tables_are_known():
    """A models.py that the metadata does not load would have no migration and nobody would notice."""
    with_tables = {path.parent.name for path in Path(mealwatch.__file__).parent.glob("*/models.py")}
    assert with_tables <= set(FEATURES)


def test_upgrading_twice_changes_nothing(empty):
    migrate.upgrade(empty)
    before = described(empty)
    migrate.upgrade(empty)
    assert described(empty) == before


def test_a_failed_step_leaves_the_database_as_it_was(empty, monkeypatch):
    migrate.upgrade(empty, STEPS[-2])
    before = described(empty)

    def fails(*_, **__):
        raise RuntimeError("half way")

    monkeypatch.setattr(guards, "changeable", fails)
    monkeypatch.setattr(guards, "append_only", fails)
    with pytest.raises(RuntimeError):
        migrate.upgrade(empty)
    assert described(empty) == before
    monkeypatch.undo()
    migrate.upgrade(empty)
    assert differences(empty) == []
