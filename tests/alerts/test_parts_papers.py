"""What the rules on prices, suppliers and papers read: the right rows, and no more statements for more schools."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from mealwatch.acceptance import service as acceptance
from mealwatch.accounts.service import people
from mealwatch.alerts import known
from mealwatch.alerts.domain.rule import rules
from mealwatch.alerts.domain.signal import Lacking
from mealwatch.alerts.queries.given import given_of
from mealwatch.audit import refusals
from mealwatch.catalogue import price_lists
from mealwatch.catalogue import queries as catalogue
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.safety import service as safety
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.schools import queries as schools
from mealwatch.schools import service as register
from mealwatch.schools import staff
from mealwatch.signing.service import Second
from mealwatch.stock import service as stock
from tests.support.kitchen import MON, NOW, TUE, WED

PARTS = ("prices", "refusals", "not_food", "staff_counts", "staff_meals", "licences", "people")
PARTS += ("papers", "signers", "entered", "photos")
RULES = ("P01", "P02", "P03", "P04", "P05", "P06", "M01", "M02", "V01", "V02", "V03", "W01", "W02", "W03", "W04", "W05")
WEEK = Week(MON)


@pytest.fixture
def lived(kitchen):
    """Two canteens with a week of receipts, issues, records, a list of prices and refused attempts."""
    for code in ("C001", "C002"):
        live(kitchen, code)
    kitchen.do(staff.put_staff_count, kitchen.schools["S001"], from_date=MON, teaching=20, other=3)
    rows = [(kitchen.ingredients["rice"], "kg", 1000, 480, None)]
    kitchen.do(price_lists.take_in, rows, from_date=MON, until_date=None, source="市场价")
    return kitchen


def live(kitchen, code):
    canteen = schools.get_canteen(kitchen.county_id, code)
    seller = {"supplier_id": kitchen.supplier_id, "buyer": "采购甲", "acceptor_1": "验收乙", "acceptor_2": "验收丙"}
    line = kitchen.line("receipt", "rice", 50_000, 30_000, **seller)
    kitchen.post(kitchen.document("receipt", "R1", MON, line, canteen=code))
    kitchen.receive("R2", TUE, 10_000, 5000, canteen=code)
    kitchen.reverse("receipt", "R2", TUE, canteen=code)
    kitchen.post(
        kitchen.document(
            "issue",
            "I1",
            TUE,
            kitchen.line("issue", "rice", 9000, storekeeper="保管丁", collector="领用戊"),
            canteen=code,
        )
    )
    morning = {"heads": 2, "checked_at": "06:50", "unfit": False, "person": "张师傅"}
    kitchen.do(safety.enter, canteen, KINDS["morning"], [safety.Entry(str(WED), WED, morning)])
    goods = {one.code: one for one in catalogue.ingredients_of(kitchen.county_id)}
    rice = {"ingredient": goods["rice"], "unit": "kg", "weighed": 10_000, "amount_fen": 5000, "freight_fen": 500}
    slip = {"dated_on": WED, "supplier": None, "seller": "老农 139", "lines": [rice], "acceptor_1": "验收乙"}
    kitchen.do(acceptance.accept, canteen.id, "receipt", "R3", slip, sign=lambda *_: Second("刘家长", "guest", None))


def given_in(kitchen):
    return given_of(kitchen.county_id, WEEK, now=NOW)[0]


def statements(kitchen):
    """How many statements all parts take, and the rules over them."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    here = given_in(kitchen)
    for name in ("ingredients", "received", "issued", "groups"):
        here.part(name)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        for name in PARTS:
            here.part(name)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


