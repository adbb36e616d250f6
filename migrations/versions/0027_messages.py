"""Messages to people, how far they have read, where else they go, and what became of their sending; jobs done."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "messages",
        *_key("id"),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("told_at", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        _account("messages"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_messages")),
        sa.UniqueConstraint("county_id", "account_id", "key", name=op.f("uq_messages_county_id_account_id_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "message_reads",
        *_key("account_id"),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        _account("message_reads"),
        sa.PrimaryKeyConstraint("county_id", "account_id", name=op.f("pk_message_reads")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "message_channels",
        *_key("id"),
        sa.Column("shape", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("quiet_from", sa.String(length=5), nullable=False),
        sa.Column("quiet_until", sa.String(length=5), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_message_channels_county_id")),
        _account("message_channels"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_message_channels")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "message_sendings",
        *_key("id"),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "channel_id"],
            ["message_channels.county_id", "message_channels.id"],
            name=op.f("fk_message_sendings_county_id_channel_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_message_sendings")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_message_sendings_county_id_channel_id", "message_sendings", ["county_id", "channel_id"])
    op.create_table(
        "job_runs",
        *_key(),
        sa.Column("job", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("done_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_job_runs_county_id")),
        sa.PrimaryKeyConstraint("county_id", "job", "period", name=op.f("pk_job_runs")),
        sqlite_with_rowid=False,
    )
    for table, key in (
        ("messages", ("county_id", "id")),
        ("message_sendings", ("county_id", "id")),
        ("job_runs", ("county_id", "job", "period")),
    ):
        guards.append_only(op, table, key)
    guards.changeable(op, "message_reads", "message_channels")


def downgrade():
    guards.drop(op, "job_runs")
    guards.drop(op, "message_sendings")
    op.drop_table("message_channels")
    op.drop_table("message_reads")
    guards.drop(op, "messages")


def _key(*more):
    names = ("county_id", *more)
    return [sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in names]


def _account(table):
    return sa.ForeignKeyConstraint(
        ["county_id", "account_id"],
        ["accounts.county_id", "accounts.id"],
        name=op.f(f"fk_{table}_county_id_account_id"),
    )
