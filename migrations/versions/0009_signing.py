"""Second persons: PINs, signatures, what waits for one, exceptions; papers that run out, and the principal's card."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    _pins()
    _exceptions()
    _signatures()
    _requests()
    _papers()
    _card()
    _notes()
    guards.append_only(op, "signatures", ["county_id", "id"])
    guards.append_only(op, "card_views", ["county_id", "id"])
    guards.append_only(op, "card_acts", ["county_id", "view_id", "number"])
    guards.append_only(op, "week_notes", ["county_id", "id"])
    guards.changeable(op, "pins", "pin_tries", "second_exceptions", "second_requests", "canteen_papers")


def downgrade():
    for table in (
        "week_notes",
        "card_acts",
        "card_views",
        "canteen_papers",
        "second_requests",
        "signatures",
        "second_exceptions",
        "pin_tries",
        "pins",
    ):
        op.drop_table(table)


def _pins():
    op.create_table(
        "pins",
        *_key("account_id"),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("set_at", sa.Text(), nullable=False),
        _points("pins", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("county_id", "account_id", name=op.f("pk_pins")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pin_tries",
        *_key("account_id"),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        _points("pin_tries", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("county_id", "account_id", name=op.f("pk_pin_tries")),
        sqlite_with_rowid=False,
    )


def _exceptions():
    op.create_table(
        "second_exceptions",
        *_key("id"),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("purposes", sa.Text(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("instead", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        _points("second_exceptions", "canteen_id", "canteens"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_second_exceptions")),
        sqlite_with_rowid=False,
    )


def _signatures():
    op.create_table(
        "signatures",
        *_key("id"),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("guest_kind", sa.String(length=10), nullable=True),
        sa.Column("strokes", sa.Text(), nullable=True),
        sa.Column("exception_id", sa.BigInteger(), nullable=True),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("first_account_id", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.Text(), nullable=False),
        _points("signatures", "canteen_id", "canteens"),
        _points("signatures", "account_id", "accounts"),
        _points("signatures", "exception_id", "second_exceptions"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_signatures")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_signatures_county_id_canteen_id_subject_key", "signatures", ["county_id", "canteen_id", "subject", "key"]
    )


def _requests():
    op.create_table(
        "second_requests",
        *_key("id"),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("signature_id", sa.BigInteger(), nullable=True),
        _points("second_requests", "canteen_id", "canteens"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_second_requests")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_second_requests_county_id_canteen_id_state", "second_requests", ["county_id", "canteen_id", "state"]
    )


def _papers():
    op.create_table(
        "canteen_papers",
        *_key("id"),
        sa.Column("canteen_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        _points("canteen_papers", "canteen_id", "canteens"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_canteen_papers")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_canteen_papers_county_id_canteen_id", "canteen_papers", ["county_id", "canteen_id"])


def _card():
    op.create_table(
        "card_views",
        *_key("id"),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("showed", sa.Text(), nullable=False),
        _points("card_views", "school_id", "schools"),
        _points("card_views", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_card_views")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_card_views_county_id_school_id_opened_at", "card_views", ["county_id", "school_id", "opened_at"]
    )
    op.create_table(
        "card_acts",
        *_key("view_id", "number"),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("done_at", sa.Text(), nullable=False),
        _points("card_acts", "view_id", "card_views"),
        sa.PrimaryKeyConstraint("county_id", "view_id", "number", name=op.f("pk_card_acts")),
        sqlite_with_rowid=False,
    )


def _notes():
    op.create_table(
        "week_notes",
        *_key("id"),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.Text(), nullable=False),
        _points("week_notes", "school_id", "schools"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_week_notes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_week_notes_county_id_school_id_monday", "week_notes", ["county_id", "school_id", "monday"])


def _key(*names):
    return [sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in ("county_id", *names)]


def _points(table, column, to):
    return sa.ForeignKeyConstraint(
        ["county_id", column], [f"{to}.county_id", f"{to}.id"], name=op.f(f"fk_{table}_county_id_{column}")
    )
