"""Telling, reading and sending: once each, gathered, never at night, never to a place that is not allowed."""

import json
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest.mock import patch

import pytest
from sqlalchemy import text

from mealwatch.accounts.queries import find_account, people_of
from mealwatch.config import DEFAULTS, BadSetting, settings
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.errors import Problem
from mealwatch.messages import errors, queries, service, transport
from mealwatch.messages.domain.kinds import KINDS
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from tests.support.people import token_in

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
JOB = Actor("mealwatch weekly")


@pytest.fixture
def county(site):
    with site.app.app_context():
        yield site.county_id
        db.session.remove()


def account(county_id, username):
    return find_account(county_id, username).id


def tell(county_id, to, key="k1", kind="reminder", now=NOW, says="{school} 还缺 {days} 天", link="/"):
    facts = {"school": "青山小学", "days": 2}
    return in_transaction(
        lambda: service.tell(county_id, to=to, kind=kind, says=says, facts=facts, link=link, key=key, by=JOB, now=now)
    )


def told(county_id):
    return {one.username for one in people_of(county_id) if queries.inbox(county_id, one.id)}


def test_a_school_is_told_through_those_who_answer_for_it(county):
    s001, s003 = (schools.find_school(county, code).id for code in ("S001", "S003"))
    assert tell(county, ("school", s001)) == 2
    assert told(county) == {"principal", "canteen_manager"}
    assert tell(county, ("school", s001)) == 0
    assert tell(county, ("school", s003), key="k2") == 1
    assert queries.unread(county, account(county, "principal_elsewhere")) == 1
    assert tell(county, ("right", "handle_alerts"), key="k3") == 3
    assert tell(county, ("account", account(county, "auditor")), key="k4") == 1
    one = queries.inbox(county, account(county, "auditor"))[0]
    assert one.text(str) == "青山小学 还缺 2 天"


def test_what_happened_last_stands_first_whenever_it_was_told(county):
    principal = account(county, "principal")
    tell(county, ("account", principal), key="late", now=NOW)
    tell(county, ("account", principal), key="early", now=NOW - timedelta(days=2))
    assert [one.told_at for one in queries.inbox(county, principal)] == [NOW, NOW - timedelta(days=2)]


def test_a_message_says_its_dates(county):
    auditor = account(county, "auditor")
    facts = {"day": "2026-11-09", "number": "整改〔2026〕001号"}
    message = {"kind": "reminder", "says": "{number} 请在 {day} 前办好", "facts": facts, "link": "/", "key": "k"}
    in_transaction(lambda: service.tell(county, to=("account", auditor), **message, by=JOB, now=NOW))
    assert queries.inbox(county, auditor)[0].text(str) == "整改〔2026〕001号 请在 2026年11月9日 前办好"


def test_a_person_reads_what_is_theirs(site):
    county = site.county_id
    with site.app.app_context():
        principal = account(county, "principal")
        tell(county, ("account", principal), link="/account")
        tell(county, ("account", principal), key="k2")
        first = queries.inbox(county, principal)[-1].id
    client = site.client("principal")
    page = client.get("/messages").text
    assert page.count("还缺 2 天") == 2
    assert "还缺" not in site.client("auditor").get("/messages").text
    token = token_in(page)
    answer = client.post("/messages/read", data={"csrf_token": token, "through": first, "open": "yes"})
    assert (answer.status_code, answer.location) == (302, "/account")
    client.post("/messages/read", data={"csrf_token": token, "through": "999"})
    with site.app.app_context():
        assert queries.unread(county, principal) == 1


class Robot(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, json.loads(body), dict(self.headers)))
        status, answer = self.server.answers.pop(0) if self.server.answers else (200, b'{"errcode":0}')
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_about):
        pass


@contextmanager
def robot():
    server = HTTPServer(("127.0.0.1", 0), Robot)
    server.taken, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def inside(**more):
    return DEFAULTS | {"BASE_URL": "https://meals.example", "WEBHOOK_INSIDE": "127.0.0.1"} | more


def keep(county_id, address, settings=None, **more):
    given = {"shape": "wecom", "name": "值班群", "address": address, "secret": "", "kinds": list(KINDS)}
    given |= {"quiet_from": "21:00", "quiet_until": "07:00", "active": True} | more
    allowed = transport.allowed_hosts(settings or inside())
    return in_transaction(lambda: service.keep_channel(county_id, given=given, allowed=allowed, by=JOB, now=NOW))


def deliver(county_id, now, settings=None):
    once = in_transaction
    return service.deliver(county_id, settings=settings or inside(), translate=str, by=JOB, now=now, once=once)


