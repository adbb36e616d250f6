"""An empty workbook to fill in: one sheet per file, Chinese headings, a note on every column, drop-downs."""

import xlsxwriter

from mealwatch.exchange.format import FILES
from mealwatch.exchange.headings import DEFINED_IN

_ROWS = 5000
_FORMATS = {"day": "yyyy-mm-dd", "date": "yyyy-mm-dd"}
_PLAIN = frozenset({"amount", "quantity", "counted", "count", "positive", "use_days", "percent", "factor", "grams"})
_SHEET_OF = {thing: name for name, thing in DEFINED_IN.items()}
REQUIRED, OPTIONAL = "必填", "可不填，不填表示不知道"


def write_template(path):
    """Write the template to ``path``."""
    with xlsxwriter.Workbook(path) as book:
        for file in FILES.values():
            _sheet(book, file)


def _sheet(book, file):
    sheet = book.add_worksheet(file.name)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(column for column in file.columns if not column.advanced):
        weight = {"bold": True, "bg_color": "#EEF2F7" if column.required else "#FFFFFF", "border": 1}
        sheet.write_string(0, at, column.chinese, book.add_format(weight))
        sheet.write_comment(0, at, _note(column), {"x_scale": 2, "y_scale": 1.2})
        kind = _FORMATS.get(column.kind) or (None if column.kind in _PLAIN else "@")
        sheet.set_column(at, at, 16, book.add_format({"num_format": kind}) if kind else None)
        if column.choices:
            chosen = {"validate": "list", "source": list(column.choices.values())}
            sheet.data_validation(1, at, _ROWS, at, chosen)
        elif column.refers and DEFINED_IN.get(file.name) != column.refers:
            _refer(sheet, at, column)


def _refer(sheet, at, column):
    """Offer the codes that stand on the sheet of the thing; others are let through, the county may have them."""
    there = _SHEET_OF[column.refers]
    place = [other.name for other in FILES[there].columns].index(f"{column.refers}_code")
    letter = "ABCDEFGH"[place]
    source = f"={there}!${letter}$2:${letter}${_ROWS}"
    sheet.data_validation(1, at, _ROWS, at, {"validate": "list", "source": source, "show_error": False})


def _note(column):
    lines = [column.name, REQUIRED if column.required else OPTIONAL]
    if column.note:
        lines.append(column.note)
    if column.choices:
        lines.append("、".join(column.choices.values()))
    return "\n".join(lines)
