"""People: accounts, their roles, their sessions and keys."""

import sqlalchemy as sa
from alembic import op

from mealwatch.storage import guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accounts",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_accounts_county_id")),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("county_id", "username", name=op.f("uq_accounts_county_id_username")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passwords",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        _of_account("passwords"),
        sa.PrimaryKeyConstraint("county_id", "account_id", name=op.f("pk_passwords")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "grants",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scope_kind", sa.String(length=10), nullable=False),
        sa.Column("scope_key", sa.Text(), nullable=False),
        _of_account("grants"),
        sa.PrimaryKeyConstraint("county_id", "account_id", "role", "scope_kind", "scope_key", name=op.f("pk_grants")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sessions",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        _of_account("sessions"),
        sa.PrimaryKeyConstraint("county_id", "id_hash", name=op.f("pk_sessions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sessions_county_id_account_id", "sessions", ["county_id", "account_id"], unique=False)
    op.create_table(
        "api_tokens",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        _of_account("api_tokens"),
        sa.PrimaryKeyConstraint("county_id", "id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("county_id", "token_hash", name=op.f("uq_api_tokens_county_id_token_hash")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "token_uses",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id", "token_id"],
            ["api_tokens.county_id", "api_tokens.id"],
            name=op.f("fk_token_uses_county_id_token_id"),
        ),
        sa.PrimaryKeyConstraint("county_id", "token_id", name=op.f("pk_token_uses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("county_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.Text(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["county_id"], ["counties.id"], name=op.f("fk_sign_in_attempts_county_id")),
        sa.PrimaryKeyConstraint("county_id", "username", "address", name=op.f("pk_sign_in_attempts")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sign_in_attempts_county_id_address", "sign_in_attempts", ["county_id", "address"], unique=False)
    op.create_table(
        "site_keys",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_site_keys")),
    )
    guards.changeable(
        op,
        "accounts",
        "passwords",
        "grants",
        "sessions",
        "api_tokens",
        "token_uses",
        "sign_in_attempts",
        "site_keys",
    )


def downgrade():
    op.drop_table("site_keys")
    op.drop_table("sign_in_attempts")
    op.drop_table("token_uses")
    op.drop_table("api_tokens")
    op.drop_table("sessions")
    op.drop_table("grants")
    op.drop_table("passwords")
    op.drop_table("accounts")


def _of_account(table):
    return sa.ForeignKeyConstraint(
        ["county_id", "account_id"],
        ["accounts.county_id", "accounts.id"],
        name=op.f(f"fk_{table}_county_id_account_id"),
    )
