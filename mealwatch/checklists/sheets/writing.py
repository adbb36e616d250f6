"""A list as a book of sheets. Text is written as text, points and days as numbers; no cell is a formula."""

from mealwatch.checklists.domain.words import COLUMNS, GRADES, METHODS, PARTS, PREFILLS, SCORED, SEVERITIES, SHEETS
from mealwatch.web.xlsx import Column, Table, written_book

#: The columns of each sheet, by the names of words.COLUMNS; what is a number.
LAYOUT = {
    "list": ("title",),
    "sections": ("letter", "section_title"),
    "items": ("code", "text", "points", "scored", "methods", "prefill", "part"),
    "phrases": ("code", "phrases"),
    "red_lines": ("code", "red_text"),
    "rules": ("what", "least", "days"),
}
WHOLE = {"points", "least", "days"}
_WIDTHS = {"text": 60, "red_text": 60, "phrases": 40, "section_title": 28, "title": 40, "prefill": 22, "what": 20}


def written_sheets(content):
    """The bytes of the book of a Checklist. The sheets are in Chinese whatever the reader's language."""
    rows = {
        "list": [(content.title,)],
        "sections": [(one.letter, one.title) for one in content.sections],
        "items": [_item(item) for item in content.items],
        "phrases": [(item.code, text) for item in content.items for text in item.phrases],
        "red_lines": [(one.code, one.text) for one in content.red_lines],
        "rules": [
            *((GRADES[code], least, None) for code, least in content.grades),
            *((SEVERITIES[code], None, days) for code, days in content.deadlines),
        ],
    }
    tables = [
        Table(
            SHEETS[name],
            [Column(COLUMNS[one], "whole" if one in WHOLE else "text", _WIDTHS.get(one)) for one in columns],
            rows[name],
        )
        for name, columns in LAYOUT.items()
    ]
    return written_book(content.title, tables, None)


def _item(item):
    return (
        item.code,
        item.text,
        item.points,
        SCORED[item.scored],
        "、".join(METHODS[one] for one in item.methods),
        PREFILLS.get(item.prefill, ""),
        PARTS.get(item.part, ""),
    )
