"""Tables of the catalogue."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.types import Instant, Whole


class Ingredient(Base):
    """A catalogue entry. ``grams_per_unit`` and ``edible_percent`` are plain decimals as text; empty means unknown."""

    __tablename__ = "ingredients"
    __table_args__ = (
        UniqueConstraint("county_id", "code"),
        CheckConstraint("package_content IS NULL OR package_content > 0", name="package"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = mapped_column(Whole, ForeignKey("counties.id"), primary_key=True, autoincrement=False)
    id: Mapped[int] = key_part()
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    aliases: Mapped[str] = mapped_column(Text, default="")
    #: What a search matches beside the name: full pinyin and initials, of the name and the aliases.
    pinyin: Mapped[str] = mapped_column(Text, default="")
    food_group: Mapped[str] = mapped_column(Text)
    base_unit: Mapped[str] = mapped_column(String(5))
    package_name: Mapped[str | None] = mapped_column(Text)
    package_content: Mapped[int | None] = mapped_column(Whole)
    grams_per_unit: Mapped[str | None] = mapped_column(Text)
    edible_percent: Mapped[str | None] = mapped_column(Text)


class Supplier(Base):
    """Who sells to a canteen."""

    __tablename__ = "suppliers"
    __table_args__ = (UniqueConstraint("county_id", "code"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = mapped_column(Whole, ForeignKey("counties.id"), primary_key=True, autoincrement=False)
    id: Mapped[int] = key_part()
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    aliases: Mapped[str] = mapped_column(Text, default="")
    licence_no: Mapped[str | None] = mapped_column(Text)
    licence_expires_on: Mapped[date | None]
    contact: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)


class SupplierVersion(Base):
    """What the register says of a supplier since a day, None: since before versions were kept. Append-only.

    The last one says what ``suppliers`` says; where there is none, that has always been so.
    """

    __tablename__ = "supplier_versions"
    __table_args__ = (refers_to("supplier_id", "suppliers"), {"sqlite_with_rowid": False})
    county_id: Mapped[int] = key_part()
    supplier_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    since: Mapped[date | None]
    licence_no: Mapped[str | None] = mapped_column(Text)
    licence_from: Mapped[date | None]
    licence_expires_on: Mapped[date | None]
    contact: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)


class ForbiddenFood(Base):
    """A county's own word on a forbidden food: it replaces the usual rule of the same code, or adds one."""

    __tablename__ = "forbidden_foods"
    __table_args__ = ({"sqlite_with_rowid": False},)
    county_id: Mapped[int] = mapped_column(Whole, ForeignKey("counties.id"), primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    excepted: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(String(6))
    applies_to: Mapped[str] = mapped_column(String(10))
    basis: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool]


class PriceList(Base):
    """Prices of a county from a day on (and until one), as somebody imported them. Append-only: a later one wins.

    ``digest`` is that of what it says: the same list again is the same list.
    """

    __tablename__ = "price_lists"
    __table_args__ = ({"sqlite_with_rowid": False},)
    county_id: Mapped[int] = mapped_column(Whole, ForeignKey("counties.id"), primary_key=True, autoincrement=False)
    id: Mapped[int] = key_part()
    from_date: Mapped[date]
    until_date: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime] = mapped_column(Instant)
    imported_by: Mapped[str] = mapped_column(Text)


class PriceListRow(Base):
    """What ``content`` base units of an ingredient cost, from one supplier or (none) anywhere in the county."""

    __tablename__ = "price_list_rows"
    __table_args__ = (
        ForeignKeyConstraint(["county_id", "list_id"], ["price_lists.county_id", "price_lists.id"]),
        ForeignKeyConstraint(["county_id", "ingredient_id"], ["ingredients.county_id", "ingredients.id"]),
        ForeignKeyConstraint(["county_id", "supplier_id"], ["suppliers.county_id", "suppliers.id"]),
        CheckConstraint("content > 0 AND price_fen > 0", name="price"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    list_id: Mapped[int] = key_part()
    number: Mapped[int] = key_part()
    ingredient_id: Mapped[int] = mapped_column(Whole)
    unit: Mapped[str] = mapped_column(String(10))
    content: Mapped[int] = mapped_column(Whole)
    price_fen: Mapped[int] = mapped_column(Whole)
    supplier_id: Mapped[int | None] = mapped_column(Whole)
