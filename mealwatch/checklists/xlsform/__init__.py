"""A list as an XLSForm (ODK, Kobo), so that other departments can fill it in with the tools that they have."""

from mealwatch.checklists.xlsform.reading import read_xlsform
from mealwatch.checklists.xlsform.writing import sheets_of, written_xlsform

__all__ = ["read_xlsform", "sheets_of", "written_xlsform"]
