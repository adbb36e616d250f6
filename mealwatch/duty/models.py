"""Tables of duty: papers of canteens with their ends, and the record of the principal's card."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class CanteenPaper(Base):
    """A canteen's food licence, or the health certificate of one who works there. One that was renewed is changed."""

    __tablename__ = "canteen_papers"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        Index("ix_canteen_papers_county_id_canteen_id", "county_id", "canteen_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(String(10))
    #: Whose it is: a person's name; empty for the canteen's own licence.
    holder: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    expires_on: Mapped[date]
    #: No longer needed: the person has left.
    ended_on: Mapped[date | None]


class CardView(Base):
    """One opening of the principal's card, with what it showed."""

    __tablename__ = "card_views"
    __table_args__ = (
        refers_to("school_id", "schools"),
        refers_to("account_id", "accounts"),
        Index("ix_card_views_county_id_school_id_opened_at", "county_id", "school_id", "opened_at"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    school_id: Mapped[int] = mapped_column(Whole)
    account_id: Mapped[int] = mapped_column(Whole)
    name: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[object] = mapped_column(Instant)
    #: What stood on the card: JSON, a list of [code, text].
    showed: Mapped[str] = mapped_column(Text)


class CardAct(Base):
    """What was done from an opened card: a link followed, the card noted as read, a thing settled."""

    __tablename__ = "card_acts"
    __table_args__ = (
        refers_to("view_id", "card_views"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    view_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    what: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(Text)
    done_at: Mapped[object] = mapped_column(Instant)


class WeekNote(Base):
    """What a school says of a week that fell short; the latest counts, the earlier ones stay."""

    __tablename__ = "week_notes"
    __table_args__ = (
        refers_to("school_id", "schools"),
        Index("ix_week_notes_county_id_school_id_monday", "county_id", "school_id", "monday"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    school_id: Mapped[int] = mapped_column(Whole)
    monday: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int | None] = mapped_column(Whole)
    written_at: Mapped[object] = mapped_column(Instant)
