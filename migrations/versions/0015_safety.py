"""Daily records of the canteen, its people and equipment, the lists of safety checks."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "daily_records",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("meal", sa.String(length=10), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("private", sa.Text(), nullable=True),
        sa.Column("second_name", sa.Text(), nullable=True),
        sa.Column("second_how", sa.String(length=20), nullable=True),
        sa.Column("signature_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=True),
        _at_canteen("daily_records"),
        sa.PrimaryKeyConstraint("county_id", "canteen_id", "kind", "number", "version", name=op.f("pk_daily_records")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_daily_records_county_id_canteen_id_dated_on", "daily_records", ["county_id", "canteen_id", "dated_on"]
    )
    op.create_index("ix_daily_records_county_id_kind_dated_on", "daily_records", ["county_id", "kind", "dated_on"])
    op.create_table(
        "canteen_staff",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        _at_canteen("canteen_staff"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_canteen_staff")),
        sa.UniqueConstraint("county_id", "canteen_id", "name", name=op.f("uq_canteen_staff_county_id_canteen_id_name")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "canteen_equipment",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("used_minutes", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        _at_canteen("canteen_equipment"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_canteen_equipment")),
        sa.UniqueConstraint(
            "county_id", "canteen_id", "name", name=op.f("uq_canteen_equipment_county_id_canteen_id_name")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "check_lists",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_check_lists_county_id")),
        sa.PrimaryKeyConstraint("county_id", "kind", "version", name=op.f("pk_check_lists")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "daily_records", ("county_id", "canteen_id", "kind", "number", "version"))
    guards.append_only(op, "check_lists", ("county_id", "kind", "version"))
    guards.changeable(op, "canteen_staff", "canteen_equipment")


def downgrade():
    guards.drop(op, "check_lists")
    op.drop_table("canteen_equipment")
    op.drop_table("canteen_staff")
    guards.drop(op, "daily_records")


def _at_canteen(table):
    return sa.ForeignKeyConstraint(
        ["county_id", "canteen_id"],
        ["canteens.county_id", "canteens.id"],
        name=op.f(f"fk_{table}_county_id_canteen_id"),
    )
