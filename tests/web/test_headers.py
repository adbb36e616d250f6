"""What every answer says to a browser, and whom the service answers at all."""

import re

import pytest

from mealwatch import create_app
from mealwatch.web.headers import YEAR_SECONDS
from tests.support.people import send, token_in
from tests.web.routes import ROUTES
from tests.web.test_routes import CODES, routes_of

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
BASE = "https://meals.example.cn"


@pytest.fixture
def secure(database_url, site):
    """The same site under an https address, behind one proxy."""
    return create_app({"DATABASE_URL": database_url, "BASE_URL": BASE, "TRUSTED_PROXIES": 1})


def test_every_route_has_the_headers(site):
    client = site.client("bureau_admin")
    for name, rule in routes_of(site.app).items():
        if name not in ROUTES:
            continue
        arguments = {key: value for key, value in (CODES | ROUTES[name].args).items() if key in rule.arguments}
        with site.app.test_request_context():
            _, address = rule.build(arguments)
        answer = client.open(address, method=name.partition(" ")[0])
        assert FIXED.items() <= dict(answer.headers).items(), name
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe-eval" not in policy, name
        assert "script-src 'unsafe" not in policy, name
        assert answer.headers.get("Cache-Control"), name


@pytest.mark.parametrize("address", ["/nope", "/api/v1/nope", "/people/new"])
def test_refusals_have_them_too(site, address):
    answer = site.client("storekeeper").get(address)
    assert answer.status_code >= 400
    assert FIXED.items() <= dict(answer.headers).items()


def test_scripts_run_by_a_value_of_this_answer_alone(site):
    client = site.client()
    first, second = client.get("/login"), client.get("/login")
    nonces = [re.search(r"'nonce-([^']+)'", one.headers["Content-Security-Policy"])[1] for one in (first, second)]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in first.text
    assert "unsafe-inline" not in first.headers["Content-Security-Policy"]


def test_no_page_writes_styles_or_handlers_into_its_markup(site):
    client = site.client("bureau_admin")
    for address in ("/login", "/account", "/people", "/people/new", "/people/spare", "/nope"):
        html = client.get(address).text
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html), address
        assert "<style" not in html, address
        assert all("nonce=" in tag for tag in re.findall(r"<script[^>]*>", html)), address


def test_pages_are_not_kept_and_marked_assets_are(site):
    client = site.client("bureau_admin")
    page = client.get("/people")
    assert page.headers["Cache-Control"] == "no-store"
    style = re.search(r'href="(/static/build/main.css[^"]+)"', page.text)[1]
    assert client.get(style).headers["Cache-Control"] == f"public, max-age={YEAR_SECONDS}, immutable"


def test_a_style_that_was_not_built_does_not_take_the_page_down(site):
    from mealwatch.web.assets import asset

    with site.app.test_request_context("/"):
        assert asset("gone.css") == "/static/build/gone.css"


