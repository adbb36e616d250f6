"""A database with the books of any number of schools, for the benchmarks that measure a county at work."""

import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import books

import mealwatch
from mealwatch.exchange import importing
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.storage import database, migrate

BY = Actor("bench")


@contextmanager
def filled(wanted):
    """The URL of a database with the books; the last week in them is still open.

    ``wanted``: ``schools`` and ``weeks`` of books, of how many schools one is ``short`` (1: all), and ``keep``, a
    filled database to keep or to use again, or None.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite"
        if wanted.keep and wanted.keep.exists():
            shutil.copy(wanted.keep, path)
        else:
            fill(path, Path(folder) / "books", wanted)
            if wanted.keep:
                shutil.copy(path, wanted.keep)
        yield f"sqlite:///{path}"


def fill(path, folder, wanted):
    """Import the books into a new SQLite file, all weeks closed but the last; prints what it took."""
    rows = books.write(folder, wanted.schools, wanted.weeks, clock.today(), wanted.short)
    last = str(Week.of(clock.today()).shifted(-1))
    closings = folder / "closings.csv"
    kept = [line for line in closings.read_text("utf-8").splitlines(keepends=True) if f",{last}," not in line]
    closings.write_text("".join(kept), "utf-8")
    database.make(f"sqlite:///{path}")
    started = time.process_time()
    with mealwatch.create_app({"DATABASE_URL": f"sqlite:///{path}"}).app_context():
        importing.import_set(importing.Wanted(path=folder), by=BY, now=clock.now, progress=_silently)
        db.session.remove()
        db.engine.dispose()
    owner = migrate.owner_engine(f"sqlite:///{path}")
    with owner.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    owner.dispose()
    took = time.process_time() - started
    print(f"{wanted.schools} schools, {wanted.weeks} weeks, {rows} rows, imported in {took:.0f} s")


def timed(run):
    """Seconds of the processor's time that a call takes, outside any transaction before it."""
    db.session.rollback()
    started = time.process_time()
    run()
    return time.process_time() - started


@contextmanager
def _silently(_label, _total):
    yield lambda _done: None
