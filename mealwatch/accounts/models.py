"""Tables of accounts. Passwords, sessions and tokens are kept as hashes only."""

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class Account(Base):
    """A person who can sign in. The journal holds the whole row; the password lies apart."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("county_id", "username"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    username: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(5))
    active: Mapped[bool]
    #: The password was given by somebody else and has to be changed first.
    must_change: Mapped[bool]
    created_at: Mapped[object] = mapped_column(Instant)


class Password(Base):
    """An account's password as argon2id; the journal tells a digest of this text and of every change."""

    __tablename__ = "passwords"
    __table_args__ = (refers_to("account_id", "accounts"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    account_id: Mapped[int] = key_part()
    password_hash: Mapped[str] = mapped_column(Text)


class Grant(Base):
    """A role within a scope. ``scope_key``: empty for the county, a town's name, else an id as text."""

    __tablename__ = "grants"
    __table_args__ = (refers_to("account_id", "accounts"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    account_id: Mapped[int] = key_part()
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    scope_kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    scope_key: Mapped[str] = mapped_column(Text, primary_key=True)


class Session(Base):
    """A sign-in, known by the hash of what the cookie holds. It counts until it is ended, idle or too old."""

    __tablename__ = "sessions"
    __table_args__ = (
        refers_to("account_id", "accounts"),
        Index("ix_sessions_county_id_account_id", "county_id", "account_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(Whole)
    address: Mapped[str] = mapped_column(Text)
    created_at: Mapped[object] = mapped_column(Instant)
    seen_at: Mapped[object] = mapped_column(Instant)
    expires_at: Mapped[object] = mapped_column(Instant)
    ended_at: Mapped[object | None] = mapped_column(Instant)


class ApiToken(Base):
    """A key with which a program acts for an account."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        refers_to("account_id", "accounts"),
        UniqueConstraint("county_id", "token_hash"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    account_id: Mapped[int] = mapped_column(Whole)
    label: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[object] = mapped_column(Instant)
    revoked_at: Mapped[object | None] = mapped_column(Instant)


class TokenUse(Base):
    """When a token was last used; not in the journal."""

    __tablename__ = "token_uses"
    __table_args__ = (
        refers_to("token_id", "api_tokens"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    token_id: Mapped[int] = key_part()
    used_at: Mapped[object] = mapped_column(Instant)


class SignInAttempt(Base):
    """Sign-ins tried and not yet succeeded, for one name from one address; names that nobody has count alike."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_county_id_address", "county_id", "address"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = county_key()
    username: Mapped[str] = mapped_column(Text, primary_key=True)
    address: Mapped[str] = mapped_column(Text, primary_key=True)
    tried: Mapped[int] = mapped_column(Integer)
    first_at: Mapped[object] = mapped_column(Instant)
    last_at: Mapped[object] = mapped_column(Instant)


class Pin(Base):
    """A short number with which a person signs on somebody else's phone, as argon2id; the journal tells a digest."""

    __tablename__ = "pins"
    __table_args__ = (refers_to("account_id", "accounts"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    account_id: Mapped[int] = key_part()
    pin_hash: Mapped[str] = mapped_column(Text)
    set_at: Mapped[object] = mapped_column(Instant)


class PinTry(Base):
    """Wrong PINs of an account since the last right one; not in the journal."""

    __tablename__ = "pin_tries"
    __table_args__ = (refers_to("account_id", "accounts"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    account_id: Mapped[int] = key_part()
    tried: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[object] = mapped_column(Instant)


class SiteKey(Base):
    """A secret of the whole site, made at its first start (``page``: signs form tokens and messages)."""

    __tablename__ = "site_keys"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
