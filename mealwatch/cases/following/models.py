"""Tables of what follows from cases. Days that were drawn stand in none of them before their morning.

JSON columns: ``choices``, ``questions``, ``rows``, ``answers``, ``paper``, ``cases``. ``photos``: digests
of photos of the school (attachments.domain.matters), of meetings and rules the bureau's own, parted by spaces.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.trail import Done, Entered, EnteredByAccount
from mealwatch.storage.types import Instant, Whole


class FieldDraw(Entered, Base):
    """A sealed seed for days (and schools) to be looked at: ``kind`` look_back of a case, verification of a check."""

    __tablename__ = "field_draws"
    __table_args__ = (
        Index("ix_field_draws_county_id_subject", "county_id", "kind", "subject_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Whole)
    looks: Mapped[int] = mapped_column(Integer)
    seed_hash: Mapped[str] = mapped_column(String(64))


class FieldSlate(Entered, Base):
    """The list that a draw is made from; ``attempt`` counts how often its numbers were drawn."""

    __tablename__ = "field_slates"
    __table_args__ = (
        refers_to("draw_id", "field_draws"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    draw_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    attempt: Mapped[int] = key_part()
    picks: Mapped[int] = mapped_column(Integer)
    choices: Mapped[str] = mapped_column(Text)
    first_day: Mapped[date]
    last_day: Mapped[date]


class FieldStep(Done, Base):
    """What became of a drawn day from its morning on, and at last the seed itself; append-only."""

    __tablename__ = "field_steps"
    __table_args__ = (
        refers_to("draw_id", "field_draws"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    draw_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    what: Mapped[str] = mapped_column(String(12))
    look: Mapped[int | None] = mapped_column(Integer)
    attempt: Mapped[int | None] = mapped_column(Integer)
    school_id: Mapped[int | None] = mapped_column(Whole)
    dated_on: Mapped[date | None]
    stop_id: Mapped[int | None] = mapped_column(Whole)
    visit_id: Mapped[int | None] = mapped_column(Whole)
    words: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)
    seed: Mapped[str | None] = mapped_column(String(64))


class SelfCheck(EnteredByAccount, Base):
    """A question put to other schools because of a case; append-only. ``scope``: exposed, town or county."""

    __tablename__ = "self_checks"
    __table_args__ = (
        refers_to("case_id", "cases"),
        Index("ix_self_checks_county_id_case_id", "county_id", "case_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    case_id: Mapped[int] = mapped_column(Whole)
    scope: Mapped[str] = mapped_column(String(10))
    town: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(String(12))
    cause_key: Mapped[str] = mapped_column(Text)
    cause_text: Mapped[str] = mapped_column(Text)
    first_day: Mapped[date]
    last_day: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    questions: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]


class SelfCheckSchool(Base):
    """A school that was asked, with the rows by which it is exposed (those of that day); append-only."""

    __tablename__ = "self_check_schools"
    __table_args__ = (
        refers_to("check_id", "self_checks"),
        refers_to("school_id", "schools"),
        Index("ix_self_check_schools_county_id_school_id", "county_id", "school_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    check_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    rows: Mapped[str] = mapped_column(Text)


class SelfCheckReply(Base):
    """What a school answered; the latest counts; append-only."""

    __tablename__ = "self_check_replies"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_id", "check_id", "school_id"],
            ["self_check_schools.county_id", "self_check_schools.check_id", "self_check_schools.school_id"],
        ),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    check_id: Mapped[int] = key_part()
    school_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    has: Mapped[bool]
    answers: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)
    replied_at: Mapped[object] = mapped_column(Instant)
    replied_by: Mapped[str] = mapped_column(Text)
    replied_by_id: Mapped[int | None] = mapped_column(Whole)


class Escalation(EnteredByAccount, Base):
    """A step of the ladder that the service proposed and an officer took or declined; append-only.

    ``step``: of domain.ladder; ``rule``, its ``least`` and the ``count``: why; ``no`` of ``year``: the paper's number,
    0 if declined.
    """

    __tablename__ = "escalations"
    __table_args__ = (
        refers_to("case_id", "cases"),
        refers_to("school_id", "schools"),
        Index("ix_escalations_county_id_case_id", "county_id", "case_id"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    case_id: Mapped[int] = mapped_column(Whole)
    school_id: Mapped[int] = mapped_column(Whole)
    step: Mapped[str] = mapped_column(String(16))
    rule: Mapped[str] = mapped_column(String(16))
    least: Mapped[int] = mapped_column(Integer)
    count: Mapped[int] = mapped_column(Integer)
    taken: Mapped[bool]
    year: Mapped[int] = mapped_column(Integer)
    no: Mapped[int] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(Text)
    paper: Mapped[str] = mapped_column(Text)


class EscalationRecord(EnteredByAccount, Base):
    """What was said and agreed when a step was carried out; the latest counts; append-only."""

    __tablename__ = "escalation_records"
    __table_args__ = (
        refers_to("escalation_id", "escalations"),
        CheckConstraint("number > 0", name="number"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    escalation_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    paper: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)


class Meeting(Entered, Base):
    """An on-site meeting or a study about cases."""

    __tablename__ = "case_meetings"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    kind: Mapped[str] = mapped_column(String(10))
    dated_on: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    people: Mapped[str] = mapped_column(Text)
    decisions: Mapped[str] = mapped_column(Text)
    cases: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)
    #: Whose canteen kept the photos when the bureau had no place for them; None since.
    canteen_id: Mapped[int | None] = mapped_column(Whole)


class CaseRule(Entered, Base):
    """A rule (制度) that came out of cases: its text or a file, from when; ``ended_on`` where it no longer holds."""

    __tablename__ = "case_rules"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    id: Mapped[int] = key_part()
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    from_date: Mapped[date]
    ended_on: Mapped[date | None]
    cases: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)
    #: Whose canteen kept the photos when the bureau had no place for them; None since.
    canteen_id: Mapped[int | None] = mapped_column(Whole)
