"""A county with people of every role, and clients signed in as them.

    from tests.support.people import *  # noqa: F403   (in a folder's conftest.py)

    def test_people(site):
        assert site.client("bureau_admin").get("/people").status_code == 200

The app of ``site`` has no context pushed: a context would keep the person and
the language of one request for the next. ``with site.app.app_context():`` where
the database is wanted.

S001 in 青山镇 has canteen C001, which also feeds the teaching point S002 in
云岭镇; S003 in 云岭镇 has C003. People whose name ends in ``_elsewhere`` belong to S003 and C003.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient

from mealwatch import create_app
from mealwatch.accounts import hashing, queries
from mealwatch.accounts.service import sessions, tokens
from mealwatch.accounts.service.grants import grant
from mealwatch.accounts.service.people import create_account
from mealwatch.config import DEFAULTS
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from tests.support import county

PASSWORD = "sunny-kitchen-door-7"
#: Username: role, kind of scope, place.
PEOPLE = {
    "canteen_manager": ("canteen_manager", "canteen", "C001"),
    "storekeeper": ("storekeeper", "canteen", "C001"),
    "acceptor": ("acceptor", "canteen", "C001"),
    "principal": ("principal", "school", "S001"),
    "inspector": ("inspector", "county", ""),
    "bureau_officer": ("bureau_officer", "county", ""),
    "bureau_admin": ("bureau_admin", "county", ""),
    "auditor": ("auditor", "county", ""),
    "inspector_elsewhere": ("inspector", "town", "云岭镇"),
    "bureau_officer_elsewhere": ("bureau_officer", "town", "云岭镇"),
    "principal_elsewhere": ("principal", "school", "S003"),
    "storekeeper_elsewhere": ("storekeeper", "canteen", "C003"),
}
#: Somebody to try changes on.
SPARE = "spare"
__all__ = ["site"]


@dataclass
class Site:
    """An app, the county in it, and clients for its people."""

    app: Flask
    county_id: int

    def client(self, username=None, **options) -> FlaskClient:
        """A client with cookies of its own, signed in as ``username`` (None: as nobody)."""
        client = self.app.test_client(**options)
        if username:
            key = self.session(username)
            client.set_cookie("mealwatch", f"{self.county_id}.{key}")
        return client

    def session(self, username):
        """The id of a new session of a person."""
        with self.app.app_context():
            account = queries.get_account(self.county_id, username)
            lasts = timedelta(hours=DEFAULTS["SESSION_HOURS"])
            return in_transaction(
                lambda: sessions.open_session(
                    self.county_id, account.id, username=username, address="127.0.0.1", now=clock.now(), lasts=lasts
                )
            )

    def token(self, username):
        """The text of a new API token of a person."""
        with self.app.app_context():
            account = queries.get_account(self.county_id, username)
            return in_transaction(
                lambda: tokens.issue_token(
                    self.county_id, account.id, username=username, label="test", by=county.OFFICER, now=clock.now()
                )
            )

    def bearer(self, username):
        """The headers with which a program acts for a person."""
        return {"Authorization": f"Bearer {self.token(username)}"}

    def do(self, work, *args, **given):
        """Call a service as the officer."""
        with self.app.app_context():
            return county.do(work, self.county_id, *args, **given)


@pytest.fixture(scope="session")
def county_with_people(migrated_sqlite, tmp_path_factory):
    """A SQLite file with the county and its people, to copy from, and the county's id."""
    path = tmp_path_factory.mktemp("people") / "template.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    app = create_app({"DATABASE_URL": f"sqlite:///{path}"})
    with app.app_context():
        county_id = three_schools()
        add_people(county_id)
        db.session.remove()
        db.engine.dispose()
    return path, county_id


@pytest.fixture
def site(county_with_people, database_url):
    """The service with a county of three schools and people of every role; no context is pushed."""
    template, county_id = county_with_people
    Path(database_url.removeprefix("sqlite:///")).write_bytes(template.read_bytes())
    app = create_app({"DATABASE_URL": database_url})
    app.testing = True
    yield Site(app, county_id)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def three_schools(code="360732"):
    """The county's schools and canteens; its id."""
    county_id = county.new_county(code)
    county.school(county_id, "S001", name="青山镇中心小学")
    county.school(county_id, "S002", name="石门教学点", town="云岭镇", school_type="teaching_point")
    county.school(county_id, "S003", name="云岭镇小学", town="云岭镇")
    county.canteen(county_id, "C001", "S001")
    county.canteen(county_id, "C003", "S003")
    county.group(county_id, "S001")
    county.group(county_id, "S002")
    county.group(county_id, "S003", canteen_code="C003")
    return county_id


def add_people(county_id):
    """An account for each of PEOPLE and a spare one without a role, all with PASSWORD."""

    def work():
        for username, (role, kind, place) in {**PEOPLE, SPARE: (None, None, None)}.items():
            person = {"username": username, "name": username.title(), "password": PASSWORD}
            create_account(county_id, **person, must_change=False, by=county.OFFICER, now=county.NOW)
            if role:
                grant(county_id, username, role=role, scope_kind=kind, place=place, by=county.OFFICER, now=county.NOW)

    with patch.object(hashing, "hash_password", _hashed_once):
        in_transaction(work)


@lru_cache(maxsize=4)
def _hashed_once(password):
    """Hashing is slow on purpose; the same password need not be hashed for every test."""
    return _hash_password(password)


_hash_password = hashing.hash_password


def token_in(html):
    """The form token in a page."""
    return re.search(r'name="csrf_token" value="([^"]+)"', html)[1]


def send(client, address, form=None, *, page="/account", **options):
    """Post a form as a browser does: with the token of a page that this client may open."""
    return client.post(address, data={"csrf_token": token_in(client.get(page).text)} | (form or {}), **options)
