"""Imported price lists, staff counts of schools, refused attempts."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "refusals",
        _part("county_id"),
        _part("id"),
        sa.Column("code", sa.String(length=50), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=True),
        sa.Column("canteen_id", sa.BigInteger(), nullable=True),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("refused_at", sa.Text(), nullable=False),
        _of("refusals", "school_id", "schools"),
        _of("refusals", "canteen_id", "canteens"),
        _of("refusals", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_refusals")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_refusals_county_id_dated_on", "refusals", ["county_id", "dated_on"], unique=False)
    op.create_table(
        "staff_counts",
        _part("county_id"),
        _part("school_id"),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("teaching", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("teaching >= 0 AND other >= 0", name=op.f("ck_staff_counts_counts")),
        _of("staff_counts", "school_id", "schools"),
        sa.PrimaryKeyConstraint("county_id", "school_id", "from_date", name=op.f("pk_staff_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "price_lists",
        _part("county_id"),
        _part("id"),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.Text(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_price_lists_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_price_lists")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "price_list_rows",
        _part("county_id"),
        _part("list_id"),
        _part("number"),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("content", sa.BigInteger(), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("content > 0 AND price_fen > 0", name=op.f("ck_price_list_rows_price")),
        _of("price_list_rows", "list_id", "price_lists"),
        _of("price_list_rows", "ingredient_id", "ingredients"),
        _of("price_list_rows", "supplier_id", "suppliers"),
        sa.PrimaryKeyConstraint("county_id", "list_id", "number", name=op.f("pk_price_list_rows")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "refusals", ("county_id", "id"))
    guards.append_only(op, "price_lists", ("county_id", "id"))
    guards.append_only(op, "price_list_rows", ("county_id", "list_id", "number"))
    guards.changeable(op, "staff_counts")


def downgrade():
    guards.drop(op, "price_list_rows")
    guards.drop(op, "price_lists")
    op.drop_table("staff_counts")
    guards.drop(op, "refusals")


def _part(name):
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _of(table, column, other):
    return sa.ForeignKeyConstraint(
        ["county_id", column],
        [f"{other}.county_id", f"{other}.id"],
        name=op.f(f"fk_{table}_county_id_{column}"),
    )