def test_a_group_gets_one_gathered_text_without_names_and_again_after_a_failure(county):
    with robot() as server:
        tell(county, ("right", "handle_alerts"), key="before")
        keep(county, f"http://127.0.0.1:{server.server_port}/send?key=SECRETKEY")
        assert deliver(county, NOW) == 0, "what was told before the group was added stays in the service"
        for number in range(3):
            tell(county, ("right", "handle_alerts"), key=f"d{number}", kind="digest", link=f"/alerts/{number}")
        assert deliver(county, NOW.replace(hour=22)) == 0
        server.answers = [(500, b""), (302, b"")]
        assert deliver(county, NOW) == 0
        assert deliver(county, NOW + timedelta(minutes=4)) == 0
        assert len(server.taken) == 1
        assert deliver(county, NOW + timedelta(minutes=5)) == 0, "a redirect is not followed and counts as refused"
        assert deliver(county, NOW + timedelta(minutes=20)) == 1
        assert deliver(county, NOW + timedelta(minutes=90)) == 0
        path, body, _headers = server.taken[-1]
        assert path == "/send?key=SECRETKEY"
        assert body["markdown"]["content"].splitlines() == [
            "**营养餐监管提醒**",
            "> 一周汇总：3 件",
            "> 请登录查看：https://meals.example",
        ]
        outcomes = [one.outcome for one in queries.history(county, 1)]
        assert outcomes == ["sent", "trying", "failed", "trying", "failed", "trying"]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/send",
        "http://qyapi.weixin.qq.com/send",
        "https://user@qyapi.weixin.qq.com/send",
        "https://127.0.0.1:9/",
        "ftp://qyapi.weixin.qq.com/",
        "qyapi.weixin.qq.com",
        "",
    ],
)
def test_a_place_that_is_not_allowed_is_refused(county, address):
    with pytest.raises(errors.AddressNotAllowed):
        keep(county, address, DEFAULTS)


@pytest.mark.parametrize("found", ["10.0.0.8", "127.0.0.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"])
def test_an_allowed_name_that_leads_inside_is_not_called(found):
    addresses = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", (found, 443))]
    with (
        patch("socket.getaddrinfo", return_value=addresses),
        patch("socket.create_connection", side_effect=AssertionError("called")),
        pytest.raises(transport.Undelivered, match="not public"),
    ):
        transport.post("wecom", "https://qyapi.weixin.qq.com/x", "", title="", lines=[], now=NOW, settings=DEFAULTS)


def test_a_mail_lists_a_persons_own_messages(county):
    mailed = []
    officer = find_account(county, "bureau_officer")
    by = Actor(officer.name, officer.id)
    in_transaction(
        lambda: service.keep_email(county, email="wang@bureau.example", kinds=["reminder", "digest"], by=by, now=NOW)
    )
    tell(county, ("right", "handle_alerts"), link="/alerts/7")
    tell(county, ("account", account(county, "principal")), key="k2")
    with patch.object(transport, "mail", lambda address, **told: mailed.append((address, told))):
        assert deliver(county, NOW, inside()) == 0, "without a mail server nothing is tried"
        assert deliver(county, NOW, inside(SMTP_HOST="mail.example", SMTP_FROM="a@b.example")) == 1
    ((address, told),) = mailed
    assert address == "wang@bureau.example"
    assert told["title"] == "营养餐监管：1 条新消息"
    assert told["lines"][:2] == ["【催报】青山小学 还缺 2 天", "https://meals.example/alerts/7"]


def test_what_was_saved_is_not_shown_again(site):
    client = site.client("bureau_admin")
    token = token_in(client.get("/messages/channels/new").text)
    typed = {"csrf_token": token, "shape": "dingtalk", "name": "值班群", "active": "yes", "kind_digest": "yes"}
    typed |= {"quiet_from": "21:00", "quiet_until": "07:00"}
    bad = client.post("/messages/channels/new", data=typed | {"address": "https://elsewhere.example/"})
    assert bad.status_code == 422
    assert "不能向" in bad.text
    address, secret = "https://oapi.dingtalk.com/robot/send?access_token=TOKENTOKEN", "SECRETSECRET"
    answer = client.post("/messages/channels/new", data=typed | {"address": address, "secret": secret})
    assert answer.status_code == 302
    changed = client.post(answer.location, data=typed | {"name": "值班二群", "address": "", "secret": ""})
    assert changed.status_code == 302
    for path in (answer.location, "/messages/channels"):
        page = client.get(path).text
        assert "值班二群" in page
        assert "TOKENTOKEN" not in page
        assert "SECRETSECRET" not in page
    with site.app.app_context():
        assert queries.channel(site.county_id, 1).address == address
        entries = str(db.session.execute(text("SELECT subject, body FROM journal")).all())
    assert "TOKENTOKEN" not in entries
    assert "SECRETSECRET" not in entries


@pytest.mark.parametrize(
    "given",
    [
        {"SMTP_SECURITY": "maybe"},
        {"SMTP_HOST": "mail.example"},
        {"SMTP_HOST": "m.example", "SMTP_FROM": "a@b.cn", "SMTP_PASSWORD": "p", "SMTP_SECURITY": "none"},
    ],
)
def test_unsafe_mail_settings_are_refused(given):
    with pytest.raises(BadSetting):
        settings(given)


def test_an_email_is_checked(county):
    by = Actor("王", account(county, "bureau_officer"))
    for typed in ("wang", "wang@", "a b@c.example", "a@b", "a@b.example\nBcc: x@y.example"):
        with pytest.raises(Problem):
            in_transaction(lambda typed=typed: service.keep_email(county, email=typed, kinds=[], by=by, now=NOW))
