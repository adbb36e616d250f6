"""Forbidden foods by county; what a menu says beside its rows; published menus."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "forbidden_foods",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("excepted", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=6), nullable=False),
        sa.Column("applies_to", sa.String(length=10), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_forbidden_foods_county_id")),
        sa.PrimaryKeyConstraint("county_id", "code", name=op.f("pk_forbidden_foods")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "menu_meals",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("meal", sa.String(length=10), nullable=False),
        sa.Column("serves_at", sa.String(length=5), nullable=True),
        sa.Column("dishes", sa.Text(), nullable=False),
        sa.Column("copied_from", sa.String(length=8), nullable=True),
        _to_canteen("menu_meals"),
        sa.PrimaryKeyConstraint("county_id", "canteen_id", "dated_on", "meal", name=op.f("pk_menu_meals")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "menu_publications",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("published_at", sa.Text(), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        _to_canteen("menu_publications"),
        sa.PrimaryKeyConstraint("county_id", "canteen_id", "monday", "version", name=op.f("pk_menu_publications")),
        sqlite_with_rowid=False,
    )
    guards.changeable(op, "forbidden_foods", "menu_meals")
    guards.append_only(op, "menu_publications", ("county_id", "canteen_id", "monday", "version"))


def downgrade():
    op.drop_table("menu_publications")
    op.drop_table("menu_meals")
    op.drop_table("forbidden_foods")


def _to_canteen(table):
    return sa.ForeignKeyConstraint(
        ["county_id", "canteen_id"],
        ["canteens.county_id", "canteens.id"],
        name=op.f(f"fk_{table}_county_id_canteen_id"),
    )
