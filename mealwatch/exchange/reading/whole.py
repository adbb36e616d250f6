"""Reading all tables of a set, one after another."""

from dataclasses import dataclass, field

from mealwatch.exchange.errors import files
from mealwatch.exchange.format import FILES
from mealwatch.exchange.headings import DEFINED_IN, lay_out
from mealwatch.exchange.reading.books import NUMBER, BookReader, unread
from mealwatch.exchange.reading.masters import MasterReader, Masters
from mealwatch.exchange.reading.rows import RowReader
from mealwatch.kernel.errors import Problem


@dataclass
class Read:
    """What was read: the masters, rows counted by file, the columns each file has, and how people know the files."""

    masters: Masters = field(default_factory=Masters)
    counts: dict[str, int] = field(default_factory=dict)
    given: dict[str, set[str]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)


def read_set(tables, known, staging, faults, today, progress):
    """Read ``tables`` into ``known``, ``staging`` and the Read that it returns.

    ``progress(weight)`` is told as the work goes on.
    """
    read = Read()
    for table in tables:
        read.shown[table.name], done = table.shown, 0

        def tick(weight):
            nonlocal done
            done += weight
            progress(weight)

        try:
            _read(table, tick, read, known, staging, faults, today)
        except Problem as problem:
            faults.add(problem, table.shown, problem.facts.get("row"))
            _leave_open(table.name, known, staging)
        progress(table.weight - done)
    staging.settle()
    return read


def _read(table, tick, read, known, staging, faults, today):
    file = FILES[table.name]
    lines = table.rows(tick)
    first = next(lines, None)
    if first is None:
        raise files.NoHeading(names="、".join(column.chinese for column in file.columns if not column.advanced))
    number, heading = first
    layout = lay_out(file, heading, lambda problem, column: faults.add(problem, table.shown, number, column))
    if layout is None:
        _leave_open(table.name, known, staging)
        return
    rows = RowReader(file, layout, known, faults, table.shown)
    into_memory = hasattr(read.masters, file.name)
    reader = MasterReader(rows, read.masters) if into_memory else BookReader(rows, staging, today)
    read.given[file.name], count = rows.given, 0
    for number, texts in lines:
        reader.take(rows.read(number, texts))
        count += 1
    read.counts[file.name] = count


def _leave_open(name, known, staging):
    """What this file would have told is not missing, only unread: codes, documents, reversals."""
    if name in DEFINED_IN:
        known.register(DEFINED_IN[name]).complete = False
    elif FILES[name].doc_kind or name == "reversals":
        unread(staging, NUMBER.get(FILES[name].doc_kind))
