"""Tables of cases: the notice as it was written, what was done since, and who may stand in at closing."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import Done, Entered
from mealwatch.storage.types import Instant, Whole


class CaseHead(Base):
    """A case as it was opened, numbered by county and year without gaps; append-only.

    ``request_key``: the form that opened it, so that sending it twice opens one.
    """

    __tablename__ = "cases"
    __table_args__ = (
        refers_to("school_id", "schools"),
        refers_to("canteen_id", "canteens"),
        UniqueConstraint("county_id", "year", "no", name="uq_cases_number"),
        CheckConstraint("no > 0", name="no"),
        CheckConstraint("level > 0", name="level"),
        Index("ix_cases_county_id_school_id", "county_id", "school_id"),
        Index("ix_cases_county_id_source", "county_id", "source", "source_key"),
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    year: Mapped[int] = mapped_column(Integer)
    no: Mapped[int] = mapped_column(Integer)
    school_id: Mapped[int] = mapped_column(Whole)
    canteen_id: Mapped[int | None] = mapped_column(Whole)
    source: Mapped[str] = mapped_column(String(12))
    source_key: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(String(12))
    level: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(12))
    due_on: Mapped[date]
    owner: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(Whole)
    request_key: Mapped[str | None] = mapped_column(String(40))
    opened_at: Mapped[object] = mapped_column(Instant)
    opened_by: Mapped[str] = mapped_column(Text)
    opened_by_id: Mapped[int | None] = mapped_column(Whole)


class CaseStep(Done, Base):
    """One thing done in a case; append-only. After the notice is issued, no step may reword it.

    ``files``: digests of the school's photos of cases, parted by spaces; ``details``: JSON of that action.
    """

    __tablename__ = "case_steps"
    __table_args__ = (
        refers_to("case_id", "cases"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    case_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    what: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    files: Mapped[str] = mapped_column(Text)
    details: Mapped[str] = mapped_column(Text)


class CaseDeputy(Entered, Base):
    """Who may agree to a closing in somebody's place, from one day until another."""

    __tablename__ = "case_deputies"
    __table_args__ = (
        refers_to("for_id", "accounts"),
        refers_to("deputy_id", "accounts"),
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    for_id: Mapped[int] = mapped_column(Whole)
    deputy_id: Mapped[int] = mapped_column(Whole)
    from_date: Mapped[date]
    until_date: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
