"""What people did about findings and differences, and which record counts in a clash."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "finding_steps",
        *_step("finding_id"),
        sa.Column("photos", sa.Text(), nullable=False),
        *_who("done"),
        *_of("finding_steps", "finding_id", "visit_findings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "difference_steps",
        *_step("difference_id"),
        *_who("done"),
        *_of("difference_steps", "difference_id", "measurements"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "clash_decisions",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_who("decided"),
        sa.ForeignKeyConstraint(
            ["county_id", "visit_id"],
            ["visits.county_id", "visits.id"],
            name=op.f("fk_clash_decisions_county_id_visit_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_clash_decisions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_clash_decisions_county_id_visit_id", "clash_decisions", ["county_id", "visit_id"], unique=False)
    guards.append_only(op, "finding_steps", ("county_id", "finding_id", "number"))
    guards.append_only(op, "difference_steps", ("county_id", "difference_id", "number"))
    guards.append_only(op, "clash_decisions", ("county_id", "id"))


def downgrade():
    for table in ("clash_decisions", "difference_steps", "finding_steps"):
        guards.drop(op, table)


def _step(of):
    return (
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(of, sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
    )


def _who(did):
    return (
        sa.Column(f"{did}_at", sa.Text(), nullable=False),
        sa.Column(f"{did}_by", sa.Text(), nullable=False),
        sa.Column(f"{did}_by_id", sa.BigInteger(), nullable=True),
    )


def _of(table, column, other):
    return (
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{table}_number")),
        sa.ForeignKeyConstraint(
            ["county_id", column],
            [f"{other}.county_id", f"{other}.id"],
            name=op.f(f"fk_{table}_county_id_{column}"),
        ),
        sa.PrimaryKeyConstraint("county_id", column, "number", name=op.f(f"pk_{table}")),
    )
