"""Ingredients and suppliers."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "ingredients",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.Column("food_group", sa.Text(), nullable=False),
        sa.Column("base_unit", sa.String(length=5), nullable=False),
        sa.Column("package_name", sa.Text(), nullable=True),
        sa.Column("package_content", sa.BigInteger(), nullable=True),
        sa.Column("grams_per_unit", sa.Text(), nullable=True),
        sa.Column("edible_percent", sa.Text(), nullable=True),
        sa.CheckConstraint("package_content IS NULL OR package_content > 0", name=op.f("ck_ingredients_package")),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_ingredients_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_ingredients")),
        sa.UniqueConstraint("county_id", "code", name=op.f("uq_ingredients_county_id_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suppliers",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("licence_no", sa.Text(), nullable=True),
        sa.Column("licence_expires_on", sa.Date(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_suppliers_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_suppliers")),
        sa.UniqueConstraint("county_id", "code", name=op.f("uq_suppliers_county_id_code")),
        sqlite_with_rowid=False,
    )
    guards.changeable(op, "ingredients", "suppliers")


def downgrade():
    op.drop_table("suppliers")
    op.drop_table("ingredients")
