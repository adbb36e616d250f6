"""Lists for the screen and for Excel out of one table, so that both say the same.

A column is a heading and a kind as in web.xlsx, or "wordy" for prose; a cell is what Excel gets, and may bring along
what the screen shows beside it: a link, a mark, a line below. A wide table has a narrower one for the screen, out of
the same rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flask import request
from flask_babel import gettext as _

from mealwatch.web import formats
from mealwatch.web.guards import current_viewer
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import spreadsheet

#: Prose: on the screen a kind of its own, in a spreadsheet text.
_PROSE = "wordy"
_LOOKS = {"whole": "num", "tenth": "num", "date": "keep", _PROSE: _PROSE}
#: Columns as wide as a name keep room for one.
_NAMES = range(20, 31)


@dataclass(frozen=True)
class Cell:
    """A value; ``text``: how the screen says it; ``address``: where it leads; ``look``: the class of its mark.

    ``below``: what the screen adds in a second line, ``below_look`` the class of its mark.
    """

    value: object
    text: str = ""
    address: str = ""
    look: str = ""
    below: str = ""
    below_look: str = ""


class Rows(Sequence):
    """The rows of some things, each made by ``make`` when somebody looks at it: a page of a long list makes its own."""

    def __init__(self, things, make):
        self._things, self._make = things, make

    def __len__(self):
        return len(self._things)

    def __getitem__(self, which):
        if isinstance(which, slice):
            return [self._make(one) for one in self._things[which]]
        return self._make(self._things[which])


@dataclass(frozen=True)
class Listing:
    """A table; ``screen``: (columns, rows) where the screen shows fewer columns than Excel gets."""

    columns: list
    rows: Sequence
    conditions: list = field(default_factory=list)
    screen: tuple | None = None

    @property
    def headings(self):
        """(text, class) of each column on the screen."""
        return [(one.heading, _look(one)) for one in self._shown_columns]

    def page(self):
        """The page of rows that is asked for; each row is its shown cells."""
        return page_of_list(self.screen[1] if self.screen else self.rows)

    @property
    def _shown_columns(self):
        return self.screen[0] if self.screen else self.columns

    def shown(self, row):
        """The row's cells as (heading, class, Cell with its text)."""
        for column, cell in zip(self._shown_columns, row, strict=True):
            cell = cell if isinstance(cell, Cell) else Cell(cell)
            text = cell.text or said(column.kind, cell.value)
            yield column.heading, _look(column), replace(cell, text=text)

    def as_excel(self, name):
        """The whole list as a spreadsheet."""
        columns = [replace(one, kind="text") if one.kind == _PROSE else one for one in self.columns]
        rows = [[cell.value if isinstance(cell, Cell) else cell for cell in row] for row in self.rows]
        return spreadsheet(name, columns, rows, self.conditions)


def _look(column):
    if column.width in _NAMES:
        return "named"
    return _LOOKS.get(column.kind) or ("keep" if column.width and column.width < _NAMES.start else "")


def said(kind, value):
    """A value as the screen says it."""
    if value is None or value == "":
        return formats.NOTHING
    if kind == "date":
        return formats.long_day(value)
    if kind == "tenth":
        return f"{value // 10}.{value % 10}"
    if kind == "whole":
        return formats.thousands(value)
    return str(value)


@dataclass(frozen=True)
class Choice:
    """A filter: ``options`` are (value, word, chosen)."""

    name: str
    label: str
    options: list
    #: Whether something is always chosen, so that there is no empty choice.
    always: bool = False

    @property
    def condition(self):
        """(label, word) of what is chosen, or None."""
        return next(((self.label, word) for _value, word, chosen in self.options if chosen), None)


def choice(name, label, options, *, unasked=""):
    """A filter of the address's query; ``unasked``: what is chosen where the query does not say."""
    chosen = request.args.get(name) or unasked
    return Choice(name, label, [(value, word, str(value) == chosen) for value, word in options], bool(unasked))


def picked(name, allowed, *, unasked=""):
    """What the address's query asks for under a name, if it is one of ``allowed``; else ``unasked``."""
    text = request.args.get(name, "")
    return text if text in allowed else unasked


def place_choices(schools):
    """The filters by town and by school (``town``, ``school``: its code)."""
    return [
        choice("town", _("乡镇"), [(town, town) for town in dict.fromkeys(one.town for one in schools)]),
        choice("school", _("学校"), [(one.code, one.name) for one in schools]),
    ]


def for_template(listing, choices):
    """What a template needs for the macros of web/listing.html: the page of the list, its filters, its days."""
    return {
        "listing": listing,
        "page": listing.page(),
        "filters": choices,
        "first": request.args.get("first", ""),
        "last": request.args.get("last", ""),
        "may_export": current_viewer().may("export_data"),
    }


def conditions(choices, first, last):
    """The filters as (label, value) for the spreadsheet."""
    found = [one.condition for one in choices if one.condition]
    return [*found, *((label, day) for label, day in ((_("从"), first), (_("到"), last)) if day)]
