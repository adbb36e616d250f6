"""Accepting goods through the service, on both stores: one transaction, once, the record beside the ledger."""

from datetime import timedelta
from fractions import Fraction

import pytest

from mealwatch.acceptance import errors, queries, service
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue import service as catalogue_service
from mealwatch.kernel.ratio import Ratio
from mealwatch.signing.service import Second
from mealwatch.stock.queries.paid import paid_by_others
from mealwatch.verification.queries.whole import verify
from tests.support.kitchen import FRI, MON, NEXT_MON, NOW, TUE


def signed(_doc_no, _content):
    return Second("刘家长", "guest", None)


def goods(kitchen, code="rice", **changes):
    one = next(one for one in catalogue.ingredients_of(kitchen.county_id) if one.code == code)
    return {"ingredient": one, "unit": "kg", "weighed": 10_000, "yuan": Fraction("4.8"), "per": "kg"} | changes


def slip(kitchen, *lines, on=NEXT_MON, supplier="V001", **changes):
    found = catalogue.get_supplier(kitchen.county_id, supplier)
    return {"dated_on": on, "supplier": found, "lines": list(lines), "acceptor_1": "库管丁"} | changes


def accept(kitchen, number, given, **options):
    return kitchen.do(service.accept, kitchen.canteens["C001"], "receipt", number, given, sign=signed, **options)


def slip_of(kitchen, done):
    found = queries.slip_of(kitchen.county_id, done.document_id)
    assert found is not None
    return found


def test_receipt_and_record_are_one_and_verify(both):
    line = goods(both, ordered=12_000, noted=11_000, returned=1_000, freight_fen=250)
    done = accept(both, "R1", slip(both, line, slip_no="S9"))
    assert done.new
    assert both.lots() == [(9_000, 9_000, 4_570, 0, True)]
    found = queries.acceptances(both.county_id, both.canteens["C001"], NEXT_MON, NEXT_MON)
    one = found[done.document_id, 1]
    assert (one.ordered, one.noted, one.weighed, one.returned, one.accepted) == (12_000, 11_000, 10_000, 1_000, 9_000)
    assert (one.amount_fen, one.freight_fen, one.conclusion) == (4_570, 250, "partly")
    head, _lines = slip_of(both, done)
    assert (head.slip_no, head.acceptor_2) == ("S9", "刘家长")
    verify()


def test_the_same_again_changes_nothing_and_another_is_refused(both):
    given = slip(both, goods(both))
    accept(both, "R1", given)
    before = both.rows()
    assert not accept(both, "R1", given).new
    assert both.rows() == before
    with pytest.raises(errors.AcceptanceDiffers):
        accept(both, "R1", slip(both, goods(both, noted=9_000)))
    assert both.rows() == before


def test_a_proposed_number_moves_on_where_it_is_taken(both):
    accept(both, "R20261109-1", slip(both, goods(both), form_key="a"))
    given = slip(both, goods(both), form_key="b")
    second = accept(both, "R20261109-1", given, renumber=True)
    assert second.doc_no == "R20261109-2"
    assert not accept(both, "R20261109-1", given, renumber=True).new


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"yuan": None}, errors.PriceMissing),
        ({"weighed": 100, "returned": 200}, errors.ReturnedMore),
        ({"per": "L"}, errors.PriceUnit),
    ],
)
def test_what_is_refused_leaves_nothing(kitchen, change, problem):
    before = kitchen.rows()
    with pytest.raises(problem):
        accept(kitchen, "R1", slip(kitchen, goods(kitchen, **change)))
    assert kitchen.rows() == before


def test_a_second_person_who_does_not_sign_leaves_nothing(kitchen):
    before = kitchen.rows()

    def refuse(_doc_no, _content):
        raise errors.SellerMissing

    with pytest.raises(errors.SellerMissing):
        kitchen.do(service.accept, 1, "receipt", "R1", slip(kitchen, goods(kitchen)), sign=refuse)
    assert kitchen.rows() == before


