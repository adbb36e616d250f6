"""A list as a spreadsheet: one sheet per kind of row, with the headings that people read; out and in again."""

from mealwatch.checklists.sheets.reading import Place, read_sheets
from mealwatch.checklists.sheets.writing import written_sheets

__all__ = ["Place", "read_sheets", "written_sheets"]
