"""Tables beside the ledger: which document was entered in the place of which, and photos of what was written off."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import Entered
from mealwatch.storage.types import Whole


class Correction(Entered, Base):
    """A reversed document and the one that was entered in its place. Append-only."""

    __tablename__ = "corrections"
    __table_args__ = (
        Index(None, "county_id", "replaced_by"),
        refers_to("document_id", "documents"),
        refers_to("replaced_by", "documents"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    replaced_by: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str] = mapped_column(Text)


class DocumentPhoto(Entered, Base):
    """A photo of a document, such as of spoiled goods, by its digest; it may still be on its way. Append-only."""

    __tablename__ = "document_photos"
    __table_args__ = (
        refers_to("document_id", "documents"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    canteen_id: Mapped[int] = mapped_column(Whole)
