"""The rules on the store, from the catalogue: what is a difference, what is not, and what is exactly on the line."""

from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from mealwatch.alerts.domain.kitchen import Eaters, Kitchen, Plate
from mealwatch.alerts.domain.stores import Stock
from tests.support.signals import (
    CABBAGE,
    EGG,
    FLOUR,
    FRI,
    MON,
    OIL,
    PORK,
    RICE,
    SALT,
    SAUSAGE,
    SPINACH,
    THU,
    TUE,
    WED,
    WEEK,
    Refused,
    back,
    canteen,
    counted,
    days_before,
    given,
    held,
    judged,
    kitchen_week,
    lost,
    out_of_time,
    received,
    same_day,
    school,
    severity,
    weeks_of,
)


@pytest.mark.parametrize(
    ("line", "losses", "found"),
    [
        (counted(RICE, 100_000, 97_000, 1500), [], None),
        (counted(RICE, 100_000, 96_999, 1500), [], "amber"),
        (counted(RICE, 100_000, 103_001, 1500), [], "amber"),
        (counted(CABBAGE, 50_000, 46_000, 1500), [], None),
        (counted(CABBAGE, 50_000, 45_999, 1500), [], "amber"),
        (counted(RICE, 10_000_000, 9_800_000, 20_000), [], None),
        (counted(RICE, 10_000_000, 9_800_000, 20_001), [], "red"),
        (counted(RICE, 100_000, 50_000, 999), [], None),
        (counted(RICE, 100_000, 50_000, 1000), [], "amber"),
        (counted(RICE, 0, 5_000, 2500), [], "amber"),
        (counted(RICE, 100_000, 95_000, 2500), [lost(RICE, 2_000, 1000)], None),
        (counted(RICE, 100_000, 95_000, 2500), [lost(RICE, 1_999, 1000)], "amber"),
        (counted(RICE, 100_000, 95_000, 2500), [lost(PORK, 5_000, 1000)], "amber"),
        (counted(RICE, 100_000, 95_000, 2500, on=days_before(1)), [], None),
    ],
    ids=[
        "3 percent of dry goods",
        "more than 3 percent",
        "a surplus is a difference too",
        "8 percent of fresh goods",
        "more than 8 percent",
        "2 percent worth 200 yuan",
        "2 percent worth more",
        "half of it, but no money",
        "half of it, worth a look",
        "found what no book knows",
        "the loss was written down late",
        "the loss explains not all",
        "a loss of something else",
        "counted another week",
    ],
)
def test_s01_count_against_book(line, losses, found):
    assert severity("S01", given(stock=Stock(counted=[line], lost=losses))) == found


@pytest.mark.parametrize(("missing", "found"), [(1500, None), (1501, "amber")], ids=["as eaten", "beyond it"])
def test_s01_oil_may_be_gone_as_the_menus_have_eaten_it(missing, found):
    """10 litres by the menus, 10 issued: up to 15 percent more is the cook's spoon."""
    oil = kitchen_week({OIL: (10_000, 10_000)})
    line = counted(OIL, 20_000, 20_000 - missing, 1500)
    assert severity("S01", given(kitchen=weeks_of(oil), stock=Stock(counted=[line]))) == found


def test_s01_says_that_nobody_counted():
    _, lacking = judged("S01", given(stock=Stock(counted=[counted(RICE, 1, 1, 0, on=back(6).monday)])))
    assert [one.what.text() for one in lacking] == ["近 6 周没有盘点"]


@pytest.mark.parametrize(
    ("refused", "drawn", "found"),
    [
        ([Refused(1, 1, "stock.not_enough", TUE, 2)], [], None),
        ([Refused(1, 1, "stock.not_enough", TUE, 2), Refused(1, 1, "stock.not_enough", WED, 1)], [], "amber"),
        ([Refused(1, 1, "stock.in_the_future", TUE, 9)], [], None),
        ([Refused(1, 1, "stock.not_enough", days_before(1), 9)], [], None),
        ([], [out_of_time(RICE, 500, received_on=WED)], "red"),
        ([], [out_of_time(RICE, 500, received_on=TUE)], None),
    ],
    ids=["twice is a slip", "three times", "another refusal", "another week", "issued before it came", "came that day"],
)
def test_s02_goods_that_were_not_there(refused, drawn, found):
    assert severity("S02", given(refusals=refused, stock=Stock(out_of_time=drawn))) == found