def test_what_is_read(lived):
    here = given_in(lived)
    c001 = lived.canteens["C001"]
    lines = here.part("prices").week(MON)[c001]
    assert [(line.doc_no, line.fen, line.quantity) for line in lines] == [("R1", 30_000, 50_000), ("R3", 5000, 10_000)]
    assert here.part("prices").listed.on(lived.ingredients["rice"], None, MON).price_fen == 480
    papers = {(one.canteen_id, one.kind, one.doc_no): one for one in here.part("signers").documents}
    assert papers[c001, "receipt", "R1"][4:] == ("采购甲", "验收乙", "验收丙", False)
    assert papers[c001, "issue", "I1"][4:] == (None, "保管丁", "领用戊", False)
    assert (c001, "receipt", "R2") not in papers
    assert {(one.kind, one.number) for one in here.part("entered") if one.canteen_id == c001} == {
        ("receipt", "R1"),
        ("receipt", "R3"),
        ("issue", "I1"),
        ("morning", str(WED)),
    }
    assert next((one.canteen_id, one.kind, one.on) for one in here.part("papers").kept) == (c001, "morning", WED)
    assert here.part("staff_counts")[lived.schools["S001"]].heads == 23
    assert here.part("people")[c001] >= {"采购甲", "领用戊"}


def test_what_waited_on_a_device_is_told_with_its_word(lived):
    said = {"I1": None, "I2": "7200", "I3": "soon"}
    for number in ("I2", "I3"):
        issued = lived.document("issue", number, TUE, lived.line("issue", "rice", 10))
        lived.do(stock.post, issued, by=Actor("保管丁", waited=said[number]))
    morning = {"heads": 2, "checked_at": "06:50", "unfit": False, "person": "张师傅"}
    entries = [safety.Entry(str(TUE), TUE, morning)]
    canteen = schools.get_canteen(lived.county_id, "C001")
    lived.do(safety.enter, canteen, KINDS["morning"], entries, by=Actor("张师傅", waited="60"))
    mine = [one for one in given_in(lived).part("entered") if one.canteen_id == canteen.id]
    found = {one.number: (one.waited, one.typed_at and one.at - one.typed_at) for one in mine}
    assert found["I1"] == (False, None)
    assert found["I2"] == (True, timedelta(hours=2))
    assert found["I3"] == (True, None)
    assert found[str(TUE)] == (True, timedelta(minutes=1))
    assert found[str(WED)] == (False, None)


def test_every_rule_judges_or_says_why_not(lived):
    here = given_in(lived)
    for rule_id in RULES:
        found = list(rules()[rule_id](here, known.limits(rule_id)))
        assert {one.school_id for one in found if isinstance(one, Lacking)} <= {None, *here.schools}
        for one in found:
            for line in (one.what,) if isinstance(one, Lacking) else (one.sentence, *one.arithmetic, *one.rows):
                assert "{" not in line.text()


def test_another_school_takes_no_other_statement(lived):
    two = statements(lived)
    stamp = {"town": "青山镇", "school_type": "primary", "supply_mode": "canteen"}
    lived.do(register.put_school, code="S009", name="新小学", **stamp)
    lived.do(register.put_canteen, code="C009", school_code="S009", name="食堂")
    state = {"group_code": "G16", "name": "一至六年级", "age_band": "9-11", "beneficiaries": 50, "other_pupils": 0}
    lived.do(register.put_group_state, school_code="S009", canteen_code="C009", from_date=MON, **state)
    lived.canteens["C009"] = schools.get_canteen(lived.county_id, "C009").id
    live(lived, "C009")
    assert statements(lived) == two
    assert two <= 32


def test_what_somebody_was_refused_is_counted_by_day(lived):
    cook = lived.do(people.create_account, username="cook", name="张师傅", password="sunny-kitchen-door-7")
    where = {"school_id": lived.schools["S001"], "canteen_id": lived.canteens["C001"], "by": Actor("张师傅", cook.id)}
    for minutes, day in ((0, MON), (5, MON), (0, TUE)):
        at = NOW.replace(month=day.month, day=day.day, hour=9) + timedelta(minutes=minutes)
        lived.do(refusals.keep, ["stock.not_enough", "field.required"], **where | {"now": at})
    found = given_in(lived).part("refusals")
    assert sorted((one.code, one.on, one.count) for one in found) == [
        ("stock.not_enough", MON, 2),
        ("stock.not_enough", TUE, 1),
    ]
