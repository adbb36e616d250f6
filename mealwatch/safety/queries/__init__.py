"""Daily records as they stand, what is due, and what the canteen's registers say."""

from mealwatch.audit.kept import Kept
from mealwatch.safety import models
from mealwatch.safety.domain.record import body
from mealwatch.safety.queries.due import due, missed_accompanied, overview
from mealwatch.safety.queries.lists import check_list, lists_of
from mealwatch.safety.queries.registers import canteens_of_person, canteens_with, equipment_of, staff_of
from mealwatch.safety.queries.standing import current, last_of, private_of, records, versions

__all__ = [
    "KEPT",
    "canteens_of_person",
    "canteens_with",
    "check_list",
    "current",
    "due",
    "equipment_of",
    "last_of",
    "lists_of",
    "missed_accompanied",
    "overview",
    "private_of",
    "records",
    "staff_of",
    "versions",
]

#: What the journal keeps of each table, row by row.
KEPT = (
    Kept("daily_record", models.DailyRecord.__table__, body),
    Kept("canteen_staff", models.CanteenStaff.__table__),
    Kept("canteen_equipment", models.Equipment.__table__),
    Kept("check_list", models.CheckListVersion.__table__),
)
