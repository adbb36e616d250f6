"""One transaction per piece of work, begun as a write, run again when the database asks for it."""

import random
import time

from sqlalchemy.exc import DBAPIError, IntegrityError

from mealwatch.extensions import db
from mealwatch.kernel.errors import Unavailable, mark

_TRIES = 5
_AFTERWARDS = "mealwatch.after_refusal"
_POSTGRES_RETRY = {"40001", "40P01"}


class Busy(Unavailable):
    """The database had no turn for this write, however often it was tried."""

    code = "storage.busy"
    says = mark("系统正忙，操作没有完成")
    remedy = mark("请稍候再试")


def in_transaction(work):
    """Run ``work`` in one writing transaction and commit; returns what it returns.

    ``work`` is a callable because a serialization failure, a deadlock or a busy
    database runs it again from the start. Whatever was read before is let go
    first: a write must not begin on a stale view. Raises Busy after five tries.
    """
    db.session.rollback()
    for attempt in range(1, _TRIES + 1):
        db.session().info.pop(_AFTERWARDS, None)
        try:
            db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            result = work()
            db.session.commit()
            return result
        except DBAPIError as error:
            db.session.rollback()
            if not _worth_repeating(error):
                raise
            if attempt == _TRIES:
                raise Busy from error
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311  # nosec B311
        except BaseException:
            db.session.rollback()
            for kept in db.session().info.pop(_AFTERWARDS, ()):
                in_transaction(kept)
            raise
    raise AssertionError("unreachable")


def in_transaction_or_again(work):
    """The same for work that looks before it makes a row: where another made it at that moment, it looks again."""
    try:
        return in_transaction(work)
    except IntegrityError:
        return in_transaction(work)


def after_refusal(work):
    """Have ``work`` done in a transaction of its own when the one under way ends in a refusal.

    For what has to be kept although nothing else is: a wrong PIN is counted, the document is not posted.
    """
    db.session().info.setdefault(_AFTERWARDS, []).append(work)


def _worth_repeating(error):
    cause = error.orig
    state = getattr(cause, "sqlstate", None)
    return state in _POSTGRES_RETRY or "database is locked" in str(cause) or "database is busy" in str(cause)
