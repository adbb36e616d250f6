"""Posting through the service, on both stores: what is written, what a repeat does, what a refusal leaves."""

import json
from datetime import UTC

import pytest
from sqlalchemy import select

from mealwatch.audit.models import JournalEntry
from mealwatch.extensions import db
from mealwatch.schools.errors import NoCanteen
from mealwatch.stock import errors, models
from mealwatch.stock.domain import record
from mealwatch.stock.domain.documents import Document, ReceiptLine
from tests.support.kitchen import FRI, MON, NOW, THU, TUE, WED


def written(kitchen, model, posted):
    """A document's rows of a table as dicts, in key order, without county and document."""
    table = model.__table__
    statement = select(table).where(table.c.county_id == kitchen.county_id, table.c.document_id == posted.id)
    rows = db.session.execute(statement.order_by(*table.primary_key)).mappings()
    return [{name: row[name] for name in row if name not in ("county_id", "document_id")} for row in rows]


def last_entry(kitchen):
    return db.session.scalars(
        select(JournalEntry).where(JournalEntry.county_id == kitchen.county_id).order_by(JournalEntry.seq.desc())
    ).first()


def receipt_line(kitchen, ingredient, quantity, fen, **rest):
    return kitchen.line("receipt", ingredient, quantity, fen, **rest)


def test_a_receipt_is_stored_in_full(both):
    line = receipt_line(
        both,
        "rice",
        25000,
        11250,
        supplier_id=both.supplier_id,
        batch_no="B7",
        produced_on=MON,
        expires_on=FRI,
        buyer="甲",
        acceptor_1="乙",
        acceptor_2="丙",
    )
    posted = both.post(both.document("receipt", "R1", TUE, line))
    assert posted.new
    assert written(both, models.ReceiptLine, posted) == [
        {
            "line_no": 1,
            "ingredient_id": both.ingredients["rice"],
            "quantity": 25000,
            "unit": "base",
            "amount_fen": 11250,
            "supplier_id": both.supplier_id,
            "batch_no": "B7",
            "produced_on": MON,
            "expires_on": FRI,
            "buyer": "甲",
            "acceptor_1": "乙",
            "acceptor_2": "丙",
        }
    ]
    assert written(both, models.Lot, posted) == [
        {
            "line_no": 1,
            "canteen_id": both.canteens["C001"],
            "ingredient_id": both.ingredients["rice"],
            "received_on": TUE,
            "expires_on": FRI,
            "bought": 25000,
            "cost_fen": 11250,
            "used": 0,
            "drawn_fen": 0,
            "standing": True,
        }
    ]
    head = db.session.scalars(select(models.Document).where(models.Document.id == posted.id)).one()
    assert (head.kind, head.canteen_id, head.doc_no) == ("receipt", both.canteens["C001"], "R1")
    assert (head.dated_on, head.meal, head.imported) == (TUE, None, False)
    assert (head.entered_at, head.entered_by) == (NOW, "李老师")


def test_an_issue_draws_and_costs_line_by_line(both):
    both.receive("R1", MON, 1000, 333, expires_on=FRI)
    both.receive("R2", MON, 1000, 500)
    both.receive("R3", MON, 5000, 7000, ingredient="oil")
    lines = [both.line("issue", "rice", 1500), both.line("issue", "oil", 5000, use_days=5)]
    posted = both.post(both.document("issue", "I1", TUE, *lines, meal="dinner"))
    assert [(row["line_no"], row["cost_fen"], row["use_days"]) for row in written(both, models.IssueLine, posted)] == [
        (1, 333 + 250, 1),
        (2, 7000, 5),
    ]
    first = posted.id - 3
    assert both.draws(posted) == [(1, first, 1000, 333), (1, first + 1, 500, 250), (2, first + 2, 5000, 7000)]
    assert both.lots() == [(1000, 0, 333, 333, True), (1000, 500, 500, 250, True)]
    assert both.lots("oil") == [(5000, 0, 7000, 7000, True)]


