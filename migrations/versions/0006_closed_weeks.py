"""Closed weeks: statements, and how one is reopened. Append-only."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "statements",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("posted", sa.BigInteger(), nullable=False),
        sa.Column("closed_how", sa.String(length=10), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("deciding", sa.String(length=20), nullable=False),
        sa.Column("tolerance_fen", sa.BigInteger(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("journal_seq", sa.BigInteger(), nullable=False),
        sa.Column("journal_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_statements_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "school_id", "monday", "version", name=op.f("pk_statements")),
        sa.UniqueConstraint("county_id", "posted", name=op.f("uq_statements_county_id_posted")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statements_county_id_monday", "statements", ["county_id", "monday"], unique=False)
    op.create_table(
        "reopening_requests",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id", "monday", "version"],
            [
                "statements.county_id",
                "statements.school_id",
                "statements.monday",
                "statements.version",
            ],
            name=op.f("fk_reopening_requests_county_id_school_id_monday_version"),
        ),
        sa.PrimaryKeyConstraint("county_id", "school_id", "monday", "version", name=op.f("pk_reopening_requests")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_groups",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("supply_days", sa.Integer(), nullable=False),
        sa.Column("complete_days", sa.Integer(), nullable=False),
        sa.Column("spend", sa.Text(), nullable=False),
        sa.Column("spend_person_days", sa.Text(), nullable=False),
        sa.Column("spend_enrolled", sa.Text(), nullable=False),
        sa.Column("floor_fen", sa.BigInteger(), nullable=False),
        sa.Column("standard_fen", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id", "monday", "version"],
            [
                "statements.county_id",
                "statements.school_id",
                "statements.monday",
                "statements.version",
            ],
            name=op.f("fk_statement_groups_county_id_school_id_monday_version"),
        ),
        sa.PrimaryKeyConstraint(
            "county_id",
            "school_id",
            "monday",
            "version",
            "group_id",
            name=op.f("pk_statement_groups"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_statement_groups_county_id_monday",
        "statement_groups",
        ["county_id", "monday"],
        unique=False,
    )
    op.create_table(
        "reopenings",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("agreed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id", "monday", "version"],
            [
                "reopening_requests.county_id",
                "reopening_requests.school_id",
                "reopening_requests.monday",
                "reopening_requests.version",
            ],
            name=op.f("fk_reopenings_county_id_school_id_monday_version"),
        ),
        sa.PrimaryKeyConstraint("county_id", "school_id", "monday", "version", name=op.f("pk_reopenings")),
        sqlite_with_rowid=False,
    )
    week = ("county_id", "school_id", "monday", "version")
    guards.append_only(op, "statements", week)
    guards.append_only(op, "statement_groups", (*week, "group_id"))
    guards.append_only(op, "reopening_requests", week)
    guards.append_only(op, "reopenings", week)


def downgrade():
    op.drop_table("reopenings")
    op.drop_table("statement_groups")
    op.drop_table("reopening_requests")
    op.drop_table("statements")
