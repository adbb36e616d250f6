"""Sign-ins, tokens and the journal of people on both stores, and many tries at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from mealwatch.accounts import errors, identity, queries
from mealwatch.accounts.service import grants, people, sessions, tokens
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.people import PASSWORD
from tests.support.stores import migrated_postgres, store  # noqa: F401

DAY = timedelta(days=1)


@pytest.fixture
def county_id(store):  # noqa: F811
    return county.one_school()


@pytest.fixture
def person(county_id):
    county.do(people.create_account, county_id, username="wang", name="王芳", password=PASSWORD, must_change=False)
    return county.do(grants.grant, county_id, "wang", role="storekeeper", scope_kind="canteen", place="C001")


def seen(app, county_id, key):
    """Who is asking with this cookie."""
    with app.test_request_context("/", headers={"Cookie": f"mealwatch={county_id}.{key}"}):
        return identity.find_viewer()


def begin(county_id, person, now):
    given = {"username": "wang", "address": "10.0.0.1", "now": now, "lasts": DAY}
    return in_transaction(lambda: sessions.open_session(county_id, person.id, **given))


def test_a_session_lasts_until_it_is_ended(store, county_id, person):  # noqa: F811
    now = clock.now()
    key = begin(county_id, person, now)
    viewer = seen(store, county_id, key)
    assert (viewer.username, viewer.roles, viewer.county_name) == ("wang", ("storekeeper",), "示例县")
    assert viewer.reach("post_issue").canteens == {1}
    in_transaction(lambda: sessions.end_sessions(county_id, person.id, now=now))
    assert seen(store, county_id, key) is None


def test_a_sighting_is_written_down_after_a_while(store, county_id, person):  # noqa: F811
    key = begin(county_id, person, clock.now() - timedelta(minutes=50))
    assert seen(store, county_id, key)
    told = db.session.connection().exec_driver_sql("SELECT seen_at > created_at FROM sessions")
    assert told.scalar()


def test_a_token_acts_for_its_person(store, county_id, person):  # noqa: F811
    given = {"username": "wang", "label": "财务", "by": county.OFFICER, "now": county.NOW}
    text = in_transaction(lambda: tokens.issue_token(county_id, person.id, **given))
    for _ in range(2):
        with store.test_request_context("/api/v1/me", headers={"Authorization": f"Bearer {text}"}):
            assert identity.find_viewer().username == "wang"
    [token] = queries.tokens_of(county_id, person.id)
    assert token.used_at is not None
    with store.test_request_context("/api/v1/me", headers={"Authorization": f"Bearer {text}x"}):
        assert identity.find_viewer() is None


def test_the_page_key_is_made_once(store):  # noqa: F811
    assert in_transaction(tokens.page_key) == in_transaction(tokens.page_key)


def test_many_tries_at_once_do_not_slip_past_the_lock(store, county_id):  # noqa: F811
    now = clock.now()

    def attempt(_):
        with store.app_context():
            given = {"username": "wang", "address": "10.0.0.1", "now": now}
            try:
                in_transaction(lambda: sessions.count_try(county_id, **given))
            except errors.LockedOut:
                return "locked"
            finally:
                db.session.remove()
            return "tried"

    with ThreadPoolExecutor(8) as threads:
        came = list(threads.map(attempt, range(40)))
    assert (came.count("tried"), came.count("locked")) == (10, 30)


def test_people_are_changed_and_told_to_the_journal(county_id, person):
    county.do(people.change_account, county_id, "wang", name="王芳芳")
    county.do(people.set_password, county_id, "wang", password="kite-plum-river", must_change=True)
    county.do(grants.revoke, county_id, "wang", person.grants[0])
    entries = db.session.connection().exec_driver_sql("SELECT subject, action FROM journal ORDER BY seq").all()
    assert [tuple(entry) for entry in entries if entry.subject in ("account", "password", "grant")] == [
        ("account", "create"),
        ("password", "create"),
        ("grant", "create"),
        ("account", "update"),
        ("password", "update"),
        ("account", "update"),
        ("grant", "remove"),
    ]
