"""Tables of meals served."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part
from mealwatch.storage.types import Instant, Whole


class MealRecord(Base):
    """Eaters of one pupil group at one meal. Append-only: a correction is the next ``version``, the highest counts."""

    __tablename__ = "meal_records"
    __table_args__ = (
        ForeignKeyConstraint(["county_id", "group_id"], ["pupil_groups.county_id", "pupil_groups.id"]),
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
    entered_at: Mapped[object] = mapped_column(Instant)
    entered_by: Mapped[str] = mapped_column(Text)
    imported: Mapped[bool]
