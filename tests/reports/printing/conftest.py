"""The kitchen with a month of papers in it, and its books."""

from datetime import date

import pytest

from mealwatch.reports.printing import period, shelf
from mealwatch.reports.printing.facts import Facts
from mealwatch.schools import queries as schools
from mealwatch.stock.domain.documents import LossLine, ReceiptLine, StocktakeLine
from tests.reports.printing.books import Shelf
from tests.support.kitchen import FRI, MON, THU, TUE, WED, Kitchen

TODAY = date(2026, 11, 27)


def shelf_of(kitchen, canteen="C001", **asked):
    """The books of a canteen of the kitchen; of November if nothing else is asked."""
    found = schools.get_canteen(kitchen.county_id, canteen)
    wanted = period.asked(asked or {"month": "2026-11"}, schools.terms_of(kitchen.county_id), TODAY)
    return Shelf(Facts(kitchen.county_id, found, wanted, TODAY), {book.slug: book for book in shelf.BOOKS})


@pytest.fixture
def opened():
    """``opened(kitchen, ...)``: the Shelf of a canteen."""
    return shelf_of


@pytest.fixture
def papers(kitchen):
    """The kitchen after a week: goods of two groups from a supplier and from none, a spread, a loss, a count."""
    fill(kitchen)
    return kitchen


def fill(kitchen: Kitchen):
    """Post the week."""
    _staple(kitchen)
    signed = {"supplier_id": kitchen.supplier_id, "acceptor_1": "张验收", "acceptor_2": "王验收", "buyer": "赵采购"}
    ids = kitchen.ingredients
    kitchen.post(
        kitchen.document(
            "receipt",
            "R1",
            MON,
            ReceiptLine(ids["rice"], 50_000, "kg", 24_000, batch_no="B7", expires_on=date(2027, 5, 1), **signed),
            ReceiptLine(ids["oil"], 10_000, "package", 9_999, **signed),
        )
    )
    kitchen.receive("R2", TUE, 360, 14_401, ingredient="egg")
    kitchen.receive("R3", WED, 7_000, 3_333)
    kitchen.issue("I1", MON, 20_500)
    kitchen.issue("I2", MON, 10_000, ingredient="oil", use_days=7)
    kitchen.issue("I3", TUE, 181, ingredient="egg")
    kitchen.issue("I4", THU, 1_000)
    kitchen.serve(MON, 118, 2, 5)
    kitchen.serve(TUE, 117, 0, 5)
    kitchen.post(kitchen.document("loss", "L1", WED, LossLine(ids["egg"], 19, "piece", "打碎", "校长")))
    count = StocktakeLine(ids["rice"], 35_000, "kg", "称重", "李盘点", "陈监盘")
    kitchen.post(kitchen.document("stocktake", "T1", FRI, count))
    # Written wrongly, reversed, and entered anew.
    kitchen.receive("R4", WED, 5_000, 50_000, ingredient="salt")
    kitchen.reverse("receipt", "R4", THU, reason="数量写错")
    kitchen.receive("R4A", WED, 5_000, 1_500, ingredient="salt")
    kitchen.issue("I5", FRI, 3_000)
    kitchen.reverse("issue", "I5", FRI, reason="重复")


def _staple(kitchen):
    from mealwatch.catalogue import service as catalogue

    rice = {"code": "rice", "name": "大米", "food_group": "谷薯类", "base_unit": "g", "package_content": 25000}
    kitchen.do(catalogue.put_ingredients, [rice])
