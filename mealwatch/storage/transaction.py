"""One transaction per piece of work, begun as a write, run again when the database asks for it."""

import random
import time

from sqlalchemy.exc import DBAPIError

from mealwatch.extensions import db

_TRIES = 5
_POSTGRES_RETRY = {"40001", "40P01"}


def in_transaction(work):
    """Run ``work`` in one writing transaction and commit; returns what it returns.

    ``work`` is a callable because a serialization failure, a deadlock or a busy
    database runs it again from the start. Whatever was read before is let go
    first: a write must not begin on a stale view.
    """
    db.session.rollback()
    for attempt in range(1, _TRIES + 1):
        try:
            db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            result = work()
            db.session.commit()
            return result
        except DBAPIError as error:
            db.session.rollback()
            if attempt == _TRIES or not _worth_repeating(error):
                raise
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311  # nosec B311
        except BaseException:
            db.session.rollback()
            raise
    raise AssertionError("unreachable")


def _worth_repeating(error):
    cause = error.orig
    state = getattr(cause, "sqlstate", None)
    return state in _POSTGRES_RETRY or "database is locked" in str(cause) or "database is busy" in str(cause)
