"""Meals served and menus. Append-only."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "meal_records",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meal", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("beneficiaries", sa.BigInteger(), nullable=False),
        sa.Column("other_pupils", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "beneficiaries >= 0 AND other_pupils >= 0 AND staff >= 0",
            name=op.f("ck_meal_records_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "group_id"],
            ["pupil_groups.county_id", "pupil_groups.id"],
            name=op.f("fk_meal_records_county_id_group_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "dated_on", "group_id", "meal", "version", name=op.f("pk_meal_records")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_meal_records_county_id_group_id_dated_on",
        "meal_records",
        ["county_id", "group_id", "dated_on"],
        unique=False,
    )
    op.create_table(
        "menu_rows",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("meal", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dish", sa.Text(), nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("age_band", sa.String(length=5), nullable=False),
        sa.Column("mg_per_pupil", sa.BigInteger(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "canteen_id"],
            ["canteens.county_id", "canteens.id"],
            name=op.f("fk_menu_rows_county_id_canteen_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "ingredient_id"],
            ["ingredients.county_id", "ingredients.id"],
            name=op.f("fk_menu_rows_county_id_ingredient_id"),
        ),
        sa.PrimaryKeyConstraint(
            "county_id",
            "canteen_id",
            "dated_on",
            "meal",
            "position",
            "version",
            name=op.f("pk_menu_rows"),
        ),
        sa.UniqueConstraint(
            "county_id",
            "canteen_id",
            "dated_on",
            "meal",
            "dish",
            "ingredient_id",
            "age_band",
            "version",
            name=op.f("uq_menu_rows_county_id_canteen_id_dated_on_meal_dish_ingredient_id_age_band_version"),
        ),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "meal_records", ("county_id", "dated_on", "group_id", "meal", "version"))
    guards.append_only(op, "menu_rows", ("county_id", "canteen_id", "dated_on", "meal", "position", "version"))
    guards.no_record_in_closed_week(op, "meal_records", "school_id", "dated_on")


def downgrade():
    op.drop_table("menu_rows")
    guards.drop(op, "meal_records", closed=True)
