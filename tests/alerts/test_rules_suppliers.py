"""The rules on suppliers and on what is no food: who holds a class, who shares what, whose licence is over."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from mealwatch.acceptance.domain.licences import Allowance
from mealwatch.alerts.domain.money import StaffMeals
from mealwatch.alerts.domain.suppliers import Delivered, digits, is_name
from mealwatch.alerts.queries.parts.money import read_not_food
from mealwatch.kernel.week import Week
from mealwatch.schools.domain.school import StaffCount
from tests.alerts.stalls import LISTED_AT, USUAL, firm, market, paid
from tests.support.signals import CABBAGE, MON, PORK, RICE, WEEK, Refused, _food, given, judged, received, severity

MONTHLY = Week.parse("2026-W44")
LATER = MONTHLY.shifted(1)


def bought(shares, percent=115, *, at=1, week=LATER, weeks=4, good=PORK):
    """Pork of some weeks, two lines a week: ``{supplier: jin}`` at so many percent of the usual price."""
    return [
        paid(
            good, USUAL[good] * jin * percent // 100, jin, at=at, on=day, supplier=seller, number=f"R{day}-{seller}-{k}"
        )
        for back in range(weeks)
        for k, day in enumerate(week.shifted(-back).days[:2])
        for seller, jin in shares.items()
    ]


def county(*lines, first=(2, 11), week=LATER, **more):
    """The county's other canteens buy from four firms in turn, at the usual price."""
    spread = [bought({3 + at % 4: 50, 3 + (at + 1) % 4: 50}, 100, at=at, week=week) for at in range(*first)]
    return market(*lines, *(line for some in spread for line in some), week=week, **more)


@pytest.mark.parametrize(
    ("shares", "percent", "found"),
    [
        ({1: 60, 2: 20, 3: 20}, 115, "amber"),
        ({1: 59, 2: 21, 3: 20}, 115, None),
        ({1: 100}, 115, "amber"),
        ({1: 100}, 111, None),
        ({1: 100}, 112, "amber"),
        ({1: 100}, 95, None),
    ],
)
def test_one_firm_that_is_dearer_than_the_county(shares, percent, found):
    assert severity("V01", county(*bought(shares, percent, weeks=1 if len(shares) > 1 else 3))) == found


@pytest.mark.parametrize(("canteens", "found"), [(2, None), (3, "amber")])
def test_two_firms_that_share_a_class_at_several_schools(canteens, found):
    ring = [line for at in range(1, canteens + 1) for line in bought({1: 55, 2: 45}, at=at, weeks=2)]
    assert severity("V01", county(*ring, first=(4, 11))) == found


def test_where_the_county_buys_from_few_nobody_stands_out():
    one_seller = [line for at in range(2, 11) for line in bought({1: 100}, 100, at=at)]
    here = market(*bought({1: 100}), *one_seller, week=LATER)
    assert severity("V01", here) is None
    assert "供货商" in judged("V01", here)[1][0].what.text()


def test_what_was_so_last_week_is_told_once_a_month():
    six = bought({1: 100}, weeks=5)
    assert severity("V01", county(*six)) is None
    monthly = bought({1: 100}, week=MONTHLY, weeks=5)
    assert severity("V01", county(*monthly, week=MONTHLY)) == "amber"


def test_without_suppliers_on_the_papers_the_rule_says_so():
    signals, lacking = judged("V01", market(*bought({None: 100})))
    assert (signals, len(lacking)) == ([], 1)


FIRMS = (
    firm(1, phone="0797-600 1234", licence_no="JY1"),
    firm(2, phone="07976001234", licence_no="JY2"),
    firm(3, phone="110", licence_no="JY3", contact="王建国"),
    firm(4, phone="110", licence_no="JY1", contact="岚经理"),
)


@pytest.mark.parametrize(
    ("seller", "people", "count"),
    [(1, {}, 2), (2, {}, 1), (3, {}, 0), (4, {}, 1), (3, {"王建国"}, 1), (4, {"岚经理"}, 1), (3, {"王建军"}, 0)],
)
def test_who_shares_a_telephone_a_licence_or_a_name(seller, people, count):
    here = market(paid(supplier=seller), firms=FIRMS, people={1: people})
    signals, _ = judged("V02", here)
    assert [len(one.rows) for one in signals] == ([count] if count else [])
    assert all("疑似" in one.sentence.text() for one in signals)


@pytest.mark.parametrize(("back", "found"), [(1, None), (4, None), (5, "amber")])
def test_who_sold_lately_is_not_told_again_until_the_month_begins(back, found):
    lines = [paid(supplier=1, on=one) for one in (MON, MON - timedelta(weeks=back))]
    assert severity("V02", market(*lines, firms=FIRMS)) == found
    first = MONTHLY.monday
    lines = [paid(supplier=1, on=one) for one in (first, first - timedelta(weeks=back))]
    assert severity("V02", market(*lines, firms=FIRMS, week=MONTHLY)) == "amber"


