"""What undoing a document gives back, and what it refuses."""

import pytest

from mealwatch.stock.domain.documents import Document, IssueLine, LossLine, OpeningLine, ReceiptLine
from mealwatch.stock.domain.store import Store
from mealwatch.stock.errors import LotsInUse, NotEnoughStock
from tests.stock.test_draws import MON, OIL, RICE, TUE, issue, lot


def receipt(store, number, *lines):
    return store.post(Document("receipt", 1, f"R{number}", MON, lines), number)


def test_each_draw_goes_back_to_its_lot_with_its_cost():
    store = Store([lot(1, 3, 100), lot(2, 10, 7)])
    before = issue(store, 2)
    moved = store.post(Document("loss", 1, "L", TUE, (LossLine(RICE, 5, "g"),)), 98)
    store.undo(moved)
    assert before == [(1, 2, 67)]
    assert [(one.used, one.drawn_fen) for one in store.lots.values()] == [(2, 67), (0, 0)]


def test_a_used_up_lot_comes_back_into_its_turn():
    store = Store([lot(1), lot(2), lot(3)])
    moved = store.post(Document("issue", 1, "I", TUE, (IssueLine(RICE, 25, "g"),), "lunch"), 99)
    store.undo(moved)
    assert issue(store, 25) == [(1, 10, 100), (2, 10, 100), (3, 5, 50)]


@pytest.mark.parametrize(("kind", "line"), [("receipt", ReceiptLine), ("opening", OpeningLine)])
def test_undone_goods_are_gone(kind, line):
    store = Store([lot(1)])
    lines = (line(RICE, 10, "g", 100), line(OIL, 5, "ml", 50))
    moved = store.post(Document(kind, 1, "R", MON, lines), 5)
    assert store.book(OIL, TUE) == 5
    store.undo(moved)
    assert (store.book(RICE, TUE), store.book(OIL, TUE)) == (10, 0)
    assert [one.standing for one in store.lots.values()] == [True, False, False]
    with pytest.raises(NotEnoughStock):
        issue(store, 11)


def test_a_receipt_of_which_something_was_drawn_stays_whole():
    store = Store()
    moved = receipt(store, 1, ReceiptLine(RICE, 10, "g", 100), ReceiptLine(OIL, 10, "ml", 100))
    drawn = store.post(Document("issue", 1, "I", TUE, (IssueLine(OIL, 1, "ml"),), "lunch"), 99)
    with pytest.raises(LotsInUse):
        store.undo(moved)
    assert all(one.standing for one in store.lots.values())
    assert issue(store, 10) == [(1, 10, 100)]
    store.undo(drawn)
    with pytest.raises(LotsInUse):
        store.undo(moved)


def test_with_its_draws_undone_a_receipt_can_be_undone():
    store = Store()
    moved = receipt(store, 1, ReceiptLine(RICE, 10, "g", 100))
    drawn = store.post(Document("issue", 1, "I", TUE, (IssueLine(RICE, 10, "g"),), "lunch"), 99)
    store.undo(drawn)
    store.undo(moved)
    assert store.book(RICE, TUE) == 0


def test_a_later_issue_keeps_its_price_when_an_earlier_one_is_undone():
    """A posted issue is never priced again; the next one takes up what was given back."""
    store = Store([lot(1, 10, 100), lot(2, 10, 300)])
    first = store.post(Document("issue", 1, "I1", TUE, (IssueLine(RICE, 8, "g"),), "lunch"), 97)
    assert issue(store, 8) == [(1, 2, 20), (2, 6, 180)]
    store.undo(first)
    assert issue(store, 12) == [(1, 8, 80), (2, 4, 120)]
