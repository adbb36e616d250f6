"""Who sends a request: the cookie of a page or the bearer token of a program, looked up anew every time.

The look-up has a short connection of its own. A write that follows then begins
as a write, not on the view that this read had; and whatever was revoked a
moment ago no longer counts.
"""

from datetime import timedelta

from flask import current_app, request
from sqlalchemy import and_, select, update
from sqlalchemy.exc import DBAPIError

from mealwatch.accounts import hashing, models
from mealwatch.accounts.domain.people import Account
from mealwatch.accounts.domain.rights import Grant
from mealwatch.accounts.service import tokens
from mealwatch.accounts.viewer import Viewer
from mealwatch.counties import queries as counties
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.storage.engine import BUSY_SECONDS
from mealwatch.storage.transaction import in_transaction
from mealwatch.web import cookies
from mealwatch.web.problems import is_api

COOKIE = "mealwatch"
#: When somebody was last seen is written no more often than this.
SEEN_EVERY = timedelta(minutes=5)
_account = models.Account.__table__.c
_session = models.Session.__table__.c
_token = models.ApiToken.__table__.c
_use = models.TokenUse.__table__.c
_grant = models.Grant.__table__.c
_PERSON = tuple(_account[name] for name in Account.__dataclass_fields__ if name != "grants")


def find_viewer():
    """Who is asking, or None. Pages look at the cookie alone, the API at the bearer token alone."""
    now = clock.now()
    return _by_token(now) if is_api(request.path) else _by_session(now)


def session_key():
    """``(county id, hash)`` of the session that the cookie names, or None."""
    county, _, key = request.cookies.get(cookies.name_for(_settings(), COOKIE), "").partition(".")
    if not (county.isascii() and county.isdigit()) or len(county) > 12 or not key:
        return None
    return int(county), hashing.hash_of(key)


def put_cookie(response, county_id, key):
    """Have the browser hold the session's id until it closes."""
    cookies.put(response, _settings(), COOKIE, f"{county_id}.{key}")


def drop_cookie(response):
    cookies.drop(response, _settings(), COOKIE)


def longest_session():
    """How long a session may last, used or not."""
    return timedelta(hours=_settings()["SESSION_HOURS"])


def page_key():
    """The signing key of the pages, made at the first request of a new site."""
    with current_app.app_context():
        return in_transaction(tokens.page_key)


def _by_session(now):
    named = session_key()
    if named is None:
        return None
    county_id, id_hash = named
    idle = timedelta(minutes=_settings()["SESSION_IDLE_MINUTES"])
    statement = (
        select(_session.seen_at, *_PERSON)
        .join_from(models.Session.__table__, models.Account.__table__, _of(_session.account_id, _session.county_id))
        .where(
            _session.county_id == county_id,
            _session.id_hash == id_hash,
            _session.ended_at.is_(None),
            _session.expires_at > now,
            _session.seen_at > now - idle,
            _account.active,
        )
    )
    found = _read(statement, county_id)
    if found is None:
        return None
    row, account = found
    if now - row.seen_at >= min(SEEN_EVERY, idle / 4):
        _note(
            update(models.Session.__table__)
            .where(_session.county_id == county_id, _session.id_hash == id_hash)
            .values(seen_at=now)
        )
    return Viewer(account, counties.get_county(county_id), on=now.date(), session_hash=id_hash)


def _by_token(now):
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    named = tokens.read_token(text.strip()) if scheme.lower() == "bearer" else None
    if named is None:
        return None
    county_id, token_hash = named
    statement = (
        select(_token.id.label("token_id"), _use.used_at, *_PERSON)
        .join_from(models.ApiToken.__table__, models.Account.__table__, _of(_token.account_id, _token.county_id))
        .outerjoin(models.TokenUse.__table__, and_(_use.county_id == _token.county_id, _use.token_id == _token.id))
        .where(
            _token.county_id == county_id,
            _token.token_hash == token_hash,
            _token.revoked_at.is_(None),
            _account.active,
        )
    )
    found = _read(statement, county_id)
    if found is None:
        return None
    row, account = found
    if row.used_at is None or now - row.used_at >= SEEN_EVERY:
        _note(tokens.use_noted(county_id, row.token_id, now, is_first=row.used_at is None))
    return Viewer(account, counties.get_county(county_id), on=now.date())


def _of(account_id, county_id):
    return and_(_account.county_id == county_id, _account.id == account_id)


def _read(statement, county_id):
    with db.engine.connect() as connection:
        row = connection.execute(statement).one_or_none()
        if row is None:
            return None
        grants = connection.execute(
            select(_grant.role, _grant.scope_kind, _grant.scope_key)
            .where(_grant.county_id == county_id, _grant.account_id == row.id)
            .order_by(_grant.role, _grant.scope_kind, _grant.scope_key)
        )
        person = {column.name: getattr(row, column.name) for column in _PERSON}
        return row, Account(**person, grants=tuple(Grant(*grant) for grant in grants))


def _note(statement):
    """Write down a sighting. A busy database is not waited for: the next request writes it."""
    connection = db.engine.connect().execution_options(sqlite_begin="IMMEDIATE")
    with connection:
        patience = connection.dialect.name == "sqlite" and connection.connection.driver_connection
        try:
            if patience:
                patience.execute("PRAGMA busy_timeout=50")
            connection.execute(statement)
            connection.commit()
        except DBAPIError:
            connection.rollback()
            current_app.logger.info("the database was busy; a sighting was not written down")
        finally:
            if patience:
                patience.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _settings():
    return current_app.config["MEALWATCH"]
