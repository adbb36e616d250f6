"""Orders to suppliers."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("order_no", sa.Text(), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=False),
        sa.Column("for_first", sa.Date(), nullable=False),
        sa.Column("for_last", sa.Date(), nullable=False),
        sa.Column("deliver_on", sa.Date(), nullable=False),
        sa.Column("deliver_time", sa.String(length=5), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        _to("orders", "canteen_id", "canteens"),
        _to("orders", "supplier_id", "suppliers"),
        sa.PrimaryKeyConstraint("county_id", "id", "version", name=op.f("pk_orders")),
        sa.UniqueConstraint(
            "county_id",
            "canteen_id",
            "order_no",
            "version",
            name=op.f("uq_orders_county_id_canteen_id_order_no_version"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "order_lines",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("for_days", sa.Text(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["county_id", "order_id", "version"],
            ["orders.county_id", "orders.id", "orders.version"],
            name=op.f("fk_order_lines_county_id_order_id_version"),
        ),
        _to("order_lines", "ingredient_id", "ingredients"),
        sa.PrimaryKeyConstraint("county_id", "order_id", "version", "line_no", name=op.f("pk_order_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "order_deliveries",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        _to("order_deliveries", "document_id", "documents"),
        sa.PrimaryKeyConstraint("county_id", "order_id", "document_id", name=op.f("pk_order_deliveries")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "orders", ("county_id", "id", "version"))
    guards.append_only(op, "order_lines", ("county_id", "order_id", "version", "line_no"))
    guards.append_only(op, "order_deliveries", ("county_id", "order_id", "document_id"))


def downgrade():
    for table in ("order_deliveries", "order_lines", "orders"):
        guards.drop(op, table)


def _to(table, column, target):
    return sa.ForeignKeyConstraint(
        ["county_id", column], [f"{target}.county_id", f"{target}.id"], name=op.f(f"fk_{table}_county_id_{column}")
    )
