"""V02 and V03 over a past week say the same whatever the register says by then."""

from datetime import timedelta

import pytest

from mealwatch.alerts import service as alerts
from mealwatch.alerts.queries import alerts as queries
from mealwatch.catalogue import queries as suppliers
from mealwatch.catalogue import service as catalogue
from mealwatch.catalogue.domain.register import Version
from mealwatch.counties import service as counties
from mealwatch.kernel.week import Week
from tests.alerts.stalls import firm, market, paid
from tests.support.kitchen import FRI, MON, NEXT_MON, NOW, SUN, TUE, WED
from tests.support.signals import RICE, judged, received, severity

WEEK = Week(MON)
BEFORE = NOW.replace(month=10, day=1)
ZHOU = {"code": "V010", "name": "老周粮油", "contact": "周小明", "phone": "139 0000 1234", "licence_no": "JY1"}
CHEN = {"code": "V011", "name": "小陈粮油", "phone": "13900001234"}


def put(kitchen, *rows, now):
    kitchen.do(catalogue.put_suppliers, list(rows), now=now)


@pytest.fixture
def bought(kitchen):
    """Rice on Tuesday from a seller whose licence ran out the Sunday before, who shares a telephone and a contact."""
    kitchen.do(counties.change_county, name="示例县", live_from=MON)
    put(kitchen, ZHOU | {"licence_expires_on": MON - timedelta(days=1)}, CHEN, now=BEFORE)
    seller = {"supplier_id": suppliers.get_supplier(kitchen.county_id, "V010").id, "buyer": "周小明"}
    line = kitchen.line("receipt", "rice", 9000, 4321, acceptor_1="验收乙", acceptor_2="验收丙", **seller)
    kitchen.post(kitchen.document("receipt", "R1", TUE, line, canteen="C002"))
    return kitchen


def run(kitchen):
    """What the two rules find in the week, with every row; and what the run did."""
    done = kitchen.do(alerts.run, WEEK)
    found = (
        queries.alert(kitchen.county_id, one.id)
        for one in queries.alerts(kitchen.county_id, WEEK, WEEK)
        if one.rule in ("V02", "V03")
    )
    return sorted(found, key=lambda one: one.rule), done


CHANGES = {
    "the licence is renewed": (ZHOU | {"licence_expires_on": WED + timedelta(days=1800)},),
    "the new licence began after the delivery": (
        ZHOU | {"licence_expires_on": WED + timedelta(days=1800), "licence_from": WED},
    ),
    "telephone and contact are put right": (ZHOU | {"phone": "13712345678", "contact": "周大明"},),
    "everything is": (
        ZHOU | {"phone": "13712345678", "contact": "周大明", "licence_no": "JY2", "licence_expires_on": NOW.date()},
        CHEN | {"phone": ""},
    ),
    "others come with the same details": (
        CHEN | {"code": "V012", "name": "后来粮油", "licence_no": "JY1", "licence_expires_on": MON},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_past_week_says_the_same_after_the_register_changed(bought, change):
    before, _ = run(bought)
    assert [(one.rule, one.version, len(one.rows)) for one in before] == [("V02", 1, 2), ("V03", 1, 1)]
    put(bought, *CHANGES[change], now=NOW)
    after, done = run(bought)
    assert after == before
    assert (done.made, done.changed, done.withdrawn) == (0, 0, 0)


def test_a_new_licence_that_was_good_that_day_takes_the_alert_back(bought):
    run(bought)
    renewed = {"licence_from": TUE, "licence_expires_on": WED + timedelta(days=1800)}
    put(bought, ZHOU | renewed, now=NOW)
    after, done = run(bought)
    assert [(one.rule, one.standing) for one in after] == [("V02", True), ("V03", False)]
    assert done.withdrawn == 1


def test_the_week_in_which_the_register_changes_is_read_day_by_day(bought):
    """Two sell on Tuesday and on Friday; in between one has another telephone."""
    put(bought, ZHOU | {"phone": "13712345678", "contact": ""}, now=NOW.replace(day=WED.day))
    seller = {"supplier_id": suppliers.get_supplier(bought.county_id, "V010").id}
    for doc_no, on, fen in (("R2", WED, 1000), ("R3", FRI, 2000)):
        bought.post(
            bought.document("receipt", doc_no, on, bought.line("receipt", "rice", 900, fen, **seller), canteen="C002")
        )
    found, _ = run(bought)
    [shared] = [one for one in found if one.rule == "V02"]
    assert "43.21" in shared.sentence.text()
    assert len(shared.rows) == 2


def entered(number, since, **said):
    return Version(1, number, since, **said)


@pytest.mark.parametrize(
    ("since", "starts", "found"),
    [(NEXT_MON, None, "red"), (NEXT_MON, TUE, "red"), (NEXT_MON, MON, None), (MON, None, None), (TUE, None, "red")],
    ids=["renewed later", "good from the next day", "good that day", "renewed that day", "renewed the next day"],
)
def test_whether_a_renewal_heals_a_delivery(since, starts, found):
    versions = [
        entered(1, None, licence_expires_on=MON - timedelta(days=1)),
        entered(2, since, licence_expires_on=SUN + timedelta(days=900), licence_from=starts),
    ]
    assert severity("V03", market(versions=versions, received=[received(RICE, 1000, 500)])) == found


@pytest.mark.parametrize(("since", "lacking"), [(MON, 0), (SUN, 0), (NEXT_MON, 1)])
def test_what_was_not_known_that_week_is_still_said_to_lack(since, lacking):
    versions = [
        entered(1, None),
        entered(2, since, licence_expires_on=SUN + timedelta(days=900), phone="13900001234"),
    ]
    here = market(paid(), firms=[firm(1)], versions=versions)
    for rule in ("V02", "V03"):
        assert len(judged(rule, here)[1]) == lacking
