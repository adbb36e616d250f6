"""Tables of alerts. All are append-only: a changed result is a new version, what people do a new step."""

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.trail import Done, Entered
from mealwatch.storage.types import Whole


class Alert(Entered, Base):
    """That a rule found something in a school's week: once for each school, week and rule."""

    __tablename__ = "alerts"
    __table_args__ = (
        refers_to("school_id", "schools"),
        UniqueConstraint("county_id", "school_id", "monday", "rule"),
        Index("ix_alerts_county_id_monday", "county_id", "monday"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    school_id: Mapped[int] = mapped_column(Whole)
    monday: Mapped[date]
    rule: Mapped[str] = mapped_column(String(8))


class AlertVersion(Entered, Base):
    """What the rule found, as JSON (domain/kept.py); ``standing`` is false once it finds it no longer.

    ``at_risk``: exact fen. The highest version counts.
    """

    __tablename__ = "alert_versions"
    __table_args__ = (
        refers_to("alert_id", "alerts"),
        CheckConstraint("version > 0", name="version"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    alert_id: Mapped[int] = key_part()
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    severity: Mapped[str] = mapped_column(String(5))
    at_risk: Mapped[str] = mapped_column(Text)
    standing: Mapped[bool] = mapped_column(Boolean)
    content: Mapped[str] = mapped_column(Text)


class AlertStep(Done, Base):
    """What somebody did about an alert, and in which state that left it; ``photos``: digests of the school's photos."""

    __tablename__ = "alert_steps"
    __table_args__ = (
        refers_to("alert_id", "alerts"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    alert_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    action: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(20))
    photos: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]


class AlertRun(Entered, Base):
    """That the rules looked at a week; only a run that found it changed is kept.

    ``content``, JSON: which version of whose statement was judged, and what could not be judged.
    """

    __tablename__ = "alert_runs"
    __table_args__ = (
        Index("ix_alert_runs_county_id_monday", "county_id", "monday"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    monday: Mapped[date]
    content: Mapped[str] = mapped_column(Text)


class RuleSetting(Entered, Base):
    """How a county wants a rule from a date on: mode and its own thresholds (JSON). Of one date the last counts."""

    __tablename__ = "rule_settings"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    rule: Mapped[str] = mapped_column(String(8))
    from_date: Mapped[date]
    mode: Mapped[str] = mapped_column(String(5))
    limits: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
