"""Checklists, what is being changed of them, and their published versions."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "checklists",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("draft_of", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_checklists_county_id")),
        sa.PrimaryKeyConstraint("county_id", "code", name=op.f("pk_checklists")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "checklist_versions",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_checklist_versions_county_id")),
        sa.PrimaryKeyConstraint("county_id", "code", "number", name=op.f("pk_checklist_versions")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "checklist_versions", ("county_id", "code", "number"))
    guards.changeable(op, "checklists")


def downgrade():
    guards.drop(op, "checklist_versions")
    op.drop_table("checklists")
