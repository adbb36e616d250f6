"""The rules on what is on the plate: meat against plan, table and habit; foods that do not belong; copied weeks."""

from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from mealwatch.alerts.domain.foods import Foods, Published, Verdict, published_of
from mealwatch.menus.domain.publication import Publication
from tests.support.signals import (
    CABBAGE,
    EGG,
    FRI,
    MON,
    PORK,
    RICE,
    SALT,
    SAUSAGE,
    TUE,
    WED,
    Refused,
    back,
    days_before,
    given,
    judged,
    kitchen_week,
    received,
    severity,
    weeks_of,
)

#: 500 lunches; the table has 60 g of meat, fish and eggs for each.
PLAN = 500 * 100


def _meat(issued, *, planned=PLAN, before=(), heads=500, pupils=100, rice=50_000):
    """This week's pork; ``before``: pork issued in the weeks before, of what was planned each week."""
    weeks = [kitchen_week({PORK: (planned, issued), RICE: (rice, rice)}, heads=heads)]
    weeks += [
        kitchen_week({PORK: (grams, grams), RICE: (rice, rice)}, week=back(k), heads=heads)
        for k, grams in enumerate(before, start=1)
    ]
    return given(kitchen=weeks_of(*weeks), pupils=pupils)


@pytest.mark.parametrize(
    ("so_given", "found"),
    [
        (_meat(PLAN), None),
        (_meat(PLAN * 6 // 10), None),
        (_meat(PLAN * 6 // 10 - 1), "amber"),
        (_meat(500 * 48, planned=500 * 48), None),
        (_meat(500 * 48 - 1, planned=500 * 48 - 1), "info"),
        (_meat(500 * 9, planned=500 * 9), "info"),
        (_meat(35_000, planned=35_000, before=[50_000] * 4), None),
        (_meat(26_923, planned=26_923, before=[50_000] * 4), "info"),
        (_meat(26_923, planned=26_923, before=[26_000, *[50_000] * 4]), "amber"),
        (_meat(26_923, planned=31_000, before=[50_000] * 4), "amber"),
        (_meat(26_923, planned=26_923, before=[50_000] * 3), None),
    ],
    ids=[
        "as planned",
        "60 percent of the plan",
        "less than 60 percent",
        "80 percent of the table",
        "planned below the table",
        "a menu with hardly any meat",
        "a fifth less of the money",
        "more than 30 percent less of the money, as planned",
        "for the second week",
        "and less than planned",
        "too few weeks to compare with",
    ],
)
def test_q01_meat(so_given, found):
    assert severity("Q01", so_given) == found


def test_q01_the_share_may_fall_by_exactly_thirty_percent():
    """Half of the money before; 35 percent now is a fall of 30 percent to the fen."""
    assert severity("Q01", _meat(35_000, planned=35_000, before=[50_000] * 4, rice=65_000)) is None
    weeks = [kitchen_week({PORK: (50_000, 50_000), RICE: (50_000, 50_000)}, week=back(k)) for k in range(1, 5)]
    for grams, found in ((35_000, None), (34_999, "info")):
        now = kitchen_week({PORK: (grams, grams), RICE: (65_000, 65_000)})
        assert severity("Q01", given(kitchen=weeks_of(now, *weeks))) == found


def test_q01_at_risk_is_what_did_not_come():
    [signal], _ = judged("Q01", _meat(20_000))
    assert signal.at_risk == 30_000
    assert signal.sentence.facts["percent"] == "40"


def test_q01_eggs_count_by_their_grams():
    """400 eggs of 50 g where 1,000 were planned: 40 percent."""
    weeks = weeks_of(kitchen_week({EGG: (1000, 400)}))
    assert severity("Q01", given(kitchen=weeks)) == "amber"


def test_q01_a_small_school_is_looked_at_over_four_weeks():
    """One thin week of four is no downgrade there, and it is in a bigger school."""
    weeks = [kitchen_week({PORK: (PLAN, PLAN // 2)})]
    weeks += [kitchen_week({PORK: (PLAN, PLAN)}, week=back(k)) for k in (1, 2, 3)]
    assert severity("Q01", given(kitchen=weeks_of(*weeks), pupils=29)) is None
    assert severity("Q01", given(kitchen=weeks_of(*weeks), pupils=30)) == "amber"


def test_q01_says_when_the_menu_gives_no_grams():
    _, [lacking] = judged("Q01", given(kitchen=weeks_of(kitchen_week({PORK: (None, 5000)}))))
    assert lacking.what.text() == "食谱里的肉、鱼、蛋没有写克数，或食材没有登记可食部"


@for_all(times=st.integers(1, 100), issued=st.integers(0, 60_000))
def test_q01_scale_changes_no_verdict(times, issued):
    small = severity("Q01", _meat(issued))
    assert severity("Q01", _meat(issued * times, planned=PLAN * times, heads=500 * times, rice=50_000 * times)) == small


BAD = {SAUSAGE.id: Verdict("processed", "火腿肠", "深加工"), CABBAGE.id: Verdict("refuse", "野菜", "禁用")}
ASKED = {SAUSAGE.id: Verdict("ask", "豆角", "可能是四季豆", "F02:豆角")}


@pytest.mark.parametrize(
    ("foods", "rows", "tried", "found"),
    [
        (Foods(BAD, {}, {}), [received(PORK, 1, 100)], [], None),
        (Foods(BAD, {}, {}), [received(SAUSAGE, 1, 100)], [], "amber"),
        (Foods(BAD, {}, {}), [received(SAUSAGE, 1, 100, on=days_before(1))], [], None),
        (Foods(BAD, {}, {}), [received(SAUSAGE, 1, 100), received(CABBAGE, 1, 100)], [], "red"),
        (Foods(BAD, {}, {1: [(MON, "lunch", "炒野菜", CABBAGE.id)]}), [], [], "red"),
        (Foods({}, {"凉拌肉": Verdict("refuse", "凉拌", "")}, {1: [(MON, "lunch", "凉拌肉", PORK.id)]}), [], [], "red"),
        (Foods(ASKED, {}, {}), [received(SAUSAGE, 1, 100)], [], None),
        (Foods({}, {}, {}), [], [Refused(1, 1, "acceptance.forbidden_food", TUE, 1)], "info"),
        (Foods({}, {}, {}), [], [Refused(1, 1, "acceptance.licence_expired", TUE, 9)], None),
    ],
    ids=[
        "something else",
        "deep-processed",
        "received another week",
        "forbidden too",
        "planned only",
        "the dish itself",
        "what is only asked about",
        "refused at the door",
        "refused for another reason",
    ],
)
def test_q03_foods_that_do_not_belong(foods, rows, tried, found):
    assert severity("Q03", given(foods=foods, received=rows, refusals=tried)) == found


def test_q03_issued_from_an_old_lot_is_seen_too():
    kitchen = weeks_of(kitchen_week({SAUSAGE: (0, 500)}))
    assert severity("Q03", given(foods=Foods(BAD, {}, {}), kitchen=kitchen)) == "amber"


def _days(*marks):
    return tuple(enumerate(marks))


OWN = {"menu": (), "issues": ()}
HEADS = tuple((day, "lunch", 100) for day in range(5))


def _menus(*weeks):
    """Menus of this week and the ones before, as fingerprints of their days."""
    made = [kitchen_week({}, week=back(k), **OWN | {"menu": menu}) for k, menu in enumerate(weeks)]
    return given(kitchen=weeks_of(*made))


@pytest.mark.parametrize(
    ("so_given", "found"),
    [
        (_menus(_days(*"abcde"), _days(*"abcde")), None),
        (_menus(_days(*"abcde"), _days(*"abcde"), _days(*"abcde")), "amber"),
        (_menus(_days(*"abcde"), _days(*"abcdx"), _days(*"abcde")), None),
        (_menus(_days(*"abcde"), _days(*"abc"), _days(*"abcde")), "amber"),
        (_menus(_days(*"abcde"), _days(*"ab"), _days(*"abcde")), None),
        (_menus(_days(*"abcde"), (), _days(*"abcde"), _days(*"abcde")), "amber"),
        (_menus(_days(*"ab"), _days(*"ab"), _days(*"ab")), None),
    ],
    ids=[
        "two weeks",
        "three weeks",
        "one dish of one day differs",
        "a short week between",
        "two days show nothing",
        "holidays between",
        "two days in each",
    ],
)
def test_q04_the_same_menu_again(so_given, found):
    assert severity("Q04", so_given) == found


def _issues(now, before, *, heads=HEADS, then=HEADS, pupils=100, weeks=1):
    menus = {"menu": _days(*"abcde")}
    other = {"menu": _days(*"vwxyz")}
    made = [
        kitchen_week({RICE: (1000, 1000)}, issues=now, all_heads=heads, **menus),
        kitchen_week({RICE: (1000, 1000)}, week=back(weeks), issues=before, all_heads=then, **other),
    ]
    return given(kitchen=weeks_of(*made), pupils=pupils)


@pytest.mark.parametrize(
    ("so_given", "found"),
    [
        (_issues(_days(*"abcde"), _days(*"abcde")), "amber"),
        (_issues(_days(*"abcde"), _days(*"abcdx")), None),
        (_issues(_days(*"abcde"), _days(*"abcde"), pupils=29), None),
        (_issues(_days(*"abcde"), _days(*"abcde"), weeks=3), "amber"),
        (_issues(_days(*"abcde"), _days(*"abcde"), weeks=4), None),
        (_issues(_days(*"ab"), _days(*"ab")), None),
    ],
    ids=["to the gram", "but for one day", "a small school", "three weeks ago", "four weeks ago", "two days"],
)
def test_q04_the_same_issues_again(so_given, found):
    assert severity("Q04", so_given) == found


def test_q04_issues_copied_for_other_heads_put_their_share_at_risk():
    """500 meals, 10 fewer each on two days: a 25th of the 10 yuan."""
    other = tuple((day, "lunch", 90 if day < 2 else 100) for day in range(5))
    [signal], _ = judged("Q04", _issues(_days(*"abcde"), _days(*"abcde"), then=other))
    assert signal.at_risk == Fraction(1000 * 20, 500)
    assert "2 餐的就餐人数不同" in signal.sentence.text()
    assert len(signal.rows) == 2


@pytest.mark.parametrize(
    ("published", "found"),
    [
        (Published(1, 2, 10, (("2026-11-02", "lunch", "甲"),) * 2, frozenset()), None),
        (Published(1, 2, 10, (("2026-11-02", "lunch", "甲"),) * 3, frozenset()), "amber"),
        (Published(1, 1, 10, (), frozenset()), None),
    ],
    ids=["20 percent", "more", "published once"],
)
def test_q04_changed_after_publishing(published, found):
    kitchen = weeks_of(kitchen_week({}, **OWN | {"menu": _days(*"abcde")}))
    assert severity("Q04", given(kitchen=kitchen, published={1: published})) == found


def _version(number, dishes, at, reason=None):
    days = [
        {
            "on": on.isoformat(),
            "meals": [
                {"meal": "lunch", "at": None, "dishes": [{"name": name, "method": "炒", "rows": []} for name in names]}
            ],
        }
        for on, names in dishes.items()
    ]
    return Publication(MON, number, "", {"days": days, "confirmed": []}, reason, at, "甲")


def test_a_change_with_a_reason_before_its_day_is_documented():
    from datetime import datetime

    from mealwatch.kernel.clock import SHANGHAI

    first = _version(1, {MON: ["甲"], WED: ["乙"], FRI: ["丙"]}, datetime(2026, 10, 30, 9, tzinfo=SHANGHAI))
    tuesday = datetime(2026, 11, 3, 9, tzinfo=SHANGHAI)
    second = _version(2, {MON: ["丁"], WED: ["戊"], FRI: ["丙"]}, tuesday, "供货不到")
    third = _version(3, {MON: ["丁"], WED: ["戊"], FRI: ["己"]}, tuesday, "")
    found = published_of(1, [first, second, third])
    assert (found.versions, found.dishes) == (3, 3)
    assert [name for _, _, name in found.late] == ["甲", "丙"], "Monday had passed; Friday's change gave no reason"


@pytest.mark.parametrize(
    ("salt", "weeks", "found"),
    [(12_000, 2, None), (15_000, 2, "amber"), (15_000, 1, None), (300, 2, None)],
    ids=["12 percent", "more", "one week is too little", "no money"],
)
def test_q05_condiments(salt, weeks, found):
    each = {RICE: (0, 100_000 - salt), SALT: (0, salt)}
    some = [kitchen_week(each, week=back(k)) for k in range(weeks)]
    assert severity("Q05", given(kitchen=weeks_of(*some))) == found


def test_q05_thirty_yuan_more_are_needed():
    """1,000 yuan in two weeks may have 120 in condiments; 149.99 is not worth an officer's time, 150 is."""
    for salt, found in ((14_999, None), (15_000, "amber")):
        now = kitchen_week({}, out={RICE: (1, 50_000), SALT: (1, 0)})
        before = kitchen_week({}, week=back(1), out={RICE: (1, 50_000 - salt), SALT: (1, salt)})
        assert severity("Q05", given(kitchen=weeks_of(now, before))) == found