def test_an_opening_a_loss_a_delivery_and_a_stocktake_are_stored(both):
    line = both.line("opening", "egg", 60, 5000, expires_on=FRI, counted_by="甲", witnessed_by="乙")
    opening = both.post(both.document("opening", "O1", MON, line))
    assert written(both, models.OpeningLine, opening)[0]["witnessed_by"] == "乙"
    assert both.lots("egg") == [(60, 60, 5000, 0, True)]
    loss = both.post(both.document("loss", "L1", TUE, both.line("loss", "egg", 6, reason="破损", approved_by="甲")))
    [row] = written(both, models.LossLine, loss)
    assert (row["quantity"], row["cost_fen"], row["reason"], row["approved_by"]) == (6, 500, "破损", "甲")
    note = both.deliver("D1", TUE, 90000, 60000)
    [row] = written(both, models.DeliveryLine, note)
    assert (row["portions"], row["amount_fen"], row["food_cost_fen"]) == (100, 90000, 60000)
    lines = [both.line("stocktake", "egg", 50, counted_by="甲", witnessed_by="乙"), both.line("stocktake", "salt", 10)]
    taken = both.post(both.document("stocktake", "T1", WED, *lines))
    rows = written(both, models.StocktakeLine, taken)
    assert [(row["counted"], row["book"], row["cost_fen"]) for row in rows] == [(50, 54, 333), (10, 0, 0)]
    assert both.lots("salt") == [(10, 10, 0, 0, True)]
    assert both.draws(taken) == [(1, opening.id, 4, 333)]


def test_a_surplus_costs_what_the_last_lot_up_to_that_day_did(both):
    """By date received, then by entry; used up or not, of this canteen and ingredient, and none received later."""
    both.receive("R1", TUE, 100, 700)
    both.receive("R2", TUE, 100, 500)
    both.receive("R3", MON, 100, 300)
    both.receive("R4", THU, 100, 900)
    both.receive("R5", TUE, 100, 100, ingredient="oil")
    both.receive("R6", TUE, 100, 200, canteen="C002")
    both.issue("I1", WED, 300)
    both.count("T1", WED, 10)
    assert both.lots()[-1] == (10, 10, 50, 0, True)
    both.count("T2", FRI, 120)
    assert both.lots()[-1] == (10, 10, 90, 0, True)


def test_numbers_are_the_order_of_entry_of_the_county(both):
    first = both.receive("R1", WED, 10, 10)
    second = both.receive("R1", MON, 10, 10, canteen="C002")
    undone = both.reverse("receipt", "R1", WED)
    third = both.receive("R2", MON, 10, 10)
    assert [second.id, undone.id, third.id] == [first.id + 1, first.id + 2, first.id + 3]


def test_the_journal_tells_of_each_document_once_and_holds_all_of_it(both):
    before = len(both.journal())
    both.receive("R1", MON, 1000, 333)
    posted = both.issue("I1", TUE, 600)
    assert both.journal()[before:] == [
        ("post", "receipt", "C001/receipt/R1"),
        ("post", "issue", "C001/issue/I1"),
    ]
    table = models.Document.__table__
    head = dict(db.session.execute(select(table).where(table.c.id == posted.id)).mappings().one())
    body = record.posted(
        head,
        written(both, models.IssueLine, posted),
        written(both, models.Draw, posted),
        written(both, models.Lot, posted),
    )
    entry = last_entry(both)
    assert json.loads(entry.body) == body
    assert (entry.actor, entry.at) == ("李老师", NOW)


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (models.IssueLine, "cost_fen", 1),
        (models.IssueLine, "quantity", 1),
        (models.IssueLine, "unit", "kg"),
        (models.IssueLine, "use_days", 2),
        (models.IssueLine, "storekeeper", "丁"),
        (models.Draw, "cost_fen", 1),
        (models.Draw, "quantity", 1),
        (models.Draw, "lot_document_id", 99),
        (models.Document, "dated_on", WED),
        (models.Document, "doc_no", "I2"),
        (models.Document, "entered_by", "丁"),
        (models.Document, "imported", True),
    ],
)
def test_no_stored_column_can_change_without_leaving_the_digest(kitchen, model, column, value):
    kitchen.receive("R1", MON, 1000, 333)
    posted = kitchen.issue("I1", TUE, 600)
    table = models.Document.__table__
    head = dict(db.session.execute(select(table).where(table.c.id == posted.id)).mappings().one())
    rows = {table: written(kitchen, table, posted) for table in (models.IssueLine, models.Draw)}
    found = record.posted(head, rows[models.IssueLine], rows[models.Draw], [])
    changed = head if model is models.Document else rows[model][0]
    assert changed[column] != value
    changed[column] = value
    assert record.posted(head, rows[models.IssueLine], rows[models.Draw], []) != found
    assert json.loads(last_entry(kitchen).body) == found


