"""Tables of closed weeks."""

from datetime import date

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class Statement(Base):
    """A school's closed week, frozen. Reopening and closing again makes the next ``version``."""

    __tablename__ = "statements"
    __table_args__ = (
        UniqueConstraint("county_id", "posted"),
        refers_to("school_id", "schools"),
        Index("ix_statements_county_id_monday", "county_id", "monday"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    monday: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    #: Its place in the county's order of entry.
    posted: Mapped[int] = mapped_column(Whole)
    #: principal, deadline or import.
    closed_how: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[object] = mapped_column(Instant)
    closed_by: Mapped[str] = mapped_column(Text)
    #: What judged it: the policy's version, its deciding reading and its tolerance.
    policy_version: Mapped[int] = mapped_column(Integer)
    deciding: Mapped[str] = mapped_column(String(20))
    tolerance_fen: Mapped[int] = mapped_column(Whole)
    #: What was missing, as canonical JSON: [[group, date, meal, what], ...], groups as S001/G16.
    missing: Mapped[str] = mapped_column(Text)
    #: The end of the journal when it was closed: everything before it is what the figures stand on.
    journal_seq: Mapped[int] = mapped_column(Whole)
    journal_hash: Mapped[str] = mapped_column(String(64))


class StatementGroup(Base):
    """A pupil group's figures in a statement. Ratios are exact: ``top/bottom`` in fen."""

    __tablename__ = "statement_groups"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_id", "school_id", "monday", "version"],
            [
                "statements.county_id",
                "statements.school_id",
                "statements.monday",
                "statements.version",
            ],
        ),
        Index("ix_statement_groups_county_id_monday", "county_id", "monday"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    monday: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    group_id: Mapped[int] = key_part()
    supply_days: Mapped[int] = mapped_column(Integer)
    complete_days: Mapped[int] = mapped_column(Integer)
    spend: Mapped[str] = mapped_column(Text)
    spend_person_days: Mapped[str] = mapped_column(Text)
    spend_enrolled: Mapped[str] = mapped_column(Text)
    floor_fen: Mapped[int] = mapped_column(Whole)
    standard_fen: Mapped[int] = mapped_column(Whole)
    outcome: Mapped[str] = mapped_column(String(12))
    complete: Mapped[bool]
    #: The facts the figures were worked out from (days, meals, pots, heads), as canonical JSON.
    facts: Mapped[str] = mapped_column(Text)


class ReopeningRequest(Base):
    """One person of the bureau asks to reopen a closed week, with a reason; another must agree."""

    __tablename__ = "reopening_requests"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_id", "school_id", "monday", "version"],
            [
                "statements.county_id",
                "statements.school_id",
                "statements.monday",
                "statements.version",
            ],
        ),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    monday: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = mapped_column(Whole)
    asked_at: Mapped[object] = mapped_column(Instant)


class Reopening(Base):
    """The second person agreed: statement ``version`` no longer stands, and stays readable."""

    __tablename__ = "reopenings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_id", "school_id", "monday", "version"],
            [f"reopening_requests.{name}" for name in ("county_id", "school_id", "monday", "version")],
        ),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    monday: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agreed_by: Mapped[str] = mapped_column(Text)
    agreed_by_id: Mapped[int] = mapped_column(Whole)
    agreed_at: Mapped[object] = mapped_column(Instant)
