"""Opening a set: which kind it is, which tables lie in it, and what does not belong."""

from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from mealwatch.exchange.errors import files as errors
from mealwatch.exchange.format import FILES
from mealwatch.exchange.sources import csv_text
from mealwatch.exchange.sources.table import Table
from mealwatch.web.archives import open_entry, open_zip
from mealwatch.web.workbooks import OldWorkbook, Workbook

MOST_MEGABYTES = 100
_NAMES = "、".join(FILES)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@contextmanager
def open_set(path, faults, most_megabytes=MOST_MEGABYTES):
    """The tables of the set at ``path``, in the order in which they are to be read.

    What does not belong is added to ``faults``. Raises a Problem where there is nothing to read.
    """
    path = Path(path)
    if not path.exists():
        raise errors.NothingThere(value=str(path))
    with ExitStack() as stack:
        if path.is_dir():
            found = list(_of_folder(path))
        elif path.suffix.lower() == ".zip":
            archive = stack.enter_context(open_zip(path, most_megabytes, name=path.name))
            found = list(_of_zip(archive))
        elif path.suffix.lower() == ".xlsx":
            _refuse_old(path)
            open_zip(path, most_megabytes, name=path.name).close()
            workbook = Workbook(path, name=path.name)
            stack.callback(workbook.close)
            found = list(_of_workbook(path, workbook))
        else:
            raise errors.NotASet(value=path.name)
        yield _in_order(path, found, faults)


def _in_order(path, found, faults):
    tables = {}
    for name, table in found:
        if name not in FILES:
            faults.add(errors.UnknownFile(value=table.shown, names=_NAMES), table.shown)
        elif name in tables:
            faults.add(errors.FileTwice(value=name), table.shown)
        else:
            tables[name] = table
    if not found:
        raise errors.NoTables(value=path.name, names=_NAMES)
    return [tables[name] for name in FILES if name in tables]


def _of_folder(path):
    for entry in sorted(path.iterdir()):
        name = _csv_name(entry.name) if entry.is_file() else None
        size = entry.stat().st_size if name else 0
        yield name, _csv(name, entry.name, size, lambda entry=entry: entry.open("rb"))


def _of_zip(archive):
    entries = [info for info in archive.infolist() if not info.is_dir()]
    top = {PurePosixPath(info.filename).parts[0] for info in entries if "/" in info.filename}
    # Many programs put the folder itself into the archive.
    inside = top.pop() + "/" if len(top) == 1 and all("/" in info.filename for info in entries) else ""
    for info in entries:
        shown = info.filename.removeprefix(inside)
        name = _csv_name(shown)
        yield name, _csv(name, shown, info.file_size, lambda info=info: open_entry(archive, info))


def _of_workbook(path, workbook):
    share = path.stat().st_size // max(len(workbook.sheets), 1)
    for title in workbook.sheets:
        name = title.strip().lower()
        yield name, Table(name, title, share, lambda _tick, title=title: workbook.rows(title))


def _csv(name, shown, size, open_binary):
    return Table(name, shown, size, lambda tick: csv_text.rows(open_binary, shown, tick))


def _csv_name(file_name):
    stem, dot, suffix = file_name.rpartition(".")
    return stem.lower() if dot and suffix.lower() == "csv" else None


def _refuse_old(path):
    with path.open("rb") as binary:
        if binary.read(8) == _OLE:
            raise OldWorkbook(value=path.name)
