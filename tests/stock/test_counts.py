"""What a stocktake posts: the count against the book, a shortage as a loss, a surplus as a lot."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.stock.domain.documents import Document, IssueLine, StocktakeLine
from mealwatch.stock.domain.store import Lot, Store
from mealwatch.stock.errors import LotsInUse
from tests.stock.test_draws import MON, OIL, RICE, SUN, TUE, WED, issue, lot


def count(store, counted, on=TUE, *, ingredient=RICE, number=90):
    return store.post(Document("stocktake", 1, "T", on, (StocktakeLine(ingredient, counted, "g"),)), number)[0]


def test_a_count_that_meets_the_book_moves_nothing():
    store = Store([lot(1)])
    moved = count(store, 10)
    assert (moved.book, moved.cost_fen, moved.draws, moved.lot) == (10, 0, (), None)


def test_nothing_counted_where_nothing_is_booked():
    assert count(Store(), 0).book == 0


def test_a_shortage_draws_as_a_loss_expired_lots_first():
    store = Store([lot(1, 10, 100), lot(2, 10, 50, expires=MON)])
    moved = count(store, 5)
    assert moved.book == 20
    assert [(draw.lot_key[0], draw.quantity, draw.cost_fen) for draw in moved.draws] == [(2, 10, 50), (1, 5, 50)]
    assert moved.cost_fen == 100


def test_a_count_of_zero_empties_the_store():
    store = Store([lot(1, 10, 100), lot(2, 3, 7)])
    assert count(store, 0).cost_fen == 107
    assert [one.left for one in store.lots.values()] == [0, 0]


def test_the_book_is_what_was_received_up_to_the_day_as_it_is_when_the_count_is_entered():
    store = Store([lot(1, 10, received=SUN), lot(2, 7, received=TUE), lot(3, 5, received=WED)])
    issue(store, 4, WED)
    assert count(store, 13, TUE).book == 13
    assert count(store, 18, WED).book == 18
    assert count(store, 6, SUN, number=91).book == 6


def test_a_shortage_leaves_lots_received_after_the_day_alone():
    store = Store([lot(1, 10, received=SUN), lot(2, 7, received=WED)])
    count(store, 2, TUE)
    assert [one.left for one in store.lots.values()] == [2, 7]


def test_reversed_lots_are_not_on_the_book():
    gone = lot(1)
    gone.standing = False
    assert count(Store([gone, lot(2, 3)]), 3).book == 3


@pytest.mark.parametrize(
    ("lots", "cost"),
    [
        ([], 0),
        ([lot(1, 10, 100)], 30),
        ([lot(1, 10, 100), lot(2, 10, 200)], 60),
        ([lot(9, 10, 100, received=SUN), lot(2, 10, 200, received=MON)], 60),
        ([lot(1, 10, 100), lot(2, 10, 900, received=WED)], 30),
        ([lot(1, 10, 100), lot(2, 10, 900, ingredient=OIL)], 30),
        ([lot(1, 10, 100), lot(2, 7, 5, line=1), lot(2, 3, 5, line=2)], 5),
        ([lot(1, 10, 100, expires=SUN)], 30),
        ([lot(1, 10, 15)], 5),
    ],
    ids=[
        "no lot, no price",
        "its share of the last lot",
        "the later entry of one day",
        "the later day, not the later entry",
        "not one received after the day",
        "not another ingredient",
        "the later line",
        "an expired one too",
        "half a fen up",
    ],
)
def test_a_surplus_costs_the_last_lots_price(lots, cost):
    lots = [Lot(one.key, one.ingredient_id, one.received_on, one.expires_on, one.bought, one.cost_fen) for one in lots]
    store = Store(lots)
    moved = count(store, store.book(RICE, TUE) + 3)
    assert moved.cost_fen == cost
    new = moved.lot
    assert (new.key, new.ingredient_id, new.received_on, new.expires_on) == ((90, 1), RICE, TUE, None)
    assert (new.bought, new.cost_fen, new.used, new.standing) == (3, cost, 0, True)


def test_a_used_up_lot_still_prices_a_surplus_and_a_reversed_one_does_not():
    store = Store([lot(1, 10, 100, received=SUN), lot(2, 10, 500, received=MON)])
    issue(store, 20)
    assert count(store, 1).cost_fen == 50
    gone = lot(2, 10, 500)
    gone.standing = False
    assert count(Store([lot(1, 10, 100, received=SUN), gone]), 11).cost_fen == 10


def test_a_surplus_can_be_issued_and_prices_the_next():
    store = Store([lot(1, 10, 100)])
    count(store, 11, TUE, number=90)
    assert issue(store, 11, TUE) == [(1, 10, 100), (90, 1, 10)]
    assert count(store, 2, WED, number=91).cost_fen == 20


def test_a_reversed_surplus_vanishes_unless_it_was_drawn():
    store = Store([lot(1, 10, 100)])
    moved = count(store, 15)
    drawn = store.post(Document("issue", 1, "I", TUE, (IssueLine(RICE, 15, "g"),), "lunch"), 99)
    with pytest.raises(LotsInUse):
        store.undo([moved])
    store.undo(drawn)
    store.undo([moved])
    assert store.book(RICE, TUE) == 10
    assert count(store, 11).cost_fen == 10


@given(
    held=st.lists(st.tuples(st.integers(1, 50), st.integers(0, 900), st.integers(0, 4)), max_size=6),
    counted=st.integers(0, 300),
    back=st.booleans(),
)
def test_after_a_count_the_book_is_the_count_and_undone_it_is_as_before(held, counted, back):
    lots = [lot(n, *amounts, received=MON + timedelta(days=ahead)) for n, (*amounts, ahead) in enumerate(held, 1)]
    store, on = Store(lots), MON + timedelta(days=2)
    before = [(one.used, one.drawn_fen) for one in lots]
    moved = count(store, counted, on)
    assert store.book(RICE, on) == counted
    if back:
        store.undo([moved])
        assert [(one.used, one.drawn_fen) for one in lots] == before
        assert store.book(RICE, date.max) == sum(one.bought for one in lots)
