"""People made and changed: through the pages, through the API, and in the journal."""

import json
import re

import pytest

from mealwatch.accounts import errors, queries
from mealwatch.accounts.domain.rights import Grant
from mealwatch.accounts.service import grants, people
from mealwatch.extensions import db
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.people import PASSWORD, SPARE, send


def person(site, username):
    with site.app.app_context():
        return queries.get_account(site.county_id, username)


def journal(site, subject):
    with site.app.app_context():
        rows = db.session.connection().exec_driver_sql(
            "SELECT action, key, body, actor FROM journal WHERE subject = ? ORDER BY seq", (subject,)
        )
        return [(row.action, row.key, json.loads(row.body), row.actor) for row in rows]


class TestPages:
    def test_a_new_person_gets_a_first_password_that_is_shown_once(self, site):
        admin = site.client("bureau_admin")
        form = {"name": "张三", "username": "ZhangSan", "role": "storekeeper", "canteen": "C003"}
        page = send(admin, "/people/new", form, page="/people/new").text
        first = page.partition('id="first-password">')[2].partition("<")[0]
        assert len(first) == 19
        assert first not in admin.get("/people/zhangsan").text
        made = person(site, "zhangsan")
        assert (made.must_change, made.grants) == (True, (Grant("storekeeper", "canteen", "2"),))
        client = site.client()
        send(client, "/login", {"username": "zhangsan", "password": first}, page="/login")
        assert client.get("/account").status_code == 200

    @pytest.mark.parametrize(
        ("form", "status", "told"),
        [
            ({"name": "", "username": "x1", "role": "auditor"}, 422, "请填写这一项"),
            ({"name": "张三", "username": "spare", "role": "auditor"}, 409, "用户名“spare”已有人使用"),
            ({"name": "张三", "username": "a b", "role": "auditor"}, 422, "用户名“a b”不能使用"),
            ({"name": "张三", "username": "x1", "role": "king"}, 422, "没有“king”这个选项"),
            ({"name": "张三", "username": "x1", "role": "principal"}, 422, "找不到授权范围“”"),
            ({"name": "张三", "username": "x1", "role": "principal", "school": "S999"}, 422, "S999"),
            ({"name": "张三\x00", "username": "x1", "role": "auditor"}, 422, "看不见的特殊字符"),
        ],
    )
    def test_a_form_with_a_fault_keeps_what_was_typed_and_makes_nobody(self, site, form, status, told):
        answer = send(site.client("bureau_admin"), "/people/new", form, page="/people/new")
        assert answer.status_code == status
        assert told in answer.text
        assert 'id="faults"' in answer.text
        assert f'value="{form["username"]}"' in answer.text
        with site.app.app_context():
            assert queries.find_account(site.county_id, "x1") is None

    def test_an_inspector_is_for_a_town_or_the_county(self, site):
        admin = site.client("bureau_admin")
        send(admin, "/people/spare/grants", {"role": "inspector", "town": "云岭镇"})
        assert person(site, SPARE).grants == (Grant("inspector", "town", "云岭镇"),)
        send(admin, "/people/spare/grants", {"role": "inspector"})
        assert Grant("inspector", "county") in person(site, SPARE).grants

    def test_roles_are_taken_away(self, site):
        admin = site.client("bureau_admin")
        form = {"role": "storekeeper", "scope_kind": "canteen", "scope_key": "1"}
        assert send(admin, "/people/storekeeper/grants/remove", form).status_code == 302
        assert person(site, "storekeeper").grants == ()

    def test_somebody_is_switched_off_and_on(self, site):
        admin = site.client("bureau_admin")
        send(admin, "/people/spare/disable")
        assert not person(site, SPARE).active
        send(admin, "/people/spare/enable")
        assert person(site, SPARE).active

    def test_the_last_administrator_stays(self, site):
        admin = site.client("bureau_admin")
        answer = send(admin, "/people/bureau_admin/disable")
        assert answer.status_code == 409
        assert "最后一位县教体局管理员" in answer.text
        form = {"role": "bureau_admin", "scope_kind": "county"}
        assert send(admin, "/people/bureau_admin/grants/remove", form).status_code == 409

    def test_nobody_is_there_under_another_name(self, site):
        assert site.client("bureau_admin").get("/people/nobody-here").status_code == 404

    def test_a_principal_sees_the_people_of_their_own_school(self, site):
        page = site.client("principal").get("/people").text
        assert "Storekeeper" in page
        assert "Principal" in page
        assert "principal_elsewhere" not in page.lower()
        assert "storekeeper_elsewhere" not in page.lower()
        assert "Bureau" not in page
        assert "/people/new" not in page

    def test_the_list_as_a_spreadsheet_is_the_list(self, site):
        import io

        from openpyxl import load_workbook

        file = site.client("auditor").get("/people.xlsx")
        book = load_workbook(io.BytesIO(file.data))
        names = [row[1].value for row in book.worksheets[0].iter_rows(min_row=2)]
        assert sorted(names) == names
        assert len(names) == 13

    def test_a_token_is_shown_once(self, site):
        client = site.client("auditor")
        page = send(client, "/account/tokens", {"label": "财务软件"}).text
        token = page.partition('id="new-token">')[2].partition("<")[0]
        assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200
        page = client.get("/account").text
        assert "财务软件" in page
        assert token not in page
        send(client, "/account/tokens/1/revoke")
        assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401

    def test_another_s_token_cannot_be_revoked(self, site):
        site.token("auditor")
        assert send(site.client("principal"), "/account/tokens/1/revoke").status_code == 404

    def test_the_language_kept_with_the_account_is_that_of_the_next_sign_in(self, site):
        client = site.client("principal")
        send(client, "/account/language", {"language": "en"})
        assert 'lang="en"' in client.get("/account").text
        fresh = site.client()
        send(fresh, "/login", {"username": "principal", "password": PASSWORD}, page="/login")
        assert '<html lang="en">' in fresh.get("/account").text