def test_s02_names_the_receipts_that_were_entered_afterwards():
    lines = [received(RICE, 1000, 500, entered_on=WED), received(PORK, 1000, 500, entered_on=TUE)]
    [signal], _ = judged("S02", given(refusals=[Refused(1, 1, "stock.not_enough", TUE, 3)], received=lines))
    assert [line.facts.get("name") for line in signal.rows] == [None, "大米"]


def _lots(through, whole, *, fen=100):
    lots = [same_day(RICE, 1000, fen, 1000)] * through + [same_day(OIL, 1000, 100, 999)] * whole
    return given(stock=Stock(same_day=lots))


@pytest.mark.parametrize(
    ("so_given", "found"),
    [
        (_lots(2, 2), None),
        (_lots(3, 2), "amber"),
        (_lots(3, 2, fen=10), None),
        (given(stock=Stock(same_day=[same_day(RICE, 1000, 100, 0, matched=True)] * 4)), "amber"),
        (given(stock=Stock(same_day=[same_day(RICE, 1000, 100, 1000)] * 4), pupils=29), "info"),
    ],
    ids=[
        "half of the lots",
        "most of the lots",
        "of little money",
        "issued to the gram from other lots",
        "a small school",
    ],
)
def test_s03_in_and_out(so_given, found):
    assert severity("S03", so_given) == found


def test_s03_says_when_lots_are_too_few():
    assert [one.what.text() for one in judged("S03", _lots(3, 0))[1]] == ["近四周米面油调料入库不足 4 批，无从判断"]


def _plate(on, planned, issued, *, heads=100, by_package=()):
    return Plate(
        1,
        on,
        "lunch",
        Eaters({"9-11": heads}),
        {food.id: Fraction(base) for food, base in planned.items()},
        {food.id: base for food, base in issued.items()},
        {food.id: "菜" for food in planned},
        frozenset(food.id for food in by_package),
    )


def _cooked(*plates, fen_each=2, pupils=100):
    """A week whose plates are these; every good costs 2 fen a base unit."""
    priced = kitchen_week(dict.fromkeys((RICE, PORK, CABBAGE, SPINACH, EGG, SALT), (100, 100)))
    kitchen = weeks_of(priced)
    for out in priced.out:
        priced.out[out] = priced.out[out]._replace(fen=100 * fen_each)
    return given(kitchen=Kitchen(kitchen.weeks, {1: list(plates)}), pupils=pupils)


FULL = {RICE: 10_000, PORK: 5_000}


@pytest.mark.parametrize(
    ("plates", "found"),
    [
        ([_plate(MON, FULL, FULL)], None),
        ([_plate(MON, FULL, FULL | {PORK: 3_500})], None),
        ([_plate(MON, FULL, FULL | {PORK: 3_499})], "amber"),
        ([_plate(MON, FULL, FULL | {PORK: 6_500})], None),
        ([_plate(MON, FULL, FULL | {PORK: 6_501})], "info"),
        ([_plate(MON, FULL, {RICE: 10_000})], "amber"),
        ([_plate(MON, FULL, FULL | {SAUSAGE: 4_000})], None),
        ([_plate(MON, FULL, FULL | {EGG: 100})], None),
        ([_plate(MON, FULL, FULL | {CABBAGE: 8_000})], "info"),
        ([_plate(on, FULL, {RICE: 10_000}) for on in (MON, TUE, WED)], "red"),
        ([_plate(on, FULL, {RICE: 10_000}) for on in (MON, TUE)], "amber"),
        ([_plate(on, FULL, {RICE: 10_000, CABBAGE: 8_000}) for on in (MON, TUE, WED)], "amber"),
        ([_plate(MON, FULL, FULL | {PORK: 10_000}), _plate(TUE, FULL, {RICE: 10_000})], None),
        ([_plate(MON, FULL, FULL | {RICE: 0}, by_package=[RICE])], None),
        ([_plate(MON, FULL | {SALT: 900}, FULL)], None),
        ([_plate(MON, FULL | {EGG: 9}, FULL | {EGG: 7}, heads=10)], None),
        ([_plate(MON, FULL | {CABBAGE: 8_000}, FULL | {SPINACH: 8_000})], None),
        ([_plate(on, FULL | {CABBAGE: 8_000}, FULL | {SPINACH: 8_000}) for on in (MON, TUE, WED)], "info"),
        ([_plate(MON, FULL | {CABBAGE: 8_000}, FULL | {SPINACH: 5_000})], "amber"),
    ],
    ids=[
        "as planned",
        "70 percent",
        "less than 70 percent",
        "130 percent",
        "more than 130 percent",
        "planned, not issued",
        "what has no price here",
        "worth less than ten yuan",
        "issued, not planned",
        "three meals without meat",
        "two meals without meat",
        "replaced by what is worth more",
        "handed out a day early",
        "from an open sack",
        "salt is taken by the spoon",
        "two eggs",
        "another vegetable of the same weight",
        "other vegetables three times",
        "less of another vegetable",
    ],
)
def test_s06_issues_against_the_menu(plates, found):
    assert severity("S06", _cooked(*plates)) == found


