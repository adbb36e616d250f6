"""A canteen's month: what the store was worth, what was issued, where that went; on both stores."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.reports import queries
from mealwatch.reports.domain.month import Month, months_of
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from mealwatch.spend import service as spend
from mealwatch.stock.models import Document, IssueLine, Lot, Reversal
from tests.support.books import labelled, month_workbook
from tests.support.kitchen import MON, TUE, WED

OCTOBER, NOVEMBER = Month(date(2026, 10, 1)), Month(date(2026, 11, 1))
THURSDAY, FRIDAY = date(2026, 10, 29), date(2026, 10, 30)


def reconciled(kitchen, month, code="C001"):
    canteen = schools.get_canteen(kitchen.county_id, code)
    [one] = queries.reconciliations(kitchen.county_id, [canteen], month)
    return one


def totals(one):
    names = ("start", "opened", "received", "surplus", "lost", "short", "issued", "end")
    return {name: one.total(f"{name}_fen") for name in names if one.total(f"{name}_fen")}


def test_months():
    assert str(NOVEMBER) == "2026-11"
    assert Month.parse("2026-11") == NOVEMBER == Month.of(date(2026, 11, 30))
    assert (NOVEMBER.last, NOVEMBER.before, Month.parse("2026-12").after.first) == (
        date(2026, 11, 30),
        OCTOBER,
        date(2027, 1, 1),
    )
    assert months_of(Week(date(2026, 10, 26))) == (OCTOBER, NOVEMBER)
    assert months_of(Week(MON)) == (NOVEMBER,)
    for nonsense in ("2026-13", "2026-1", "26-11", "2026-11-01", ""):
        with pytest.raises(ValueError, match="no month"):
            Month.parse(nonsense)


def test_a_month_by_hand(both):
    both.receive("R1", THURSDAY, 100_000, 50_000)  # 5 yuan a kilo
    both.issue("I1", THURSDAY, 20_000)
    both.receive("R2", MON, 100_000, 60_000)
    both.issue("I2", MON, 50_000)  # of the first lot: 250.00
    both.lose("L1", TUE, 10_000)  # 50.00
    both.count("T1", WED, 110_000)  # 120 kg on the books: 10 kg short, of the first lot: 50.00
    both.count("T2", WED, 111_000)  # 1 kg too much, at the last lot's price: 6.00
    assert totals(reconciled(both, OCTOBER)) == {"received": 50_000, "issued": 10_000, "end": 40_000}
    one = reconciled(both, NOVEMBER)
    assert totals(one) == {
        "start": 40_000,
        "received": 60_000,
        "surplus": 600,
        "lost": 5_000,
        "short": 5_000,
        "issued": 25_000,
        "end": 65_600,
    }
    assert (one.issued_by_value_fen, one.lines_fen, one.difference_fen) == (25_000, 25_000, 0)


def test_what_is_used_over_days_is_carried_into_the_next_month(both):
    """Ten supply days from Thursday 29 October: two of them in October, eight in November."""
    both.receive("R1", THURSDAY, 10_000, 10_000, ingredient="oil")
    both.issue("I1", THURSDAY, 10_000, ingredient="oil", use_days=10)
    one = reconciled(both, OCTOBER)
    assert (one.lines_fen, one.here.subsidised_fen, one.here.other_fen, one.elsewhere_fen) == (10_000, 2_000, 0, 8_000)
    after = reconciled(both, NOVEMBER)
    assert (after.lines_fen, after.brought.subsidised_fen, after.eaten_fen) == (0, 8_000, 8_000)


def test_other_meals_are_told_apart(both):
    both.receive("R1", MON, 10_000, 10_000)
    both.issue("I1", MON, 1_000)
    both.issue("I2", MON, 2_000, meal="dinner")
    both.issue("I3", date(2026, 11, 7), 3_000)  # a Saturday: no supply day
    one = reconciled(both, NOVEMBER)
    assert one.here == (1_000, 5_000)
    both.do(
        school_service.put_standard,
        school_code="S002",
        meal="dinner",
        from_date=date(2026, 9, 1),
        subsidised=True,
        top_up_fen=0,
    )
    assert reconciled(both, NOVEMBER).here == (3_000, 3_000)


def test_a_closed_week_keeps_its_meals_where_they_were(both):
    both.receive("R1", MON, 10_000, 10_000)
    both.issue("I1", MON, 1_000)
    both.do(spend.close_all, Week(MON))
    for school in ("S001", "S002"):
        both.do(
            school_service.put_standard,
            school_code=school,
            meal="lunch",
            from_date=MON,
            subsidised=False,
            top_up_fen=0,
        )
    assert reconciled(both, NOVEMBER).here == (1_000, 0)


def test_a_reversed_document_counts_nothing_and_is_named(both):
    both.receive("R1", MON, 10_000, 10_000)
    both.issue("I1", MON, 1_000)
    both.issue("I2", TUE, 1_000)
    both.reverse("issue", "I1", WED)
    one = reconciled(both, NOVEMBER)
    assert totals(one) == {"received": 10_000, "issued": 1_000, "end": 9_000}
    assert [(paper.doc_no, paper.reversed_on) for paper in one.reversed] == [("I1", WED)]


def test_delivery_notes_pass_no_store(both):
    both.deliver("D1", MON, 60_000, 40_000)
    both.deliver("D2", TUE, 50_000)
    one = reconciled(both, NOVEMBER)
    assert (one.delivered_fen, totals(one), one.documents) == (90_000, {}, ())


def test_a_school_sees_its_own_canteens_and_those_that_feed_it(kitchen):
    def seen(code):
        school = schools.get_school(kitchen.county_id, code)
        return [one.code for one in queries.canteens_of_school(kitchen.county_id, school, NOVEMBER)]

    assert (seen("S001"), seen("S002"), seen("S003")) == (["C001"], ["C001"], ["C002"])
    kitchen.enrol(("S002", "G14"), date(2026, 12, 1), "C002")
    assert seen("S002") == ["C001"]


def test_the_last_month_of_every_example_ends_with_what_the_lots_hold(example):
    last = db.session.scalar(select(func.max(Document.dated_on)))
    for canteen in schools.canteens_of(example):
        [one] = queries.reconciliations(example, [canteen], Month.of(last))
        held = select(func.sum(Lot.cost_fen - Lot.drawn_fen)).where(Lot.canteen_id == canteen.id, Lot.standing)
        assert one.total("end_fen") == (db.session.scalar(held) or 0)
        assert one.difference_fen == 0


def test_the_months_of_every_example_hold_every_standing_issue_line(example):
    days = db.session.execute(select(func.min(Document.dated_on), func.max(Document.dated_on))).one()
    month, told = Month.of(days[0]), 0
    canteens = schools.canteens_of(example)
    before = {canteen.id: 0 for canteen in canteens}
    while month.first <= days[1] + timedelta(days=60):
        for one in queries.reconciliations(example, canteens, month):
            assert one.difference_fen == 0
            assert one.total("start_fen") == before[one.canteen.id]
            assert sum(one.here) + one.elsewhere_fen == one.lines_fen
            before[one.canteen.id] = one.total("end_fen")
            told += one.lines_fen
        month = month.after
    standing = (
        select(func.sum(IssueLine.cost_fen))
        .outerjoin(
            Reversal, (Reversal.county_id == IssueLine.county_id) & (Reversal.document_id == IssueLine.document_id)
        )
        .where(Reversal.id.is_(None))
    )
    assert told == db.session.scalar(standing)


def test_the_workbook_of_a_month_gives_what_the_page_says(example):
    first = db.session.scalar(select(func.min(Document.dated_on)))
    found, book = month_workbook(example, schools.canteens_of(example), Month.of(first))
    for sheet, cell, formula in book.formulas():
        worked_out, written = book.value(sheet, cell), book.cached(sheet, cell)
        assert (worked_out or None) == (written or None), (sheet, cell, formula)
    for place, one in enumerate(found):
        column = "BCDEFGHIJKLM"[place]
        told = labelled(
            book, "按月核对", "＝ 出库金额（按库存推算）", "出库单合计", "推算与出库单之差（应为 0）", column=column
        )
        assert told["＝ 出库金额（按库存推算）"] == [Fraction(one.issued_by_value_fen, 100)]
        assert told["出库单合计"] == [Fraction(one.lines_fen, 100)]
        assert told["推算与出库单之差（应为 0）"] == [0]