class TestOnHttps:
    def test_cookies_and_hsts_follow_the_base_address(self, secure, site):
        client = secure.test_client()
        page = client.get("/login", base_url=BASE)
        assert page.headers["Strict-Transport-Security"].startswith(f"max-age={YEAR_SECONDS}")
        cookie = page.headers["Set-Cookie"]
        assert cookie.startswith("__Host-mealwatch-page=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain" not in cookie
        entered = client.post(
            "/login",
            base_url=BASE,
            headers={"Referer": f"{BASE}/login"},
            data={
                "csrf_token": token_in(page.text),
                "username": "principal",
                "password": "sunny-kitchen-door-7",
            },
        )
        cookies = entered.headers.getlist("Set-Cookie")
        assert any(one.startswith("__Host-mealwatch=") and "Secure" in one for one in cookies)

    def test_the_plain_name_does_not_count_there(self, secure, site):
        client = secure.test_client()
        client.set_cookie("mealwatch", f"1.{site.session('principal')}", domain="meals.example.cn")
        assert client.get("/account", base_url=BASE).status_code == 302

    def test_the_proxy_s_word_is_taken_for_one_proxy(self, secure):
        headers = {"X-Forwarded-For": "10.1.1.1, 10.2.2.2", "X-Forwarded-Host": "meals.example.cn"}
        answer = secure.test_client().get("/health", headers=headers | {"X-Forwarded-Proto": "https"})
        assert answer.status_code == 200


class TestOnThisMachine:
    def test_cookies_have_plain_names_and_no_hsts_is_sent(self, site):
        answer = site.client().get("/login")
        assert answer.headers["Set-Cookie"].startswith("mealwatch-page=")
        assert "Secure" not in answer.headers["Set-Cookie"]
        assert "Strict-Transport-Security" not in answer.headers

    @pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000"])
    def test_this_machine_is_answered(self, site, host):
        assert site.client().get("/health", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "a b", "127.0.0.1@e"]
    )
    def test_another_name_is_not(self, site, host):
        for address in ("/health", "/login", "/api/v1/me", "/nope"):
            answer = site.client().get(address, headers={"Host": host})
            assert (answer.status_code, host in answer.text) == (400, False)

    def test_a_proxy_nobody_named_is_not_believed(self, site):
        answer = site.client().get("/health", headers={"X-Forwarded-Host": "evil.example"})
        assert answer.status_code == 200
        headers = {"X-Forwarded-For": "10.9.9.9"}
        client = site.client()
        form = {"username": "principal", "password": "wrong-password"}
        for _ in range(10):
            send(client, "/login", form, page="/login", headers=headers)
        answer = send(client, "/login", form, page="/login", headers={"X-Forwarded-For": "10.8.8.8"})
        assert answer.status_code == 429


def test_large_bodies_are_refused(site):
    client = site.client("bureau_admin")
    token = token_in(client.get("/people/new").text)
    answer = client.post("/people/new", data={"csrf_token": token, "name": "x" * 600_000})
    assert answer.status_code == 413
    assert "内容太大" in answer.text
    answer = site.client().put(
        "/api/v1/people/x",
        data=b"x" * (33 * 1024 * 1024),
        headers=site.bearer("bureau_admin"),
        content_type="application/json",
    )
    assert (answer.status_code, answer.json["code"]) == (413, "http.413")


def test_a_form_of_too_many_parts_is_refused(site):
    client = site.client("bureau_admin")
    token = token_in(client.get("/people/new").text)
    parts = {f"n{number}": (None, b"") for number in range(1100)}
    body = b"".join(b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n1\r\n' % name.encode() for name in parts)
    body += b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n%s\r\n--x--\r\n' % token.encode()
    answer = client.post("/people/new", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413


class TestForgery:
    def test_a_form_without_its_token_is_refused_and_changes_nothing(self, site):
        client = site.client("bureau_admin")
        for data in ({}, {"csrf_token": ""}, {"csrf_token": "made-up"}):
            answer = client.post("/people/spare/disable", data=data)
            assert answer.status_code == 400
            assert "没有提交" in answer.text
        assert "已停用" not in client.get("/people/spare").text

    def test_another_s_token_does_not_count(self, site):
        stolen = token_in(site.client("auditor").get("/account").text)
        client = site.client("bureau_admin")
        client.get("/account")
        assert client.post("/people/spare/disable", data={"csrf_token": stolen}).status_code == 400

    @pytest.mark.parametrize("origin", ["cross-site", "same-site"])
    def test_what_began_on_another_site_is_refused_even_with_a_token(self, site, origin):
        client = site.client("bureau_admin")
        answer = send(client, "/people/spare/disable", headers={"Sec-Fetch-Site": origin})
        assert answer.status_code == 403
        assert "已停用" not in client.get("/people/spare").text

    def test_a_plain_get_changes_nothing(self, site):
        assert site.client("bureau_admin").get("/people/spare/disable").status_code == 405

    def test_coming_from_another_site_is_fine_for_reading(self, site):
        assert site.client("auditor").get("/people", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
