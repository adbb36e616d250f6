"""Tables of counties."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part
from mealwatch.storage.types import Instant, Whole


class County(Base):
    """A county. Its code and name may change; its id never does."""

    __tablename__ = "counties"
    id: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)
    #: Figures are shown and nothing is flagged until this date; empty: the trial goes on until it is set.
    live_from: Mapped[date | None]
    created_at: Mapped[object] = mapped_column(Instant)


class Policy(Base):
    """What a county has decided, in force from a date on. Figures carry ``version``."""

    __tablename__ = "policies"
    __table_args__ = (
        CheckConstraint("subsidy_fen >= 0", name="subsidy"),
        CheckConstraint("tolerance_fen >= 0", name="tolerance"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = county_key()
    from_date: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    subsidy_fen: Mapped[int] = mapped_column(Whole)
    deciding: Mapped[str] = mapped_column(String(20))
    tolerance_fen: Mapped[int] = mapped_column(Whole)
    #: The week closes so many days after its Sunday, at this hour and minute.
    close_after_days: Mapped[int] = mapped_column(Integer)
    close_at: Mapped[str] = mapped_column(String(5))
    #: The other choices of a bureau, by name, as canonical JSON (see domain/policy.py).
    choices: Mapped[str] = mapped_column(Text)


class WeekLock(Base):
    """A school's closed week, as its canteen sees it: bit k of the masks is the k-th day from Monday.

    ``fed_days``: the canteen fed the school on that day (no document may be dated on it any more).
    ``supply_days``: some group that the canteen feeds was supplied (where spread costs went).
    """

    __tablename__ = "week_locks"
    __table_args__ = (
        Index("ix_week_locks_school", "county_id", "school_id", "monday"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    monday: Mapped[date] = mapped_column(primary_key=True)
    school_id: Mapped[int] = key_part()
    fed_days: Mapped[int] = mapped_column(Integer)
    supply_days: Mapped[int] = mapped_column(Integer)
