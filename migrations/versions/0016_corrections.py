"""What took the place of a corrected document, and photos of documents."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "corrections",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("replaced_by", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        _to_document("corrections", "document_id"),
        _to_document("corrections", "replaced_by"),
        sa.PrimaryKeyConstraint("county_id", "document_id", name=op.f("pk_corrections")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_corrections_county_id_replaced_by", "corrections", ["county_id", "replaced_by"], unique=False)
    op.create_table(
        "document_photos",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        _to_document("document_photos", "document_id"),
        sa.PrimaryKeyConstraint("county_id", "document_id", "digest", name=op.f("pk_document_photos")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "corrections", ("county_id", "document_id"))
    guards.append_only(op, "document_photos", ("county_id", "document_id", "digest"))


def downgrade():
    guards.drop(op, "document_photos")
    guards.drop(op, "corrections")


def _to_document(table, column):
    return sa.ForeignKeyConstraint(
        ["county_id", column],
        ["documents.county_id", "documents.id"],
        name=op.f(f"fk_{table}_county_id_{column}"),
    )
