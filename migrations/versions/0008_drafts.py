"""What is being filled in and not yet recorded."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "drafts",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "canteen_id"],
            ["canteens.county_id", "canteens.id"],
            name=op.f("fk_drafts_county_id_canteen_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "canteen_id", "place", "owner_id", name=op.f("pk_drafts")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drafts_county_id_saved_at", "drafts", ["county_id", "saved_at"], unique=False)
    guards.changeable(op, "drafts")


def downgrade():
    op.drop_table("drafts")
