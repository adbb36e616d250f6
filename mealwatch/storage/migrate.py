"""Create and migrate the database, as its owner: the application's connections may not change the schema."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from mealwatch.storage import engine as recipe
from mealwatch.storage.metadata import metadata
from mealwatch.storage.migrations_path import migrations_folder


def owner_engine(url):
    """An engine whose connections may change the schema."""
    url = recipe.normalised(url)
    owner = create_engine(url, **recipe.options(url))
    recipe.prepare(owner, owner=True)
    return owner


def upgrade(url, revision="head"):
    """Bring the database up to ``revision``, making it where there is none."""
    _run(url, lambda settings: command.upgrade(settings, revision))


def downgrade(url, revision):
    """Take the database back to ``revision`` (``base``: nothing of ours is left)."""
    _run(url, lambda settings: command.downgrade(settings, revision))


def is_current(url):
    """Whether the database stands at the newest step."""
    owner = owner_engine(url)
    try:
        with owner.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() == _script().get_current_head()
    finally:
        owner.dispose()


def _script():
    return ScriptDirectory.from_config(_settings())


def _settings():
    settings = Config()
    settings.set_main_option("script_location", str(migrations_folder()))
    settings.set_main_option("path_separator", "os")
    return settings


def _run(url, step):
    owner = owner_engine(url)
    try:
        with owner.connect() as connection:
            connection = connection.execution_options(sqlite_begin="IMMEDIATE")
            settings = _settings()
            settings.attributes["connection"] = connection
            settings.attributes["target_metadata"] = metadata()
            step(settings)
            connection.commit()
    finally:
        owner.dispose()
