"""Official papers (公文) as values: the same value is shown on a page, printed by one template and written as sheets.

A Paper is text in levels, tables and places to sign; it is plain data, so that an issued one can be kept as it was.
The template (official.typ) has the measures of GB/T 9704-2012. Paper speaks Chinese whatever language somebody
reads in. Amounts are whole fen, shares tenths of a per cent: what is printed is what is added up.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.ratio import Ratio, plain_decimal
from mealwatch.web import paper
from mealwatch.web.xlsx import Amount, Table, written_book
from mealwatch.web.xlsx import Column as SheetColumn

TEMPLATE = Path(__file__).with_name("official.typ")
#: kind of a column: how its cells read and how they stand
KINDS = ("text", "long", "whole", "yuan", "percent", "date")
TOTAL = "合计"
_SHEET_KIND = {"long": "text"}


class Column(NamedTuple):
    """``width`` is a share of the page; a ``total`` column is added up: whole numbers or whole fen."""

    heading: str
    kind: str = "text"
    width: int = 6
    total: bool = False


#: The first column of a numbered table, whose rows ``numbered`` makes.
NUMBER = Column("序号", "whole", 3)


def numbered(rows):
    """The rows with 1, 2, 3 ... before their cells."""
    return tuple((number, *row) for number, row in enumerate(rows, start=1))


@dataclass(frozen=True)
class Grid:
    """A table. Cells: text, whole numbers, whole fen (yuan), tenths of a per cent (percent), ISO dates; None is empty.

    ``known``: {place: cell} of the last row that no addition gives (an average); ``summed`` False has no last row.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple, ...] = ()
    known: dict = field(default_factory=dict)
    summed: bool = True
    note: str = ""

    @property
    def totals(self):
        """The 合计 row, or None where there is nothing to add up."""
        if not self.rows or not self.summed or not any(column.total for column in self.columns):
            return None
        cells = [
            sum(row[place] for row in self.rows if row[place] is not None) if column.total else self.known.get(place)
            for place, column in enumerate(self.columns)
        ]
        return (TOTAL, *cells[1:])

    def printed(self):
        """What the template and the page show: every cell as text."""
        totals = self.totals
        return {
            "kind": "table",
            "name": self.name,
            "note": self.note,
            "columns": [[one.heading, one.kind, one.width] for one in self.columns],
            "rows": [self._row(row) for row in self.rows],
            "totals": self._row(totals) if totals else [],
        }

    def _row(self, row):
        return [shown(column.kind, cell) for column, cell in zip(self.columns, row, strict=True)]

    def sheet(self):
        """The same rows for a spreadsheet, as numbers."""
        return Table(
            self.name,
            [SheetColumn(one.heading, _SHEET_KIND.get(one.kind, one.kind)) for one in self.columns],
            [self._numbers(row) for row in self.rows],
            self._numbers(self.totals) if self.totals else None,
        )

    def _numbers(self, row):
        return [_number(column.kind, cell) for column, cell in zip(self.columns, row, strict=True)]


