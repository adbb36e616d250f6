"""The matching table: their name in one column, our code in the other."""

from pathlib import Path

from mealwatch.exchange.errors import files as errors
from mealwatch.exchange.sources import csv_text
from mealwatch.exchange.sources.opening import MOST_MEGABYTES
from mealwatch.web.archives import open_zip
from mealwatch.web.workbooks import Workbook


def read_matches(path):
    """``{name: [code, ...]}`` of a two-column CSV or .xlsx; a first row of headings does no harm.

    Raises NothingThere, MatchingTable and what reading the file raises.
    """
    path = Path(path)
    if not path.is_file():
        raise errors.NothingThere(value=str(path))
    matches = {}
    for number, cells in _rows(path):
        cells = [*cells, "", ""]
        if any(cells[2:]) or not cells[0] or not cells[1]:
            raise errors.MatchingTable(row=number, value=path.name)
        codes = matches.setdefault(cells[0], [])
        if cells[1] not in codes:
            codes.append(cells[1])
    return matches


def _rows(path):
    if path.suffix.lower() != ".xlsx":
        yield from csv_text.rows(lambda: path.open("rb"), path.name, lambda _done: None)
        return
    open_zip(path, MOST_MEGABYTES, name=path.name).close()
    workbook = Workbook(path, name=path.name)
    try:
        yield from workbook.rows(workbook.sheets[0])
    finally:
        workbook.close()
