"""Tables of the ledger. All are append-only; of a lot only what is drawn from it moves.

A document's ``id`` is its place in the county's order of entry. Lines belong
to their document, a lot is one line of an opening or a receipt, or the
surplus of a stocktake line.
"""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import EnteredOrImported
from mealwatch.storage.types import Whole


class Document(EnteredOrImported, Base):
    """The head of a posted document. ``kind``: opening, receipt, issue, delivery, loss, stocktake."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("county_id", "canteen_id", "kind", "doc_no"),
        refers_to("canteen_id", "canteens"),
        Index("ix_documents_county_id_dated_on", "county_id", "dated_on", "kind"),
        Index("ix_documents_county_id_canteen_id_dated_on", "county_id", "canteen_id", "dated_on"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    kind: Mapped[str] = mapped_column(String(10))
    canteen_id: Mapped[int] = mapped_column(Whole)
    doc_no: Mapped[str] = mapped_column(Text)
    dated_on: Mapped[date]
    #: Issues and deliveries only.
    meal: Mapped[str | None] = mapped_column(String(10))
    #: Hash of what was posted; the same document sent again has the same.
    digest: Mapped[str] = mapped_column(String(64))


class OpeningLine(Base):
    """Opening stock of one ingredient, counted and valued by two people."""

    __tablename__ = "opening_lines"
    __table_args__ = (
        refers_to("document_id", "documents"),
        refers_to("ingredient_id", "ingredients"),
        CheckConstraint("quantity > 0", name="quantity"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    ingredient_id: Mapped[int] = mapped_column(Whole)
    quantity: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    amount_fen: Mapped[int] = mapped_column(Whole)
    expires_on: Mapped[date | None]
    counted_by: Mapped[str | None] = mapped_column(Text)
    witnessed_by: Mapped[str | None] = mapped_column(Text)


class ReceiptLine(Base):
    """Goods of one kind received, weighed and accepted."""

    __tablename__ = "receipt_lines"
    __table_args__ = (
        refers_to("document_id", "documents"),
        refers_to("ingredient_id", "ingredients"),
        refers_to("supplier_id", "suppliers"),
        CheckConstraint("quantity > 0 AND amount_fen >= 0", name="quantity"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    ingredient_id: Mapped[int] = mapped_column(Whole)
    quantity: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    amount_fen: Mapped[int] = mapped_column(Whole)
    supplier_id: Mapped[int | None] = mapped_column(Whole)
    batch_no: Mapped[str | None] = mapped_column(Text)
    produced_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    buyer: Mapped[str | None] = mapped_column(Text)
    acceptor_1: Mapped[str | None] = mapped_column(Text)
    acceptor_2: Mapped[str | None] = mapped_column(Text)


class IssueLine(Base):
    """Goods of one kind issued to a meal; ``cost_fen`` is what its draws cost when it was posted."""

    __tablename__ = "issue_lines"
    __table_args__ = (
        refers_to("document_id", "documents"),
        refers_to("ingredient_id", "ingredients"),
        CheckConstraint("quantity > 0 AND use_days BETWEEN 1 AND 60", name="quantity"),
        Index(
            "ix_issue_lines_spread",
            "county_id",
            "document_id",
            sqlite_where=text("use_days > 1"),
            postgresql_where=text("use_days > 1"),
        ),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    ingredient_id: Mapped[int] = mapped_column(Whole)
    quantity: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    use_days: Mapped[int] = mapped_column(Integer)
    cost_fen: Mapped[int] = mapped_column(Whole)
    storekeeper: Mapped[str | None] = mapped_column(Text)
    collector: Mapped[str | None] = mapped_column(Text)


class DeliveryLine(Base):
    """Meals bought from a contractor. Without ``food_cost_fen`` the whole amount counts and the meal is unverified."""

    __tablename__ = "delivery_lines"
    __table_args__ = (
        refers_to("document_id", "documents"),
        refers_to("supplier_id", "suppliers"),
        CheckConstraint("portions > 0 AND amount_fen >= 0", name="portions"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    portions: Mapped[int] = mapped_column(Whole)
    amount_fen: Mapped[int] = mapped_column(Whole)
    food_cost_fen: Mapped[int | None] = mapped_column(Whole)
    supplier_id: Mapped[int | None] = mapped_column(Whole)
    acceptor_1: Mapped[str | None] = mapped_column(Text)
    acceptor_2: Mapped[str | None] = mapped_column(Text)


class LossLine(Base):
    """Spoiled goods of one kind: they leave the stock and are no meal's cost."""

    __tablename__ = "loss_lines"
    __table_args__ = (
        refers_to("document_id", "documents"),
        refers_to("ingredient_id", "ingredients"),
        CheckConstraint("quantity > 0", name="quantity"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    ingredient_id: Mapped[int] = mapped_column(Whole)
    quantity: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    cost_fen: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str | None] = mapped_column(Text)
    approved_by: Mapped[str | None] = mapped_column(Text)


class StocktakeLine(Base):
    """One ingredient counted against the book as it stood when the count was entered."""

    __tablename__ = "stocktake_lines"
    __table_args__ = (
        refers_to("document_id", "documents"),
        refers_to("ingredient_id", "ingredients"),
        CheckConstraint("counted >= 0", name="counted"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    ingredient_id: Mapped[int] = mapped_column(Whole)
    counted: Mapped[int] = mapped_column(Whole)
    book: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    #: What the difference cost: draws of a shortage (leaving), the new lot's cost of a surplus (coming).
    cost_fen: Mapped[int] = mapped_column(Whole)
    reason: Mapped[str | None] = mapped_column(Text)
    counted_by: Mapped[str | None] = mapped_column(Text)
    witnessed_by: Mapped[str | None] = mapped_column(Text)


class Lot(Base):
    """What one line brought into the store. ``used``, ``drawn_fen`` and ``standing`` move; nothing else does."""

    __tablename__ = "lots"
    __table_args__ = (
        refers_to("document_id", "documents"),
        refers_to("ingredient_id", "ingredients"),
        CheckConstraint("bought > 0 AND used >= 0 AND used <= bought", name="used"),
        Index(
            "ix_lots_open",
            "county_id",
            "canteen_id",
            "ingredient_id",
            sqlite_where=text("used < bought AND standing"),
            postgresql_where=text("used < bought AND standing"),
        ),
        Index("ix_lots_canteen", "county_id", "canteen_id", "ingredient_id", "received_on"),
        Index("ix_lots_received", "county_id", "received_on"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    canteen_id: Mapped[int] = mapped_column(Whole)
    ingredient_id: Mapped[int] = mapped_column(Whole)
    received_on: Mapped[date]
    expires_on: Mapped[date | None]
    bought: Mapped[int] = mapped_column(Whole)
    cost_fen: Mapped[int] = mapped_column(Whole)
    used: Mapped[int] = mapped_column(Whole)
    drawn_fen: Mapped[int] = mapped_column(Whole)
    standing: Mapped[bool]


class Draw(Base):
    """What a line of an issue, a loss or a short stocktake took from one lot, and what it cost.

    After a reversal a cost some fen below 0 is possible, and right.
    """

    __tablename__ = "draws"
    __table_args__ = (
        refers_to("document_id", "documents"),
        ForeignKeyConstraint(
            ["county_id", "lot_document_id", "lot_line_no"],
            ["lots.county_id", "lots.document_id", "lots.line_no"],
        ),
        CheckConstraint("quantity > 0", name="quantity"),
        Index("ix_draws_lot", "county_id", "lot_document_id", "lot_line_no"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    line_no: Mapped[int] = key_part()
    draw_no: Mapped[int] = key_part()
    lot_document_id: Mapped[int] = mapped_column(Whole)
    lot_line_no: Mapped[int] = mapped_column(Whole)
    quantity: Mapped[int] = mapped_column(Whole)
    cost_fen: Mapped[int] = mapped_column(Whole)


class Reversal(EnteredOrImported, Base):
    """Undoes a whole posted document and names it. A document is reversed at most once."""

    __tablename__ = "reversals"
    __table_args__ = (
        UniqueConstraint("county_id", "id"),
        refers_to("document_id", "documents"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
    #: Its own place in the county's order of entry.
    id: Mapped[int] = mapped_column(Whole)
    canteen_id: Mapped[int] = mapped_column(Whole)
    dated_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    reversed_by: Mapped[str] = mapped_column(Text)