def test_suppliers_of_whom_nothing_is_known():
    _, [one] = judged("V02", market(paid()))
    assert one.school_id is None
    _, [one] = judged("V03", market(paid()))
    assert one.school_id is None


@pytest.mark.parametrize(("text", "number"), [("139-0000 1234", "13900001234"), ("110", ""), (None, "")])
def test_a_number_without_its_marks(text, number):
    assert digits(text) == number


@pytest.mark.parametrize(
    ("text", "so"),
    [("王建国", True), ("岚经理", False), ("张老板", False), ("王", False), (None, False), ("A公司", False)],
)
def test_a_title_is_no_name(text, so):
    assert is_name(text) is so


def allowed(until):
    return Allowance(1, 1, None, MON - timedelta(days=9), until, "换证", "王股长", LISTED_AT)


@pytest.mark.parametrize(
    ("ends", "allowances", "found"),
    [
        (MON - timedelta(days=1), (), "red"),
        (MON, (), None),
        (None, (), None),
        (MON - timedelta(days=1), (allowed(MON),), None),
        (MON - timedelta(days=1), (allowed(MON - timedelta(days=1)),), "red"),
    ],
)
def test_a_licence_holds_to_its_last_day(ends, allowances, found):
    firms = (firm(1, licence_expires_on=ends), firm(2, licence_expires_on=date(2030, 1, 1)))
    here = market(firms=firms, allowances=allowances, received=[received(RICE, 1000, 500)])
    assert severity("V03", here) == found


def test_delivered_meals_and_refused_attempts_count_too():
    firms = (firm(1, licence_expires_on=MON - timedelta(days=9)),)
    here = market(firms=firms, delivered=[Delivered(1, "D1", MON, 1, 70_000)])
    [one], _ = judged("V03", here)
    assert one.at_risk == 70_000
    tried = [Refused(1, 1, "acceptance.licence_expired", MON, 3)]
    assert severity("V03", market(firms=firms, refusals=tried)) == "info"
    assert severity("V03", market(firms=firms, refusals=tried), attempts=4) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("液化气", "red"),
        ("洗洁精", "red"),
        ("一次性餐盒", "red"),
        ("食堂工资", "red"),
        ("运费", "red"),
        ("料酒", None),
        ("大米", None),
        ("茶水瓜", None),
        ("电力牌面粉", None),
    ],
)
def test_what_is_no_food(name, found):
    thing = _food(77, name, "其他")
    here = given(ingredients={77: thing}, received=[received(thing, 1000, 500)], issued=[], not_food=read_not_food())
    assert severity("M01", here) == found


def test_bought_and_used_is_not_counted_twice():
    gas = _food(77, "液化气", "其他")
    used = SimpleNamespace(canteen_id=1, on=MON, meal="lunch", ingredient_id=77, fen=900)
    parts = {"ingredients": {77: gas}, "not_food": read_not_food(), "issued": [used]}
    [one], _ = judged("M01", given(received=[received(gas, 1000, 700)], **parts))
    assert one.at_risk == 900


def staff(count, meals, **more):
    counts = {1: StaffCount(1, MON, count, 0)} if count is not None else {}
    eaten = {1: meals} if meals else {}
    return given(week=MONTHLY, staff_counts=counts, staff_meals=eaten, **more)


@pytest.mark.parametrize(
    ("count", "meals", "found"),
    [
        (20, StaffMeals(2000, 0, 0), "amber"),
        (20, StaffMeals(2000, 1, 1), None),
        (2, StaffMeals(2000, 0, 0), None),
        (20, StaffMeals(2000, 300, 22), None),
        (20, StaffMeals(2000, 300, 23), "amber"),
        (0, StaffMeals(2000, 0, 0), None),
    ],
)
def test_the_schools_own_people(count, meals, found):
    assert severity("M02", staff(count, meals)) == found


@pytest.mark.parametrize(("count", "meals"), [(None, StaffMeals(2000, 0, 0)), (20, None), (20, StaffMeals())])
def test_what_is_not_known_of_the_schools_own_people(count, meals):
    signals, [one] = judged("M02", staff(count, meals))
    assert (signals, one.school_id) == ([], 1)


def test_own_people_are_looked_at_once_a_month():
    assert judged("M02", given(week=WEEK, staff_counts={}, staff_meals={})) == ([], [])


def test_fresh_goods_are_no_class_of_few_lines():
    here = county(*bought({1: 100}, good=CABBAGE, weeks=2))
    assert severity("V01", here) is None
