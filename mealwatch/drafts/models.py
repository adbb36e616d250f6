"""What is being filled in, as the browser last handed it in, and when a form was typed that waited on its device.

A draft is not in the journal: it comes and goes with the typing.
"""

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class Draft(Base):
    """The fields of one form of a canteen. ``owner_id``: the account whose own it is, 0 where the canteen shares it."""

    __tablename__ = "drafts"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        Index("ix_drafts_county_id_saved_at", "county_id", "saved_at"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    place: Mapped[str] = mapped_column(Text, primary_key=True)
    owner_id: Mapped[int] = key_part()
    #: Counts the savings; a browser says which one it has seen.
    revision: Mapped[int] = mapped_column(Whole)
    #: JSON: the fields' names and values.
    fields: Mapped[str] = mapped_column(Text)
    #: On which device, in the words of its browser; by whom.
    device: Mapped[str] = mapped_column(Text)
    saved_by: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[object] = mapped_column(Instant)


class TypedTime(Base):
    """What a device says of when a record was typed that waited on it for a network. Append-only.

    The record is named by its ``kind`` (of a document or a daily record, or meal_record), ``place_id`` (its canteen, of
    a meal_record its pupil group), ``number`` (of a meal_record day and meal) and ``version`` (of a document 1).
    """

    __tablename__ = "typed_times"
    __table_args__ = (
        Index("ix_typed_times_county_id_received_at", "county_id", "received_at"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = county_key()
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    place_id: Mapped[int] = key_part()
    number: Mapped[str] = mapped_column(Text, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    #: How many seconds ago, as it was said.
    said: Mapped[str] = mapped_column(Text)
    #: None where what was said made no sense.
    typed_at: Mapped[object | None] = mapped_column(Instant)
    received_at: Mapped[object] = mapped_column(Instant)
