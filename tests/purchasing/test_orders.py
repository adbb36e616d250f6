"""Orders as they are kept: versions, what has come of them, what is refused; on both stores."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mealwatch.purchasing import errors, queries, service
from mealwatch.purchasing.domain.order import Line, Order
from mealwatch.stock import service as stock
from mealwatch.stock.queries import store
from tests.support.kitchen import CLERK, MON, NOW, TUE

TODAY = NOW.date()


def an_order(kitchen, no="P1", **given):
    lines = (
        Line(kitchen.ingredients["rice"], 25_000, "package", (MON, TUE)),
        Line(kitchen.ingredients["egg"], 60, "piece"),
    )
    return replace(Order(no, kitchen.supplier_id, MON, TUE, TODAY, lines, "07:30", "周师傅"), **given)


def got(kitchen, no="P1"):
    return queries.get_order(kitchen.county_id, kitchen.canteens["C001"], no)


def come(kitchen, doc_no, rice, egg=0, order_no="P1"):
    """A receipt with which goods of an order came."""
    lines = [kitchen.line("receipt", "rice", rice, 100)] if rice else []
    lines += [kitchen.line("receipt", "egg", egg, 100)] if egg else []
    kitchen.post(kitchen.document("receipt", doc_no, MON, *lines))
    canteen_id = kitchen.canteens["C001"]
    document = store.find_document(kitchen.county_id, canteen_id, "receipt", doc_no)
    kitchen.do(service.delivered, canteen_id, order_no, document.id)


def test_an_order_is_kept_and_sent_again_changes_nothing(both):
    one, two = an_order(both), an_order(both, "P2", note="早点送")
    first = both.do(service.order, both.canteens["C001"], [one, two])
    assert [(done.no, done.new) for done in first] == [("P1", True), ("P2", True)]
    before = both.rows()
    again = both.do(service.order, both.canteens["C001"], [one, two])
    assert [(done.no, done.new) for done in again] == [("P1", False), ("P2", False)]
    assert both.rows() == before
    kept = got(both)
    assert kept.same_as(one)
    assert kept.lines == one.lines
    assert (kept.state, kept.ordered_by, kept.version) == ("open", CLERK.name, 1)
    with pytest.raises(errors.OrderDiffers):
        both.do(service.order, both.canteens["C001"], [replace(one, note="改了")])
    assert both.rows() == before


def test_a_change_is_a_version_with_its_reason(both):
    canteen_id = both.canteens["C001"]
    both.do(service.order, canteen_id, [an_order(both)])
    fewer = an_order(both, lines=an_order(both).lines[:1])
    with pytest.raises(errors.ReasonMissing):
        both.do(service.change, canteen_id, "P1", fewer, reason=" ")
    done = both.do(service.change, canteen_id, "P1", fewer, reason="鸡蛋够了")
    assert (done.version, done.new) == (2, True)
    assert not both.do(service.change, canteen_id, "P1", fewer, reason="鸡蛋够了").new
    versions = queries.versions_of(both.county_id, got(both).id)
    assert [(one.version, len(one.lines), one.reason) for one in versions] == [(1, 2, None), (2, 1, "鸡蛋够了")]
    # the first form, sent again by a queue, finds its order
    assert both.do(service.order, canteen_id, [an_order(both)])[0].new is False


def test_what_has_come(both):
    canteen_id = both.canteens["C001"]
    both.do(service.order, canteen_id, [an_order(both)])
    rice, egg = both.ingredients["rice"], both.ingredients["egg"]
    assert got(both).coming() == {rice: 25_000, egg: 60}
    come(both, "R1", 10_000)
    assert (got(both).state, got(both).coming()) == ("partly", {rice: 15_000, egg: 60})
    come(both, "R2", 12_500, 60)
    assert (got(both).state, got(both).coming()) == ("delivered", {})
    assert queries.open_orders(both.county_id, canteen_id) == []
    both.reverse("receipt", "R2", MON)
    assert got(both).state == "partly"


def test_a_corrected_receipt_counts_for_the_one_whose_place_it_took(both):
    canteen_id = both.canteens["C001"]
    both.do(service.order, canteen_id, [an_order(both)])
    come(both, "R1", 10_000)
    line = both.line("receipt", "rice", 11_000, 100)

    def enter_anew(number):
        paper = both.document("receipt", number, MON, line)
        return stock.post(both.county_id, paper, by=CLERK, now=NOW)

    both.do(stock.correct, canteen_id, "receipt", "R1", enter_anew, reason="称错")
    assert got(both).received == {both.ingredients["rice"]: 11_000}
    anew = store.find_document(both.county_id, canteen_id, "receipt", "R1-2")
    both.do(service.delivered, canteen_id, "P1", anew.id)
    assert got(both).received == {both.ingredients["rice"]: 11_000}


def test_an_order_ends(both):
    canteen_id = both.canteens["C001"]
    both.do(service.order, canteen_id, [an_order(both), an_order(both, "P2")])
    both.do(service.settle, canteen_id, "P1", "cancelled", reason="没有货")
    assert (got(both).state, got(both).coming()) == ("cancelled", {})
    come(both, "R1", 10_000, order_no="P2")
    both.do(service.settle, canteen_id, "P2", "cancelled", reason="其余没有货")
    assert (got(both, "P2").state, got(both, "P2").standing) == ("delivered", "closed")
    with pytest.raises(errors.NotOpen):
        both.do(service.change, canteen_id, "P1", an_order(both, note="x"), reason="x")


@pytest.mark.parametrize(
    "given, refused",
    [
        ({"deliver_on": TODAY - timedelta(days=1)}, errors.DeliveredInThePast),
        ({"deliver_time": "7点"}, errors.TimeInvalid),
        ({"deliver_time": "24:00"}, errors.TimeInvalid),
        ({"lines": ()}, errors.NothingOrdered),
        ({"for_last": MON - timedelta(days=1)}, errors.DaysInvalid),
        ({"for_last": MON + timedelta(days=32)}, errors.DaysInvalid),
    ],
)
def test_what_is_refused(kitchen, given, refused):
    before = kitchen.rows()
    with pytest.raises(refused):
        kitchen.do(service.order, kitchen.canteens["C001"], [an_order(kitchen), an_order(kitchen, "P2", **given)])
    assert kitchen.rows() == before


def test_lines_that_are_refused(kitchen):
    rice = kitchen.ingredients["rice"]
    for lines, refused in (
        ((Line(rice, 0, "g"),), errors.QuantityInvalid),
        ((Line(rice, 1, "g"), Line(rice, 2, "g")), errors.OrderedTwice),
    ):
        with pytest.raises(refused):
            kitchen.do(service.order, kitchen.canteens["C001"], [an_order(kitchen, lines=lines)])


def test_the_next_number(kitchen):
    canteen_id = kitchen.canteens["C001"]
    assert queries.next_number(kitchen.county_id, canteen_id, TODAY) == 1
    kitchen.do(service.order, canteen_id, [an_order(kitchen, queries.number_of(TODAY, 9))])
    assert queries.next_number(kitchen.county_id, canteen_id, TODAY) == 10
