"""Tables of daily records and of what they are about."""

from datetime import date

from sqlalchemy import Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.trail import Entered, EnteredByAccount
from mealwatch.storage.types import Whole


class DailyRecord(EnteredByAccount, Base):
    """A daily record of a canteen. Append-only: a correction is the next ``version``, the highest counts.

    ``number`` is the identity that its sender gave it. ``content`` is JSON of the kind's fields; ``private`` is JSON
    of those that few may see (empty: as in the version before). The journal holds a digest of it alone.
    """

    __tablename__ = "daily_records"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        Index("ix_daily_records_county_id_canteen_id_dated_on", "county_id", "canteen_id", "dated_on"),
        Index("ix_daily_records_county_id_kind_dated_on", "county_id", "kind", "dated_on"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[str] = mapped_column(String(100), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    dated_on: Mapped[date]
    meal: Mapped[str] = mapped_column(String(10))
    school_id: Mapped[int | None] = mapped_column(Whole)
    content: Mapped[str] = mapped_column(Text)
    private: Mapped[str | None] = mapped_column(Text)
    second_name: Mapped[str | None] = mapped_column(Text)
    second_how: Mapped[str | None] = mapped_column(String(20))
    signature_id: Mapped[int | None] = mapped_column(Whole)
    reason: Mapped[str | None] = mapped_column(Text)
    withdrawn: Mapped[bool]


class CanteenStaff(Base):
    """Somebody who works in a canteen, by name."""

    __tablename__ = "canteen_staff"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        UniqueConstraint("county_id", "canteen_id", "name"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    name: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(Text)
    active: Mapped[bool]


class Equipment(Base):
    """A refrigerator, freezer, sample cabinet or ultraviolet lamp. ``used_minutes``: a lamp's before the records."""

    __tablename__ = "canteen_equipment"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        UniqueConstraint("county_id", "canteen_id", "name"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text)
    used_minutes: Mapped[int] = mapped_column(Whole)
    active: Mapped[bool]


class CheckListVersion(Entered, Base):
    """A county's own version of the list of a safety check. Append-only; ``items`` is JSON."""

    __tablename__ = "check_lists"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    items: Mapped[str] = mapped_column(Text)
