"""One transaction per piece of work: what is kept, what is undone, what is tried again, and what a user is told."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from mealwatch.extensions import db
from mealwatch.kernel.errors import Unavailable
from mealwatch.storage import transaction
from mealwatch.storage.transaction import Busy, in_transaction
from tests.support.kitchen import MON


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """Remember how long would have been waited, and do not wait."""
    waited = []
    monkeypatch.setattr(transaction.time, "sleep", waited.append)
    return waited


class DriverError(Exception):
    def __init__(self, text="", sqlstate=None):
        super().__init__(text)
        self.sqlstate = sqlstate


def failing(times, error):
    """A piece of work that fails so many times before it is done."""
    tries = []

    def work():
        tries.append(len(tries) + 1)
        db.session.execute(text("UPDATE counties SET name = name || 'x'"))
        if len(tries) <= times:
            raise OperationalError("statement", {}, error)
        return "done"

    return work, tries


def name():
    db.session.rollback()
    return db.session.scalar(text("SELECT name FROM counties"))


WORTH_REPEATING = [
    DriverError("serialization", "40001"),
    DriverError("deadlock detected", "40P01"),
    DriverError("database is locked"),
    DriverError("database is busy"),
]


@pytest.mark.parametrize("error", WORTH_REPEATING, ids=str)
def test_what_the_database_asks_for_is_run_again_from_the_start(both, no_waiting, error):
    work, tries = failing(4, error)
    assert in_transaction(work) == "done"
    assert tries == [1, 2, 3, 4, 5]
    assert name() == "示例县x"
    assert len(no_waiting) == 4
    assert all(0 < seconds < 2 for seconds in no_waiting)


@pytest.mark.parametrize("error", WORTH_REPEATING, ids=str)
def test_after_five_tries_the_user_is_told_to_try_again(both, error):
    work, tries = failing(9, error)
    with pytest.raises(Busy) as told:
        in_transaction(work)
    assert len(tries) == 5
    assert isinstance(told.value, Unavailable)
    assert "locked" not in told.value.text() + told.value.advice()
    assert told.value.code == "storage.busy"
    assert name() == "示例县"


@pytest.mark.parametrize(
    "error", [DriverError("no such table"), DriverError("unique", "23505"), DriverError("disk full", "53100")], ids=str
)
def test_other_failures_are_not_repeated(both, no_waiting, error):
    work, tries = failing(1, error)
    with pytest.raises(OperationalError):
        in_transaction(work)
    assert (tries, no_waiting) == ([1], [])
    assert name() == "示例县"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_ends_the_work_undoes_it(both, error):
    def work():
        db.session.execute(text("UPDATE counties SET name = 'x'"))
        raise error

    with pytest.raises(error):
        in_transaction(work)
    assert not db.session.registry().in_transaction()
    assert name() == "示例县"


def test_work_is_committed_once_and_its_result_given(both):
    assert in_transaction(lambda: db.session.execute(text("UPDATE counties SET name = 'x'")).rowcount) == 1
    assert name() == "x"


def test_a_fault_at_the_commit_undoes_everything(kitchen):
    """A row that refers to nothing is found at once or at the commit; either way nothing stays."""
    kitchen.receive("R1", MON, 10, 10)

    def work():
        db.session.execute(text("UPDATE counties SET name = 'x'"))
        db.session.execute(text("INSERT INTO canteens VALUES (1, 99, 'C9', 99, 'x')"))

    with pytest.raises(IntegrityError):
        in_transaction(work)
    assert name() == "示例县"


def test_a_busy_database_is_waited_for_and_then_told(kitchen, monkeypatch):
    """Another program holds the write lock for good: the waiting is the connection's, the words are ours."""
    from pysqlite3 import dbapi2 as sqlite

    db.session.connection().connection.driver_connection.execute("PRAGMA busy_timeout=1")
    db.session.rollback()
    other = sqlite.connect(db.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        in_transaction(lambda: "never")
    other.execute("ROLLBACK")
    assert in_transaction(lambda: "done") == "done"
    other.close()


def test_postgresql_deadlocks_and_serialization_failures_are_told_by_their_state(kitchen_on_postgresql, make_error):
    for state in ("40001", "40P01"):
        with pytest.raises(DBAPIError) as failed:
            make_error(state)
        assert transaction._worth_repeating(failed.value)


@pytest.fixture
def make_error():
    def raised(state):
        try:
            db.session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"))
        finally:
            db.session.rollback()

    return raised
