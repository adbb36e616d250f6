"""Tables of menus."""

from datetime import date

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.extensions import Base
from mealwatch.storage.keys import key_part, refers_to
from mealwatch.storage.trail import EnteredOrImported
from mealwatch.storage.types import Instant, Whole


class MenuRow(EnteredOrImported, Base):
    """One ingredient of one dish. Append-only: the highest ``version`` of a position counts, a removed one is marked.

    ``mg_per_pupil`` is edible milligrams (empty: not stated); ``age_band`` is empty for all bands.
    """

    __tablename__ = "menu_rows"
    __table_args__ = (
        UniqueConstraint(
            "county_id",
            "canteen_id",
            "dated_on",
            "meal",
            "dish",
            "ingredient_id",
            "age_band",
            "version",
        ),
        refers_to("canteen_id", "canteens"),
        refers_to("ingredient_id", "ingredients"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    dated_on: Mapped[date] = mapped_column(primary_key=True)
    meal: Mapped[str] = mapped_column(String(10), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    dish: Mapped[str] = mapped_column(Text)
    ingredient_id: Mapped[int] = mapped_column(Whole)
    age_band: Mapped[str] = mapped_column(String(5))
    mg_per_pupil: Mapped[int | None] = mapped_column(Whole)
    removed: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(Text)


class MenuMeal(Base):
    """What a planned meal says beside its rows: when it is served, its dishes in order, how they are cooked.

    ``dishes`` is JSON: ``[["米饭", "蒸"], ...]``; ``copied_from`` the week from which it was copied, such as 2026-W45.
    """

    __tablename__ = "menu_meals"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    dated_on: Mapped[date] = mapped_column(primary_key=True)
    meal: Mapped[str] = mapped_column(String(10), primary_key=True)
    serves_at: Mapped[str | None] = mapped_column(String(5))
    dishes: Mapped[str] = mapped_column(Text)
    copied_from: Mapped[str | None] = mapped_column(String(8))


class MenuPublication(Base):
    """A canteen's week as it was put up on the wall. Append-only: a later change is the next version, with a reason.

    ``content`` is canonical JSON (see domain/publication.py) and ``digest`` its sha256.
    """

    __tablename__ = "menu_publications"
    __table_args__ = (
        refers_to("canteen_id", "canteens"),
        {"sqlite_with_rowid": False},
    )
    county_id: Mapped[int] = key_part()
    canteen_id: Mapped[int] = key_part()
    monday: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[object] = mapped_column(Instant)
    published_by: Mapped[str] = mapped_column(Text)
