"""Tables of a county's checklists."""

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key
from mealwatch.storage.trail import Entered
from mealwatch.storage.types import Instant, Whole


class Checklist(Base):
    """A list that the county has touched, and what is being changed of it. ``draft``: JSON of the content, or nothing.

    ``draft_of`` is the version from which the draft began (0: none), ``revision`` counts the changes.
    """

    __tablename__ = "checklists"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    active: Mapped[bool]
    draft: Mapped[str | None] = mapped_column(Text)
    draft_of: Mapped[int | None] = mapped_column(Whole)
    revision: Mapped[int] = mapped_column(Whole)
    changed_at: Mapped[object] = mapped_column(Instant)
    changed_by: Mapped[str] = mapped_column(Text)


class ChecklistVersion(Entered, Base):
    """A published version. Append-only; ``content`` is JSON, ``digest`` what a visit keeps of it."""

    __tablename__ = "checklist_versions"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
