"""Photos and papers of schools: what they put to a case, an alert or a finding, whoever cooks for them."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "school_attachments",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_school_attachments_size")),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_school_attachments_county_id")),
        sa.PrimaryKeyConstraint("county_id", "school_id", "about", "digest", name=op.f("pk_school_attachments")),
    )
    guards.append_only(op, "school_attachments", ("county_id", "school_id", "about", "digest"))


def downgrade():
    op.drop_table("school_attachments")
