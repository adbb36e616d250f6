"""What a clerk types into the forms of goods in."""

from datetime import timedelta

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools

BOOKS = "/canteens/C001"
RECEIPT, DELIVERY = f"{BOOKS}/enter/receipt", f"{BOOKS}/enter/delivery"
#: A parent who cannot draw signs by typing.
PARENT = {"second_how": "guest", "second_guest_name": "刘家长", "second_guest_kind": "parent", "second_typed": "yes"}


@pytest.fixture
def shop(site):
    """The test county with the usual ingredients, a good supplier and one whose licence ran out."""
    today = clock.today()
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_supplier, code="V01", name="绿源公司", licence_expires_on=today + timedelta(days=400))
    site.do(catalogue.put_supplier, code="V02", name="便民粮油店", licence_expires_on=today - timedelta(days=3))
    site.do(catalogue.put_supplier, code="V03", name="老陈豆腐", licence_expires_on=None)
    return site


def receipt(**changes):
    """100 公斤 of rice for 480 yuan of V01."""
    form = {
        "dated_on": clock.today().isoformat(),
        "doc_no": "R1",
        "supplier_code": "V01",
        "lines-0-ingredient_code": "大米（粳米）",
        "lines-0-weighed": "100公斤",
        "lines-0-unit": "kg",
        "lines-0-price": "4.8",
        "lines-0-price_per": "kg",
        "lines-1-unit": "kg",
        "lines-1-price_per": "kg",
        **PARENT,
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def delivery(**changes):
    form = {
        "dated_on": clock.today().isoformat(),
        "doc_no": "D1",
        "meal": "lunch",
        "supplier_code": "V01",
        "lines-0-portions": "118",
        "lines-0-amount_yuan": "826",
        "lines-0-food_cost_yuan": "640.50",
        **PARENT,
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def canteen_id(site, code="C001"):
    return schools.get_canteen(site.county_id, code).id
