"""Tables of signing. Signatures are never changed; what a waiting paper holds is never changed either."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class SecondException(Base):
    """The bureau's leave for one person to do what two should, with an end and a check in its place."""

    __tablename__ = "second_exceptions"
    __table_args__ = (refers_to("canteen_id", "canteens"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    #: Codes of domain.purposes, parted by commas.
    purposes: Mapped[str] = mapped_column(Text)
    from_date: Mapped[date]
    until_date: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    #: What is done in place of the second person.
    instead: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int | None] = mapped_column(Whole)
    asked_at: Mapped[object] = mapped_column(Instant)
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_by: Mapped[str | None] = mapped_column(Text)
    decided_by_id: Mapped[int | None] = mapped_column(Whole)
    decided_at: Mapped[object | None] = mapped_column(Instant)
    decision_note: Mapped[str | None] = mapped_column(Text)
    #: From this day on it no longer holds: ended early.
    ended_on: Mapped[date | None]
    ended_by: Mapped[str | None] = mapped_column(Text)
    end_reason: Mapped[str | None] = mapped_column(Text)


class Signature(Base):
    """A second person's name under one state of a record: ``digest`` is that of the content signed."""

    __tablename__ = "signatures"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        refers_to("account_id", "accounts"),
        refers_to("exception_id", "second_exceptions"),
        Index("ix_signatures_county_id_canteen_id_subject_key", "county_id", "canteen_id", "subject", "key"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    purpose: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    how: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(Whole)
    guest_kind: Mapped[str | None] = mapped_column(String(10))
    #: What a guest drew, as domain.strokes writes it; none where the name was typed or an account signed.
    strokes: Mapped[str | None] = mapped_column(Text)
    exception_id: Mapped[int | None] = mapped_column(Whole)
    first_name: Mapped[str] = mapped_column(Text)
    first_account_id: Mapped[int | None] = mapped_column(Whole)
    signed_at: Mapped[object] = mapped_column(Instant)


class SecondRequest(Base):
    """A paper that was typed and waits for a second person, who signs with an account of their own."""

    __tablename__ = "second_requests"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        Index("ix_second_requests_county_id_canteen_id_state", "county_id", "canteen_id", "state"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    asked_by: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int | None] = mapped_column(Whole)
    asked_at: Mapped[object] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(Text)
    decided_by_id: Mapped[int | None] = mapped_column(Whole)
    decided_at: Mapped[object | None] = mapped_column(Instant)
    reason: Mapped[str | None] = mapped_column(Text)
    signature_id: Mapped[int | None] = mapped_column(Whole)
