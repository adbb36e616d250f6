"""The bureau's documents as they were issued, under their numbers, and what was put down for the next briefing."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None
_KEY = ("county_id", "kind", "year", "number")


def upgrade():
    op.create_table(
        "official_papers",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("school_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.Text(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("issued_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_official_papers_number")),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_official_papers_county_id")),
        sa.ForeignKeyConstraint(
            ["county_id", "school_id"],
            ["schools.county_id", "schools.id"],
            name=op.f("fk_official_papers_county_id_school_id"),
        ),
        sa.PrimaryKeyConstraint(*_KEY, name=op.f("pk_official_papers")),
    )
    op.create_table(
        "briefing_items",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("alert_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "alert_id"],
            ["alerts.county_id", "alerts.id"],
            name=op.f("fk_briefing_items_county_id_alert_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "alert_id", name=op.f("pk_briefing_items")),
        sqlite_with_rowid=False,
    )
    guards.append_only(op, "official_papers", _KEY)
    guards.changeable(op, "briefing_items")


def downgrade():
    op.drop_table("briefing_items")
    guards.drop(op, "official_papers")