class TestApi:
    BODY = {
        "name": "张三",
        "active": True,
        "grants": [{"role": "storekeeper", "scope": "canteen", "place": "C001"}],
        "first_password": "kite-plum-river",
    }

    def put(self, site, body, username="zhangsan"):
        return site.client().put(f"/api/v1/people/{username}", json=body, headers=site.bearer("bureau_admin"))

    def test_the_same_put_again_changes_nothing(self, site):
        first, again = self.put(site, self.BODY), self.put(site, self.BODY)
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json == again.json
        assert first.json["grants"] == self.BODY["grants"]
        assert [one[0] for one in journal(site, "account") if one[1] == "zhangsan"] == ["create"]

    def test_another_put_makes_the_person_what_is_sent(self, site):
        self.put(site, self.BODY)
        changed = {"name": "张三丰", "grants": [{"role": "principal", "scope": "school", "place": "S003"}]}
        answer = self.put(site, changed)
        assert answer.json["name"] == "张三丰"
        assert answer.json["grants"] == changed["grants"]

    def test_a_new_person_needs_a_password(self, site):
        answer = self.put(site, {"name": "张三", "grants": []})
        assert (answer.status_code, answer.json["code"]) == (422, "accounts.first_password_needed")
        assert answer.json["errors"][0]["field"] == "first_password"

    def test_faults_name_their_place(self, site):
        body = self.BODY | {"grants": [{"role": "king", "scope": "canteen", "extra": 1}], "age": 3}
        answer = self.put(site, body)
        assert answer.status_code == 422
        faults = {(one["field"], one["value"]) for one in answer.json["errors"]}
        assert faults == {("grants-0-role", "king"), ("grants-0-extra", "1"), ("age", "3")}

    def test_the_language_is_the_one_asked_for(self, site):
        headers = site.bearer("bureau_admin") | {"Accept-Language": "en"}
        answer = site.client().put("/api/v1/people/zhangsan", json={}, headers=headers)
        assert answer.json["errors"][0]["text"].isascii()


