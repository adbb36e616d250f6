"""Tables of meals served, and of what teachers tell of their classes."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import Entered, EnteredOrImported
from mealwatch.storage.types import Instant, Whole


class MealRecord(EnteredOrImported, Base):
    """Eaters of one pupil group at one meal. Append-only: a correction is the next ``version``, the highest counts."""

    __tablename__ = "meal_records"
    __table_args__ = (
        refers_to("group_id", "pupil_groups"),
        CheckConstraint("beneficiaries >= 0 AND other_pupils >= 0 AND staff >= 0", name="counts"),
        Index("ix_meal_records_county_id_group_id_dated_on", "county_id", "group_id", "dated_on"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    dated_on: Mapped[date] = mapped_column(primary_key=True)
    group_id: Mapped[int] = key_part()
    meal: Mapped[str] = mapped_column(String(10), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    school_id: Mapped[int] = mapped_column(Whole)
    beneficiaries: Mapped[int] = mapped_column(Whole)
    other_pupils: Mapped[int] = mapped_column(Whole)
    staff: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str | None] = mapped_column(Text)


class SchoolClass(Base):
    """A class whose teacher tells how many eat. ``active`` is false for one that is no longer counted."""

    __tablename__ = "school_classes"
    __table_args__ = (
        refers_to("group_id", "pupil_groups"),
        UniqueConstraint("county_id", "school_id", "name"),
        CheckConstraint("enrolled >= 0", name="enrolled"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    school_id: Mapped[int] = mapped_column(Whole)
    group_id: Mapped[int] = mapped_column(Whole)
    name: Mapped[str] = mapped_column(Text)
    enrolled: Mapped[int] = mapped_column(Whole)
    active: Mapped[bool]


class ClassLink(Base):
    """A secret address at which a school's teachers tell their heads; only its hash is kept."""

    __tablename__ = "class_links"
    __table_args__ = (
        refers_to("school_id", "schools"),
        UniqueConstraint("county_id", "token_hash"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    school_id: Mapped[int] = mapped_column(Whole)
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[object] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)
    revoked_at: Mapped[object | None] = mapped_column(Instant)


class ClassHeads(Base):
    """What a teacher told for a day. Append-only: the highest ``version`` of a class, day and meal counts."""

    __tablename__ = "class_heads"
    __table_args__ = (
        refers_to("class_id", "school_classes"),
        refers_to("link_id", "class_links"),
        CheckConstraint("eating >= 0 AND eating <= present", name="counts"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    class_id: Mapped[int] = key_part()
    dated_on: Mapped[date] = mapped_column(primary_key=True)
    meal: Mapped[str] = mapped_column(String(10), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    link_id: Mapped[int] = mapped_column(Whole)
    present: Mapped[int] = mapped_column(Whole)
    eating: Mapped[int] = mapped_column(Whole)
    signed_by: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[object] = mapped_column(Instant)


class IssueCopy(Entered, Base):
    """Marks an issue that began as a copy of another day's: how many of its lines were left as they were."""

    __tablename__ = "issue_copies"
    __table_args__ = (
        refers_to("document_id", "documents"),
        CheckConstraint("unchanged >= 0 AND unchanged <= lines", name="lines"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    copied_from: Mapped[date]
    lines: Mapped[int] = mapped_column(Whole)
    unchanged: Mapped[int] = mapped_column(Whole)