@pytest.mark.parametrize(
    ("eaters", "issued"), [(Eaters({}, missing=True), FULL), (Eaters({"9-11": 100}), {})], ids=["no heads", "no issue"]
)
def test_s06_says_when_no_meal_can_be_judged(eaters, issued):
    plate = Plate(
        1, MON, "lunch", eaters, {PORK.id: Fraction(5000)}, {one.id: base for one, base in issued.items()}, {}
    )
    signals, lacking = judged("S06", _cooked(plate))
    assert (signals, len(lacking)) == ([], 1)


@pytest.mark.parametrize(("issued", "found"), [(3_500, None), (3_499, "amber")], ids=["70 percent", "less"])
def test_s06_looks_at_a_small_school_over_four_weeks(issued, found):
    weeks = [kitchen_week({PORK: (5_000, issued)}, week=back(k), heads=20) for k in range(4)]
    assert severity("S06", given(kitchen=weeks_of(*weeks), pupils=29)) == found


@settings(max_examples=40)
@for_all(
    times=st.integers(1, 50),
    order=st.permutations([MON, TUE, WED, THU, FRI]),
    issued=st.lists(st.integers(0, 8_000), min_size=5, max_size=5),
)
def test_s06_scale_and_order_change_nothing(times, order, issued):
    """A school ten times as big that issues ten times as much is the same school, as long as the money counts."""
    plates = [_plate(on, FULL, FULL | {PORK: base}) for on, base in zip(order, issued, strict=True)]
    more = {food: base * times for food, base in FULL.items()}
    bigger = [
        _plate(one.on, more, more | {PORK: base * times}, heads=100 * times)
        for one, base in zip(plates, issued, strict=True)
    ]
    in_order = sorted(plates, key=lambda one: one.on)
    small, big = (judged("S06", _cooked(*some), tiny_yuan=0)[0] for some in (in_order, bigger))
    assert [one.severity for one in small] == [one.severity for one in big]
    assert [one.at_risk * times for one in small] == [one.at_risk for one in big]


def _stocked(left, *, bought=1, planned=2_500, weeks=4, fen=None, package=RICE):
    """500 g a day by the menu; ``left`` lies in the store at 2 fen a gram."""
    kitchen = weeks_of(*(kitchen_week({package: (planned, planned)}, week=back(k)) for k in range(weeks)))
    lots = [held(package, left, left * 2 if fen is None else fen)]
    return given(kitchen=kitchen, stock=Stock(held=lots), received=[received(package, 1000, 500)] * bought)


@pytest.mark.parametrize(
    ("so_given", "found"),
    [
        (_stocked(15_000 + 10_000, package=FLOUR), "amber"),
        (_stocked(15_000 + 9_999, package=FLOUR), None),
        (_stocked(15_000 + 10_000, bought=0, package=FLOUR), None),
        (_stocked(50_000), None),
        (_stocked(50_001), "amber"),
    ],
    ids=["30 days and 200 yuan more", "a gram less", "not bought any more", "two sacks", "more than two sacks"],
)
def test_s08_more_than_is_eaten(so_given, found):
    assert severity("S08", so_given) == found


@pytest.mark.parametrize(
    ("came", "left", "found"),
    [(17_500, 20_000, None), (17_501, 20_000, "amber"), (17_501, 19_999, None), (60_000, 10_000, None)],
    ids=["15 days more than used", "more than 15", "a gram less in store", "not in the store any more"],
)
def test_s08_a_store_that_fills_shows_earlier(came, left, found):
    """500 g a day, 10 kg in four weeks; above 20 days it is 200 yuan from 20 kg on at 2 fen."""
    kitchen = weeks_of(*(kitchen_week({FLOUR: (2_500, 2_500)}, week=back(k)) for k in range(4)))
    lots = Stock(held=[held(FLOUR, left, left * 2)])
    so_given = given(kitchen=kitchen, stock=lots, received=[received(FLOUR, came, 500)])
    assert severity("S08", so_given) == found