def test_a_moment_of_another_zone_is_the_same_moment_on_record(kitchen):
    kitchen.receive("R1", MON, 1000, 333)
    posted = kitchen.issue("I1", TUE, 600, now=NOW.astimezone(UTC))
    table = models.Document.__table__
    head = dict(db.session.execute(select(table).where(table.c.id == posted.id)).mappings().one())
    lines, draws = written(kitchen, models.IssueLine, posted), written(kitchen, models.Draw, posted)
    assert json.loads(last_entry(kitchen).body) == record.posted(head, lines, draws, [])


def test_posting_the_same_again_changes_nothing(both):
    both.receive("R1", MON, 1000, 500)
    first = both.issue("I1", TUE, 300)
    before = both.rows(), both.lots(), both.journal()
    again = both.issue("I1", TUE, 300)
    assert (again.id, first.new, again.new) == (first.id, True, False)
    assert both.post(both.document("receipt", "R1", MON, receipt_line(both, "rice", 1000, 500))).new is False
    assert (both.rows(), both.lots(), both.journal()) == before


def test_the_same_in_another_unit_is_the_same(kitchen):
    one = Document(
        "receipt", kitchen.canteens["C001"], "R1", MON, (ReceiptLine(kitchen.ingredients["rice"], 1000, "kg", 5),)
    )
    two = Document(
        "receipt", kitchen.canteens["C001"], "R1", MON, (ReceiptLine(kitchen.ingredients["rice"], 1000, "g", 5),)
    )
    assert kitchen.post(one).id == kitchen.post(two).id


def test_other_content_under_a_used_number_is_refused(both):
    both.receive("R1", MON, 1000, 500)
    before = both.rows(), both.lots(), both.journal()
    for quantity, fen, on in ((1000, 501, MON), (999, 500, MON), (1000, 500, TUE)):
        with pytest.raises(errors.DocumentDiffers):
            both.receive("R1", on, quantity, fen)
    assert (both.rows(), both.lots(), both.journal()) == before


def test_a_number_belongs_to_its_canteen_and_kind(both):
    posted = {
        both.receive("1", MON, 1000, 500).id,
        both.receive("1", MON, 1000, 500, canteen="C002").id,
        both.issue("1", TUE, 10).id,
        both.lose("1", TUE, 10).id,
        both.count("1", TUE, 980).id,
        both.deliver("1", TUE, 500).id,
    }
    assert len(posted) == 6


def test_the_number_of_a_reversed_document_is_never_used_again(both):
    first = both.receive("R1", MON, 1000, 500)
    both.reverse("receipt", "R1", MON)
    with pytest.raises(errors.DocumentDiffers):
        both.receive("R1", MON, 1000, 501)
    again = both.receive("R1", MON, 1000, 500)
    assert (again.id, again.new) == (first.id, False)
    assert both.lots() == [(1000, 1000, 500, 0, False)]


def test_stock_belongs_to_its_canteen(both):
    both.receive("R1", MON, 1000, 500)
    with pytest.raises(errors.NotEnoughStock):
        both.issue("I1", TUE, 1, canteen="C002")
    assert both.lots(canteen="C002") == []


def test_a_refused_document_writes_nothing(both):
    both.receive("R1", MON, 1000, 500)
    both.receive("R2", MON, 100, 500, ingredient="oil")
    before = both.rows(), both.lots(), both.journal()
    lines = [both.line("issue", "rice", 900), both.line("issue", "oil", 101)]
    with pytest.raises(errors.NotEnoughStock) as refused:
        both.post(both.document("issue", "I1", TUE, *lines))
    assert refused.value.field == "lines.1.quantity"
    assert (both.rows(), both.lots(), both.journal()) == before
    assert both.issue("I1", TUE, 1000).new


def test_an_unknown_canteen_is_a_fault_of_the_document(both):
    line = receipt_line(both, "rice", 1, 1)
    with pytest.raises(NoCanteen):
        both.post(Document("receipt", 99, "R1", MON, (line,)))


def test_tomorrow_is_refused(kitchen):
    with pytest.raises(errors.InTheFuture):
        kitchen.receive("R1", NOW.date().replace(day=28), 1, 1)
    assert kitchen.receive("R1", NOW.date(), 1, 1).new


def test_a_later_entry_may_lie_before_an_earlier_one(both):
    """Issues are priced in the order in which they are entered, and a posted one is never priced again."""
    both.receive("R1", MON, 1000, 500, expires_on=FRI)
    late = both.issue("I1", THU, 400)
    both.receive("R2", MON, 1000, 100, expires_on=TUE)
    early = both.issue("I2", TUE, 1200)
    assert both.draws(late) == [(1, late.id - 1, 400, 200)]
    assert both.draws(early) == [(1, late.id + 1, 1000, 100), (1, late.id - 1, 200, 100)]
