"""Ingredients, suppliers and policies on pages and over the API."""

import io
from datetime import timedelta
from fractions import Fraction

from openpyxl import load_workbook

from mealwatch.catalogue import queries
from mealwatch.catalogue import service as catalogue
from mealwatch.counties import queries as counties
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock import service as stock
from tests.support.people import send, site  # noqa: F401

TODAY = clock.today()
RICE = {"code": "X01", "name": "珍珠米", "food_group": "谷薯类", "base_unit": "g", "edible_percent": "100"}
NEW = "/ingredients/new"


def use(place, code):
    """Receive a kilogram of it."""
    with place.app.app_context():
        canteen = schools.get_canteen(place.county_id, "C001")
    line = {"ingredient_code": code, "quantity": Fraction(1), "unit": "kg", "amount_fen": 480}
    place.do(stock.enter, canteen.id, "receipt", "R1", {"dated_on": TODAY - timedelta(days=60), "lines": [line]})


def test_ingredients_are_found_by_pinyin_and_exported_with_numbers(site):  # noqa: F811
    client = site.client("bureau_officer")
    assert "登记农村学校常用的185种食材" in client.get("/ingredients").text
    send(client, "/ingredients/known", page="/ingredients")
    found = client.get("/ingredients?q=xhs").text
    assert "西红柿" in found
    assert "大白菜" not in found
    sheet = load_workbook(io.BytesIO(client.get("/ingredients.xlsx?q=GS01").data)).worksheets[0]
    assert next(sheet.iter_rows(min_row=2, values_only=True))[:2] == ("GS01", "大米（粳米）")
    assert sheet["G2"].value == 25000


def test_an_ingredient_in_use_keeps_its_unit(site):  # noqa: F811
    client = site.client("bureau_officer")
    assert send(client, NEW, RICE, page=NEW).status_code == 302
    use(site, "X01")
    at = "/ingredients/X01/edit"
    answer = send(client, at, {**RICE, "base_unit": "piece"}, page=at)
    assert answer.status_code == 409
    assert "计量单位不能从" in answer.text
    bearer = site.bearer("bureau_officer")
    body = {name: value for name, value in RICE.items() if name != "code"} | {"base_unit": "ml"}
    assert site.client().put("/api/v1/ingredients/X01", json=body, headers=bearer).status_code == 409


def test_a_code_that_is_taken_is_not_entered_again(site):  # noqa: F811
    client = site.client("bureau_officer")
    send(client, NEW, RICE, page=NEW)
    assert send(client, NEW, RICE | {"name": "别的米"}, page=NEW).status_code == 409


def test_a_licence_that_has_run_out_is_marked_and_comes_first(site):  # noqa: F811
    site.do(catalogue.put_supplier, code="V01", name="绿源公司", licence_expires_on=TODAY + timedelta(days=400))
    site.do(catalogue.put_supplier, code="V02", name="便民粮油店", licence_expires_on=TODAY - timedelta(days=1))
    page = site.client("storekeeper").get("/suppliers").text
    assert page.index("便民粮油店") < page.index("绿源公司")
    assert "已到期" in page


def test_a_licence_is_renewed_with_its_own_first_day(site):  # noqa: F811
    ends, renewed = TODAY + timedelta(days=9), (TODAY + timedelta(days=1800)).isoformat()
    begun = begun_on(300).isoformat()
    site.do(catalogue.put_supplier, code="V01", name="绿源公司", licence_from=begun_on(300), licence_expires_on=ends)
    client, at = site.client("bureau_officer"), "/suppliers/V01/edit"
    form = {"name": "绿源公司", "licence_from": begun, "licence_expires_on": renewed}
    assert begun in client.get(at).text
    refused = send(client, at, form, page=at)
    assert refused.status_code == 422
    assert "还是原来那张证的" in refused.text
    assert send(client, at, form | {"licence_from": begun_on(2).isoformat()}, page=at).status_code == 302
    found = client.get("/api/v1/suppliers/V01", headers=site.bearer("bureau_officer")).get_json()
    assert (found["licence_from"], found["licence_expires_on"]) == (begun_on(2).isoformat(), renewed)
    page = client.get(at).text.partition("登记的变化")[2]
    assert page.index(renewed) < page.index(ends.isoformat())


