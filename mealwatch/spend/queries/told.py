"""What the journal must have been told of closed weeks: statements and reopenings as their rows stand now."""

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import and_, exists, func, or_, select

from mealwatch.audit import entries as journal
from mealwatch.audit.kept import body_text
from mealwatch.counties import queries as counties
from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.domain import record
from mealwatch.spend.models import Reopening, ReopeningRequest, Statement, StatementGroup
from mealwatch.storage import view

_statement, _group = Statement.__table__.c, StatementGroup.__table__.c
_request, _reopening = ReopeningRequest.__table__.c, Reopening.__table__.c


class Stated(NamedTuple):
    """A statement and its groups' figures as dicts; ``locks`` are those of its week, None once it is reopened."""

    key: str
    statement: dict
    groups: list
    locks: list | None


def statements(county_id):
    """Streams every statement as Stated, in the order of entry."""
    codes = _codes(county_id)
    groups, locks = _Following(_groups(county_id)), _Following(_locks(county_id))
    names = [column.name for column in Statement.__table__.columns]
    heads = select(*Statement.__table__.columns, _reopening.version).outerjoin_from(
        Statement.__table__, Reopening.__table__, _same(_reopening, _statement)
    )
    for values in view.rows(heads.where(_statement.county_id == county_id).order_by(_statement.posted)):
        row = dict(zip(names, values, strict=False))
        of_groups = [dict(zip(record.GROUP, one, strict=True)) for one in groups.take(row["posted"])]
        of_locks = [dict(zip(record.LOCK, one, strict=True)) for one in locks.take(row["posted"])]
        yield Stated(_key(codes, row), row, of_groups, of_locks if values[-1] is None else None)


def reopenings(county_id):
    """(key, body text) of every request to reopen and every agreement, by key, version, request first.

    There are few: each took two people.
    """
    codes = _codes(county_id)
    found = []
    for turn, (model, body) in enumerate(((ReopeningRequest, record.asked), (Reopening, record.agreed))):
        columns = model.__table__.columns
        for values in view.rows(select(*columns).where(columns.county_id == county_id)):
            row = dict(zip(columns.keys(), values, strict=True))
            found.append((_key(codes, row), str(row["version"]).rjust(9), turn, body_text(body, row)))
    for key, _, _, body in sorted(found):
        yield key, body


def numbers(county_id):
    """(how many, the highest) of the numbers that statements have in the order of entry."""
    statement = select(func.count(), func.max(_statement.posted)).where(_statement.county_id == county_id)
    count, highest = db.session.execute(statement).one()
    return count, highest or 0


def head_astray(county_id):
    """(key, seq) of a statement that holds an older head that the journal does not have, or None."""
    entry = journal.hashes().subquery()
    held = and_(entry.c.county_id == _statement.county_id, entry.c.seq == _statement.journal_seq)
    statement = select(_statement.school_id, _statement.monday, _statement.journal_seq).outerjoin_from(
        Statement.__table__, entry, held
    )
    astray = or_(entry.c.hash.is_(None), entry.c.hash != _statement.journal_hash)
    found = view.rows(statement.where(_statement.county_id == county_id, astray).order_by(_statement.posted).limit(1))
    for school_id, monday, seq in found:
        return _key(_codes(county_id), {"school_id": school_id, "monday": monday}), seq
    return None


def lock_astray(county_id):
    """The key of a school's week that is locked without a standing statement, or None."""
    lock = counties.locks_to_join().subquery()
    stands = and_(
        _statement.county_id == lock.c.county_id,
        _statement.school_id == lock.c.school_id,
        _statement.monday == lock.c.monday,
        ~exists().where(_same(_reopening, _statement)),
    )
    statement = select(lock.c.school_id, lock.c.monday).where(lock.c.county_id == county_id, ~exists().where(stands))
    for school_id, monday in view.rows(statement.limit(1)):
        return _key(_codes(county_id), {"school_id": school_id, "monday": monday})
    return None


def agreed_alone(county_id):
    """(key, person) of a reopening that was asked for and agreed to by one person, or None."""
    statement = (
        select(_reopening.school_id, _reopening.monday, _reopening.agreed_by)
        .join_from(Reopening.__table__, ReopeningRequest.__table__, _same(_request, _reopening))
        .where(_reopening.county_id == county_id, _reopening.agreed_by_id == _request.asked_by_id)
    )
    for school_id, monday, person in view.rows(statement.limit(1)):
        return _key(_codes(county_id), {"school_id": school_id, "monday": monday}), person
    return None


class _Following:
    """Rows that begin with a statement's number, handed out as the statements come."""

    def __init__(self, rows):
        self._groups = groupby(rows, itemgetter(0))
        self._at, self._waiting = next(self._groups, (None, ()))

    def take(self, posted):
        """The rows under this number, without it."""
        if self._at != posted:
            return []
        taken = [row[1:] for row in self._waiting]
        self._at, self._waiting = next(self._groups, (None, ()))
        return taken


def _groups(county_id):
    columns = (_group[name] for name in record.GROUP)
    statement = select(_statement.posted, *columns).join_from(
        Statement.__table__, StatementGroup.__table__, _same(_group, _statement)
    )
    return view.rows(statement.where(_statement.county_id == county_id).order_by(_statement.posted, _group.group_id))


def _locks(county_id):
    """The locks of weeks under the statements that stand."""
    lock = counties.locks_to_join().subquery()
    of_week = and_(
        lock.c.county_id == _statement.county_id,
        lock.c.school_id == _statement.school_id,
        lock.c.monday == _statement.monday,
    )
    statement = (
        select(_statement.posted, *(lock.c[name] for name in record.LOCK))
        .join_from(Statement.__table__, lock, of_week)
        .outerjoin(Reopening.__table__, _same(_reopening, _statement))
        .where(_statement.county_id == county_id, _reopening.version.is_(None))
    )
    return view.rows(statement.order_by(_statement.posted, lock.c.canteen_id))


def _codes(county_id):
    return {school.id: school.code for school in schools.schools_of(county_id)}


def _key(codes, row):
    try:
        week = Week(date.fromisoformat(row["monday"]))
    except (TypeError, ValueError):
        week = row["monday"]
    return record.key(codes.get(row["school_id"]), week)


def _same(one, other):
    return and_(*(one[name] == other[name] for name in ("county_id", "school_id", "monday", "version")))
