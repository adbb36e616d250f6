"""Exporting all files of a county, from one view of the database."""

import os
import shutil
import tempfile
from pathlib import Path

from mealwatch.exchange.cells import cleaned
from mealwatch.exchange.errors import files as errors
from mealwatch.exchange.exporting.rows import CountyRows
from mealwatch.exchange.exporting.writers import Folder, Workbook, Zip
from mealwatch.exchange.format import FILES
from mealwatch.extensions import db

FORMATS = {"folder": Folder, "zip": Zip, "xlsx": Workbook}


def export_set(county_id, path, form, *, progress):
    """Write the county's set to ``path``; what is there already is not overwritten. Returns {file: rows}.

    ``form`` is one of FORMATS. Raises ThereAlready, TooManyRows.
    """
    path = Path(path)
    if path.exists() and not (form == "folder" and path.is_dir() and not any(path.iterdir())):
        raise errors.ThereAlready(value=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written beside its place and moved there whole: an export that breaks off leaves nothing that looks like one.
    with tempfile.TemporaryDirectory(prefix=".mealwatch-export-", dir=path.parent) as beside:
        part = Path(beside) / "set"
        counts = _write(county_id, FORMATS[form](part), progress)
        if path.is_dir():
            path.rmdir()
        shutil.move(os.fspath(part), os.fspath(path))
    return counts


def _write(county_id, writer, progress):
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    books, counts = CountyRows(county_id), {}
    with progress(len(FILES)) as advance:
        for file in FILES.values():
            counts[file.name] = 0
            with writer.table(file) as take:
                for row in books.rows(file.name):
                    take([cleaned(text) for text in row])
                    counts[file.name] += 1
            advance(1)
    writer.close()
    db.session.rollback()
    return counts
