"""Which lots an issue or a loss draws, in what order, and what each draw costs."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.kernel.money import share
from mealwatch.stock.domain.documents import Document, IssueLine, LossLine, ReceiptLine
from mealwatch.stock.domain.store import Lot, Store
from mealwatch.stock.errors import NotEnoughStock

RICE, OIL = 1, 2
MON = date(2026, 11, 2)
SUN, TUE, WED = MON - timedelta(days=1), MON + timedelta(days=1), MON + timedelta(days=2)


def lot(entry, quantity=10, fen=100, *, received=MON, expires=None, ingredient=RICE, line=1):
    return Lot((entry, line), ingredient, received, expires, quantity, fen)


def issue(store, quantity, on=TUE, *, ingredient=RICE, number=99):
    [moved] = store.post(Document("issue", 1, "I", on, (IssueLine(ingredient, quantity, "g"),), "lunch"), number)
    return [(draw.lot_key[0], draw.quantity, draw.cost_fen) for draw in moved.draws]


def lose(store, quantity, on=TUE):
    [moved] = store.post(Document("loss", 1, "L", on, (LossLine(RICE, quantity, "g"),)), 98)
    return [(draw.lot_key[0], draw.quantity, draw.cost_fen) for draw in moved.draws]


FIRST_IN_TURN = [
    lot(7, received=MON, expires=WED),
    lot(8, received=SUN, expires=WED + timedelta(days=1)),
    lot(6, received=SUN, expires=date(9999, 12, 31)),
    lot(3, received=SUN),
    lot(2, received=MON),
    lot(4, received=MON, line=1),
    lot(4, received=MON, line=2),
    lot(5, received=MON),
]


def test_lots_go_by_expiry_then_by_date_received_then_by_entry():
    store = Store([FIRST_IN_TURN[k] for k in (5, 2, 7, 0, 3, 6, 1, 4)])
    [moved] = store.post(Document("issue", 1, "I", TUE, (IssueLine(RICE, 80, "g"),), "lunch"), 99)
    assert [draw.lot_key for draw in moved.draws] == [one.key for one in FIRST_IN_TURN]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_in_which_lots_are_read_does_not_matter(order):
    lots = [lot(1, expires=WED), lot(2, received=SUN), lot(3)]
    assert [drawn[0] for drawn in issue(Store([lots[k] for k in order]), 25)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("expires", "on", "usable"),
    [(TUE, MON, True), (TUE, TUE, True), (TUE, WED, False), (None, WED, True)],
    ids=["the day before it expires", "on its expiry date", "the day after", "without expiry"],
)
def test_an_expired_lot_is_not_issued(expires, on, usable):
    store = Store([lot(1, expires=expires)])
    if usable:
        assert issue(store, 10, on) == [(1, 10, 100)]
    else:
        with pytest.raises(NotEnoughStock) as refused:
            issue(store, 1, on)
        assert refused.value.facts["held"] == 0


def test_an_expired_lot_is_lost_and_goes_first():
    store = Store([lot(1), lot(2, expires=MON)])
    assert lose(store, 12, WED) == [(2, 10, 100), (1, 2, 20)]


@pytest.mark.parametrize("what", [issue, lose])
def test_lots_received_after_the_date_stay(what):
    store = Store([lot(1, received=TUE), lot(2, received=WED, expires=WED)])
    assert what(store, 10, TUE) == [(1, 10, 100)]
    with pytest.raises(NotEnoughStock):
        what(store, 1, TUE)
    assert what(store, 1, WED) == [(2, 1, 10)]


def test_other_ingredients_stay():
    store = Store([lot(1, ingredient=OIL), lot(2)])
    assert issue(store, 10) == [(2, 10, 100)]
    with pytest.raises(NotEnoughStock):
        issue(store, 1)


def test_exactly_what_is_held_can_be_issued_and_one_more_cannot():
    store = Store([lot(1, 3), lot(2, 4)])
    with pytest.raises(NotEnoughStock) as refused:
        issue(store, 8)
    assert (refused.value.facts["wanted"], refused.value.facts["held"]) == (8, 7)
    assert [(one.used, one.drawn_fen) for one in store.lots.values()] == [(0, 0), (0, 0)]
    assert issue(store, 7) == [(1, 3, 100), (2, 4, 100)]


def test_a_refused_document_leaves_the_store_as_it_was_and_names_its_line():
    store = Store([lot(1), lot(2), lot(3, ingredient=OIL)])
    lines = (IssueLine(RICE, 15, "g"), IssueLine(OIL, 10, "ml"), IssueLine(RICE, 6, "g"))
    with pytest.raises(NotEnoughStock) as refused:
        store.post(Document("issue", 1, "I", TUE, lines, "lunch"), 99)
    assert refused.value.field == "lines.2.quantity"
    assert [(one.used, one.drawn_fen) for one in store.lots.values()] == [(0, 0)] * 3
    assert issue(store, 20) == [(1, 10, 100), (2, 10, 100)]


def test_two_lines_of_one_ingredient_go_on_from_each_other():
    store = Store([lot(1, 10, 1), lot(2, 10, 1)])
    lines = (IssueLine(RICE, 4, "g"), IssueLine(RICE, 8, "g"))
    first, second = store.post(Document("issue", 1, "I", TUE, lines, "lunch"), 99)
    assert [(draw.lot_key[0], draw.quantity, draw.cost_fen) for draw in first.draws] == [(1, 4, 0)]
    assert [(draw.lot_key[0], draw.quantity, draw.cost_fen) for draw in second.draws] == [(1, 6, 1), (2, 2, 0)]
    assert (first.cost_fen, second.cost_fen) == (0, 1)


@pytest.mark.parametrize(
    ("bought", "fen", "taken", "costs"),
    [
        (3, 100, (1, 1, 1), [33, 34, 33]),
        (2, 1, (1, 1), [1, 0]),
        (4, 2, (1, 1, 1, 1), [1, 0, 1, 0]),
        (7, 0, (3, 4), [0, 0]),
        (1000, 333, (1, 499, 500), [0, 167, 166]),
    ],
)
def test_a_draw_costs_the_share_up_to_it_less_what_was_drawn(bought, fen, taken, costs):
    store = Store([lot(1, bought, fen)])
    assert [issue(store, quantity)[0][2] for quantity in taken] == costs


@given(cost=st.integers(0, 10**7), cuts=st.lists(st.integers(1, 5000), min_size=1, max_size=30))
def test_an_emptied_lot_has_given_back_exactly_what_it_cost(cost, cuts):
    store = Store([lot(1, sum(cuts), cost)])
    draws = [issue(store, quantity)[0] for quantity in cuts]
    assert sum(fen for _, _, fen in draws) == cost
    assert all(fen >= 0 for _, _, fen in draws)


@given(
    cost=st.integers(0, 10**5),
    cuts=st.lists(st.tuples(st.integers(1, 500), st.booleans()), min_size=1, max_size=20),
)
def test_an_emptied_lot_gives_back_its_cost_though_draws_were_reversed_between(cost, cuts):
    """Each draw brings the total to the share of what is then used, whatever was undone before."""
    bought = sum(quantity for quantity, _ in cuts)
    store = Store([lot(1, bought, cost)])
    one = store.lots[1, 1]
    for quantity, undone in cuts:
        moved = store.post(Document("issue", 1, "I", TUE, (IssueLine(RICE, quantity, "g"),), "lunch"), 99)
        assert one.drawn_fen == share(cost, one.used, bought)
        if undone:
            store.undo(moved)
    if one.left:
        issue(store, one.left)
    assert (one.used, one.drawn_fen) == (bought, cost)


def test_after_a_reversal_a_draw_may_cost_less_than_nothing():
    """Of 3 for 2 fen: draws of 1 cost 1, 0, 1. With the first undone, 1 is drawn for the 1 unit still used."""
    store = Store([lot(1, 3, 2)])
    first = store.post(Document("issue", 1, "I1", TUE, (IssueLine(RICE, 1, "g"),), "lunch"), 97)
    assert first[0].cost_fen == 1
    assert issue(store, 1) == [(1, 1, 0)]
    store.undo(first)
    assert issue(store, 1) == [(1, 1, 1)]
    store = Store([lot(1, 4, 2)])
    draws = [store.post(Document("issue", 1, "I", TUE, (IssueLine(RICE, 1, "g"),), "lunch"), n) for n in range(4)]
    assert [moved[0].cost_fen for moved in draws] == [1, 0, 1, 0]
    store.undo(draws[1])
    store.undo(draws[3])
    assert store.lots[1, 1].drawn_fen == 2
    assert issue(store, 1) == [(1, 1, 0)]
    store.undo(draws[0])
    store.undo(draws[2])
    assert store.lots[1, 1].drawn_fen == 0


def test_a_draw_below_zero():
    """Of 5 for 2 fen, draws of 1 cost 0, 1, 0, 1, 0. With both free first ones undone the next brings 3 to 2 fen."""
    store = Store([lot(1, 5, 2)])
    draws = [store.post(Document("issue", 1, "I", TUE, (IssueLine(RICE, 1, "g"),), "lunch"), n) for n in range(4)]
    assert [moved[0].cost_fen for moved in draws] == [0, 1, 0, 1]
    store.undo(draws[0])
    store.undo(draws[2])
    assert (store.lots[1, 1].used, store.lots[1, 1].drawn_fen) == (2, 2)
    assert issue(store, 1) == [(1, 1, -1)]
    assert issue(store, 2) == [(1, 2, 1)]


def test_goods_received_may_be_issued_on_the_same_day_and_from_the_next_document_on():
    store = Store()
    line = ReceiptLine(RICE, 10, "g", 100, expires_on=MON)
    [moved] = store.post(Document("receipt", 1, "R", MON, (line,)), 1)
    assert (moved.lot.key, moved.lot.bought, moved.lot.cost_fen, moved.lot.expires_on) == ((1, 1), 10, 100, MON)
    with pytest.raises(NotEnoughStock):
        issue(store, 1, SUN)
    assert issue(store, 10, MON) == [(1, 10, 100)]
