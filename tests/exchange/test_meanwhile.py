"""While a set is checked others go on writing: most of it only moves its numbers, some makes it look again."""

import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from mealwatch.audit.queries import head_of
from mealwatch.catalogue import queries as catalogue
from mealwatch.exchange import importing
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock import service as stock
from mealwatch.stock.domain.documents import Document, IssueLine, LossLine
from mealwatch.storage.transaction import in_transaction
from tests.exchange.conftest import BY, bring_in, held
from tests.exchange.sets import Set


def _two_canteens():
    given = Set().add("canteens", canteen_code="C002", school_code="S002", name="食堂")
    given.add("openings", canteen_code="C002", doc_no="O2", ingredient_code="rice", quantity="50", unit="kg")
    return given


def _more():
    """A part that draws on the stock of C001."""
    more = Set().only("issues")
    more.tables["issues"] = more.tables["issues"][2:3]
    return more.edit("issues", 0, doc_no="I9", issued_on="2026-11-06", quantity="30", unit="kg")


def _post(app, county_id, canteen_code, doc_no, quantity, kind="loss"):
    """Post a document as somebody else would, on a connection of its own."""

    def work():
        with app.app_context():
            canteen = schools.get_canteen(county_id, canteen_code)
            rice = catalogue.get_ingredient(county_id, "rice")
            line = LossLine(rice.id, quantity, "g") if kind == "loss" else IssueLine(rice.id, quantity, "g")
            document = Document(
                kind, canteen.id, doc_no, date(2026, 11, 6), (line,), None if kind == "loss" else "lunch"
            )
            in_transaction(lambda: stock.post(county_id, document, by=BY, now=clock.now()))
            db.session.remove()

    thread = Thread(target=work)
    thread.start()
    thread.join()


def _import_while(path, label, work, times=1):
    """Import a set; ``work(turn)`` happens as the part of it with this label begins, so many times."""
    turns = iter(range(times))

    @contextmanager
    def progress(now, _total):
        if now == label and (turn := next(turns, None)) is not None:
            work(turn)
        yield lambda _done: None

    return importing.import_set(importing.Wanted(path=path), by=BY, now=clock.now, progress=progress)


def test_others_posting_elsewhere_only_move_the_numbers(store, tmp_path):
    county = bring_in(_two_canteens().write(tmp_path / "set")).county
    before = head_of(county.id).posted
    db.session.rollback()
    folder = _more().write(tmp_path / "more")
    _import_while(folder, importing.PREPARING, lambda turn: _post(store, county.id, "C002", f"L{turn}", 100), times=2)
    rows = held()
    [theirs] = [row for row in rows["documents"] if "'L0'" in row]
    [ours] = [row for row in rows["documents"] if "'I9'" in row]
    assert f"({county.id}, {before + 1}, " in theirs
    assert f"({county.id}, {before + 2}, " in ours
    assert len([row for row in rows["draws"] if row.startswith(f"({county.id}, {before + 2}, ")]) == 1


def test_others_drawing_on_the_same_stock_are_seen(store, tmp_path):
    county = bring_in(Set().write(tmp_path / "set")).county
    folder = _more().write(tmp_path / "more")
    left = 40000 + 50000 - 9000 - 250
    with pytest.raises(importing.Refused) as refusal:
        _import_while(folder, importing.PREPARING, lambda _: _post(store, county.id, "C001", "L9", left - 29000))
    [fault] = refusal.value.faults.listed()
    assert (fault.code, fault.problem.facts["held"]) == ("exchange.not_enough_stock", 29000)
    assert "'I9'" not in str(held()["documents"])


def test_others_drawing_on_plenty_only_change_the_price(store, tmp_path):
    county = bring_in(Set().write(tmp_path / "set")).county
    folder = _more().write(tmp_path / "more")
    _import_while(folder, importing.PREPARING, lambda turn: _post(store, county.id, "C001", f"X{turn}", 1000, "issue"))
    total = "SELECT (SELECT sum(used) FROM lots), (SELECT sum(quantity) FROM draws)"
    used, drawn = db.session.execute(text(total)).one()
    assert used == drawn - 8500, "all that was drawn, less what was reversed"


def test_an_import_comes_to_an_end_however_busy_the_others_are(store, tmp_path):
    county = bring_in(Set().write(tmp_path / "set")).county
    folder = _more().write(tmp_path / "more")
    rounds = []

    def busy(turn):
        if turn < 3:
            _post(store, county.id, "C001", f"X{turn}", 1000, "issue")
        rounds.append(turn)

    _import_while(folder, importing.PREPARING, busy, times=10)
    assert rounds == [0, 1, 2, 3]
    assert "'I9'" in str(held()["documents"])


def test_somebody_makes_the_county_first(store, tmp_path):
    folder = Set().write(tmp_path / "set")

    def make(_):
        with store.app_context():
            from mealwatch.counties.service import create_county

            in_transaction(lambda: create_county("000000", "抢先县", by=BY, now=clock.now()))
            db.session.remove()

    def first(turn):
        thread = Thread(target=make, args=(turn,))
        thread.start()
        thread.join()

    report = _import_while(folder, importing.PREPARING, first)
    assert report.county.name == "抢先县"
    assert len(held()["documents"]) == 8


_KILLED = """
    import os, signal, sys
    from contextlib import contextmanager
    import mealwatch
    mealwatch.FEATURES = ()
    from mealwatch.exchange import importing
    from mealwatch.kernel import clock
    from mealwatch.kernel.actor import Actor

    @contextmanager
    def progress(label, total):
        done = 0

        def advance(count):
            nonlocal done
            done += count
            if label == importing.WRITING and done >= total:
                os.kill(os.getpid(), signal.SIGKILL)

        yield advance

    app = mealwatch.create_app({"DATABASE_URL": sys.argv[1]})
    with app.app_context():
        importing.import_set(importing.Wanted(path=sys.argv[2]), by=Actor("x"), now=clock.now, progress=progress)
"""


def test_a_killed_import_leaves_nothing(store, tmp_path):
    folder = Set().write(tmp_path / "set")
    before = held()
    url = store.config["SQLALCHEMY_DATABASE_URI"]
    command = [sys.executable, "-c", textwrap.dedent(_KILLED), url, str(folder)]
    ended = subprocess.run(command, cwd=Path.cwd(), capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert held() == before
    bring_in(folder)
    assert len(held()["documents"]) == 8
