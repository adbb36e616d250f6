"""Corrections: reversed and entered anew in one go, with the ledger as if it had been entered right at once."""

import random
from dataclasses import replace

import pytest

from mealwatch.stock import errors, service
from mealwatch.stock.domain.changes import head_changed, lines_changed
from mealwatch.stock.queries import corrected, documents
from mealwatch.stock.service.correcting import Corrected
from tests.support.kitchen import CLERK, FRI, MON, NOW, TUE, WED


def correct(kitchen, document, *, reason="数量写错", **given):
    """Correct the document of this kind and number to say what ``document`` says."""

    def enter_anew(number):
        return service.post(kitchen.county_id, replace(document, doc_no=number), by=CLERK, now=NOW)

    return kitchen.do(
        service.correct, document.canteen_id, document.kind, document.doc_no, enter_anew, reason=reason, **given
    )


def issue_of(kitchen, doc_no, on, quantity, canteen="C001"):
    return kitchen.document("issue", doc_no, on, kitchen.line("issue", "rice", quantity), canteen=canteen)


def head(kitchen, kind, doc_no, canteen="C001"):
    return documents.find_head(kitchen.county_id, kitchen.canteens[canteen], kind, doc_no)


def test_an_issue_is_reversed_and_entered_anew(both):
    both.receive("R1", MON, 10_000, 5_000)
    both.issue("I1", TUE, 4_000)
    done = correct(both, issue_of(both, "I1", TUE, 3_000), reason="退库一公斤")
    assert (done.doc_no, done.new) == ("I1-2", True)
    old, new = head(both, "issue", "I1"), head(both, "issue", "I1-2")
    assert (old.reversed_on, old.reversal_reason, old.reversed_by) == (TUE, "退库一公斤", CLERK.name)
    assert new.reversed_on is None
    assert both.lots() == [(10_000, 7_000, 5_000, 1_500, True)]
    earlier, later = corrected.chain_of(both.county_id, old.id)
    assert (earlier, [(row.doc_no, row.reason) for row in later]) == ([], [("I1-2", "退库一公斤")])


def test_twice_the_same_changes_nothing_and_another_is_refused(both):
    both.receive("R1", MON, 10_000, 5_000)
    both.issue("I1", TUE, 4_000)
    correct(both, issue_of(both, "I1", TUE, 3_000))
    before = both.rows()
    assert correct(both, issue_of(both, "I1", TUE, 3_000)) == Corrected("I1-2", new=False)
    with pytest.raises(errors.DocumentDiffers):
        correct(both, issue_of(both, "I1", TUE, 2_000))
    assert both.rows() == before


def test_a_chain_of_corrections(kitchen):
    kitchen.receive("R1", MON, 10_000, 5_000)
    kitchen.issue("I1-2", TUE, 1_000)
    kitchen.issue("I1", TUE, 4_000)
    assert correct(kitchen, issue_of(kitchen, "I1", TUE, 3_000)).doc_no == "I1-3"
    assert correct(kitchen, issue_of(kitchen, "I1-3", TUE, 2_000)).doc_no == "I1-4"
    earlier, later = corrected.chain_of(kitchen.county_id, head(kitchen, "issue", "I1-3").id)
    assert [row.doc_no for row in earlier] == ["I1"]
    assert [row.doc_no for row in later] == ["I1-4"]
    assert kitchen.lots() == [(10_000, 7_000, 5_000, 1_500, True)]


