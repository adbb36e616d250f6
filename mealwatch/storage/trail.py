"""Who it was and when: the columns with which most tables end.

``sort_order`` puts them behind the table's own columns. Names are as the journal has them.
"""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from mealwatch.storage.types import Instant, Whole


class Entered:
    """When a row was entered, and by whom."""

    entered_at: Mapped[object] = mapped_column(Instant, sort_order=1)
    entered_by: Mapped[str] = mapped_column(Text, sort_order=2)


class EnteredByAccount(Entered):
    """When a row was entered, by whom and with which account; None where a device or a job entered it."""

    entered_by_id: Mapped[int | None] = mapped_column(Whole, sort_order=3)


class EnteredOrImported(Entered):
    """When a row was entered, by whom, and whether it came in a file."""

    imported: Mapped[bool] = mapped_column(sort_order=3)


class Done:
    """When a step was done, by whom and with which account; None where the service did it by itself."""

    done_at: Mapped[object] = mapped_column(Instant, sort_order=1)
    done_by: Mapped[str] = mapped_column(Text, sort_order=2)
    done_by_id: Mapped[int | None] = mapped_column(Whole, sort_order=3)
