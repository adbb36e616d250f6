"""Tables of issued papers, and of what was put down for the briefing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.trail import Entered
from mealwatch.storage.types import Instant, Whole


class OfficialPaper(Base):
    """A paper as it was issued; append-only. With row ids: the rows are long.

    ``number`` counts without gaps within county, kind and year; ``label`` is what is printed of it. ``about`` says of
    what it speaks, ``typed`` what an officer wrote (JSON), ``data`` the paper itself (JSON of web.official.Paper),
    ``content`` its PDF, ``digest`` the sha256 of that.
    """

    __tablename__ = "official_papers"
    __table_args__ = (
        refers_to("school_id", "schools"),
        CheckConstraint("number > 0", name="number"),
    )
    county_id: Mapped[int] = county_key()
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = key_part()
    label: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(String(80))
    school_id: Mapped[int | None] = mapped_column(Whole)
    title: Mapped[str] = mapped_column(Text)
    signed_on: Mapped[date]
    typed: Mapped[str] = mapped_column(Text)
    data: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_by: Mapped[str] = mapped_column(Text)
    issued_by_id: Mapped[int | None] = mapped_column(Whole)


class BriefingItem(Entered, Base):
    """An alert that an officer put down for its week's briefing (列入通报); taken out, the row goes.

    ``words``: what the briefing is to say instead of the alert's own sentence; empty for that.
    """

    __tablename__ = "briefing_items"
    __table_args__ = (
        refers_to("alert_id", "alerts"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    alert_id: Mapped[int] = key_part()
    words: Mapped[str] = mapped_column(Text)
