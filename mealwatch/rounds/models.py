"""Tables of rounds. What was sealed and drawn is append-only; the plan and the stops change, with a trail."""

from datetime import date

from sqlalchemy import ForeignKeyConstraint, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.trail import Entered
from mealwatch.storage.types import Instant, Whole


class Round(Entered, Base):
    """A round. ``plan``: JSON of domain.plan.Plan; ``revision`` counts its changes."""

    __tablename__ = "rounds"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    state: Mapped[str] = mapped_column(String(10))
    plan: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Whole)


class Seal(Entered, Base):
    """A seed and a list, sealed before a draw. ``slate``: JSON; the journal holds their digests only."""

    __tablename__ = "round_seals"
    __table_args__ = (refers_to("round_id", "rounds"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    round_id: Mapped[int] = key_part()
    attempt: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seed: Mapped[str] = mapped_column(String(64))
    seed_hash: Mapped[str] = mapped_column(String(64))
    slate: Mapped[str] = mapped_column(Text)
    list_digest: Mapped[str] = mapped_column(String(64))


class Draw(Entered, Base):
    """A draw from a seal: what the witness said, the seed as it was shown, what came out (JSON)."""

    __tablename__ = "round_draws"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_id", "round_id", "attempt"],
            ["round_seals.county_id", "round_seals.round_id", "round_seals.attempt"],
        ),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    round_id: Mapped[int] = key_part()
    attempt: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    witness: Mapped[str] = mapped_column(Text)
    department: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    seed: Mapped[str] = mapped_column(String(64))
    result: Mapped[str] = mapped_column(Text)


class Stop(Base):
    """A school that a round goes to. ``standing``: planned, replaced or dropped; ``place``: where on the day's way."""

    __tablename__ = "round_stops"
    __table_args__ = (
        refers_to("round_id", "rounds"),
        refers_to("school_id", "schools"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    round_id: Mapped[int] = mapped_column(Whole)
    school_id: Mapped[int] = mapped_column(Whole)
    team: Mapped[int | None] = mapped_column(Integer)
    dated_on: Mapped[date]
    place: Mapped[int] = mapped_column(Integer)
    how: Mapped[str] = mapped_column(String(10))
    standing: Mapped[str] = mapped_column(String(10))
    #: The stop in whose place this one came.
    replaces: Mapped[int | None] = mapped_column(Whole)
    reason: Mapped[str] = mapped_column(Text)


class RoundEvent(Entered, Base):
    """The trail of a round: what was done, said as data (JSON), and why."""

    __tablename__ = "round_events"
    __table_args__ = (refers_to("round_id", "rounds"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    round_id: Mapped[int] = key_part()
    n: Mapped[int] = key_part()
    what: Mapped[str] = mapped_column(String(20))
    data: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class Avoidance(Base):
    """A person who has to stay away from a school; ``ended_at`` where it no longer holds."""

    __tablename__ = "round_avoidances"
    __table_args__ = (
        refers_to("school_id", "schools"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    person: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    department: Mapped[str] = mapped_column(Text)
    school_id: Mapped[int] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    entered_at: Mapped[object] = mapped_column(Instant)
    entered_by: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[object | None] = mapped_column(Instant)
    ended_by: Mapped[str | None] = mapped_column(Text)
