"""Tables of goods in: slips and their lines (append-only), and what the bureau allows about licences."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import county_key, key_part, refers_to
from mealwatch.storage.trail import Entered
from mealwatch.storage.types import Instant, Whole


class AcceptanceSlip(Entered, Base):
    """The head of an acceptance; its document's canteen, kind and number are its own. No document: all went back."""

    __tablename__ = "acceptance_slips"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        refers_to("document_id", "documents"),
        Index(None, "county_id", "document_id"),
        Index(None, "county_id", "canteen_id", "dated_on"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    doc_no: Mapped[str] = mapped_column(Text, primary_key=True)
    document_id: Mapped[int | None] = mapped_column(Whole)
    dated_on: Mapped[date]
    digest: Mapped[str] = mapped_column(String(64))
    supplier_id: Mapped[int | None] = mapped_column(Whole)
    #: A seller who is not on the list: name and how to reach them.
    seller: Mapped[str | None] = mapped_column(Text)
    order_no: Mapped[str | None] = mapped_column(Text)
    slip_no: Mapped[str | None] = mapped_column(Text)
    slip_photos: Mapped[str] = mapped_column(Text)
    arrived_at: Mapped[str | None] = mapped_column(String(5))
    meal_use: Mapped[str | None] = mapped_column(String(10))
    deliverer: Mapped[str | None] = mapped_column(Text)
    plate: Mapped[str | None] = mapped_column(Text)
    representative: Mapped[str | None] = mapped_column(Text)
    buyer: Mapped[str | None] = mapped_column(Text)
    acceptor_1: Mapped[str | None] = mapped_column(Text)
    acceptor_2: Mapped[str | None] = mapped_column(Text)
    signature_id: Mapped[int | None] = mapped_column(Whole)
    allowance_id: Mapped[int | None] = mapped_column(Whole)
    note: Mapped[str | None] = mapped_column(Text)


class Acceptance(Base):
    """One line of goods in. Lines of which nothing was accepted stand after those that are in the receipt.

    ``certificates`` and ``checks`` are JSON objects; ``temperature_tenths`` tenths of a degree Celsius.
    """

    __tablename__ = "acceptances"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_id", "canteen_id", "kind", "doc_no"],
            [
                "acceptance_slips.county_id",
                "acceptance_slips.canteen_id",
                "acceptance_slips.kind",
                "acceptance_slips.doc_no",
            ],
        ),
        CheckConstraint("accepted >= 0 AND returned >= 0 AND weighed >= 0", name="quantities"),
        Index(None, "county_id", "canteen_id", "dated_on"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    doc_no: Mapped[str] = mapped_column(Text, primary_key=True)
    line_no: Mapped[int] = key_part()
    document_id: Mapped[int | None] = mapped_column(Whole)
    dated_on: Mapped[date]
    ingredient_id: Mapped[int | None] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    ordered: Mapped[int | None] = mapped_column(Whole)
    noted: Mapped[int | None] = mapped_column(Whole)
    weighed: Mapped[int] = mapped_column(Whole)
    returned: Mapped[int] = mapped_column(Whole)
    accepted: Mapped[int] = mapped_column(Whole)
    amount_fen: Mapped[int] = mapped_column(Whole)
    freight_fen: Mapped[int] = mapped_column(Whole)
    #: The price as it was said: a plain decimal in yuan, and for what.
    price: Mapped[str | None] = mapped_column(Text)
    price_per: Mapped[str | None] = mapped_column(String(10))
    price_answer: Mapped[str | None] = mapped_column(String(10))
    price_question: Mapped[str | None] = mapped_column(Text)
    spec: Mapped[str | None] = mapped_column(Text)
    brand: Mapped[str | None] = mapped_column(Text)
    grade: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[str | None] = mapped_column(Text)
    producer: Mapped[str | None] = mapped_column(Text)
    certificates: Mapped[str] = mapped_column(Text)
    photos: Mapped[str] = mapped_column(Text)
    checks: Mapped[str] = mapped_column(Text)
    temperature_tenths: Mapped[int | None] = mapped_column(Whole)
    quick_test: Mapped[str | None] = mapped_column(String(10))
    quick_test_note: Mapped[str | None] = mapped_column(Text)
    conclusion: Mapped[str] = mapped_column(String(10))
    return_reason: Mapped[str | None] = mapped_column(Text)
    risk_confirmed: Mapped[bool]
    note: Mapped[str | None] = mapped_column(Text)


class LicenceAllowance(Base):
    """The bureau lets a supplier without a valid licence deliver for a while."""

    __tablename__ = "licence_allowances"
    __table_args__ = (
        refers_to("supplier_id", "suppliers"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    supplier_id: Mapped[int] = mapped_column(Whole)
    canteen_id: Mapped[int | None] = mapped_column(Whole)
    from_date: Mapped[date]
    until_date: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    allowed_by: Mapped[str] = mapped_column(Text)
    allowed_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[str | None] = mapped_column(Text)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)


class LicenceRule(Base):
    """What a county does, from a day on, with suppliers of whom nobody knows when the licence ends."""

    __tablename__ = "licence_rules"
    __table_args__ = {"sqlite_with_rowid": False}
    county_id: Mapped[int] = county_key()
    from_date: Mapped[date] = mapped_column(primary_key=True)
    unknown_licence: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(Instant)
