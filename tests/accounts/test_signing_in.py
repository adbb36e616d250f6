"""The way in: the same answer for every wrong pair, a lock after ten, and nothing typed is lost."""

import statistics
import time
from datetime import timedelta

import pytest
import time_machine

from mealwatch import create_app
from mealwatch.accounts.service import people
from mealwatch.kernel import clock
from tests.support import county
from tests.support.people import PASSWORD, send, token_in


def enter(client, username="principal", password=PASSWORD, **options):
    return send(client, "/login", {"username": username, "password": password}, page="/login", **options)


def is_in(answer):
    return answer.status_code == 302 and answer.headers.get("Set-Cookie", "") != ""


def test_the_right_pair_opens_the_first_page_of_the_menu(site):
    client = site.client()
    answer = enter(client)
    assert answer.headers["Location"] == "/"
    assert client.get("/people").status_code == 200


@pytest.mark.parametrize("username", ["PRINCIPAL", " principal ", "ｐｒｉｎｃｉｐａｌ"])
def test_a_name_may_be_written_large_or_full_width(site, username):
    assert is_in(enter(site.client(), username))


def test_wrong_name_wrong_password_and_switched_off_read_alike(site):
    site.do(people.change_account, "spare", active=False)
    pages = [
        enter(site.client(), "principal", "wrong-password"),
        enter(site.client(), "nobody-here", "wrong-password"),
        enter(site.client(), "spare", PASSWORD),
    ]
    assert {page.status_code for page in pages} == {422}
    told = {page.text.partition('class="faults"')[2].partition("</div>")[0] for page in pages}
    assert len(told) == 1
    assert "用户名或密码不对" in told.pop()


def test_a_name_that_nobody_has_takes_as_long(site, monkeypatch):
    """The slow part, the hash, is done once for either; measured on pairs so that load falls on both."""
    from mealwatch.accounts import hashing, sign_in

    calls, matches = [], hashing.matches
    monkeypatch.setattr(sign_in.hashing, "matches", lambda *pair: calls.append(pair) or matches(*pair))
    known, unknown = [], []
    for _ in range(8):
        for name, took in (("principal", known), ("nobody-here", unknown)):
            client = site.client()
            token = token_in(client.get("/login").text)
            begun = time.perf_counter()
            client.post("/login", data={"csrf_token": token, "username": name, "password": "wrong-password"})
            took.append(time.perf_counter() - begun)
    assert len(calls) == 16
    assert 0.6 < statistics.median(known) / statistics.median(unknown) < 1.7


def test_the_session_id_is_new_at_every_sign_in_and_the_old_one_ends(site):
    client = site.client("principal")
    before = client.get_cookie("mealwatch").value
    token = token_in(client.get("/account").text)
    client.post("/login", data={"csrf_token": token, "username": "principal", "password": PASSWORD})
    assert client.get_cookie("mealwatch").value != before
    thief = site.client()
    thief.set_cookie("mealwatch", before)
    assert thief.get("/account").status_code == 302


def test_the_form_token_of_before_signing_in_no_longer_counts(site):
    client = site.client()
    token = token_in(client.get("/login").text)
    client.post("/login", data={"csrf_token": token, "username": "principal", "password": PASSWORD})
    assert client.post("/account/sessions/end", data={"csrf_token": token}).status_code == 400


class TestLock:
    def test_ten_wrong_tries_lock_the_name_for_this_address_for_fifteen_minutes(self, site):
        with time_machine.travel(clock.now(), tick=False) as clocks:
            for _ in range(10):
                assert enter(site.client(), password="wrong-password").status_code == 422
            locked = enter(site.client())
            assert locked.status_code == 429
            assert "15 分钟后" in locked.text
            clocks.shift(timedelta(minutes=14, seconds=59))
            assert enter(site.client()).status_code == 429
            clocks.shift(timedelta(seconds=1))
            assert is_in(enter(site.client()))

    def test_it_outlives_a_restart(self, site):
        for _ in range(10):
            enter(site.client(), password="wrong-password")
        again = create_app({"DATABASE_URL": site.app.config["MEALWATCH"]["DATABASE_URL"]})
        assert enter(again.test_client()).status_code == 429

    def test_another_name_and_another_address_are_free(self, site):
        for _ in range(10):
            enter(site.client(), password="wrong-password")
        assert is_in(enter(site.client(), "inspector"))
        assert is_in(enter(site.client(), environ_base={"REMOTE_ADDR": "10.0.0.9"}))

    def test_names_that_nobody_has_lock_too(self, site):
        answers = [enter(site.client(), "nobody-here", "wrong-password").status_code for _ in range(11)]
        assert answers == [422] * 10 + [429]

    def test_a_right_try_begins_the_count_anew(self, site):
        for _ in range(3):
            for _ in range(9):
                enter(site.client(), password="wrong-password")
            assert is_in(enter(site.client()))

    def test_tries_spread_over_more_than_fifteen_minutes_do_not_lock(self, site):
        with time_machine.travel(clock.now(), tick=False) as clocks:
            for _ in range(20):
                assert enter(site.client(), password="wrong-password").status_code == 422
                clocks.shift(timedelta(minutes=2))

    def test_one_address_may_not_try_all_names(self, site):
        with site.app.app_context():
            from mealwatch.accounts.service import sessions
            from mealwatch.storage.transaction import in_transaction

            for number in range(100):
                tried = {"username": f"name{number}", "address": "127.0.0.1", "now": clock.now()}
                in_transaction(lambda tried=tried: sessions.count_try(site.county_id, **tried))
        assert enter(site.client()).status_code == 429

    def test_guessing_the_current_password_from_an_open_sign_in_locks(self, site):
        client = site.client("principal")
        form = {"current": "wrong-password", "password": "kite-plum-river", "again": "kite-plum-river"}
        answers = [send(client, "/account/password", form).status_code for _ in range(11)]
        assert answers == [422] * 10 + [429]


