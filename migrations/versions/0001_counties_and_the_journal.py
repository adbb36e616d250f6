"""Counties, their policy, and the journal that every change is written to."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    guards.make_role(op)
    op.create_table(
        "counties",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("live_from", sa.Date(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counties")),
        sa.UniqueConstraint("code", name=op.f("uq_counties_code")),
    )
    op.create_table(
        "journal",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("alg", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("county_id", "seq", name=op.f("pk_journal")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "week_locks",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("canteen_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fed_days", sa.Integer(), nullable=False),
        sa.Column("supply_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("county_id", "canteen_id", "monday", "school_id", name=op.f("pk_week_locks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_week_locks_school", "week_locks", ["county_id", "school_id", "monday"], unique=False)
    op.create_table(
        "journal_heads",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("posted", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_journal_heads_county_id")),
        sa.PrimaryKeyConstraint("county_id", name=op.f("pk_journal_heads")),
    )
    op.create_table(
        "policies",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subsidy_fen", sa.BigInteger(), nullable=False),
        sa.Column("deciding", sa.String(length=20), nullable=False),
        sa.Column("tolerance_fen", sa.BigInteger(), nullable=False),
        sa.Column("close_after_days", sa.Integer(), nullable=False),
        sa.Column("close_at", sa.String(length=5), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.CheckConstraint("subsidy_fen >= 0", name=op.f("ck_policies_subsidy")),
        sa.CheckConstraint("tolerance_fen >= 0", name=op.f("ck_policies_tolerance")),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_policies_county_id")),
        sa.PrimaryKeyConstraint("county_id", "from_date", name=op.f("pk_policies")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "journal", ("county_id", "seq"))
    guards.changeable(op, "counties", "policies", "week_locks", "journal_heads")
    guards.readable(op, "alembic_version")


def downgrade():
    op.drop_table("policies")
    op.drop_table("journal_heads")
    op.drop_table("week_locks")
    op.drop_table("journal")
    op.drop_table("counties")
    guards.drop_role(op)
