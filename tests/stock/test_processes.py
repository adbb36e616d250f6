"""Several processes on one database, and processes that are killed: nothing oversold, nothing acknowledged lost."""

import multiprocessing
import os
import signal
import time
from collections import Counter

import pytest
from sqlalchemy import select, text

from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db
from mealwatch.stock import models
from tests.stock import workers
from tests.support.kitchen import MON, TUE

PROCESSES = 8
ATTEMPTS = 40
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(scope="module")
def pool():
    """Eight processes that begin each task together."""
    with SPAWN.Pool(PROCESSES, workers.prepare, [SPAWN.Barrier(PROCESSES)]) as pool:
        yield pool


def all_at_once(pool, work, kitchen, attempts):
    db.session.remove()
    db.engine.dispose()
    url = db.engine.url.render_as_string(hide_password=False)
    tasks = [(url, kitchen.county_id, number, attempts) for number in range(PROCESSES)]
    return pool.map_async(work, tasks, chunksize=1).get(timeout=120)


def books_are_straight(kitchen):
    """Lots hold what was bought less the standing draws; the journal is one unbroken line."""
    draw, reversal, county_id = models.Draw, models.Reversal, kitchen.county_id
    undone = select(reversal.document_id).where(reversal.county_id == county_id)
    taken = Counter()
    for row in db.session.scalars(select(draw).where(draw.county_id == county_id, draw.document_id.not_in(undone))):
        taken[row.lot_document_id, row.lot_line_no, "used"] += row.quantity
        taken[row.lot_document_id, row.lot_line_no, "fen"] += row.cost_fen
    for lot in db.session.scalars(select(models.Lot).where(models.Lot.county_id == county_id)):
        key = (lot.document_id, lot.line_no)
        assert (taken[*key, "used"], taken[*key, "fen"]) == (lot.used, lot.drawn_fen)
        assert 0 <= lot.used <= lot.bought
    entries = db.session.scalars(
        select(JournalEntry).where(JournalEntry.county_id == county_id).order_by(JournalEntry.seq)
    ).all()
    head = db.session.scalars(select(JournalHead).where(JournalHead.county_id == county_id)).one()
    assert [entry.seq for entry in entries] == list(range(1, head.seq + 1))
    assert [entry.prev_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert entries[-1].hash == head.hash
    told = Counter(entry.key for entry in entries if entry.action == "post")
    assert set(told.values()) <= {1}
    ids = set(db.session.scalars(select(models.Document.id).where(models.Document.county_id == county_id)))
    ids |= set(db.session.scalars(select(reversal.id).where(reversal.county_id == county_id)))
    assert ids == set(range(1, head.posted + 1))
    assert len(ids) == sum(entry.action in ("post", "reverse") for entry in entries)
    db.session.rollback()


def test_eight_processes_never_oversell(both, pool):
    """The recipe's own measure: 8 processes, 40 attempts each, 100 in stock, in two lots."""
    both.receive("R1", MON, 60, 600)
    both.receive("R2", MON, 40, 401)
    results = all_at_once(pool, workers.issue_one_by_one, both, ATTEMPTS)
    outcomes = Counter(outcome for found, _ in results for outcome in found)
    assert outcomes == {"new": 100, "NotEnoughStock": PROCESSES * ATTEMPTS - 100}
    assert both.lots() == [(60, 0, 600, 600, True), (40, 0, 401, 401, True)]
    assert max(longest for _, longest in results) < 30
    books_are_straight(both)


def test_the_same_document_from_eight_processes_is_one(both, pool):
    both.receive("R1", MON, 10000, 5000)
    attempts = 5
    results = all_at_once(pool, workers.post_the_same, both, attempts)
    totals = {what: Counter(outcome for found in results for outcome in found[what]) for what in results[0]}
    others = attempts * (PROCESSES - 1)
    assert totals["post"] == {"new": attempts, "same": others}
    assert totals["reverse"] == {"new": attempts, "same": others}
    assert totals["serve"] == {"new": attempts, "same": others}
    assert totals["differ"] == {"new": attempts, "DocumentDiffers": others}
    lost = sum(quantity for _, quantity, *_ in _losses(both))
    assert both.lots()[0][1] == 10000 - lost
    books_are_straight(both)


def _losses(kitchen):
    line = models.LossLine
    statement = select(line.document_id, line.quantity).where(line.county_id == kitchen.county_id)
    return db.session.execute(statement).all()


def test_what_was_acknowledged_survives_kill_9(both, tmp_path):
    """A writer is killed in mid-flow three times: every acknowledged document stands whole, and nothing by halves."""
    url = db.engine.url.render_as_string(hide_password=False)
    acks = tmp_path / "acknowledged"
    acks.touch()
    db.session.remove()
    db.engine.dispose()
    for life in range(3):
        before = acks.stat().st_size
        writer = SPAWN.Process(target=workers.write_until_killed, args=(url, both.county_id, life, str(acks)))
        writer.start()
        until = time.monotonic() + 60
        while acks.stat().st_size < before + 500 + 97 * life and time.monotonic() < until:
            time.sleep(0.002)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        told = [line.split() for line in acks.read_text().splitlines()]
        assert acks.stat().st_size >= before + 500
        there = found(both)
        assert {(kind, number) for kind, number in told} <= there
        assert len(there) <= len(told) + life + 1, "at most the one in flight was there without being acknowledged"
        books_are_straight(both)
        if db.engine.dialect.name == "sqlite":
            assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
            db.session.rollback()
    assert both.issue("last", TUE, 1).new


def found(kitchen):
    """Every document and reversal that stands with all its rows, by kind and number."""
    document, reversal, county_id = models.Document, models.Reversal, kitchen.county_id
    heads = db.session.execute(
        select(document.id, document.kind, document.doc_no).where(document.county_id == county_id)
    ).all()
    lines = set()
    for model in (models.ReceiptLine, models.IssueLine):
        lines |= set(db.session.scalars(select(model.document_id).where(model.county_id == county_id)))
    drawing = set(db.session.scalars(select(models.Draw.document_id).where(models.Draw.county_id == county_id)))
    lots = set(db.session.scalars(select(models.Lot.document_id).where(models.Lot.county_id == county_id)))
    names = {}
    for document_id, kind, doc_no in heads:
        assert document_id in lines
        assert document_id in (lots if kind == "receipt" else drawing)
        names[document_id] = doc_no
    undone = db.session.scalars(select(reversal.document_id).where(reversal.county_id == county_id)).all()
    db.session.rollback()
    return {(kind, doc_no) for _, kind, doc_no in heads} | {("reversal", names[one]) for one in undone}
