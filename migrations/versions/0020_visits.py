"""Visits with their answers, findings, weighings and counts; the packs that tablets took along."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLES = {
    "packs": ("county_id", "id"),
    "visits": ("county_id", "id"),
    "visit_findings": ("county_id", "id"),
    "finding_rechecks": ("county_id", "id"),
    "measurements": ("county_id", "id"),
    "visit_amendments": ("county_id", "deposit_id"),
}


def upgrade():
    _packs()
    _visits()
    _found()
    _amended()
    for table, key in TABLES.items():
        guards.append_only(op, table, key)


def downgrade():
    for table in reversed(TABLES):
        guards.drop(op, table)


def _packs():
    op.create_table(
        "packs",
        _whole("county_id", key=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        _whole("school_id"),
        _whole("canteen_id", nullable=True),
        _whole("stop_id", nullable=True),
        sa.Column("month", sa.Boolean(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        _text("commits"),
        _text("candidates"),
        sa.Column("list_code", sa.String(length=20), nullable=False),
        sa.Column("list_version", sa.Integer(), nullable=False),
        _text("made_at"),
        _text("made_by"),
        _whole("made_by_id", nullable=True),
        _points("packs", "school_id", "schools"),
        _points("packs", "canteen_id", "canteens"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_packs")),
    )
    _index("packs", "school_id")


def _visits():
    op.create_table(
        "visits",
        _whole("county_id", key=True),
        _whole("id", key=True),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("deposit_id", sa.String(length=36), nullable=False),
        _whole("school_id"),
        _whole("canteen_id"),
        _whole("stop_id", nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("unannounced", sa.Boolean(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        _text("arrived_at"),
        _text("left_at"),
        sa.Column("list_code", sa.String(length=20), nullable=False),
        sa.Column("list_version", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.String(length=36), nullable=True),
        *[_text(name) for name in ("leader", "team", "school_side", "heads", "answers", "red_lines")],
        _whole("got_halves"),
        _whole("base"),
        sa.Column("grade", sa.String(length=20), nullable=True),
        _text("told"),
        _text("unchecked_reason"),
        _text("tally", nullable=True),
        _text("meal_eaten", nullable=True),
        _text("reply"),
        sa.Column("refused", sa.Boolean(), nullable=False),
        _text("flags"),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        _text("received_at"),
        _text("received_by"),
        _whole("received_by_id", nullable=True),
        _points("visits", "school_id", "schools"),
        _points("visits", "canteen_id", "canteens"),
        _points("visits", "deposit_id", "deposits"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_visits")),
    )
    for column in ("dated_on", "school_id", "stop_id", "deposit_id", "uuid"):
        _index("visits", column)


def _found():
    op.create_table(
        "visit_findings",
        _whole("county_id", key=True),
        _whole("id", key=True),
        _whole("visit_id"),
        _whole("school_id"),
        sa.Column("code", sa.String(length=10), nullable=False),
        _text("text"),
        sa.Column("red", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        _text("words"),
        _text("responsible"),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        _text("photos"),
        _text("fixed_photos"),
        _points("visit_findings", "visit_id", "visits"),
        _points("visit_findings", "school_id", "schools"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_visit_findings")),
        sqlite_with_rowid=False,
    )
    _index("visit_findings", "visit_id")
    _index("visit_findings", "school_id")
    op.create_table(
        "finding_rechecks",
        _whole("county_id", key=True),
        _whole("id", key=True),
        _whole("finding_id"),
        _whole("visit_id", nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("mended", sa.Boolean(), nullable=False),
        *[_text(name) for name in ("note", "photos", "entered_at", "entered_by")],
        _whole("entered_by_id", nullable=True),
        _points("finding_rechecks", "finding_id", "visit_findings"),
        _points("finding_rechecks", "visit_id", "visits"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_finding_rechecks")),
        sqlite_with_rowid=False,
    )
    _index("finding_rechecks", "finding_id")
    op.create_table(
        "measurements",
        _whole("county_id", key=True),
        _whole("id", key=True),
        _whole("visit_id"),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("ref", nullable=True),
        _text("ingredient_code", nullable=True),
        _text("name"),
        sa.Column("base", sa.String(length=10), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        *[_whole(name, nullable=True) for name in ("written", "found", "difference")],
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        *[_text(name) for name in ("witness", "note", "photos", "detail")],
        _points("measurements", "visit_id", "visits"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_measurements")),
        sqlite_with_rowid=False,
    )
    _index("measurements", "visit_id")


def _amended():
    op.create_table(
        "visit_amendments",
        _whole("county_id", key=True),
        sa.Column("deposit_id", sa.String(length=36), nullable=False),
        sa.Column("visit_uuid", sa.String(length=36), nullable=False),
        _whole("school_id"),
        *[_text(name) for name in ("text", "photos", "received_at", "received_by")],
        _points("visit_amendments", "deposit_id", "deposits"),
        sa.PrimaryKeyConstraint("county_id", "deposit_id", name=op.f("pk_visit_amendments")),
        sqlite_with_rowid=False,
    )
    _index("visit_amendments", "visit_uuid")


def _whole(name, *, nullable=False, key=False):
    return sa.Column(name, sa.BigInteger(), nullable=nullable, **({"autoincrement": False} if key else {}))


def _text(name, *, nullable=False):
    return sa.Column(name, sa.Text(), nullable=nullable)


def _points(table, column, parent):
    return sa.ForeignKeyConstraint(
        ["county_id", column],
        [f"{parent}.county_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_county_id_{column}"),
    )


def _index(table, column):
    op.create_index(f"ix_{table}_county_id_{column}", table, ["county_id", column], unique=False)
