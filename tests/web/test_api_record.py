"""The API of the record as a whole: its document is sound, and whatever is sent to it never breaks it."""

from datetime import timedelta
from fractions import Fraction

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from mealwatch.accounts.service.grants import grant
from mealwatch.accounts.service.people import create_account
from mealwatch.catalogue import service as catalogue
from mealwatch.schools import queries as schools
from mealwatch.stock import service as stock
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.people import PASSWORD

RECEIVED = county.NOW.date() - timedelta(days=3)
CHECKS = (not_a_server_error, response_schema_conformance, status_code_conformance)
EXAMPLES = 9


@pytest.fixture
def everything(site):
    """A site with rice in stock, and somebody who may do all."""
    with site.app.app_context():
        by = {"by": county.OFFICER, "now": county.NOW}

        def work():
            create_account(site.county_id, username="all", name="全能", password=PASSWORD, must_change=False, **by)
            for role, kind, place in (
                ("canteen_manager", "canteen", "C001"),
                ("principal", "school", "S001"),
                ("bureau_admin", "county", ""),
            ):
                grant(site.county_id, "all", role=role, scope_kind=kind, place=place, **by)
            rice = {"code": "GS01", "name": "大米", "food_group": "谷薯类", "base_unit": "g", "package_content": 25000}
            catalogue.put_ingredient(site.county_id, **rice, **by)
            catalogue.put_supplier(site.county_id, code="V01", name="粮油店", **by)
            canteen = schools.get_canteen(site.county_id, "C001")
            line = {"ingredient_code": "GS01", "quantity": Fraction(900), "unit": "kg", "amount_fen": 432000}
            stock.enter(site.county_id, canteen.id, "receipt", "R1", {"dated_on": RECEIVED, "lines": [line]}, **by)

        in_transaction(work)
    return site


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(site):
    document = site.client().get("/api/v1/openapi.json").get_json()
    operations = [one for path in document["paths"].values() for method, one in path.items() if method != "parameters"]
    assert document["openapi"].startswith("3.1")
    names = [one.get("operationId") or one.get("summary") for one in operations]
    assert None not in names
    assert len(set(names)) == len(names)


def test_nothing_that_is_sent_breaks_it(everything):
    bearer = everything.bearer("all")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", everything.app)
    everything.app.testing = False
    tried = [try_out(one.ok(), bearer) for one in schema.get_all_operations()]
    assert len(tried) > 70


def try_out(operation, bearer):
    """Send what the operation's schema gives, at addresses that mostly are there."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(case):
        case.path_parameters = {**(case.path_parameters or {}), **known(case.path_parameters or {})}
        meant(case.body)
        response = case.call(headers={**bearer, "Accept-Encoding": "identity"})
        case.validate_response(response, checks=CHECKS)

    send()
    return operation.label


def known(names):
    """Codes that are there, for the names of an address."""
    return {
        name: value
        for name, value in (("canteen_code", "C001"), ("school_code", "S001"), ("group_code", "G16"))
        if name in names
    }


def meant(body):
    """Every other line names goods and a seller that are there."""
    if isinstance(body, dict):
        for number, row in enumerate([*(body.get("lines") or ()), *(body.get("rows") or ())]):
            if isinstance(row, dict) and "ingredient_code" in row and not number % 2:
                row["ingredient_code"] = "GS01"
            if isinstance(row, dict) and row.get("supplier_code"):
                row["supplier_code"] = "V01"
