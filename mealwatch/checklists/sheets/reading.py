"""A book of sheets as the plain rows of a list, and where in the file each of them stands.

The file comes from a stranger: the archive is checked before it is unpacked, every sheet has a limit of rows, and
whatever is wrong is said with the sheet, the row and the column.
"""

import io
from typing import NamedTuple

from mealwatch.checklists import file_errors as errors
from mealwatch.checklists.domain.words import COLUMNS, GRADES, METHODS, PARTS, PREFILLS, SCORED, SEVERITIES, SHEETS
from mealwatch.checklists.sheets.writing import LAYOUT
from mealwatch.web.archives import open_zip
from mealwatch.web.workbooks import Marked, OldWorkbook, Workbook

MOST_MEGABYTES = 2
MOST_UNPACKED = 20
MOST_ROWS = 3000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTED = str.maketrans(dict.fromkeys(",，;；/ ", "、"))
#: The sheet's columns that are no field of a row by the same name.
_FIELDS = {"section_title": "title", "red_text": "text"}


class Place(NamedTuple):
    """Where a fault stands: sheet, row, column, in the file's own words; any of them may be empty."""

    sheet: str = ""
    row: int | None = None
    column: str = ""


class Found(NamedTuple):
    """The plain rows, the faults of the file itself as (Place, Problem), and ``place_of(field of a fault)``."""

    rows: dict
    faults: list
    place_of: object


def open_book(content, name):
    """A checked Workbook of a file's bytes. Raises TooLarge, OldWorkbook, NotAWorkbook, the faults of archives."""
    if len(content) > MOST_MEGABYTES << 20:
        raise errors.TooLarge(megabytes=MOST_MEGABYTES)
    if content.startswith(_OLE):
        raise OldWorkbook(value=name)
    open_zip(io.BytesIO(content), MOST_UNPACKED, name=name).close()
    return Workbook(io.BytesIO(content), name=name)


def rows_of(book, title):
    """(row number, cells) of a sheet, no more than MOST_ROWS. Raises TooManyRows."""
    for count, row in enumerate(book.rows(title)):
        if count > MOST_ROWS:
            raise errors.TooManyRows(most=MOST_ROWS)
        yield row


def read_sheets(content, name):
    """The Found of a file's bytes. Raises what open_book raises."""
    book = open_book(content, name)
    try:
        return _Reading(book).found()
    finally:
        book.close()


class _Reading:
    def __init__(self, book):
        self.book = book
        self.titles = {title.strip(): title for title in book.sheets}
        self.faults, self.places = [], {}

    def found(self):
        tables = {name: self.table(name) for name in LAYOUT}
        listed, sections, items, phrases, red_lines, rules = tables.values()
        rows = {
            "title": listed[0][1]["title"] if listed else "",
            "sections": self.simple("sections", sections),
            "items": [self.item(place, *one) for place, one in enumerate(items)],
            "red_lines": self.simple("red_lines", red_lines),
        }
        self.places["title"] = Place(SHEETS["list"], listed[0][0] if listed else None, COLUMNS["title"])
        self.phrases(rows["items"], phrases)
        return Found(rows | self.rules(rules), self.faults, self.place_of)

    def table(self, name):
        """[(row number, {column: text})] of a sheet; a sheet or column that is missing is a fault."""
        title = self.titles.get(SHEETS[name])
        if title is None:
            self.faults.append((Place(SHEETS[name]), errors.NoSheet(value=SHEETS[name])))
            return []
        rows = rows_of(self.book, title)
        _, heading = next(rows, (1, []))
        columns = {}
        for column in LAYOUT[name]:
            word = COLUMNS[column]
            if word not in heading:
                self.faults.append((Place(SHEETS[name], 1, word), errors.NoColumn(value=word)))
            elif heading.count(word) > 1:
                self.faults.append((Place(SHEETS[name], 1, word), errors.TwoColumns(value=word)))
            columns[column] = heading.index(word) if word in heading else None
        return [(number, self.cells(name, number, columns, cells)) for number, cells in rows]

    def cells(self, name, number, columns, cells):
        found = {}
        for column, at in columns.items():
            text = cells[at] if at is not None and at < len(cells) else ""
            if isinstance(text, Marked):
                self.faults.append((Place(SHEETS[name], number, COLUMNS[column]), text.problem))
            found[column] = str(text)
        return found

    def simple(self, name, table):
        found = []
        for place, (number, cells) in enumerate(table):
            for column in LAYOUT[name]:
                field = _FIELDS.get(column, column)
                self.places[f"{name}-{place}-{field}"] = Place(SHEETS[name], number, COLUMNS[column])
            found.append({_FIELDS.get(column, column): text for column, text in cells.items()})
        return found

    def item(self, place, number, cells):
        for column in LAYOUT["items"]:
            self.places[f"items-{place}-{column}"] = Place(SHEETS["items"], number, COLUMNS[column])
        scored = _code(SCORED, cells["scored"])
        if cells["scored"] and scored not in SCORED:
            words = "、".join(SCORED.values())
            self.faults.append(
                (
                    Place(SHEETS["items"], number, COLUMNS["scored"]),
                    errors.UnknownRule(value=cells["scored"][:40], words=words),
                )
            )
        return {
            "code": cells["code"],
            "text": cells["text"],
            "points": cells["points"],
            "scored": scored is not False,
            "methods": [_code(METHODS, one) for one in cells["methods"].translate(_PARTED).split("、") if one],
            "prefill": _code(PREFILLS, cells["prefill"]) or None,
            "part": _code(PARTS, cells["part"]) or None,
            "phrases": [],
        }

    def phrases(self, items, table):
        by_code = {}
        for place, item in enumerate(items):
            by_code.setdefault(item["code"], (place, item))
        for number, cells in table:
            at = Place(SHEETS["phrases"], number, COLUMNS["phrases"])
            place, item = by_code.get(cells["code"], (None, None))
            if item is None:
                problem = errors.NoItemOfPhrase(value=cells["code"][:20])
                self.faults.append((at._replace(column=COLUMNS["code"]), problem))
                continue
            self.places.setdefault(f"items-{place}-phrases", at)
            self.places[f"items-{place}-phrases-{len(item['phrases'])}"] = at
            item["phrases"].append(cells["phrases"])

    def rules(self, table):
        found = {"grades": {}, "deadlines": {}}
        for number, cells in table:
            for name, words, column in (("grades", GRADES, "least"), ("deadlines", SEVERITIES, "days")):
                code = _code(words, cells["what"])
                if code in words:
                    found[name][code] = cells[column]
                    self.places[f"{name}-{code}"] = Place(SHEETS["rules"], number, COLUMNS[column])
                    break
            else:
                words = "、".join((*GRADES.values(), *SEVERITIES.values()))
                at = Place(SHEETS["rules"], number, COLUMNS["what"])
                self.faults.append((at, errors.UnknownRule(value=cells["what"][:40], words=words)))
        return found

    def place_of(self, field):
        """The Place of a fault that domain.plain found."""
        kind = "rules" if field.startswith(("grades", "deadlines")) else field.partition("-")[0]
        return self.places.get(field) or Place(SHEETS.get(kind, ""))


def _code(words, text):
    """The code of a word; the text itself where it is no word of these."""
    return next((code for code, word in words.items() if word == text), text)