def test_the_median_is_of_others_of_the_last_fortnight(both):
    """Own receipts, reversed ones, older and later ones do not count."""
    rice = both.ingredients["rice"]
    for number, (canteen, day, fen) in enumerate(
        [
            ("C002", MON, 1000),
            ("C002", TUE, 1001),
            ("C002", FRI, 1002),
            ("C001", TUE, 9),
            ("C002", MON - timedelta(days=1), 7),
            ("C002", NEXT_MON + timedelta(days=7), 8),
        ]
    ):
        both.receive(f"A{number}", day, 1000, fen, canteen=canteen)
    both.receive("A9", TUE, 1000, 5, canteen="C002")
    both.reverse("receipt", "A9", TUE, canteen="C002")
    last = MON + timedelta(days=14)
    found = paid_by_others(both.county_id, both.canteens["C001"], MON, last - timedelta(days=1))
    assert sorted(found[rice]) == [Ratio(1000, 1000), Ratio(1001, 1000), Ratio(1002, 1000)]


def test_an_odd_price_against_the_county_is_asked_once_and_its_answer_kept(both):
    for number, day in enumerate((MON, TUE, FRI)):
        both.receive(f"A{number}", day, 1000, 480, canteen="C002")
    odd = goods(both, yuan=Fraction("9.6"))
    asked = service.asked_about(both.county_id, both.canteens["C001"], slip(both, odd))
    assert [one.why for one in asked.values()] == [("far",)]
    with pytest.raises(errors.PriceAsked):
        accept(both, "R1", slip(both, odd))
    done = accept(both, "R1", slip(both, odd | {"price_answer": "kept"}))
    [line] = slip_of(both, done)[1]
    assert (line.amount_fen, line.price_answer, line.price_question["median"]) == (9_600, "kept", "12/25")
    assert service.asked_about(both.county_id, both.canteens["C001"], slip(both, goods(both))) == {}


def test_allowing_and_taking_back_are_told_to_the_journal(both):
    both.do(catalogue_service.put_suppliers, [{"code": "V9", "name": "老周", "licence_expires_on": MON}])
    old = catalogue.get_supplier(both.county_id, "V9")
    with pytest.raises(errors.LicenceExpired):
        accept(both, "R1", slip(both, goods(both), supplier="V9"))
    dates = {"from_date": NEXT_MON, "until_date": NOW.date()}
    one = both.do(service.allow, old, reason="换证", **dates)
    assert both.do(service.allow, old, reason="换证", **dates) == one
    done = accept(both, "R1", slip(both, goods(both), supplier="V9"))
    assert slip_of(both, done)[0].allowance_id == one.id
    both.do(service.withdraw, one.id, reason="没有换成")
    with pytest.raises(errors.AllowanceOver):
        both.do(service.withdraw, one.id, reason="再收")
    assert [entry for entry in both.journal() if entry[1] == "licence_allowance"] == [
        ("create", "licence_allowance", "1"),
        ("withdraw", "licence_allowance", "1"),
    ]
    verify()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"until_date": MON - timedelta(days=1)}, errors.AllowanceEnds),
        ({"until_date": MON + timedelta(days=120)}, errors.AllowanceLong),
        ({"reason": " "}, Exception),
    ],
)
def test_what_the_bureau_cannot_allow(kitchen, changes, problem):
    known = catalogue.get_supplier(kitchen.county_id, "V001")
    wanted = {"from_date": MON, "until_date": FRI, "reason": "换证"} | changes
    with pytest.raises(problem):
        kitchen.do(service.allow, known, **wanted)


def test_a_good_licence_needs_no_allowance(kitchen):
    kitchen.do(catalogue_service.put_suppliers, [{"code": "V9", "name": "老周", "licence_expires_on": NOW.date()}])
    good = catalogue.get_supplier(kitchen.county_id, "V9")
    with pytest.raises(errors.AllowanceNeedless):
        kitchen.do(service.allow, good, from_date=MON, until_date=FRI, reason="换证")
