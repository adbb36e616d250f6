"""Every refusal is a page for people and JSON for programs, in their language, and tells nothing of the inside."""

import pytest

from mealwatch.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany, mark
from mealwatch.web.guards import PUBLIC, guard
from tests.support.people import token_in


class Held(Conflict):
    code = "try.held"
    says = mark("库存只有 {held}")
    remedy = mark("请先补入库")


PROBLEMS = {
    "invalid": (Invalid, 422),
    "conflict": (Held, 409),
    "not-found": (NotFound, 404),
    "not-allowed": (NotAllowed, 403),
    "too-many": (TooMany, 429),
}


@pytest.fixture
def trying(site):
    """The site with addresses that refuse."""
    site.app._got_first_request = False

    @guard(PUBLIC)
    def refuse(name):
        kind, _ = PROBLEMS[name]
        raise kind(field="lines.0.quantity", value="<b>30</b>", held=11, what="学校", key="<i>S9</i>")

    @guard(PUBLIC)
    def fail():
        raise ZeroDivisionError("the inside")

    site.app.add_url_rule("/try/<name>", "try_page", refuse)
    site.app.add_url_rule("/api/v1/try/<name>", "try_api", refuse)
    site.app.add_url_rule("/fail", "fail_page", fail)
    site.app.add_url_rule("/api/v1/fail", "fail_api", fail)
    return site


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_has_its_status_on_either_side(trying, name):
    kind, status = PROBLEMS[name]
    page, json = trying.client().get(f"/try/{name}"), trying.client().get(f"/api/v1/try/{name}")
    assert (page.status_code, json.status_code) == (status, status)
    assert page.content_type.startswith("text/html")
    assert json.content_type == "application/problem+json"
    assert (json.json["code"], json.json["status"]) == (kind.code, status)
    assert json.json["errors"][0]["field"] == "lines-0-quantity"
    assert json.json["errors"][0]["value"] == "<b>30</b>"
    assert "<i>S9" not in page.text


def test_what_to_do_is_said(trying):
    json = trying.client().get("/api/v1/try/conflict").json
    assert (json["message"], json["advice"]) == ("库存只有 11", "请先补入库")


def test_an_error_of_ours_says_nothing_of_the_inside(trying):
    trying.app.testing = False
    for address in ("/fail", "/api/v1/fail"):
        answer = trying.client().get(address)
        assert answer.status_code == 500
        assert "inside" not in answer.text
        assert "系统内部出错" in answer.text


@pytest.mark.parametrize(("address", "status"), [("/nope", 404), ("/login/", 404), ("/people/%00", 404)])
def test_no_such_page(site, address, status):
    answer = site.client("bureau_admin").get(address)
    assert answer.status_code == status
    assert "<h1>" in answer.text


def test_a_method_that_is_not_answered_names_those_that_are(site):
    page, json = site.client("auditor").delete("/people"), site.client().post("/api/v1/me")
    assert (page.status_code, json.status_code) == (405, 405)
    assert "GET" in page.headers["Allow"]
    assert "GET" in json.headers["Allow"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[]", "application/json", 422),
        (b"3", "application/json", 422),
        (b"null", "application/json", 422),
        (b'{"name": NaN, "grants": []}', "application/json", 400),
        (b"name=x", "application/x-www-form-urlencoded", 422),
        (b"", "application/json", 422),
        (b'{"name": "\\u0000", "grants": []}', "application/json", 422),
        (b'{"name": "' + b"x" * 41 + b'", "grants": []}', "application/json", 422),
        (b"[" * 5000, "application/json", 400),
    ],
)
def test_a_body_that_is_not_what_it_should_be(site, body, kind, status):
    answer = site.client().put(
        "/api/v1/people/zhangsan", data=body, content_type=kind, headers=site.bearer("bureau_admin")
    )
    assert answer.status_code == status, answer.text
    assert answer.json["code"]


def test_the_api_s_document_is_openapi_3_1_and_names_the_refusals(site):
    document = site.client().get("/api/v1/openapi.json").json
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert "Problem" in document["components"]["schemas"]
    assert "/api/v1/people/{username}" in document["paths"]


def test_the_health_page_tells_no_more_than_it_must(site):
    assert site.client().get("/health").json == {"status": "ok"}


def test_the_first_page_is_the_first_of_one_s_menu(site):
    assert site.client("auditor").get("/").status_code == 302
    assert site.client("spare").get("/").headers["Location"] == "/account"
    assert site.client().get("/").headers["Location"] == "/login"


def test_names_are_written_as_text(site):
    from mealwatch.accounts.service import people

    site.do(people.change_account, "spare", name="<script>alert(1)</script>")
    page = site.client("bureau_admin").get("/people").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert token_in(page)
