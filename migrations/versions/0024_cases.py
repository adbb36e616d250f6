"""Cases of rectification and every step taken in them."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "cases",
        _whole("county_id", key=True),
        _whole("id", key=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        _whole("school_id"),
        _whole("canteen_id", nullable=True),
        sa.Column("source", sa.String(length=12), nullable=False),
        *[_text(name) for name in ("source_key", "text", "basis")],
        sa.Column("severity", sa.String(length=12), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        _text("owner"),
        _whole("owner_id", nullable=True),
        sa.Column("request_key", sa.String(length=40), nullable=True),
        *[_text(name) for name in ("opened_at", "opened_by")],
        _whole("opened_by_id", nullable=True),
        sa.CheckConstraint("no > 0", name=op.f("ck_cases_no")),
        sa.CheckConstraint("level > 0", name=op.f("ck_cases_level")),
        _points("cases", "school_id", "schools"),
        _points("cases", "canteen_id", "canteens"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_cases")),
        sa.UniqueConstraint("county_id", "year", "no", name="uq_cases_number"),
    )
    op.create_index("ix_cases_county_id_school_id", "cases", ["county_id", "school_id"], unique=False)
    op.create_index("ix_cases_county_id_source", "cases", ["county_id", "source", "source_key"], unique=False)
    op.create_table(
        "case_steps",
        _whole("county_id", key=True),
        _whole("case_id", key=True),
        _whole("number", key=True),
        sa.Column("what", sa.String(length=16), nullable=False),
        *[_text(name) for name in ("words", "files", "details", "done_at", "done_by")],
        _whole("done_by_id", nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_case_steps_number")),
        _points("case_steps", "case_id", "cases"),
        sa.PrimaryKeyConstraint("county_id", "case_id", "number", name=op.f("pk_case_steps")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_deputies",
        _whole("county_id", key=True),
        _whole("id", key=True),
        _whole("for_id"),
        _whole("deputy_id"),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=False),
        *[_text(name) for name in ("reason", "entered_at", "entered_by")],
        _points("case_deputies", "for_id", "accounts"),
        _points("case_deputies", "deputy_id", "accounts"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_case_deputies")),
    )
    guards.append_only(op, "cases", ("county_id", "id"))
    guards.append_only(op, "case_steps", ("county_id", "case_id", "number"))
    guards.changeable(op, "case_deputies")
    guards.frozen(op, "case_steps", "case_id", "reword", "issue")


def downgrade():
    op.drop_table("case_deputies")
    guards.drop(op, "case_steps", frozen=True)
    guards.drop(op, "cases")


def _whole(name, *, nullable=False, key=False):
    return sa.Column(name, sa.BigInteger(), nullable=nullable, **({"autoincrement": False} if key else {}))


def _text(name):
    return sa.Column(name, sa.Text(), nullable=False)


def _points(table, column, parent):
    return sa.ForeignKeyConstraint(
        ["county_id", column],
        [f"{parent}.county_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_county_id_{column}"),
    )
