"""Reversing through the service, on both stores."""

import json

import pytest
from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.stock import errors, models
from mealwatch.stock.domain import record
from tests.stock.test_posting import last_entry
from tests.support.kitchen import MON, NOW, SUN, THU, TUE, WED


def test_an_issue_gives_everything_back(both):
    both.receive("R1", MON, 1000, 333)
    both.receive("R2", TUE, 1000, 500)
    before = both.lots()
    issued = both.issue("I1", TUE, 1700)
    undone = both.reverse("issue", "I1", WED)
    assert (undone.new, undone.id) == (True, issued.id + 1)
    assert both.lots() == before
    assert len(both.draws(issued)) == 2
    assert both.issue("I2", TUE, 2000).new
    assert [(left, cost, drawn) for _, left, cost, drawn, _ in both.lots()] == [(0, 333, 333), (0, 500, 500)]


@pytest.mark.parametrize("kind", ["loss", "stocktake"])
def test_a_loss_and_a_shortage_give_back_too(both, kind):
    both.receive("R1", MON, 1000, 333)
    if kind == "loss":
        both.lose("X1", TUE, 100)
    else:
        both.count("X1", TUE, 900)
    assert both.lots() == [(1000, 900, 333, 33, True)]
    both.reverse(kind, "X1", TUE)
    assert both.lots() == [(1000, 1000, 333, 0, True)]


def test_the_lots_of_a_receipt_vanish(both):
    both.receive("R1", MON, 1000, 333)
    both.receive("R2", MON, 1000, 500)
    both.reverse("receipt", "R1", MON)
    assert [standing for *_, standing in both.lots()] == [False, True]
    with pytest.raises(errors.NotEnoughStock):
        both.issue("I1", TUE, 1001)
    both.count("T1", TUE, 1010)
    assert both.lots()[-1] == (10, 10, 5, 0, True)


def test_a_reversed_surplus_prices_nothing_any_more(both):
    both.receive("R1", MON, 1000, 500)
    both.count("T1", TUE, 1100)
    both.receive("R2", MON, 1000, 900)
    both.reverse("stocktake", "T1", TUE)
    assert both.lots()[1] == (100, 100, 50, 0, False)
    both.count("T2", WED, 2100)
    assert both.lots()[-1] == (100, 100, 90, 0, True)


def test_a_stocktake_with_shortage_and_surplus_is_undone_whole(both):
    both.receive("R1", MON, 1000, 500)
    lines = [both.line("stocktake", "rice", 400), both.line("stocktake", "salt", 7)]
    both.post(both.document("stocktake", "T1", TUE, *lines))
    both.reverse("stocktake", "T1", TUE)
    assert both.lots() == [(1000, 1000, 500, 0, True)]
    assert both.lots("salt") == [(7, 7, 0, 0, False)]


def test_a_drawn_receipt_names_what_drew_on_it(both):
    both.receive("R1", MON, 1000, 500)
    both.issue("I1", TUE, 100)
    both.issue("I2", TUE, 100)
    both.lose("L1", TUE, 1)
    both.reverse("issue", "I1", TUE)
    before = both.rows(), both.lots(), both.journal()
    with pytest.raises(errors.LotsInUse) as refused:
        both.reverse("receipt", "R1", WED)
    assert sorted(refused.value.facts["documents"].split("、")) == ["I2", "L1"]
    assert (both.rows(), both.lots(), both.journal()) == before
    both.reverse("issue", "I2", WED)
    both.reverse("loss", "L1", WED)
    assert both.reverse("receipt", "R1", WED).new


def test_a_drawn_surplus_keeps_its_stocktake(both):
    both.receive("R1", MON, 100, 50)
    both.count("T1", TUE, 150)
    both.issue("I1", WED, 101)
    with pytest.raises(errors.LotsInUse):
        both.reverse("stocktake", "T1", WED)


def test_a_document_is_reversed_once(both):
    both.receive("R1", MON, 1000, 500)
    first = both.reverse("receipt", "R1", TUE)
    before = both.rows(), both.lots(), both.journal()
    again = both.reverse("receipt", "R1", TUE)
    assert (again.id, again.new) == (first.id, False)
    for given in ({"reason": "别的原因"}, {"reversed_by": "丁"}):
        with pytest.raises(errors.AlreadyReversed):
            both.reverse("receipt", "R1", TUE, **given)
    with pytest.raises(errors.AlreadyReversed):
        both.reverse("receipt", "R1", WED)
    assert (both.rows(), both.lots(), both.journal()) == before


@pytest.mark.parametrize(
    ("kind", "doc_no", "canteen"),
    [("issue", "R1", "C001"), ("receipt", "R2", "C001"), ("receipt", "R1", "C002")],
    ids=["another kind", "another number", "another canteen"],
)
def test_what_is_not_there_is_not_reversed(kitchen, kind, doc_no, canteen):
    kitchen.receive("R1", MON, 1000, 500)
    with pytest.raises(errors.NothingToReverse):
        kitchen.reverse(kind, doc_no, TUE, canteen=canteen)


@pytest.mark.parametrize(
    ("on", "fault"),
    [(MON, errors.ReversedBeforeDated), (TUE, None), (THU, None), (NOW.date(), None)],
    ids=["before", "the same day", "later", "today"],
)
def test_a_reversal_is_not_dated_before_its_document(both, on, fault):
    both.receive("R1", TUE, 1000, 500)
    if fault:
        with pytest.raises(fault):
            both.reverse("receipt", "R1", on)
    else:
        assert both.reverse("receipt", "R1", on).new


@pytest.mark.parametrize(
    ("given", "fault", "field"),
    [
        ({"reason": " "}, errors.ReasonMissing, "reason"),
        ({"reversed_by": ""}, errors.PersonMissing, "reversed_by"),
        ({"on": NOW.date().replace(day=28)}, errors.InTheFuture, "dated_on"),
    ],
    ids=["no reason", "nobody", "tomorrow"],
)
def test_a_reversal_says_why_and_who(kitchen, given, fault, field):
    kitchen.receive("R1", MON, 1000, 500)
    with pytest.raises(fault) as refused:
        kitchen.reverse("receipt", "R1", **{"on": TUE} | given)
    assert refused.value.field == field


def test_a_reversal_before_its_document_was_entered_cannot_be(kitchen):
    with pytest.raises(errors.NothingToReverse):
        kitchen.reverse("receipt", "R1", SUN)


def test_the_journal_holds_the_whole_reversal(both):
    both.receive("R1", MON, 1000, 500)
    undone = both.reverse("receipt", "R1", TUE, reason="数量录错", reversed_by="王会计")
    assert both.journal()[-1] == ("reverse", "reversal", "C001/receipt/R1")
    table = models.Reversal.__table__
    row = dict(db.session.execute(select(table)).mappings().one())
    assert (row["id"], row["document_id"], row["dated_on"]) == (undone.id, undone.id - 1, TUE)
    assert (row["reason"], row["reversed_by"], row["entered_by"]) == ("数量录错", "王会计", "李老师")
    assert json.loads(last_entry(both).body) == record.reversed_(row)
    for column in record.REVERSAL:
        assert record.reversed_({**row, column: "changed"}) != record.reversed_(row)
