"""Documents over the API: the number is the identity, amounts are decimal strings, faults name their place."""

from datetime import timedelta

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from tests.support.people import site  # noqa: F401

API = "/api/v1/canteens/C001"
GOODS = {"ingredient_code": "GS01", "quantity": "100", "unit": "kg", "amount_yuan": "480.00"}


@pytest.fixture
def program(site):  # noqa: F811
    """A client with the storekeeper's token, and its put and get."""
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_supplier, code="V01", name="绿源公司")
    return Program(site, site.bearer("storekeeper"))


class Program:
    def __init__(self, place, bearer):
        self.site = place
        self.bearer = bearer
        self.client = place.client()

    def put(self, path, body, **headers):
        return self.client.put(API + path, json=body, headers=self.bearer | headers)

    def get(self, path):
        return self.client.get(API + path, headers=self.bearer)


def receipt(*lines, **head):
    return {"dated_on": clock.today().isoformat(), "lines": list(lines or [GOODS]), **head}


def issue(quantity, **line):
    row = {"ingredient_code": "GS01", "quantity": quantity, "unit": "jin"} | line
    return {"dated_on": clock.today().isoformat(), "meal": "lunch", "lines": [row]}


def test_new_is_201_the_same_200_and_other_content_409(program):
    assert program.put("/receipts/R1", receipt()).status_code == 201
    again = program.put("/receipts/R1", receipt())
    assert again.status_code == 200
    assert again.get_json()["total_yuan"] == "480.00"
    other = program.put("/receipts/R1", receipt(GOODS | {"quantity": "99"}))
    assert other.status_code == 409
    assert other.get_json()["code"] == "stock.document_differs"
    assert other.content_type == "application/problem+json"


def test_a_document_comes_back_as_it_was_sent(program):
    program.put("/receipts/R1", receipt(GOODS | {"unit": "package", "quantity": "4"}, supplier_code="V01"))
    body = program.get("/receipts/R1").get_json()
    [line] = body["lines"]
    assert (line["quantity"], line["unit"], line["amount_yuan"]) == ("4", "package", "480.00")
    assert line["supplier_code"] == "V01"
    assert body["reversal"] is None
    assert body["imported"] is False


def test_an_issue_tells_its_draws(program):
    program.put("/receipts/R1", receipt())
    assert program.put("/issues/I1", issue("43")).status_code == 201
    [line] = program.get("/issues/I1").get_json()["lines"]
    assert line["cost_yuan"] == "103.20"
    assert [(draw["lot_doc_no"], draw["quantity"], draw["cost_yuan"]) for draw in line["draws"]] == [
        ("R1", "21500", "103.20")
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"lines": [GOODS]}, "dated_on"),
        (receipt() | {"lines": []}, "lines"),
        (receipt(GOODS, GOODS | {"quantity": 5}), "lines-1-quantity"),
        (receipt(GOODS, GOODS | {"amount_yuan": 5.5}), "lines-1-amount_yuan"),
        (receipt(GOODS | {"unit": "L"}), "lines-0-unit"),
        (receipt(GOODS | {"ingredient_code": "X1"}), "lines-0-ingredient_code"),
        (receipt(GOODS | {"supplier_code": "X1"}), "lines-0-supplier_code"),
        (receipt(supplier_code="X1"), "supplier_code"),
        (receipt(GOODS | {"acceptor_1": "王芳", "acceptor_2": "王芳"}), "lines-0-acceptor_2"),
        (receipt(GOODS | {"colour": "white"}), "lines-0-colour"),
        (receipt(dated_on="2099-01-01"), "dated_on"),
        (receipt(GOODS | {"expires_on": "2020-01-01"}), "lines-0-expires_on"),
    ],
)
def test_a_fault_names_its_place(program, body, field):
    answer = program.put("/receipts/R1", body)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.get_json()["errors"]] == [field]
    assert program.get("/receipts/R1").status_code == 404


def test_faults_speak_the_readers_language(program):
    english = program.put("/issues/I1", issue("1"), **{"Accept-Language": "en"})
    assert english.status_code == 409
    assert "大米" in english.get_json()["message"]
    assert "Not enough" in english.get_json()["message"]
    assert "库存不足" in program.put("/issues/I1", issue("1")).get_json()["message"]


def test_a_reversal_is_put_once(program):
    program.put("/receipts/R1", receipt())
    program.put("/issues/I1", issue("43"))
    body = {"dated_on": clock.today().isoformat(), "reason": "写错", "reversed_by": "李明"}
    assert program.get("/issues/I1/reversal").status_code == 404
    assert program.put("/issues/I1/reversal", body).status_code == 201
    assert program.put("/issues/I1/reversal", body).status_code == 200
    assert program.put("/issues/I1/reversal", body | {"reason": "别的"}).status_code == 409
    assert program.get("/issues/I1").get_json()["reversal"]["reason"] == "写错"
    assert program.put("/issues/I9/reversal", body).status_code == 404


def test_stock_and_ledger_agree(program):
    before = (clock.today() - timedelta(days=5)).isoformat()
    program.put("/receipts/R1", receipt(dated_on=before))
    program.put("/issues/I1", issue("43"))
    [held] = program.get("/stock").get_json()
    assert (held["quantity"], held["value_yuan"]) == ("78500", "376.80")
    ledger = program.get(f"/ledger/GS01?first={clock.today()}").get_json()
    assert (ledger["before_quantity"], ledger["before_yuan"]) == ("100000", "480.00")
    [entry] = ledger["entries"]
    assert (entry["quantity"], entry["held_quantity"], entry["held_yuan"]) == ("-21500", "78500", "376.80")


def test_documents_are_listed_by_kind_and_date_in_parts(program):
    for number in range(5):
        day = (clock.today() - timedelta(days=number)).isoformat()
        program.put(f"/receipts/R{number}", receipt(dated_on=day))
    program.put("/issues/I1", issue("43"))
    part = program.get("/documents?kind=receipt&limit=2&offset=1").get_json()
    assert part["total"] == 5
    assert [one["doc_no"] for one in part["items"]] == ["R1", "R2"]
    assert program.get(f"/documents?first={clock.today()}").get_json()["total"] == 2
    assert program.get("/documents?kind=nonsense").status_code == 422


def test_another_canteens_books_are_not_there(program):
    program.put("/receipts/R1", receipt())
    elsewhere = program.site.bearer("storekeeper_elsewhere")
    assert program.client.get(f"{API}/receipts/R1", headers=elsewhere).status_code == 404
    assert program.client.put(f"{API}/receipts/R2", json=receipt(), headers=elsewhere).status_code == 404
    assert program.client.get(f"{API}/receipts/R1").status_code == 401
