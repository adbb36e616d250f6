"""The tables of photos and papers. With row ids: the rows are long."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part
from mealwatch.storage.types import Instant, Whole


class _File:
    """What is kept of a file."""

    media_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(Whole)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Instant)
    kept_by: Mapped[str] = mapped_column(Text)


class Attachment(_File, Base):
    """A photo or a paper of a canteen under the sha256 of its bytes; append-only."""

    __tablename__ = "attachments"
    __table_args__ = (
        ForeignKeyConstraint(["county_id", "canteen_id"], ["canteens.county_id", "canteens.id"]),
        CheckConstraint("size > 0", name="size"),
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class SchoolAttachment(_File, Base):
    """A photo or a paper of a school about one matter (domain.matters); append-only. School 0: the bureau's own."""

    __tablename__ = "school_attachments"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)
    county_id: Mapped[int] = county_key()
    school_id: Mapped[int] = key_part()
    about: Mapped[str] = mapped_column(String(10), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
