"""Signing in and out.

A try is written down before the password is looked at and taken off when it
was right, so many tries at once cannot slip past the lock. A session's id is
random; only its hash is kept, and ending it works from the next request on.
"""

from datetime import timedelta

from sqlalchemy import delete, func, insert, select, update

from mealwatch.accounts import errors, hashing, models
from mealwatch.accounts.service.rows import insert_or_leave
from mealwatch.extensions import db

#: Tries of one name from one address, and of all names from one address, within the span.
MOST_TRIES = 10
MOST_TRIES_OF_AN_ADDRESS = 100
SPAN = timedelta(minutes=15)
_tried = models.SignInAttempt.__table__
_session = models.Session.__table__


def count_try(county_id, *, username, address, now):
    """Write down that a sign-in is tried; a locked name waits 15 minutes from its last try. Raises LockedOut."""
    _forget_old_tries(county_id, now)
    row = {"county_id": county_id, "username": username[:40], "address": address, "first_at": now, "last_at": now}
    insert_or_leave(_tried, row | {"tried": 0})
    same = _same_try(county_id, username, address)
    known = db.session.execute(select(_tried).where(*same).with_for_update()).one()
    if known.tried >= MOST_TRIES:
        raise _locked(known.last_at, now)
    _refuse_busy_address(county_id, address, now)
    first_at = known.first_at if known.tried else now
    db.session.execute(update(_tried).where(*same).values(tried=known.tried + 1, first_at=first_at, last_at=now))


def open_session(county_id, account_id, *, username, address, now, lasts):
    """Begin a session of at most ``lasts``; the tries before it are forgotten. Returns the id for the cookie."""
    db.session.execute(delete(_tried).where(*_same_try(county_id, username, address)))
    key = hashing.new_key()
    row = {
        "county_id": county_id,
        "id_hash": hashing.hash_of(key),
        "account_id": account_id,
        "address": address,
        "created_at": now,
        "seen_at": now,
        "expires_at": now + lasts,
        "ended_at": None,
    }
    db.session.execute(insert(models.Session), [row])
    return key


def end_session(county_id, id_hash, *, now):
    """End one session: signed out."""
    _end(now, _session.c.county_id == county_id, _session.c.id_hash == id_hash)


def end_sessions(county_id, account_id, *, now, but=None):
    """End all sessions of a person, or all but one (its hash)."""
    others = (_session.c.id_hash != but,) if but else ()
    _end(now, _session.c.county_id == county_id, _session.c.account_id == account_id, *others)


def _end(now, *which):
    db.session.execute(update(_session).where(*which, _session.c.ended_at.is_(None)).values(ended_at=now))


def _refuse_busy_address(county_id, address, now):
    tries, last_at = db.session.execute(
        select(func.sum(_tried.c.tried), func.max(_tried.c.last_at)).where(
            _tried.c.county_id == county_id, _tried.c.address == address, _tried.c.last_at > now - SPAN
        )
    ).one()
    if (tries or 0) >= MOST_TRIES_OF_AN_ADDRESS:
        raise _locked(last_at, now)


def _forget_old_tries(county_id, now):
    """What is older than the span counts no more: after the last try where it locked, else after the first."""
    locked = _tried.c.tried >= MOST_TRIES
    db.session.execute(
        delete(_tried).where(
            _tried.c.county_id == county_id,
            (locked & (_tried.c.last_at <= now - SPAN)) | (~locked & (_tried.c.first_at <= now - SPAN)),
        )
    )


def _locked(last_at, now):
    seconds = (last_at + SPAN - now).total_seconds()
    return errors.LockedOut(minutes=max(1, -(-int(seconds) // 60)))


def _same_try(county_id, username, address):
    return _tried.c.county_id == county_id, _tried.c.username == username[:40], _tried.c.address == address