@pytest.mark.parametrize("seed", range(12))
def test_the_ledger_is_as_if_it_had_been_entered_right(kitchen, seed):
    """Two canteens buy the same; one issues wrong and corrects, the other issues right; nothing is drawn between."""
    rng = random.Random(seed)
    for number in range(3):
        base, fen = rng.randint(500, 5_000), rng.randint(0, 9_999)
        for canteen in ("C001", "C002"):
            kitchen.receive(f"R{number}", MON, base, fen, canteen=canteen)
    held = sum(lot[1] for lot in kitchen.lots())
    already = rng.randint(0, held // 3)
    for canteen in ("C001", "C002"):
        if already:
            kitchen.issue("I0", MON, already, canteen=canteen)
    wrong, right = (rng.randint(1, held - already) for _ in range(2))
    kitchen.issue("I1", TUE, wrong)
    done = correct(kitchen, issue_of(kitchen, "I1", TUE, right))
    kitchen.issue("I1", TUE, right, canteen="C002")
    assert kitchen.lots() == kitchen.lots(canteen="C002")
    costs = [
        documents.sums_of(kitchen.county_id, [one])[one.id]
        for one in (head(kitchen, "issue", done.doc_no), head(kitchen, "issue", "I1", "C002"))
    ]
    assert costs[0] == costs[1]


def test_what_is_refused_leaves_everything_as_it_was(both):
    both.receive("R1", MON, 10_000, 5_000)
    both.issue("I1", TUE, 4_000)
    before, lots = both.rows(), both.lots()
    with pytest.raises(errors.NotEnoughStock):
        correct(both, issue_of(both, "I1", TUE, 10_001))
    with pytest.raises(errors.ReasonMissing):
        correct(both, issue_of(both, "I1", TUE, 1), reason="  ")
    with pytest.raises(errors.NothingToReverse):
        correct(both, issue_of(both, "I9", TUE, 1))
    line = both.line("receipt", "rice", 9_000, 5_000)
    with pytest.raises(errors.LotsInUse):
        correct(both, both.document("receipt", "R1", MON, line))
    both.close("S001", MON)
    with pytest.raises((errors.WeekClosed, errors.CostInClosedWeek)):
        correct(both, issue_of(both, "I1", TUE, 1_000))
    both.reopen("S001", MON)
    assert (both.rows(), both.lots()) == (before, lots)


def test_a_reversed_document_is_not_corrected(kitchen):
    kitchen.receive("R1", MON, 10_000, 5_000)
    kitchen.issue("I1", TUE, 4_000)
    kitchen.reverse("issue", "I1", WED)
    with pytest.raises(errors.AlreadyReversed):
        correct(kitchen, issue_of(kitchen, "I1", TUE, 3_000))


def test_what_used_the_goods_goes_along(both):
    """A wrong price: the issue, a loss and a count that drew from the receipt stand anew at the right one."""
    both.receive("R1", MON, 10_000, 5_000)
    both.issue("I1", TUE, 4_000, use_days=3)
    both.lose("L1", WED, 1_000)
    both.count("T1", FRI, 4_500)
    line = both.line("receipt", "rice", 10_000, 50_000)
    with pytest.raises(errors.LotsInUse):
        correct(both, both.document("receipt", "R1", MON, line))
    done = correct(both, both.document("receipt", "R1", MON, line), reason="单价写错", along=True)
    assert done.along == (("issue", "I1-2"), ("loss", "L1-2"), ("stocktake", "T1-2"))
    assert both.lots() == [(10_000, 10_000, 5_000, 0, False), (10_000, 4_500, 50_000, 27_500, True)]
    new = head(both, "issue", "I1-2")
    [row] = documents.lines_of(both.county_id, "issue", [new.id])
    assert (row.quantity, row.cost_fen, row.use_days) == (4_000, 20_000, 3)
    assert head(both, "loss", "L1").reversal_reason == "R1：单价写错"
    [reason] = [entry.reason for entry in corrected.chain_of(both.county_id, new.id)[0]]
    assert reason == "R1：单价写错"


def test_going_along_is_refused_where_it_would_not_be_enough(kitchen):
    kitchen.receive("R1", MON, 10_000, 5_000)
    kitchen.issue("I1", TUE, 4_000)
    before = kitchen.rows()
    line = kitchen.line("receipt", "rice", 3_999, 5_000)
    with pytest.raises(errors.NotEnoughStock):
        correct(kitchen, kitchen.document("receipt", "R1", MON, line), along=True)
    assert kitchen.rows() == before


def test_photos_go_over_to_the_new_document(kitchen):
    kitchen.receive("R1", MON, 10_000, 5_000)
    kitchen.lose("L1", TUE, 500)
    canteen_id, digest = kitchen.canteens["C001"], "a" * 64
    kitchen.do(service.photograph, canteen_id, head(kitchen, "loss", "L1"), [digest, digest])
    kitchen.do(service.photograph, canteen_id, head(kitchen, "loss", "L1"), [digest])
    correct(kitchen, kitchen.document("loss", "L1", TUE, kitchen.line("loss", "rice", 600)))
    assert corrected.photos_of(kitchen.county_id, head(kitchen, "loss", "L1-2").id) == [digest]


def test_what_changed_line_by_line():
    before = [{"ingredient_id": 1, "quantity": 5, "unit": "g", "cost_fen": 9}, {"ingredient_id": 2, "quantity": 1}]
    after = [{"ingredient_id": 1, "quantity": 6, "unit": "kg", "cost_fen": 11}, {"ingredient_id": 3, "quantity": 1}]
    found = lines_changed(before, after)
    assert [
        (one.before and one.before["ingredient_id"], one.after and one.after["ingredient_id"]) for one in found
    ] == [
        (1, 1),
        (None, 3),
        (2, None),
    ]
    assert found[0].names == ("quantity",)
    assert lines_changed(before, before) == []


def test_what_changed_of_the_head():
    class Head:
        dated_on, meal = MON, "lunch"

    class Other(Head):
        meal = "dinner"

    assert head_changed(Head, Other) == ("meal",)
