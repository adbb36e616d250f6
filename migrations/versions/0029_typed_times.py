"""When a form was typed that waited on its device for a network, by the device's word."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "typed_times",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("place_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("typed_at", sa.Text(), nullable=True),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_typed_times_county_id")),
        sa.PrimaryKeyConstraint("county_id", "kind", "place_id", "number", "version", name=op.f("pk_typed_times")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_typed_times_county_id_received_at", "typed_times", ["county_id", "received_at"])
    guards.append_only(op, "typed_times", ("county_id", "kind", "place_id", "number", "version"))


def downgrade():
    guards.drop(op, "typed_times")
