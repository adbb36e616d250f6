"""Tablets, what they deposited, and its photos."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

#: Append-only tables with their keys, children first.
FIXED = {
    "device_looks": ("county_id", "id"),
    "evidence_files": ("county_id", "school_id", "sha256"),
    "deposit_attachments": ("county_id", "deposit_id", "n"),
    "deposit_receipts": ("county_id", "deposit_id", "hash"),
    "deposit_conflicts": ("county_id", "deposit_id", "hash"),
    "deposits": ("county_id", "id"),
}


def upgrade():
    _tablets()
    _deposits()
    _beside_deposits()
    _files()
    _uploads()
    for table, key in FIXED.items():
        guards.append_only(op, table, key)
    guards.changeable(op, "devices", "device_uses", "deposit_states", "uploads", "upload_pieces")


def _tablets():
    op.create_table(
        "devices",
        _number(),
        _text("id", 16),
        sa.Column("name", sa.Text(), nullable=False),
        _text("key_hash", 64),
        _text("receipt_key", 64),
        _text("key_id", 16),
        sa.Column("enrolled_at", sa.Text(), nullable=False),
        sa.Column("enrolled_by", sa.Text(), nullable=False),
        sa.Column("enrolled_by_id", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("revoke_reason", sa.Text(), nullable=True),
        _in_county("devices"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_devices")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "device_uses",
        _number(),
        _text("device_id", 16),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("deposits", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("app_ver", sa.Text(), nullable=False),
        sa.Column("behind_s", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id", "device_id"],
            ["devices.county_id", "devices.id"],
            name=op.f("fk_device_uses_county_id_device_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "device_id", name=op.f("pk_device_uses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "device_looks",
        _number(),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("device_id", 40),
        _text("about", 20),
        sa.Column("deposit_id", sa.String(length=36), nullable=True),
        sa.Column("first_seq", sa.BigInteger(), nullable=True),
        sa.Column("last_seq", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=True),
        _in_county("device_looks"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_device_looks")),
        sqlite_with_rowid=False,
    )


def _deposits():
    op.create_table(
        "deposits",
        _number(),
        _text("id", 36),
        sa.Column("server_seq", sa.BigInteger(), nullable=False),
        _text("hash", 64),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _text("type", 40),
        sa.Column("schema_ver", sa.BigInteger(), nullable=True),
        _text("device_id", 40),
        _text("sent_by", 16),
        sa.Column("device_seq", sa.BigInteger(), nullable=True),
        _text("prev_hash", 64),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("school_code", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.Text(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        _text("chain_fault", 10),
        _in_county("deposits"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_deposits")),
    )
    op.create_index("ix_deposits_county_id_server_seq", "deposits", ["county_id", "server_seq"])
    op.create_index("ix_deposits_county_id_device_id", "deposits", ["county_id", "device_id"])
    op.create_table(
        "deposit_states",
        _number(),
        _text("deposit_id", 36),
        _text("device_id", 40),
        sa.Column("device_seq", sa.BigInteger(), nullable=True),
        sa.Column("school_id", sa.BigInteger(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("complete_at", sa.Text(), nullable=True),
        sa.Column("released_at", sa.Text(), nullable=True),
        sa.Column("released_by", sa.Text(), nullable=True),
        sa.Column("release_reason", sa.Text(), nullable=True),
        _of_deposit("deposit_states"),
        sa.PrimaryKeyConstraint("county_id", "deposit_id", name=op.f("pk_deposit_states")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_deposit_states_county_id_device_id_device_seq", "deposit_states", ["county_id", "device_id", "device_seq"]
    )


def _beside_deposits():
    op.create_table(
        "deposit_conflicts",
        _number(),
        _text("deposit_id", 36),
        _text("hash", 64),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _text("sent_by", 16),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        _of_deposit("deposit_conflicts"),
        sa.PrimaryKeyConstraint("county_id", "deposit_id", "hash", name=op.f("pk_deposit_conflicts")),
    )
    op.create_table(
        "deposit_receipts",
        _number(),
        _text("deposit_id", 36),
        _text("hash", 64),
        sa.Column("receipt", sa.Text(), nullable=False),
        _of_deposit("deposit_receipts"),
        sa.PrimaryKeyConstraint("county_id", "deposit_id", "hash", name=op.f("pk_deposit_receipts")),
        sqlite_with_rowid=False,
    )


def _files():
    op.create_table(
        "deposit_attachments",
        _number(),
        _text("deposit_id", 36),
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("sha256", 64),
        sa.Column("size", sa.BigInteger(), nullable=False),
        _text("mime", 40),
        _text("role", 40),
        _of_deposit("deposit_attachments"),
        sa.PrimaryKeyConstraint("county_id", "deposit_id", "n", name=op.f("pk_deposit_attachments")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence_files",
        _number(),
        sa.Column("school_id", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("sha256", 64),
        _text("mime", 20),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _text("deposit_id", 36),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        _of_deposit("evidence_files"),
        sa.PrimaryKeyConstraint("county_id", "school_id", "sha256", name=op.f("pk_evidence_files")),
    )


def _uploads():
    op.create_table(
        "uploads",
        _number(),
        _text("id", 32),
        _text("deposit_id", 36),
        _text("sha256", 64),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("arrived", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        _of_deposit("uploads"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_county_id_expires_at", "uploads", ["county_id", "expires_at"])
    op.create_table(
        "upload_pieces",
        _number(),
        _text("upload_id", 32),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "upload_id"],
            ["uploads.county_id", "uploads.id"],
            name=op.f("fk_upload_pieces_county_id_upload_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "upload_id", "start", name=op.f("pk_upload_pieces")),
    )


def downgrade():
    op.drop_table("upload_pieces")
    op.drop_table("uploads")
    op.drop_table("deposit_states")
    for table in FIXED:
        guards.drop(op, table)
    op.drop_table("device_uses")
    op.drop_table("devices")


def _number():
    return sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False)


def _text(name, length):
    return sa.Column(name, sa.String(length=length), nullable=False)


def _in_county(table):
    return sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f(f"fk_{table}_county_id"))


def _of_deposit(table):
    return sa.ForeignKeyConstraint(
        ["county_id", "deposit_id"],
        ["deposits.county_id", "deposits.id"],
        name=op.f(f"fk_{table}_county_id_deposit_id"),
    )
