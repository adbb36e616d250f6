"""The ledgers read all at once are those that the screen shows one by one."""

from datetime import date

from mealwatch.stock.queries.ledger import ledger_of
from mealwatch.stock.queries.ledgers import ledgers_of
from tests.support.kitchen import THU


def told(rows):
    return [
        (one.on, one.place, one.kind, one.doc_no, one.quantity, one.fen, one.is_reversal, row.held, row.held_fen)
        for row in rows
        for one in [row.movement]
    ]


def test_all_ledgers_at_once_are_the_ledgers_one_by_one(papers):
    place = papers.county_id, papers.canteens["C001"]
    found = ledgers_of(*place, date(2026, 11, 30))
    assert found.keys() == set(papers.ingredients.values())
    for ingredient_id, rows in found.items():
        assert told(rows) == told(ledger_of(*place, ingredient_id))


def test_what_is_dated_later_is_not_among_them(papers):
    place = papers.county_id, papers.canteens["C001"]
    for ingredient_id, rows in ledgers_of(*place, THU).items():
        early = [row for row in told(ledger_of(*place, ingredient_id)) if row[0] <= THU]
        assert told(rows) == early