class TestComingBack:
    def test_a_page_is_gone_back_to(self, site):
        client = site.client()
        assert client.get("/people?page=2").headers["Location"] == "/login?next=/people?page%3D2"
        token = token_in(client.get("/login?next=/people?page%3D2").text)
        form = {"csrf_token": token, "username": "principal", "password": PASSWORD, "next": "/people?page=2"}
        assert client.post("/login", data=form).headers["Location"] == "/people?page=2"

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "\\\\evil.example",
            "javascript:alert(1)",
            "/people\n",
            "http:///evil",
            "/no-such-page",
            "people",
            "/logout",
        ],
    )
    def test_no_address_leads_anywhere_else(self, site, elsewhere):
        client = site.client()
        assert "evil" not in client.get("/login", query_string={"next": elsewhere}).text.partition("data-keep")[2]
        token = token_in(client.get("/login").text)
        form = {"csrf_token": token, "username": "principal", "password": PASSWORD, "next": elsewhere}
        assert client.post("/login", data=form).headers["Location"] == "/"

    def test_what_was_typed_when_the_sign_in_ran_out_is_sent_on_after_signing_in(self, site):
        client = site.client("bureau_admin")
        token = token_in(client.get("/people/new").text)
        typed = {"name": "张 “三”\n& <b>", "username": "zhangsan", "role": "storekeeper", "canteen": "C001"}
        site.do(people.set_password, "bureau_admin", password="another-long-password")
        late = client.post("/people/new", data={"csrf_token": token, **typed})
        assert late.status_code == 401
        assert "登录已过期" in late.text
        kept = field(late.text, "kept")
        page = client.post(
            "/login",
            data={
                "csrf_token": token_in(late.text),
                "username": "bureau_admin",
                "password": "another-long-password",
                "kept": kept,
            },
        )
        assert page.status_code == 200
        assert 'action="/people/new"' in page.text
        again = {name: text_field(page.text, name) for name in typed}
        assert again == typed
        sent = client.post("/people/new", data={"csrf_token": token_in(page.text), **typed | {"name": "张三"}})
        assert sent.status_code == 200
        assert "初始密码" in sent.text

    @pytest.mark.parametrize(
        "kept",
        [
            "{",
            "[]",
            "{}",
            '{"path": "https://evil.example", "typed": []}',
            '{"path": "/no", "typed": []}',
            '{"path": 3}',
        ],
    )
    def test_nothing_but_a_form_of_ours_is_sent_on(self, site, kept):
        client = site.client()
        token = token_in(client.get("/login").text)
        form = {"csrf_token": token, "username": "principal", "password": PASSWORD, "kept": kept}
        assert client.post("/login", data=form).status_code == 302

    def test_passwords_are_not_kept(self, site):
        client = site.client("principal")
        token = token_in(client.get("/account").text)
        site.do(people.set_password, "principal", password="another-long-password")
        late = client.post(
            "/account/password", data={"csrf_token": token, "current": PASSWORD, "password": "a new one"}
        )
        assert PASSWORD not in late.text
        assert "a new one" not in late.text


def test_with_several_counties_the_county_is_chosen(site):
    with site.app.app_context():
        county.new_county("360733", "另一县")
    client = site.client()
    page = client.get("/login").text
    assert "另一县" in page
    assert enter(client).status_code == 422
    form = {"username": "principal", "password": PASSWORD, "county": str(site.county_id)}
    assert send(client, "/login", form, page="/login").status_code == 302


def test_demo_logins_are_shown_on_a_demo_site_only(database_url):
    from mealwatch.accounts import demo_logins
    from mealwatch.counties import service as counties
    from mealwatch.storage.transaction import in_transaction

    app = create_app({"DATABASE_URL": database_url, "DEMO": True})
    with app.app_context():
        by = {"by": county.OFFICER, "now": county.NOW}
        county_id = in_transaction(lambda: counties.create_county("000001", "示范县", is_demo=True, **by)).id
        county.school(county_id)
        county.canteen(county_id)
        in_transaction(lambda: demo_logins.create(county_id, school="S001", canteen="C001", **by))
        in_transaction(lambda: demo_logins.create(county_id, school="S001", canteen="C001", **by))
    page = app.test_client().get("/login").text
    assert page.count('name="username" value=') == len(demo_logins.LOGINS)
    assert "演示数据" in page
    client = app.test_client()
    form = {"csrf_token": token_in(page_of(client)), "username": "shenji", "password": demo_logins.PASSWORD}
    client.post("/login", data=form)
    assert "演示数据" in client.get("/people").text
    plain = create_app({"DATABASE_URL": database_url}).test_client().get("/login").text
    assert demo_logins.PASSWORD not in plain


def page_of(client):
    return client.get("/login").text


def field(html, name):
    """A hidden field's value as a browser sends it."""
    from html import unescape

    return unescape(html.partition(f'name="{name}" value="')[2].partition('"')[0])


def text_field(html, name):
    """A kept text as a browser sends it."""
    from html import unescape

    return unescape(html.partition(f'<textarea name="{name}" hidden>')[2].partition("</textarea>")[0])
