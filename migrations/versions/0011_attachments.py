"""Photos and papers."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "attachments",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachments_size")),
        sa.ForeignKeyConstraint(
            ["county_id", "canteen_id"],
            ["canteens.county_id", "canteens.id"],
            name=op.f("fk_attachments_county_id_canteen_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "canteen_id", "digest", name=op.f("pk_attachments")),
    )
    guards.append_only(op, "attachments", ("county_id", "canteen_id", "digest"))


def downgrade():
    op.drop_table("attachments")
