"""Rounds of visits: who visits whom, and how it was drawn."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def _foreign(table, column, to):
    """The county and one of its rows."""
    name = op.f(f"fk_{table}_county_id_{column}")
    return sa.ForeignKeyConstraint(["county_id", column], [f"{to}.county_id", f"{to}.id"], name=name)


def upgrade():
    op.create_table(
        "rounds",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_rounds_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_rounds")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round_seals",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("seed_hash", sa.String(length=64), nullable=False),
        sa.Column("slate", sa.Text(), nullable=False),
        sa.Column("list_digest", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        _foreign("round_seals", "round_id", "rounds"),
        sa.PrimaryKeyConstraint("county_id", "round_id", "attempt", name=op.f("pk_round_seals")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round_draws",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "round_id", "attempt"],
            ["round_seals.county_id", "round_seals.round_id", "round_seals.attempt"],
            name=op.f("fk_round_draws_county_id_round_id_attempt"),
        ),
        sa.PrimaryKeyConstraint("county_id", "round_id", "attempt", name=op.f("pk_round_draws")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round_stops",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("team", sa.Integer(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        _foreign("round_stops", "round_id", "rounds"),
        _foreign("round_stops", "school_id", "schools"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_round_stops")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round_events",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        _foreign("round_events", "round_id", "rounds"),
        sa.PrimaryKeyConstraint("county_id", "round_id", "n", name=op.f("pk_round_events")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "round_avoidances",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        _foreign("round_avoidances", "school_id", "schools"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_round_avoidances")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "round_seals", ("county_id", "round_id", "attempt"))
    guards.append_only(op, "round_draws", ("county_id", "round_id", "attempt"))
    guards.append_only(op, "round_events", ("county_id", "round_id", "n"))
    guards.changeable(op, "rounds", "round_stops", "round_avoidances")


def downgrade():
    op.drop_table("round_avoidances")
    guards.drop(op, "round_events")
    op.drop_table("round_stops")
    guards.drop(op, "round_draws")
    guards.drop(op, "round_seals")
    op.drop_table("rounds")
