"""A corrected receipt keeps its acceptance: what the ledger says anew, the rest as it was; on both stores."""

from dataclasses import replace

import pytest
from flask import current_app

from mealwatch.acceptance import queries
from mealwatch.acceptance.service.following import follow
from mealwatch.stock import service as stock
from mealwatch.stock import slots
from mealwatch.verification.queries.whole import verify
from tests.acceptance.test_service import accept, goods, slip
from tests.support.kitchen import CLERK, NEXT_MON, NOW


def corrected(kitchen, *lines, doc_no="R1"):
    """Correct a receipt to these lines; returns the head of what took its place."""
    slots.followed_by(current_app, follow)
    document = kitchen.document("receipt", doc_no, NEXT_MON, *lines)

    def enter_anew(number):
        return stock.post(kitchen.county_id, replace(document, doc_no=number), by=CLERK, now=NOW)

    done = kitchen.do(stock.correct, kitchen.canteens["C001"], "receipt", doc_no, enter_anew, reason="称错")
    return queries.find_slip(kitchen.county_id, kitchen.canteens["C001"], "receipt", done.doc_no)


@pytest.fixture
def accepted(both):
    rice = goods(both, ordered=12_000, noted=11_000, returned=1_000, brand="青山牌", certificates={"test": "J1"})
    accept(both, "R1", slip(both, rice, goods(both, "egg", weighed=60, unit="piece", per="piece"), slip_no="S9"))
    return both


def test_the_slip_goes_on_under_the_new_number(accepted):
    signed = {"supplier_id": accepted.supplier_id, "acceptor_1": "库管丁", "acceptor_2": "刘家长"}
    rice = accepted.line("receipt", "rice", 8_500, 4_000, **signed)
    egg = accepted.line("receipt", "egg", 60, 28_800, **signed)
    head, lines = corrected(accepted, egg, rice)
    assert (head.doc_no, head.slip_no, head.acceptor_2, head.signature_id) == ("R1-2", "S9", "刘家长", None)
    kept = {line.ingredient_id: line for line in lines}
    one = kept[accepted.ingredients["rice"]]
    assert (one.accepted, one.returned, one.weighed, one.amount_fen) == (8_500, 1_000, 10_000, 4_000)
    assert (one.brand, one.certificates, one.price) == ("青山牌", {"test": "J1"}, None)
    assert [line.line_no for line in lines] == [1, 2]
    verify()


def test_a_line_that_was_not_there_begins_empty(accepted):
    salt = accepted.line("receipt", "salt", 500, 300)
    _head, [one] = corrected(accepted, salt)
    assert (one.weighed, one.accepted, one.brand, one.certificates) == (500, 500, None, {})


def test_a_receipt_without_a_slip_has_none_after(both):
    both.receive("R5", NEXT_MON, 1_000, 500)
    assert corrected(both, both.line("receipt", "rice", 900, 500), doc_no="R5") is None
