"""What features make of a record (see registry). Whatever they stumble over, the record stays and waits."""

import logging

from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError, StatementError

from mealwatch.devices import queries, registry
from mealwatch.devices.domain.reasons import reason
from mealwatch.devices.service.placing import put_aside
from mealwatch.extensions import db
from mealwatch.kernel.errors import Problem, Unavailable

_log = logging.getLogger(__name__)


def check(county_id, found):
    """What is wrong with what the record (its envelope) says, as far as its type is known: reasons."""
    kind = registry.find_kind(found["type"])
    if kind is None or not kind.knows(found["schema_ver"]):
        return [reason("unknown_type", f"{found['type']} {found['schema_ver']}")]
    try:
        return list(kind.check(county_id, found))
    except Unavailable:
        raise
    except Problem as problem:
        return [reason("unfit", problem.text())]
    except SQLAlchemyError:
        raise
    except Exception:
        _log.exception("the check of a record of type %s failed", found["type"])
        return [reason("unreadable")]


def make_rows(county_id, found, reasons, *, by, now):
    """Have the record's rows made; where that fails it is put aside. Returns its reasons then."""
    try:
        with db.session.begin_nested():
            done(county_id, found, by=by, now=now)
    except Unavailable:
        raise
    except Problem as problem:
        why = reason("not_taken", problem.text())
    except SQLAlchemyError as error:
        if not _is_ours(error):
            raise
        _log.exception("a record of type %s was not taken", found["type"])
        why = reason("not_taken", type(error).__name__)
    except Exception as error:
        _log.exception("a record of type %s was not taken", found["type"])
        why = reason("not_taken", type(error).__name__)
    else:
        return reasons
    reasons = [why, *reasons]
    put_aside(county_id, found["id"], reasons, by=by, now=now)
    return reasons


def done(county_id, found, *, by, now):
    """Make the rows of a record that fits."""
    kind = registry.find_kind(found["type"])
    kind.done(county_id, found, queries.deposit(county_id, found["id"]), by=by, now=now)


def _is_ours(error):
    """Whether the rows were at fault, and not the database's day: busy, full and broken off are tried again."""
    kind = type(error)
    return issubclass(kind, (IntegrityError, DataError)) or kind is StatementError
