"""Every route as every person: what app.url_map has against what tests/web/routes.py says."""

import pytest

from mealwatch.web.guards import PUBLIC as PUBLIC_GUARD
from mealwatch.web.guards import view_of
from tests.support.people import PEOPLE, token_in
from tests.web.routes import DEVICE, PUBLIC, ROUTES, SIGNED_IN

CODES = {"school_code": "S001", "canteen_code": "C001"}
NOBODY = "nobody"
IN, ASK, REFUSED, NOT_THERE = "let in", "asked to sign in", "refused", "not there"


def routes_of(app):
    """``{"GET /people": rule}`` of all routes."""
    return {
        f"{method} {rule.rule}": rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or ()) - {"HEAD", "OPTIONS"}
    }


def test_the_table_has_every_route_and_no_other(site):
    assert sorted(routes_of(site.app)) == sorted(ROUTES)


def test_every_route_says_who_it_answers(site):
    unguarded = {
        name
        for name, rule in routes_of(site.app).items()
        if not getattr(view_of(site.app, rule.endpoint, name.partition(" ")[0]), "guard", None)
    }
    assert unguarded == set()


def test_what_is_open_to_everybody_is_written_out(site):
    open_ones = {
        name
        for name, rule in routes_of(site.app).items()
        if PUBLIC_GUARD in view_of(site.app, rule.endpoint, name.partition(" ")[0]).guard
    }
    assert open_ones == {name for name, row in ROUTES.items() if row.who == PUBLIC} | {"GET /"}


@pytest.mark.parametrize("who", [NOBODY, *PEOPLE, "spare"])
def test_everybody_gets_what_the_table_says(site, who):
    """One cell per route. What changes things comes last, each with a sign-in of its own, as some routes end it."""
    asker = Asker(site, who)
    wrong, known = {}, routes_of(site.app)
    for name in sorted(known.keys() & ROUTES, key=lambda name: (not name.startswith("GET"), name)):
        row = ROUTES[name]
        wanted, got = expected(row, who), asker.asked(known[name], name.partition(" ")[0], row)
        if got != wanted:
            wrong[name] = f"{got}, should be {wanted}"
    assert wrong == {}


def expected(row, who):
    """What the table says of a person."""
    if row.who == PUBLIC:
        return NOT_THERE if row.missing else IN
    if who == NOBODY or row.who == DEVICE:
        return ASK
    if row.who != SIGNED_IN:
        role, scope, _ = PEOPLE.get(who, (None, None, None))
        if role not in row.who or (row.county and scope != "county"):
            return REFUSED
        if row.scoped and who.endswith("_elsewhere") and not (row.feeds and scope == "town"):
            return NOT_THERE
    return NOT_THERE if row.missing else IN


class Asker:
    """One person who asks for everything: by browser, and by a program of theirs."""

    def __init__(self, site, who):
        self.site, self.username = site, None if who == NOBODY else who
        self.bearer = site.bearer(who) if self.username else {}
        self.reader = site.client(self.username)
        self.form_token = token_in(self.reader.get("/account" if self.username else "/login").text)
        self.form_cookie = self.reader.get_cookie(site.app.config["SESSION_COOKIE_NAME"]).value

    def asked(self, rule, method, row):
        """What a request comes to."""
        arguments = {name: value for name, value in (CODES | row.args).items() if name in rule.arguments}
        with self.site.app.test_request_context():
            _, address = rule.build(arguments)
        answer = self._answer(address, method, row.body)
        assert answer.status_code < 500, address
        if answer.status_code == 401 or answer.headers.get("Location", "").startswith("/login?"):
            return ASK
        if answer.status_code == 302 and answer.headers["Location"] == "/login" and not self.username:
            return ASK
        return {403: REFUSED, 404: NOT_THERE}.get(answer.status_code, IN)

    def _answer(self, address, method, body):
        if "/api/" in address:
            return self.site.client().open(address, method=method, json=body or None, headers=self.bearer)
        if method == "GET":
            return self.reader.get(address)
        client = self.site.client(self.username)
        client.set_cookie(self.site.app.config["SESSION_COOKIE_NAME"], self.form_cookie)
        return client.open(address, method=method, data={"csrf_token": self.form_token} | body)
