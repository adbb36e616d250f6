"""The table of photos and papers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part
from mealwatch.storage.types import Instant, Whole


class Attachment(Base):
    """A photo or a paper of a canteen under the sha256 of its bytes; append-only. With row ids: the rows are long."""

    __tablename__ = "attachments"
    __table_args__ = (
        ForeignKeyConstraint(["county_id", "canteen_id"], ["canteens.county_id", "canteens.id"]),
        CheckConstraint("size > 0", name="size"),
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(Whole)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Instant)
    kept_by: Mapped[str] = mapped_column(Text)