def shown(kind, cell):
    """The text of a cell; an empty one for None."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if kind == "yuan":
        return yuan(cell)
    if kind == "percent":
        return f"{plain_decimal(cell, 1)}%"
    return f"{cell:,}"


def yuan(fen):
    """``1,234.50``: whole fen, or a Ratio of fen rounded half up."""
    fen = fen.rounded() if isinstance(fen, Ratio) else fen
    whole, _, part = fen_as_yuan(abs(fen)).partition(".")
    return f"{'-' if fen < 0 else ''}{int(whole):,}.{part}"


def rate(part, whole):
    """Tenths of a per cent, rounded half up; None of nothing."""
    return (2000 * part + whole) // (2 * whole) if whole else None


def _number(kind, cell):
    if cell is None or cell == "":
        return None
    if kind == "percent":
        return Ratio(cell, 1000)
    if kind == "date":
        try:
            return date.fromisoformat(cell)
        except ValueError:
            return Amount("text", cell)
    return cell


@dataclass(frozen=True)
class Leaf:
    """A further sheet that begins a page: an annex (附件) with tables across the page, a reply slip, a stub.

    An annex is listed after the text; its tables end with the line 单位（盖章）、填表人、审核人、填报日期.
    """

    title: str
    blocks: tuple = ()
    annex: bool = True
    landscape: bool = True


@dataclass(frozen=True)
class Paper:
    """An official paper. ``blocks``: what the functions below make, and Grids. ``red``: with the issuer's red head.

    ``number`` is empty in a draft; ``signed_on`` is printed in Arabic figures four characters from the right.
    """

    title: str
    issuer: str
    signed_on: date
    blocks: tuple = ()
    leaves: tuple[Leaf, ...] = ()
    number: str = ""
    to: str = ""
    contact: str = ""
    copies: str = ""
    red: bool = False
    sealed: bool = True
    landscape: bool = False
    demo: bool = False
    draft: bool = False

    @property
    def grids(self):
        """Every table, in order."""
        everything = [*self.blocks, *(block for leaf in self.leaves for block in leaf.blocks)]
        return [one for one in everything if isinstance(one, Grid)]

    @property
    def annexes(self):
        return [leaf for leaf in self.leaves if leaf.annex]

    def printed(self):
        """What the template reads."""
        return {
            **{
                name: getattr(self, name)
                for name in ("title", "issuer", "number", "to", "contact", "copies", "red", "sealed", "landscape")
            },
            "demo": self.demo,
            "draft": self.draft,
            "day": full_day(self.signed_on),
            "blocks": _printed(self.blocks),
            "annexes": [leaf.title for leaf in self.annexes],
            "leaves": [
                {
                    "title": leaf.title,
                    "annex": self.annexes.index(leaf) + 1 if leaf.annex else 0,
                    "landscape": leaf.landscape,
                    "blocks": _printed(leaf.blocks, leaf.title),
                }
                for leaf in self.leaves
            ],
        }

    def as_json(self):
        """The paper as JSON values, to be kept."""
        made: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        made["signed_on"] = self.signed_on.isoformat()
        made["blocks"] = [_kept(one) for one in self.blocks]
        made["leaves"] = [
            {
                **{one.name: getattr(leaf, one.name) for one in fields(leaf)},
                "blocks": [_kept(one) for one in leaf.blocks],
            }
            for leaf in self.leaves
        ]
        return made


def from_json(made):
    """The Paper that ``as_json`` wrote."""
    leaves = tuple(Leaf(**leaf | {"blocks": tuple(_read(one) for one in leaf["blocks"])}) for leaf in made["leaves"])
    blocks = tuple(_read(one) for one in made["blocks"])
    return Paper(**made | {"signed_on": date.fromisoformat(made["signed_on"]), "blocks": blocks, "leaves": leaves})


def _kept(block):
    if not isinstance(block, Grid):
        return block
    return {
        "kind": "grid",
        "name": block.name,
        "columns": [list(one) for one in block.columns],
        "rows": [list(row) for row in block.rows],
        "known": {str(place): cell for place, cell in block.known.items()},
        "summed": block.summed,
        "note": block.note,
    }


def _read(made):
    if made["kind"] != "grid":
        return made
    return Grid(
        made["name"],
        tuple(Column(*one) for one in made["columns"]),
        tuple(tuple(row) for row in made["rows"]),
        {int(place): cell for place, cell in made["known"].items()},
        made["summed"],
        made["note"],
    )


def _printed(blocks, title=""):
    """A table that is called as its sheet says its name once."""
    made = [one.printed() if isinstance(one, Grid) else one for one in blocks]
    return [one | {"name": ""} if one["kind"] == "table" and one["name"] == title else one for one in made]


def pdf(one):
    """The paper's bytes: the same paper gives the same bytes. Raises NotPrinted."""
    return paper.pdf(TEMPLATE, one.printed())


def pages(one, *, ppi=72):
    """Its pages as pictures."""
    return paper.pages(TEMPLATE, one.printed(), ppi=ppi)


def xlsx(one, grids=None, conditions=()):
    """Its tables (or ``grids``) as a spreadsheet, a sheet each, and what was asked for on the last."""
    sheets = [grid.sheet() for grid in (one.grids if grids is None else grids)]
    return written_book(one.title, sheets, [*conditions, ("文号", one.number or "草稿")])


def full_day(value):
    """``2026年11月19日``."""
    return f"{value.year}年{value.month}月{value.day}日"


def level(n, text):
    """A heading: ``n`` 1 一、 黑体, 2 （一） 楷体, 3 1., 4 （1）. The text brings its own number."""
    return {"kind": "level", "n": n, "text": text}


def para(text):
    """A paragraph, two characters in."""
    return {"kind": "para", "text": text}


def flush(text, bold=False):
    """A line without indent."""
    return {"kind": "flush", "text": text, "bold": bold}


def facts(rows):
    """A framed form: [(label, value)]; an empty value is room to write."""
    return {"kind": "facts", "rows": [[label, value] for label, value in rows]}


def room(label, millimetres):
    """A framed field to be filled in by hand, or with what is known: (label, value) with a least height."""
    return {"kind": "room", "label": label, "mm": millimetres}


def signs(*rows):
    """Lines to sign on: each row some labels."""
    return {"kind": "signs", "rows": [list(row) for row in rows]}


def chart(svg, caption):
    """A drawing; its outlines are text-free SVG."""
    return {"kind": "chart", "svg": svg, "caption": caption}
