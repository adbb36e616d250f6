"""Tables of the office: what people did about findings and differences, and which record counts in a clash."""

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import Done
from mealwatch.storage.types import Instant, Whole


class FindingStep(Done, Base):
    """One thing done about a finding that is no look at it: answered, sent back, set aside; append-only."""

    __tablename__ = "finding_steps"
    __table_args__ = (
        refers_to("finding_id", "visit_findings"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    finding_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    what: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    #: Digests of the school's photos of findings (attachments), parted by spaces.
    photos: Mapped[str] = mapped_column(Text)


class DifferenceStep(Done, Base):
    """One thing done about a difference: confirmed, explained, the proposal declined; append-only."""

    __tablename__ = "difference_steps"
    __table_args__ = (
        refers_to("difference_id", "measurements"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    difference_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    what: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)


class ClashDecision(Base):
    """Which of several records of one stop counts for an item, and why; the latest counts; append-only."""

    __tablename__ = "clash_decisions"
    __table_args__ = (
        refers_to("visit_id", "visits"),
        Index("ix_clash_decisions_county_id_visit_id", "county_id", "visit_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    visit_id: Mapped[int] = mapped_column(Whole)
    code: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[object] = mapped_column(Instant)
    decided_by: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int | None] = mapped_column(Whole)