def begun_on(days):
    return TODAY - timedelta(days=days)


def test_over_the_api_what_is_not_said_of_the_licence_stays(site):  # noqa: F811
    client, bearer = site.client(), site.bearer("bureau_officer")
    body = {"name": "绿源公司", "licence_expires_on": "2027-06-30"}
    told = []
    for more in ({"licence_from": "2022-07-01"}, {}, {"licence_expires_on": "2032-06-30"}, {"licence_from": None}):
        client.put("/api/v1/suppliers/V01", json=body | more, headers=bearer)
        told.append(client.get("/api/v1/suppliers/V01", headers=bearer).get_json()["licence_from"])
    assert told == ["2022-07-01", "2022-07-01", None, None]


def test_over_the_api_ingredients_and_suppliers_are_put_and_found(site):  # noqa: F811
    client, bearer = site.client(), site.bearer("bureau_officer")
    body = {name: value for name, value in RICE.items() if name != "code"} | {"aliases": ["东北珍珠米"]}

    def put(path, given):
        return client.put(f"/api/v1{path}", json=given, headers=bearer)

    assert put("/ingredients/X01", body).status_code == 201
    assert put("/ingredients/X01", body).status_code == 200
    assert put("/ingredients/X02", body | {"edible_percent": "120"}).status_code == 422
    found = client.get("/api/v1/ingredients?q=zzm", headers=bearer).get_json()
    assert [one["code"] for one in found["items"]] == ["X01"]
    assert put("/suppliers/V01", {"name": "绿源公司", "licence_expires_on": "2027-06-30"}).status_code == 201
    assert client.get("/api/v1/suppliers/V01", headers=bearer).get_json()["licence_expires_on"] == "2027-06-30"


def test_a_policy_has_its_version_and_only_what_works_can_be_chosen(site):  # noqa: F811
    client, at = site.client("bureau_admin"), "/county/policies/new"
    form = {
        "from_date": TODAY.isoformat(),
        "subsidy_yuan": "6.00",
        "deciding": "spend",
        "tolerance_yuan": "0.05",
        "close_after_days": "2",
        "close_at": "18:00",
    }
    refused = send(client, at, form | {"choice_short_week": "merge"}, page=at)
    assert refused.status_code == 422
    assert 'href="#f-choice_short_week"' in refused.text
    assert "disabled" in refused.text
    assert "核算口径第2版" in send(client, at, form, page=at, follow_redirects=True).text
    with site.app.app_context():
        book = counties.policies_of(site.county_id)
        assert (book.on(TODAY).subsidy_fen, book.on(TODAY - timedelta(days=1)).subsidy_fen) == (600, 500)


def test_over_the_api_a_policy_keeps_what_is_not_said(site):  # noqa: F811
    client, bearer = site.client(), site.bearer("bureau_admin")
    at = f"/api/v1/policies/{TODAY}"
    put = client.put(at, json={"subsidy_yuan": "6.00"}, headers=bearer)
    assert put.status_code == 201
    assert (put.get_json()["version"], put.get_json()["tolerance_yuan"]) == (2, "0.05")
    assert client.put(at, json={"subsidy_yuan": "6.00"}, headers=bearer).status_code == 200
    wrong = client.put(at, json={"subsidy_yuan": "600.00"}, headers=bearer).get_json()
    assert [fault["field"] for fault in wrong["errors"]] == ["subsidy_yuan"]


def test_the_trial_ends_when_the_bureau_says_so(site):  # noqa: F811
    client, at = site.client("bureau_admin"), "/county/edit"
    assert "试运行" in client.get("/county").text
    form = {"code": "360732", "name": "新示例县", "live_from": TODAY.isoformat()}
    page = send(client, at, form, page=at, follow_redirects=True).text
    assert "正式运行" in page
    assert "新示例县" in page


def test_known_ingredients_leave_alone_what_is_there(site):  # noqa: F811
    site.do(catalogue.put_ingredient, code="GS01", name="本地米", food_group="谷薯类", base_unit="g")
    send(site.client("bureau_officer"), "/ingredients/known", page="/ingredients")
    with site.app.app_context():
        assert queries.get_ingredient(site.county_id, "GS01").name == "本地米"
