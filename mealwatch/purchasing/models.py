"""Tables of orders. All are append-only: of an order the highest ``version`` counts, with its lines."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import Entered
from mealwatch.storage.types import Whole


class Order(Entered, Base):
    """What a canteen orders from one supplier. ``standing``: open, closed (the rest is not coming) or cancelled."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("county_id", "canteen_id", "order_no", "version"),
        refers_to("canteen_id", "canteens"),
        refers_to("supplier_id", "suppliers"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    id: Mapped[int] = key_part()
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    canteen_id: Mapped[int] = mapped_column(Whole)
    order_no: Mapped[str] = mapped_column(Text)
    supplier_id: Mapped[int] = mapped_column(Whole)
    #: The days whose meals it is for.
    for_first: Mapped[date]
    for_last: Mapped[date]
    deliver_on: Mapped[date]
    #: ``07:30``; empty where nothing was agreed.
    deliver_time: Mapped[str | None] = mapped_column(String(5))
    contact: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    standing: Mapped[str] = mapped_column(String(10))
    #: Why it was changed; empty in the first version.
    reason: Mapped[str | None] = mapped_column(Text)


class OrderLine(Base):
    """Goods of one kind in one version of an order; ``for_days`` are ISO dates parted by spaces."""

    __tablename__ = "order_lines"
    __table_args__ = (
        ForeignKeyConstraint(["county_id", "order_id", "version"], ["orders.county_id", "orders.id", "orders.version"]),
        refers_to("ingredient_id", "ingredients"),
        CheckConstraint("quantity > 0", name="quantity"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    order_id: Mapped[int] = key_part()
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    line_no: Mapped[int] = key_part()
    ingredient_id: Mapped[int] = mapped_column(Whole)
    quantity: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    for_days: Mapped[str] = mapped_column(Text)


class OrderDelivery(Entered, Base):
    """A receipt with which goods of an order came."""

    __tablename__ = "order_deliveries"
    __table_args__ = (
        refers_to("document_id", "documents"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    order_id: Mapped[int] = key_part()
    document_id: Mapped[int] = key_part()
