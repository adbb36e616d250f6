"""Pages of daily records: the day's list, the forms, the months, one record, the registers, the checklists."""

from mealwatch.safety.pages import entering, lists, months, record, registers, today
from mealwatch.safety.pages.blueprint import blueprint

__all__ = ["blueprint", "entering", "lists", "months", "record", "registers", "today"]
