"""Which column of a file stands where: English or Chinese headings, names in place of codes."""

from typing import NamedTuple

from mealwatch.exchange.errors import files as errors
from mealwatch.exchange.format import Column

#: Things that are named by a code, with the headings under which their names may stand instead.
NAMED = {
    "school": ("school_name", "学校名称"),
    "canteen": ("canteen_name", "食堂名称"),
    "group": ("group_name", "供餐年级组名称"),
    "ingredient": ("ingredient_name", "食材名称"),
    "supplier": ("supplier_name", "供货商"),
}
#: Files in which a code is given its meaning: there it cannot be told from a name.
DEFINED_IN = {
    "schools": "school",
    "canteens": "canteen",
    "pupil_groups": "group",
    "ingredients": "ingredient",
    "suppliers": "supplier",
}


class Place(NamedTuple):
    """Where a column's cells are: ``at`` is None for a column left out; ``by_name`` cells hold names, not codes."""

    column: Column
    at: int | None
    by_name: bool = False
    heading: str = ""


class Layout(NamedTuple):
    """``places`` follow the columns of the format; ``without_heading`` are the cells that must stay empty."""

    places: tuple[Place, ...]
    width: int
    without_heading: tuple[int, ...]


def lay_out(file, heading, refuse):
    """The Layout of a heading row, or None; ``refuse(problem, column)`` is told what is wrong with it."""
    found, blank, sound = {}, [], True
    known = _known(file)
    for at, written in enumerate(heading):
        meant = known.get(_plain(written))
        if not written:
            blank.append(at)
        elif meant is None:
            sound = False
            refuse(errors.UnknownColumn(value=written, names=_names(file)), written)
        elif meant in found:
            sound = False
            refuse(errors.ColumnTwice(value=written), meant[0])
        else:
            found[meant] = at
    places = []
    for column in file.columns:
        place = _place(column, found, heading, refuse)
        places.append(place)
        sound = sound and place is not None
    return Layout(tuple(places), len(heading), tuple(blank)) if sound else None


def _place(column, found, heading, refuse):
    at, name_at = found.get((column.name, False)), found.get((column.name, True))
    if at is not None and name_at is not None:
        refuse(errors.NameBesideCode(value=heading[name_at], code_column=heading[at]), column.name)
        return None
    if at is None and name_at is None and column.required:
        refuse(errors.MissingColumn(chinese=column.chinese, name=column.name), column.name)
        return None
    if name_at is not None:
        return Place(column, name_at, True, heading[name_at])
    return Place(column, at, False, column.name if at is None else heading[at])


def _known(file):
    """``{heading: (column name, whether it holds names)}``."""
    meant = {}
    for column in file.columns:
        for written in (column.name, column.chinese):
            meant[_plain(written)] = column.name, False
    for column in file.columns:
        if column.refers and DEFINED_IN.get(file.name) != column.refers:
            for written in NAMED[column.refers]:
                meant.setdefault(_plain(written), (column.name, True))
    return meant


def _names(file):
    return "、".join(f"{column.name}（{column.chinese}）" for column in file.columns)


def _plain(written):
    return "".join(written.split()).lower()
