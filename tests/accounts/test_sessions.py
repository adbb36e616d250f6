"""Sign-ins on the server: what is taken away is gone with the next request."""

from datetime import timedelta

import pytest
import time_machine

from mealwatch.accounts import queries
from mealwatch.accounts.domain.rights import Grant
from mealwatch.accounts.service import grants, people, sessions, tokens
from mealwatch.config import DEFAULTS
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from tests.support.people import PASSWORD, send

IDLE = timedelta(minutes=DEFAULTS["SESSION_IDLE_MINUTES"])
LONGEST = timedelta(hours=DEFAULTS["SESSION_HOURS"])


def is_in(client):
    """Whether the client's next request is let in."""
    return client.get("/account").status_code == 200


def canteen_grant(site, username):
    with site.app.app_context():
        return queries.get_account(site.county_id, username).grants[0]


CHANGES = {
    "password set by somebody": lambda site: site.do(people.set_password, "storekeeper", password="kite-plum-river"),
    "role taken": lambda site: site.do(grants.revoke, "storekeeper", canteen_grant(site, "storekeeper")),
    "role given": lambda site: site.do(
        grants.grant, "storekeeper", role="acceptor", scope_kind="canteen", place="C001"
    ),
    "switched off": lambda site: site.do(people.change_account, "storekeeper", active=False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_rights_ends_sign_ins_at_once(site, change):
    phone, desk = site.client("storekeeper"), site.client("storekeeper")
    assert is_in(phone)
    assert is_in(desk)
    CHANGES[change](site)
    assert not is_in(phone)
    assert not is_in(desk)


def test_a_change_of_name_or_language_ends_nothing(site):
    client = site.client("storekeeper")
    site.do(people.change_account, "storekeeper", name="刘伟", language="en")
    assert is_in(client)


def test_others_stay_signed_in(site):
    other = site.client("acceptor")
    site.do(people.set_password, "storekeeper", password="kite-plum-river")
    assert is_in(other)


def test_one_s_own_change_of_password_keeps_this_place_under_a_new_id_and_ends_the_others(site):
    here, there = site.client("principal"), site.client("principal")
    before = here.get_cookie("mealwatch").value
    form = {"current": PASSWORD, "password": "kite-plum-river", "again": "kite-plum-river"}
    assert send(here, "/account/password", form).status_code == 302
    assert is_in(here)
    assert here.get_cookie("mealwatch").value != before
    assert not is_in(there)
    thief = site.client()
    thief.set_cookie("mealwatch", before)
    assert not is_in(thief)


def test_signing_out_ends_the_session_on_the_server(site):
    client = site.client("principal")
    cookie = client.get_cookie("mealwatch").value
    assert send(client, "/logout").status_code == 302
    thief = site.client()
    thief.set_cookie("mealwatch", cookie)
    assert not is_in(thief)


def test_signing_out_everywhere_else_keeps_this_place(site):
    here, there = site.client("principal"), site.client("principal")
    send(here, "/account/sessions/end")
    assert is_in(here)
    assert not is_in(there)


def test_an_idle_sign_in_runs_out(site):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        client = site.client("principal")
        clocks.shift(IDLE - timedelta(seconds=1))
        assert is_in(client)
        clocks.shift(IDLE - timedelta(seconds=1))
        assert is_in(client)
        clocks.shift(IDLE)
        assert not is_in(client)


def test_a_busy_sign_in_runs_out_at_the_end_of_the_day(site):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        client = site.client("principal")
        for _ in range(LONGEST // (IDLE / 2) - 1):
            clocks.shift(IDLE / 2)
            assert is_in(client)
        clocks.shift(IDLE / 2)
        assert not is_in(client)


@pytest.mark.parametrize(
    "cookie",
    ["", "1", "1.", ".x", "1.x", "999999999999999999999.x", "-1.x", "１.x", "1.' OR 1=1 --", "x" * 4000],
)
def test_a_made_up_cookie_is_nobody(site, cookie):
    client = site.client()
    client.set_cookie("mealwatch", cookie)
    assert not is_in(client)


def test_a_session_counts_in_its_own_county_only(site):
    client = site.client("principal")
    key = client.get_cookie("mealwatch").value.partition(".")[2]
    client.set_cookie("mealwatch", f"{site.county_id + 1}.{key}")
    assert not is_in(client)


def test_only_the_hash_of_a_session_and_of_a_token_is_kept(site):
    key, token = site.session("principal"), site.token("principal")
    with site.app.app_context(), db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        kept = "\n".join(
            str(row) for table in ("sessions", "api_tokens", "journal") for row in raw.execute(f"SELECT * FROM {table}")
        )  # noqa: S608
    assert key not in kept
    assert token.rpartition(".")[2] not in kept


def test_a_sighting_is_not_waited_for_when_the_database_is_busy(site):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        client = site.client("principal")
        assert is_in(client)
        clocks.shift(timedelta(minutes=20))
        with site.app.app_context(), db.engine.connect().execution_options(sqlite_begin="IMMEDIATE") as busy:
            busy.exec_driver_sql("SELECT 1")
            assert is_in(client)


def test_a_token_works_until_it_is_revoked(site):
    headers, client = site.bearer("auditor"), site.client()
    assert client.get("/api/v1/me", headers=headers).json["username"] == "auditor"
    with site.app.app_context():
        person = queries.get_account(site.county_id, "auditor")
        [token] = queries.tokens_of(site.county_id, person.id)
        assert token.used_at is not None
        revoke = {"username": "auditor", "by": site_actor(person), "now": clock.now()}
        in_transaction(lambda: tokens.revoke_token(site.county_id, person.id, token.id, **revoke))
    assert client.get("/api/v1/me", headers=headers).status_code == 401


def site_actor(person):
    from mealwatch.kernel.actor import Actor

    return Actor(person.name, person.id)


def test_a_token_of_somebody_switched_off_is_refused(site):
    headers = site.bearer("storekeeper")
    site.do(people.change_account, "storekeeper", active=False)
    assert site.client().get("/api/v1/me", headers=headers).status_code == 401


def test_a_token_has_the_rights_of_the_moment(site):
    headers, client = site.bearer("spare"), site.client()
    assert client.get("/api/v1/people", headers=headers).status_code == 403
    site.do(grants.grant, "spare", role="bureau_admin", scope_kind="county")
    assert client.get("/api/v1/people", headers=headers).status_code == 200
    site.do(grants.revoke, "spare", Grant("bureau_admin", "county"))
    assert client.get("/api/v1/people", headers=headers).status_code == 403


def test_the_api_does_not_look_at_cookies(site):
    answer = site.client("bureau_admin").get("/api/v1/people")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_pages_do_not_look_at_tokens(site):
    assert site.client().get("/people", headers=site.bearer("bureau_admin")).status_code == 302


def test_a_first_password_opens_only_the_way_to_another(site):
    site.do(people.set_password, "bureau_admin", password="first-password-of-mine", must_change=True)
    client = site.client("bureau_admin")
    assert client.get("/people").headers["Location"] == "/account"
    assert client.get("/account").status_code == 200
    assert site.client().get("/api/v1/people", headers=site.bearer("bureau_admin")).status_code == 403
    form = {"current": "first-password-of-mine", "password": "kite-plum-river", "again": "kite-plum-river"}
    send(client, "/account/password", form)
    assert client.get("/people").status_code == 200


def test_sessions_are_ended_not_deleted(site):
    site.session("principal")
    with site.app.app_context():
        person = queries.get_account(site.county_id, "principal")
        now = clock.now()
        in_transaction(lambda: sessions.end_sessions(site.county_id, person.id, now=now))
        assert queries.open_sessions(site.county_id, person.id, now) == 0
        ended = db.session.connection().exec_driver_sql("SELECT count(*) FROM sessions WHERE ended_at IS NOT NULL")
        assert ended.scalar() == 1