def test_s08_leaves_the_first_weeks_alone():
    signals, [lacking] = judged("S08", _stocked(500_000, weeks=3))
    assert (signals, lacking.what.text()) == ([], "有带量食谱、就餐人数和出库的还不满四周")


@pytest.mark.parametrize(
    ("own", "peers", "found"),
    [(140, 4, None), (141, 4, "amber"), (141, 3, None)],
    ids=["1.4 times", "more than 1.4 times", "too few to compare with"],
)
def test_s08_grain_a_head_against_peers(own, peers, found):
    grams = [own, *[100] * peers]
    weeks = [
        kitchen_week({RICE: (100 * 500, each * 500)}, week=back(k), at=number, heads=500)
        for number, each in enumerate(grams, start=1)
        for k in range(4)
    ]
    so_given = given(
        schools=[school(number) for number in range(1, len(grams) + 1)],
        canteens=[canteen(number) for number in range(1, len(grams) + 1)],
        kitchen=weeks_of(*weeks),
        asked=[1],
    )
    assert severity("S08", so_given) == found


DAYS = {1: [MON, TUE, WED, THU, FRI]}


@pytest.mark.parametrize(
    ("stock", "found"),
    [
        (Stock(held=[held(PORK, 1000, 2000, expires_on=WED)]), None),
        (Stock(held=[held(PORK, 1000, 2000, expires_on=TUE)]), "amber"),
        (Stock(held=[held(PORK, 1000, 499, expires_on=TUE)]), None),
        (Stock(held=[held(PORK, 1000, 5000, expires_on=TUE)]), "red"),
        (Stock(held=[held(PORK, 500, 8000, bought=1000, expires_on=TUE)]), "amber"),
        (Stock(out_of_time=[out_of_time(PORK, 10, expires_on=MON, on=TUE)]), "red"),
        (Stock(out_of_time=[out_of_time(PORK, 10, expires_on=TUE, on=TUE)]), None),
    ],
    ids=[
        "two supply days to write it off",
        "three supply days",
        "worth nothing",
        "worth much",
        "half of it is left",
        "issued a day late",
        "issued on its last day",
    ],
)
def test_s09_past_its_date(stock, found):
    assert severity("S09", given(stock=stock, supply_days=DAYS)) == found


def test_s09_says_when_no_lot_has_a_date():
    _, lacking = judged("S09", given(stock=Stock(held=[held(RICE, 1000, 100)])))
    assert [one.what.text() for one in lacking] == ["库存各批都没有登记保质期"]


@pytest.mark.parametrize(
    ("came", "gone", "found"),
    [(200_000, 6_000, None), (200_000, 6_001, "amber"), (100_000, 4_999, None), (100_000, 5_000, "amber")],
    ids=["3 percent", "more", "less than 50 yuan", "50 yuan"],
)
def test_s10_losses_against_receipts(came, gone, found):
    so_given = given(received=[received(PORK, 1000, came)], stock=Stock(lost=[lost(PORK, 100, gone)]))
    assert severity("S10", so_given) == found
    signals, _ = judged("S10", so_given)
    assert [str(one.at_risk) for one in signals] == ([str(gone - came * 3 // 100) + "/1"] if found else [])


RULES = ("S01", "S02", "S03", "S06", "S08", "S09", "S10", "Q01", "Q03", "Q04", "Q05", "K01")


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.parametrize(
    ("one", "canteens", "why"),
    [
        (school(mode="contractor"), [canteen()], "由供餐企业送餐，没有出入库账，这条规则不适用"),
        (school(), [], "没有自己的食堂，由别校食堂供餐，随那个食堂的学校判断"),
    ],
    ids=["contractor", "fed by another"],
)
def test_a_school_that_does_not_cook_is_named(rule_id, one, canteens, why):
    signals, lacking = judged(rule_id, given(schools=[one], canteens=canteens))
    assert (signals, [line.what.text() for line in lacking]) == ([], [why])


@pytest.mark.parametrize("rule_id", [one for one in RULES if one not in ("S02", "S09")])
def test_a_school_of_which_nothing_is_known_is_named(rule_id):
    """Nothing recorded is never silence. (Refusals and an empty store are known to be none.)"""
    signals, lacking = judged(rule_id, given())
    assert (signals, [one.school_id for one in lacking]) == ([], [1])


@pytest.mark.parametrize("rule_id", RULES)
def test_only_who_is_asked_is_judged(rule_id):
    assert judged(rule_id, given(asked=[])) == ([], [])


def test_the_week_of_the_cases_is_the_one_meant():
    assert str(WEEK) == "2026-W45"
