"""Tables of visits. What a visit found is never changed; what was seen later stands beside it."""

from datetime import date

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import EnteredByAccount
from mealwatch.storage.types import Instant, Whole


class Pack(Base):
    """What a tablet took along for one school: enough to check a visit against it, without the key that opens it.

    ``commits``: JSON, {kind: {ref: hash of what is sealed}}; ``candidates``: JSON, what could be drawn by kind.
    """

    __tablename__ = "packs"
    __table_args__ = (
        refers_to("school_id", "schools"),
        refers_to("canteen_id", "canteens"),
        Index("ix_packs_county_id_school_id", "county_id", "school_id"),
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    school_id: Mapped[int] = mapped_column(Whole)
    canteen_id: Mapped[int | None] = mapped_column(Whole)
    stop_id: Mapped[int | None] = mapped_column(Whole)
    month: Mapped[bool]
    from_date: Mapped[date]
    to_date: Mapped[date]
    seed: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    commits: Mapped[str] = mapped_column(Text)
    candidates: Mapped[str] = mapped_column(Text)
    list_code: Mapped[str] = mapped_column(String(20))
    list_version: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[object] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[int | None] = mapped_column(Whole)


class Visit(Base):
    """A visit as it was deposited. The score is worked out here; ``told`` is what the tablet showed.

    JSON: ``team`` (list of objects), ``school_side``, ``heads``, ``answers`` (code: answer), ``red_lines`` (codes),
    ``tally``, ``meal_eaten``, ``told``, ``flags`` (code: what about it).
    """

    __tablename__ = "visits"
    __table_args__ = (
        refers_to("school_id", "schools"),
        refers_to("canteen_id", "canteens"),
        refers_to("deposit_id", "deposits"),
        Index("ix_visits_county_id_dated_on", "county_id", "dated_on"),
        Index("ix_visits_county_id_school_id", "county_id", "school_id"),
        Index("ix_visits_county_id_stop_id", "county_id", "stop_id"),
        Index("ix_visits_county_id_deposit_id", "county_id", "deposit_id"),
        Index("ix_visits_county_id_uuid", "county_id", "uuid"),
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    uuid: Mapped[str] = mapped_column(String(36))
    deposit_id: Mapped[str] = mapped_column(String(36))
    school_id: Mapped[int] = mapped_column(Whole)
    canteen_id: Mapped[int] = mapped_column(Whole)
    stop_id: Mapped[int | None] = mapped_column(Whole)
    kind: Mapped[str] = mapped_column(String(20))
    unannounced: Mapped[bool]
    dated_on: Mapped[date]
    #: The hours, as the team wrote them: ``06:10``.
    arrived_at: Mapped[str] = mapped_column(Text)
    left_at: Mapped[str] = mapped_column(Text)
    list_code: Mapped[str] = mapped_column(String(20))
    list_version: Mapped[int] = mapped_column(Integer)
    pack_id: Mapped[str | None] = mapped_column(String(36))
    leader: Mapped[str] = mapped_column(Text)
    team: Mapped[str] = mapped_column(Text)
    school_side: Mapped[str] = mapped_column(Text)
    heads: Mapped[str] = mapped_column(Text)
    answers: Mapped[str] = mapped_column(Text)
    red_lines: Mapped[str] = mapped_column(Text)
    got_halves: Mapped[int] = mapped_column(Whole)
    base: Mapped[int] = mapped_column(Whole)
    grade: Mapped[str | None] = mapped_column(String(20))
    told: Mapped[str] = mapped_column(Text)
    unchecked_reason: Mapped[str] = mapped_column(Text)
    tally: Mapped[str | None] = mapped_column(Text)
    meal_eaten: Mapped[str | None] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)
    refused: Mapped[bool]
    flags: Mapped[str] = mapped_column(Text)
    content_digest: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[object] = mapped_column(Instant)
    received_by: Mapped[str] = mapped_column(Text)
    received_by_id: Mapped[int | None] = mapped_column(Whole)


class Finding(Base):
    """One item that lost points, or a red line that was met. ``photos``, ``fixed_photos``: JSON, hashes."""

    __tablename__ = "visit_findings"
    __table_args__ = (
        refers_to("visit_id", "visits"),
        refers_to("school_id", "schools"),
        Index("ix_visit_findings_county_id_visit_id", "county_id", "visit_id"),
        Index("ix_visit_findings_county_id_school_id", "county_id", "school_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    visit_id: Mapped[int] = mapped_column(Whole)
    school_id: Mapped[int] = mapped_column(Whole)
    code: Mapped[str] = mapped_column(String(10))
    #: The item's own words in the list that was used.
    text: Mapped[str] = mapped_column(Text)
    red: Mapped[bool]
    answer: Mapped[str] = mapped_column(String(10))
    severity: Mapped[str] = mapped_column(String(20))
    found_on: Mapped[date]
    due_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str] = mapped_column(Text)
    fixed: Mapped[bool]
    photos: Mapped[str] = mapped_column(Text)
    fixed_photos: Mapped[str] = mapped_column(Text)


class Recheck(EnteredByAccount, Base):
    """A finding was looked at again, on a later visit (``visit_id``) or from the office; the latest day counts."""

    __tablename__ = "finding_rechecks"
    __table_args__ = (
        refers_to("finding_id", "visit_findings"),
        refers_to("visit_id", "visits"),
        Index("ix_finding_rechecks_county_id_finding_id", "county_id", "finding_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    finding_id: Mapped[int] = mapped_column(Whole)
    visit_id: Mapped[int | None] = mapped_column(Whole)
    looked_on: Mapped[date]
    mended: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)


class Measurement(Base):
    """What was weighed, counted or held together on a visit, beside what is written. Base units.

    ``difference`` = found - written, as it stands; what it means a person says. ``detail``: JSON, as it was taken.
    """

    __tablename__ = "measurements"
    __table_args__ = (
        refers_to("visit_id", "visits"),
        Index("ix_measurements_county_id_visit_id", "county_id", "visit_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    visit_id: Mapped[int] = mapped_column(Whole)
    #: weigh, count, portion or match.
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int] = mapped_column(Integer)
    ref: Mapped[str | None] = mapped_column(Text)
    ingredient_code: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    base: Mapped[str] = mapped_column(String(10))
    drawn: Mapped[bool]
    written: Mapped[int | None] = mapped_column(Whole)
    found: Mapped[int | None] = mapped_column(Whole)
    difference: Mapped[int | None] = mapped_column(Whole)
    agrees: Mapped[bool | None]
    source: Mapped[str] = mapped_column(String(10))
    witness: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)


class Amendment(Base):
    """What a team added to a visit afterwards; the visit itself stays. It may come before the visit does."""

    __tablename__ = "visit_amendments"
    __table_args__ = (
        refers_to("deposit_id", "deposits"),
        Index("ix_visit_amendments_county_id_visit_uuid", "county_id", "visit_uuid"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    deposit_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    visit_uuid: Mapped[str] = mapped_column(String(36))
    school_id: Mapped[int] = mapped_column(Whole)
    text: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)
    received_at: Mapped[object] = mapped_column(Instant)
    received_by: Mapped[str] = mapped_column(Text)