class TestService:
    def test_everything_is_in_the_journal_and_no_secret_is(self, site):
        site.do(people.change_account, SPARE, name="备用")
        site.do(people.set_password, SPARE, password="kite-plum-river")
        site.do(grants.grant, SPARE, role="acceptor", scope_kind="canteen", place="C001")
        site.do(grants.revoke, SPARE, Grant("acceptor", "canteen", "1"))
        site.token(SPARE)
        assert [one[:2] for one in journal(site, "account") if one[1] == SPARE] == [
            ("create", SPARE),
            ("update", SPARE),
        ]
        assert [one[:2] for one in journal(site, "password") if one[1] == SPARE] == [
            ("create", SPARE),
            ("update", SPARE),
        ]
        key = "spare/acceptor/canteen/C001"
        assert [one[:2] for one in journal(site, "grant") if one[1] == key] == [("create", key), ("remove", key)]
        assert [one[:2] for one in journal(site, "token")] == [("create", "spare/1")]
        assert "argon2" not in json.dumps([journal(site, one) for one in ("account", "password", "grant", "token")])

    def test_the_journal_s_last_word_on_a_person_is_their_row(self, site):
        site.do(people.change_account, SPARE, name="备用", active=False)
        last = [body for _, key, body, _ in journal(site, "account") if key == SPARE][-1]
        with site.app.app_context():
            row = db.session.connection().exec_driver_sql("SELECT * FROM accounts WHERE username = ?", (SPARE,))
            held = dict(row.mappings().one())
        assert last == held | {"active": bool(held["active"]), "must_change": bool(held["must_change"])}

    def test_the_same_change_again_is_no_change(self, site):
        before = len(journal(site, "account"))
        site.do(people.change_account, SPARE, name="Spare")
        assert len(journal(site, "account")) == before

    @pytest.mark.parametrize(
        ("given", "problem"),
        [
            ({"role": "king", "scope_kind": "county"}, errors.RoleUnknown),
            ({"role": "auditor", "scope_kind": "school", "place": "S001"}, errors.ScopeDoesNotFit),
            ({"role": "principal", "scope_kind": "county"}, errors.ScopeDoesNotFit),
            ({"role": "principal", "scope_kind": "school", "place": "S999"}, errors.NoPlace),
            ({"role": "inspector", "scope_kind": "town", "place": "没有的镇"}, errors.NoPlace),
            ({"role": "acceptor", "scope_kind": "canteen"}, errors.NoPlace),
        ],
    )
    def test_a_grant_has_to_fit(self, site, given, problem):
        with pytest.raises(problem):
            site.do(grants.grant, SPARE, **given)

    def test_an_auditor_does_nothing_else(self, site):
        with pytest.raises(errors.AuditorAlone):
            site.do(grants.grant, "auditor", role="inspector", scope_kind="county")
        with pytest.raises(errors.AuditorAlone):
            site.do(grants.grant, "inspector", role="auditor", scope_kind="county")

    def test_names_of_people_are_their_county_s_own(self, site):
        with site.app.app_context():
            other = county.new_county("360733", "另一县")
            who = {"username": SPARE, "name": "另一位", "password": PASSWORD}
            made = county.do(people.create_account, other, **who)
            assert queries.get_account(site.county_id, SPARE).name == "Spare"
            assert queries.get_account(other, SPARE).name == made.name
            in_transaction(lambda: people.change_account(other, SPARE, active=False, by=county.OFFICER, now=county.NOW))
            assert queries.get_account(site.county_id, SPARE).active


def test_codes_outside_one_s_reach_are_not_there(site):
    """The check that runs for every address with a school's or canteen's code, on addresses made for this test."""
    from mealwatch.accounts.scope import the_canteen, the_school
    from mealwatch.web.guards import guard

    app = site.app
    app._got_first_request = False
    app.add_url_rule(
        "/try/schools/<school_code>",
        "try_school",
        guard("read_school")(lambda school_code: the_school(school_code).name),
    )
    app.add_url_rule(
        "/try/canteens/<canteen_code>/post",
        "try_canteen",
        guard("post_issue", "post_receipt")(lambda canteen_code: the_canteen(canteen_code, "post_issue").code),
    )
    seen = {
        "storekeeper": ({"S001", "S002"}, {"C001"}),
        "principal": ({"S001"}, set()),
        "principal_elsewhere": ({"S003"}, set()),
        "bureau_officer": ({"S001", "S002", "S003"}, set()),
        "bureau_officer_elsewhere": ({"S002", "S003"}, set()),
        "acceptor": ({"S001", "S002"}, set()),
    }
    for username, (schools, canteens) in seen.items():
        client = site.client(username)
        found = {
            code for code in ("S001", "S002", "S003", "S999") if client.get(f"/try/schools/{code}").status_code == 200
        }
        assert found == schools, username
        codes = {code: client.get(f"/try/canteens/{code}/post").status_code for code in ("C001", "C003", "C999")}
        assert {code for code, status in codes.items() if status == 200} == canteens, username
    client = site.client("acceptor")
    assert client.get("/try/canteens/C001/post").status_code == 403
    assert client.get("/try/canteens/C003/post").status_code == 404
    foreign, unknown = (
        re.search(r"<main.*</main>", client.get(f"/try/schools/{code}").text, re.DOTALL)[0] for code in ("S003", "S999")
    )
    assert foreign.replace("S003", "") == unknown.replace("S999", "")
