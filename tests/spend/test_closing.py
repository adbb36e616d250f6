"""Closing and reopening weeks, on both stores: what waits, what is frozen, who may reopen."""

from datetime import timedelta

import pytest

from mealwatch.counties import service as counties
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.schools import service as schools
from mealwatch.spend import errors, service
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.statements import figures_of_version, standing_of, statements_of
from mealwatch.stock.domain.documents import IssueLine, ReceiptLine
from mealwatch.stock.errors import CostInClosedWeek, SpreadsIntoClosedWeek, WeekClosed
from tests.support.kitchen import FIRST_DAY, FRI, MON, NOW, SAT, THU, WED

WEEK = Week(MON)
DAYS = [MON + timedelta(days=k) for k in range(5)]
PRINCIPAL = Actor("校长", 3)
ONE, OTHER = Actor("周敏", 1), Actor("陈立", 2)


def a_week(kitchen, *, without=(), collector="领用戊"):
    """S003's week: 40 pupils eat 40 kg of rice a day at half a fen a gram; some days left out."""
    rice = kitchen.ingredients["rice"]
    bought = ReceiptLine(rice, 300_000, "g", 150_000, acceptor_1="验收乙", acceptor_2="验收丙")
    kitchen.post(kitchen.document("receipt", "R1", MON, bought, canteen="C002"))
    for day in DAYS:
        if day not in without:
            line = IssueLine(rice, 40_000, "g", storekeeper="库管丁", collector=collector)
            kitchen.post(kitchen.document("issue", f"I{day:%d}", day, line, canteen="C002"))
            kitchen.serve(day, 40, group=("S003", "G16"))
    return kitchen.schools["S003"]


def close(kitchen, school_id, how="principal", by=PRINCIPAL, **given):
    return kitchen.do(service.close_week, school_id, WEEK, how=how, by=by, **given)


def figure(kitchen, school_id):
    [one] = figures(kitchen.county_id, WEEK, WEEK, {school_id})
    return one


def test_a_complete_week_closes_and_keeps_its_figures(both):
    school_id = a_week(both)
    before = figure(both, school_id)
    assert not before.closed
    statement = close(both, school_id)
    after = figure(both, school_id)
    assert statement.version == 1
    assert after.closed
    assert (after.spend, after.outcome, after.complete_days) == (before.spend, before.outcome, 5)
    assert after.days == before.days


def test_closing_again_changes_nothing(both):
    school_id = a_week(both)
    first = close(both, school_id)
    rows = both.rows()
    assert close(both, school_id) == first
    assert both.rows() == rows


@pytest.mark.parametrize(
    ("without", "collector", "count"),
    [((WED,), "领用戊", 1), ((), None, 5), ((WED,), None, 5)],
    ids=["a day without record", "unsigned issues", "both"],
)
def test_the_principals_close_waits(kitchen, without, collector, count):
    school_id = a_week(kitchen, without=without, collector=collector)
    rows = kitchen.rows()
    with pytest.raises(errors.StillMissing) as refused:
        close(kitchen, school_id)
    assert len(refused.value.missing) + len(refused.value.unsigned) == count
    assert kitchen.rows() == rows


def test_the_deadlines_close_does_not_wait_and_names_what_is_missing(both):
    school_id = a_week(both, without=(WED,), collector=None)
    statement = close(both, school_id, how="deadline")
    assert statement.missing == (("S003/G16", WED.isoformat(), "lunch", "record"),)
    assert figure(both, school_id).complete_days == 4


def test_the_deadline_closes_every_school_with_supply_days(both):
    school_id = a_week(both)
    close(both, school_id)
    closed = both.do(service.close_all, WEEK)
    assert set(closed) == {both.schools["S001"], both.schools["S002"]}
    assert both.do(service.close_all, WEEK) == []


def test_a_week_that_is_not_over_stays_open(kitchen):
    school_id = a_week(kitchen)
    for how, today in (("principal", THU), ("deadline", SAT)):
        with pytest.raises(errors.WeekNotOver):
            close(kitchen, school_id, how=how, now=NOW.replace(month=today.month, day=today.day))
    with pytest.raises(errors.WeekNotOver):
        kitchen.do(service.close_all, WEEK, now=NOW.replace(month=SAT.month, day=SAT.day))


def test_a_week_without_supply_days_has_nothing_to_close(kitchen):
    with pytest.raises(errors.NothingToClose):
        kitchen.do(
            service.close_week, kitchen.schools["S003"], Week(FIRST_DAY).shifted(-3), how="deadline", by=PRINCIPAL
        )


