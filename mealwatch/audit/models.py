"""Tables of the journal."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class JournalEntry(Base):
    """One change. ``body`` is canonical JSON of whole numbers and text; ``hash`` chains it to the entry before."""

    __tablename__ = "journal"
    __table_args__ = {"sqlite_with_rowid": False}

    county_id: Mapped[int] = key_part()
    seq: Mapped[int] = key_part()
    at: Mapped[object] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    alg: Mapped[str] = mapped_column(String(10))


class JournalHead(Base):
    """Where a county's chain ends. Its row is locked by every write of the county, so entries have one order."""

    __tablename__ = "journal_heads"

    county_id: Mapped[int] = county_key()
    seq: Mapped[int] = mapped_column(Whole)
    hash: Mapped[str] = mapped_column(String(64))
    posted: Mapped[int] = mapped_column(Whole)


class Refusal(Base):
    """What somebody tried to record and the service did not take, by its code; what was typed is not kept."""

    __tablename__ = "refusals"
    __table_args__ = (
        refers_to("school_id", "schools"),
        refers_to("canteen_id", "canteens"),
        refers_to("account_id", "accounts"),
        Index(None, "county_id", "dated_on"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    code: Mapped[str] = mapped_column(String(50))
    school_id: Mapped[int | None] = mapped_column(Whole)
    canteen_id: Mapped[int | None] = mapped_column(Whole)
    account_id: Mapped[int] = mapped_column(Whole)
    dated_on: Mapped[date]
    refused_at: Mapped[object] = mapped_column(Instant)
