"""Tables of schools."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class School(Base):
    """A legal school or a teaching point."""

    __tablename__ = "schools"
    __table_args__ = (UniqueConstraint("county_id", "code"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    aliases: Mapped[str] = mapped_column(Text, default="")
    town: Mapped[str] = mapped_column(Text)
    school_type: Mapped[str] = mapped_column(String(20))
    supply_mode: Mapped[str] = mapped_column(String(20))
    principal: Mapped[str | None] = mapped_column(Text)


class Canteen(Base):
    """A kitchen that holds stock and cooks; it may feed more than its own school."""

    __tablename__ = "canteens"
    __table_args__ = (
        UniqueConstraint("county_id", "code"),
        refers_to("school_id", "schools"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    code: Mapped[str] = mapped_column(Text)
    school_id: Mapped[int] = mapped_column(Whole)
    name: Mapped[str] = mapped_column(Text)


class PupilGroup(Base):
    """Pupils of one school with one supply calendar and one age band."""

    __tablename__ = "pupil_groups"
    __table_args__ = (
        UniqueConstraint("county_id", "school_id", "code"),
        refers_to("school_id", "schools"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    school_id: Mapped[int] = mapped_column(Whole)
    code: Mapped[str] = mapped_column(Text)


class Enrolment(Base):
    """What holds for a pupil group from a date on: its counts and the canteen that feeds it."""

    __tablename__ = "enrolments"
    __table_args__ = (
        refers_to("group_id", "pupil_groups"),
        refers_to("canteen_id", "canteens"),
        CheckConstraint("beneficiaries >= 0 AND other_pupils >= 0", name="counts"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    group_id: Mapped[int] = key_part()
    from_date: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    age_band: Mapped[str] = mapped_column(String(5))
    canteen_id: Mapped[int] = mapped_column(Whole)
    beneficiaries: Mapped[int] = mapped_column(Whole)
    other_pupils: Mapped[int] = mapped_column(Whole)


class StaffCount(Base):
    """How many of a school's own people may eat with the pupils, from a date on: who teach, and everybody else."""

    __tablename__ = "staff_counts"
    __table_args__ = (
        refers_to("school_id", "schools"),
        CheckConstraint("teaching >= 0 AND other >= 0", name="counts"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    from_date: Mapped[date] = mapped_column(primary_key=True)
    teaching: Mapped[int] = mapped_column(Whole)
    other: Mapped[int] = mapped_column(Whole)


class MealStandard(Base):
    """Whether a meal carries the subsidy and the families' X for it, from a date on. Group 0: the whole school."""

    __tablename__ = "meal_standards"
    __table_args__ = (
        refers_to("school_id", "schools"),
        CheckConstraint("top_up_fen >= 0", name="top_up"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    group_id: Mapped[int] = key_part()
    from_date: Mapped[date] = mapped_column(primary_key=True)
    meal: Mapped[str] = mapped_column(String(10), primary_key=True)
    subsidised: Mapped[bool]
    top_up_fen: Mapped[int] = mapped_column(Whole)


class CalendarDay(Base):
    """One entry of the supply calendar. School 0: the whole county; group 0: the whole school."""

    __tablename__ = "calendar_days"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    dated_on: Mapped[date] = mapped_column(primary_key=True)
    school_id: Mapped[int] = key_part()
    group_id: Mapped[int] = key_part()
    day_type: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(Text)


class ClosureRequest(Base):
    """A school asks for a day without a meal; nothing changes until the bureau approves. Group 0: whole school."""

    __tablename__ = "closure_requests"
    __table_args__ = (
        refers_to("school_id", "schools"),
        UniqueConstraint("county_id", "request_key"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    #: The identity the client gave it: sending it again makes no second request.
    request_key: Mapped[str] = mapped_column(Text)
    school_id: Mapped[int] = mapped_column(Whole)
    group_id: Mapped[int] = mapped_column(Whole)
    dated_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    requested_by: Mapped[str] = mapped_column(Text)
    requested_by_id: Mapped[int | None] = mapped_column(Whole)
    requested_at: Mapped[object] = mapped_column(Instant)
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_by: Mapped[str | None] = mapped_column(Text)
    decided_by_id: Mapped[int | None] = mapped_column(Whole)
    decided_at: Mapped[object | None] = mapped_column(Instant)
    decision_note: Mapped[str | None] = mapped_column(Text)


class Term(Base):
    """A school term of the county: teaching weeks are counted from the week of its first day."""

    __tablename__ = "terms"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    ends_on: Mapped[date]
    name: Mapped[str] = mapped_column(Text)
