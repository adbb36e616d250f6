"""Tables of messages: what was told to whom, what was read, where else it is sent, and what became of that."""

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class Message(Base):
    """One thing told to one person; append-only. ``key``: what it is about, so that it is told once.

    ``says`` with ``facts`` (JSON) is the sentence; ``link`` a path of this service.
    """

    __tablename__ = "messages"
    __table_args__ = (
        refers_to("account_id", "accounts"),
        UniqueConstraint("county_id", "account_id", "key"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    account_id: Mapped[int] = mapped_column(Whole)
    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    says: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)
    told_at: Mapped[object] = mapped_column(Instant)
    told_by: Mapped[str] = mapped_column(Text)


class MessageRead(Base):
    """How far a person has read: every message up to ``through``; not in the journal."""

    __tablename__ = "message_reads"
    __table_args__ = (refers_to("account_id", "accounts"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    account_id: Mapped[int] = key_part()
    through: Mapped[int] = mapped_column(Whole)
    read_at: Mapped[object] = mapped_column(Instant)


class Channel(Base):
    """Where messages go outside the service: a person's e-mail (``account_id``) or a group's robot.

    ``address`` and ``secret`` of a robot are secrets: pages never show them again, the journal keeps digests.
    ``kinds``: JSON, the kinds of messages it is for. Quiet from and until, HH:MM.
    """

    __tablename__ = "message_channels"
    __table_args__ = (
        refers_to("account_id", "accounts"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    shape: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(Whole)
    address: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(Text)
    kinds: Mapped[str] = mapped_column(Text)
    quiet_from: Mapped[str] = mapped_column(String(5))
    quiet_until: Mapped[str] = mapped_column(String(5))
    active: Mapped[bool]
    #: Messages after this one go there: a new channel does not send the past.
    since: Mapped[int] = mapped_column(Whole)


class Sending(Base):
    """One try to send what a channel had not been sent; append-only. ``through``: the last message in it."""

    __tablename__ = "message_sendings"
    __table_args__ = (
        refers_to("channel_id", "message_channels"),
        Index("ix_message_sendings_county_id_channel_id", "county_id", "channel_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    channel_id: Mapped[int] = mapped_column(Whole)
    first: Mapped[int] = mapped_column(Whole)
    through: Mapped[int] = mapped_column(Whole)
    messages: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[str] = mapped_column(String(10))
    detail: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[object] = mapped_column(Instant)


class JobRun(Base):
    """A job that was done for a day or a week; append-only, so that it is done once."""

    __tablename__ = "job_runs"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    job: Mapped[str] = mapped_column(String(20), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    result: Mapped[str] = mapped_column(Text)
    done_at: Mapped[object] = mapped_column(Instant)
