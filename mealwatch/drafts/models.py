"""What is being filled in, as the browser last handed it in. Not in the journal: it comes and goes with the typing."""

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
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