def test_nothing_dated_inside_is_accepted_any_more(both):
    school_id = a_week(both)
    close(both, school_id)
    rows = both.rows()
    with pytest.raises(WeekClosed):
        both.receive("R9", FRI, 1000, 500, canteen="C002")
    with pytest.raises(CostInClosedWeek):
        both.reverse("issue", f"I{MON:%d}", MON + timedelta(days=8), canteen="C002")
    assert both.rows() == rows


def test_no_cost_is_spread_into_it(both):
    school_id = a_week(both)
    close(both, school_id)
    friday_before = MON - timedelta(days=3)
    both.receive("R0", friday_before, 10_000, 5_000, ingredient="oil", canteen="C002")
    with pytest.raises(SpreadsIntoClosedWeek):
        both.issue("IO", friday_before, 5_000, ingredient="oil", use_days=2, canteen="C002")
    both.issue("IP", friday_before, 5_000, ingredient="oil", canteen="C002")


def test_later_changes_of_calendar_counts_and_standards_move_nothing(both):
    school_id = a_week(both)
    close(both, school_id)
    before = figure(both, school_id)
    both.do(schools.put_calendar_day, dated_on=WED, day_type="closed", school_code="S003", note="补登")
    both.enrol(("S003", "G16"), MON, "C002", beneficiaries=80)
    both.do(
        schools.put_standard,
        school_code="S003",
        from_date=MON,
        meal="lunch",
        subsidised=True,
        top_up_fen=300,
    )
    after = figure(both, school_id)
    assert (after.spend, after.spend_enrolled, after.floor_fen, after.standard_fen, after.supply_days) == (
        before.spend,
        before.spend_enrolled,
        before.floor_fen,
        before.standard_fen,
        before.supply_days,
    )


def test_a_policy_does_not_reach_back_into_it(kitchen):
    school_id = a_week(kitchen)
    close(kitchen, school_id)
    before = figure(kitchen, school_id)
    with pytest.raises(Exception, match="closed"):
        kitchen.do(counties.set_policy, from_date=MON, subsidy_fen=600)
    assert figure(kitchen, school_id).policy_version == before.policy_version


def test_reopening_takes_two_people_and_a_reason(both):
    school_id = a_week(both)
    close(both, school_id)
    with pytest.raises(errors.ReasonMissing):
        both.do(service.ask_reopening, school_id, WEEK, reason=" ", by=ONE)
    with pytest.raises(errors.NotAsked):
        both.do(service.agree_reopening, school_id, WEEK, by=OTHER)
    both.do(service.ask_reopening, school_id, WEEK, reason="漏录一张出库单", by=ONE)
    with pytest.raises(errors.SamePerson):
        both.do(service.agree_reopening, school_id, WEEK, by=ONE)
    assert figure(both, school_id).closed
    both.do(service.agree_reopening, school_id, WEEK, by=OTHER)
    assert not figure(both, school_id).closed
    assert standing_of(both.county_id, school_id, WEEK) is None


def test_a_reopened_week_closes_as_the_next_version_and_the_old_one_stays_readable(both):
    school_id = a_week(both)
    close(both, school_id)
    old = figure(both, school_id)
    both.do(service.ask_reopening, school_id, WEEK, reason="漏录", by=ONE)
    both.do(service.agree_reopening, school_id, WEEK, by=OTHER)
    both.issue("I99", FRI, 5_000, canteen="C002", meal="lunch")
    close(both, school_id, how="deadline")
    new = figure(both, school_id)
    assert new.version == 2
    assert new.spend > old.spend
    [kept] = figures_of_version(both.county_id, school_id, WEEK, 1)
    assert kept.spend == old.spend
    assert [(one.version, one.standing) for one in statements_of(both.county_id, school_id, WEEK)] == [
        (2, True),
        (1, False),
    ]


def test_an_open_week_cannot_be_reopened(kitchen):
    school_id = a_week(kitchen)
    with pytest.raises(errors.NotClosed):
        kitchen.do(service.ask_reopening, school_id, WEEK, reason="错", by=ONE)


def test_leaving_a_record_out_never_raises_the_groups_own_spend(kitchen):
    school_id = a_week(kitchen, without=(WED,))
    close(kitchen, school_id, how="deadline")
    without = figure(kitchen, school_id)
    kitchen.do(service.ask_reopening, school_id, WEEK, reason="补录", by=ONE)
    kitchen.do(service.agree_reopening, school_id, WEEK, by=OTHER)
    kitchen.issue("IW", WED, 10_000, canteen="C002")
    kitchen.serve(WED, 40, group=("S003", "G16"))
    assert figure(kitchen, school_id).spend > without.spend
