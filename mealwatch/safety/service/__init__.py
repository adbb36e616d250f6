"""Changes to daily records, to the canteen's registers and to the lists of safety checks."""

from mealwatch.safety.service.lists import put_list
from mealwatch.safety.service.recording import MOST_DAYS_LATE, Entry, correct, enter, put_rows, withdraw
from mealwatch.safety.service.registers import put_equipment, put_staff

__all__ = [
    "MOST_DAYS_LATE",
    "Entry",
    "correct",
    "enter",
    "put_equipment",
    "put_list",
    "put_rows",
    "put_staff",
    "withdraw",
]
