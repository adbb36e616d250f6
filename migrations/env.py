"""How Alembic reaches the database: it is handed a connection, or makes one from the settings."""

from alembic import context

connection = context.config.attributes["connection"]
target = context.config.attributes["target_metadata"]


def render_item(type_, item, _autogen):
    """Our column types are written by what they store: a step imports none of our code for them."""
    if type_ == "type" and type(item).__module__.startswith("mealwatch."):
        return f"sa.{type(item.impl).__name__}()"
    return False


context.configure(
    connection=connection,
    target_metadata=target,
    render_item=render_item,
    include_object=context.config.attributes.get("include_object"),
    compare_type=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
