"""The ledger: documents, lines, lots, draws, reversals. Append-only."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LINES = (
    "opening_lines",
    "receipt_lines",
    "issue_lines",
    "delivery_lines",
    "loss_lines",
    "stocktake_lines",
)
MOVING = ("used", "drawn_fen", "standing")
LOT_COLUMNS = (
    "county_id",
    "document_id",
    "line_no",
    "canteen_id",
    "ingredient_id",
    "received_on",
    "expires_on",
    "bought",
    "cost_fen",
    *MOVING,
)


def upgrade():
    op.create_table(
        "documents",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("doc_no", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("meal", sa.String(length=10), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "canteen_id"],
            ["canteens.county_id", "canteens.id"],
            name=op.f("fk_documents_county_id_canteen_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_documents")),
        sa.UniqueConstraint(
            "county_id",
            "canteen_id",
            "kind",
            "doc_no",
            name=op.f("uq_documents_county_id_canteen_id_kind_doc_no"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_documents_county_id_canteen_id_dated_on",
        "documents",
        ["county_id", "canteen_id", "dated_on"],
        unique=False,
    )
    op.create_index(
        "ix_documents_county_id_dated_on",
        "documents",
        ["county_id", "dated_on", "kind"],
        unique=False,
    )
    op.create_table(
        "delivery_lines",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("portions", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("food_cost_fen", sa.BigInteger(), nullable=True),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("acceptor_1", sa.Text(), nullable=True),
        sa.Column("acceptor_2", sa.Text(), nullable=True),
        sa.CheckConstraint("portions > 0 AND amount_fen >= 0", name=op.f("ck_delivery_lines_portions")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_delivery_lines_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "supplier_id"],
            ["suppliers.county_id", "suppliers.id"],
            name=op.f("fk_delivery_lines_county_id_supplier_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", name=op.f("pk_delivery_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issue_lines",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("use_days", sa.Integer(), nullable=False),
        sa.Column("cost_fen", sa.BigInteger(), nullable=False),
        sa.Column("storekeeper", sa.Text(), nullable=True),
        sa.Column("collector", sa.Text(), nullable=True),
        sa.CheckConstraint("quantity > 0 AND use_days BETWEEN 1 AND 60", name=op.f("ck_issue_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_issue_lines_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "ingredient_id"],
            ["ingredients.county_id", "ingredients.id"],
            name=op.f("fk_issue_lines_county_id_ingredient_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", name=op.f("pk_issue_lines")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_issue_lines_spread",
        "issue_lines",
        ["county_id", "document_id"],
        unique=False,
        sqlite_where=sa.text("use_days > 1"),
        postgresql_where=sa.text("use_days > 1"),
    )
    op.create_table(
        "loss_lines",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("cost_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_loss_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_loss_lines_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "ingredient_id"],
            ["ingredients.county_id", "ingredients.id"],
            name=op.f("fk_loss_lines_county_id_ingredient_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", name=op.f("pk_loss_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lots",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("bought", sa.BigInteger(), nullable=False),
        sa.Column("cost_fen", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("drawn_fen", sa.BigInteger(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.CheckConstraint("bought > 0 AND used >= 0 AND used <= bought", name=op.f("ck_lots_used")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_lots_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "ingredient_id"],
            ["ingredients.county_id", "ingredients.id"],
            name=op.f("fk_lots_county_id_ingredient_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", name=op.f("pk_lots")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_lots_canteen",
        "lots",
        ["county_id", "canteen_id", "ingredient_id", "received_on"],
        unique=False,
    )
    op.create_index(
        "ix_lots_open",
        "lots",
        ["county_id", "canteen_id", "ingredient_id"],
        unique=False,
        sqlite_where=sa.text("used < bought AND standing"),
        postgresql_where=sa.text("used < bought AND standing"),
    )
    op.create_index("ix_lots_received", "lots", ["county_id", "received_on"], unique=False)
    op.create_table(
        "opening_lines",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("counted_by", sa.Text(), nullable=True),
        sa.Column("witnessed_by", sa.Text(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_opening_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_opening_lines_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "ingredient_id"],
            ["ingredients.county_id", "ingredients.id"],
            name=op.f("fk_opening_lines_county_id_ingredient_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", name=op.f("pk_opening_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipt_lines",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("batch_no", sa.Text(), nullable=True),
        sa.Column("produced_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("buyer", sa.Text(), nullable=True),
        sa.Column("acceptor_1", sa.Text(), nullable=True),
        sa.Column("acceptor_2", sa.Text(), nullable=True),
        sa.CheckConstraint("quantity > 0 AND amount_fen >= 0", name=op.f("ck_receipt_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_receipt_lines_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "ingredient_id"],
            ["ingredients.county_id", "ingredients.id"],
            name=op.f("fk_receipt_lines_county_id_ingredient_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "supplier_id"],
            ["suppliers.county_id", "suppliers.id"],
            name=op.f("fk_receipt_lines_county_id_supplier_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", name=op.f("pk_receipt_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reversals",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reversed_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_reversals_county_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", name=op.f("pk_reversals")),
        sa.UniqueConstraint("county_id", "id", name=op.f("uq_reversals_county_id_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stocktake_lines",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ingredient_id", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("book", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("cost_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("counted_by", sa.Text(), nullable=True),
        sa.Column("witnessed_by", sa.Text(), nullable=True),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_stocktake_lines_counted")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_stocktake_lines_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "ingredient_id"],
            ["ingredients.county_id", "ingredients.id"],
            name=op.f("fk_stocktake_lines_county_id_ingredient_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", name=op.f("pk_stocktake_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draws",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("draw_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lot_document_id", sa.BigInteger(), nullable=False),
        sa.Column("lot_line_no", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("cost_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_draws_quantity")),
        sa.ForeignKeyConstraint(
            ["county_id", "document_id"],
            ["documents.county_id", "documents.id"],
            name=op.f("fk_draws_county_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["county_id", "lot_document_id", "lot_line_no"],
            ["lots.county_id", "lots.document_id", "lots.line_no"],
            name=op.f("fk_draws_county_id_lot_document_id_lot_line_no"),
        ),
        sa.PrimaryKeyConstraint("county_id", "document_id", "line_no", "draw_no", name=op.f("pk_draws")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_draws_lot", "draws", ["county_id", "lot_document_id", "lot_line_no"], unique=False)
    guards.append_only(op, "documents", ("county_id", "id"))
    for table in LINES:
        guards.append_only(op, table, ("county_id", "document_id", "line_no"))
    guards.append_only(op, "draws", ("county_id", "document_id", "line_no", "draw_no"))
    guards.append_only(op, "reversals", ("county_id", "document_id"))
    guards.only_columns(op, "lots", MOVING, LOT_COLUMNS)
    guards.no_replacing(op, "lots", ("county_id", "document_id", "line_no"))
    for table in ("documents", "reversals"):
        guards.no_document_in_closed_week(op, table, "canteen_id", "dated_on")


def downgrade():
    op.drop_table("draws")
    op.drop_table("stocktake_lines")
    guards.drop(op, "reversals", closed=True)
    op.drop_table("receipt_lines")
    op.drop_table("opening_lines")
    op.drop_table("lots")
    op.drop_table("loss_lines")
    op.drop_table("issue_lines")
    op.drop_table("delivery_lines")
    guards.drop(op, "documents", closed=True)
