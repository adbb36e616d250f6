"""The running figure: the same on the device as on the server, and as the ledger will have it."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.counties.domain.policy import Policy
from mealwatch.desk.domain.bar import bar, expected_price, places_of, worst_first
from mealwatch.desk.domain.facts import facts_of
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.menus.domain.menu import Row
from mealwatch.menus.domain.needs import Need, is_whole, rounded, step_of
from mealwatch.spend.domain.facts import Meal, Pot
from mealwatch.spend.domain.groupweek import Group, judge
from mealwatch.stock.domain.spreads import spread
from mealwatch.stock.domain.store import Lot, Store
from tests.support.twins import answers

MONDAY = date(2026, 11, 16)
C1 = 1


def figures(meals, *, subsidy_fen=500, days=None, deciding="spend", group_id=1):
    """A group's week of these meals; ``days`` its supply days where there are more."""
    dates = sorted(days or {meal.on for meal in meals})
    policy = Policy(date(2026, 1, 1), 1, subsidy_fen, deciding)
    supply = tuple((on, subsidy_fen) for on in dates)
    return judge(Group(1, "S001", group_id, f"G{group_id}"), Week(MONDAY), supply, tuple(meals), policy)


def eaten(weekday, fen, heads=100, record=(90, 5, 5), **pot):
    """A lunch that was recorded and cooked for."""
    return Meal(Pot(C1, MONDAY + timedelta(weekday), "lunch", fen, heads, **pot), 0, 100, 5, record)


def to_come(weekday):
    """A lunch of which nothing is known yet."""
    return Meal(Pot(C1, MONDAY + timedelta(weekday), "lunch", 0, 105, silent=(1,)), 0, 100, 5, None)


def on_day(weekday, meals, planned=(), **more):
    at = MONDAY + timedelta(weekday)
    prices = {(MONDAY + timedelta(day), "lunch"): price for day, price in dict(planned).items()}
    return bar(figures(meals, **more), prices, at, at)


def test_a_full_week_is_met_at_its_floor_and_short_one_fen_below():
    days = [eaten(k, 50_000) for k in range(5)]
    met = on_day(4, days)
    assert (met.state, met.reached, met.floor_fen, met.gap, met.done, met.days) == ("met", 2500, 2500, 0, 5, 5)
    short = on_day(4, [*days[:4], eaten(4, 49_999)])
    assert (short.state, short.gap) == ("short", Ratio(1, 100))


def test_a_gap_that_two_places_hide_is_shown():
    """24.9999 prints as 25.00: so many places are taken that it does not."""
    assert places_of(Ratio(249_999, 100), 2500) == 4
    assert places_of(Ratio(2500), 2500) == 2


def test_with_days_to_come_the_menus_say_whether_it_will_do():
    days = [eaten(0, 48_000), eaten(1, 48_000), to_come(2), to_come(3), to_come(4)]
    enough = on_day(2, days, {2: Ratio(520), 3: Ratio(510), 4: Ratio(510)})
    assert (enough.state, enough.reached, enough.forecast) == ("likely_met", 960, 2500)
    assert on_day(2, days, {2: Ratio(520), 3: Ratio(510), 4: Ratio(509)}).state == "likely_short"


def test_a_day_without_a_menu_is_unknown_and_not_nothing():
    found = on_day(2, [eaten(0, 48_000), eaten(1, 48_000), to_come(2)], {2: None})
    assert (found.unknown, found.state, found.forecast) == (1, "likely_short", 960)


def test_a_past_day_without_a_record_is_said_and_never_short():
    found = on_day(2, [eaten(0, 40_000), to_come(1), eaten(2, 40_000)], {1: Ratio(600)})
    assert (found.missing, found.state, found.forecast, found.done) == (1, "likely_short", 800, 2)


@pytest.mark.parametrize(("days", "subsidy"), [(4, 500), (6, 500), (5, 400), (5, 600)])
def test_the_floor_follows_the_days_and_the_policy(days, subsidy):
    found = on_day(days - 1, [eaten(k, subsidy * 100) for k in range(days)], subsidy_fen=subsidy)
    assert (found.floor_fen, found.state) == (days * subsidy, "met")


def test_an_undeclared_delivery_is_met_to_be_verified():
    assert on_day(0, [eaten(0, 60_000, verified=False)]).state == "unverified"


def test_what_needs_somebody_comes_first():
    low = bar(figures([eaten(0, 40_000)], group_id=1), {}, MONDAY, MONDAY)
    lower = bar(figures([eaten(0, 30_000)], group_id=2), {}, MONDAY, MONDAY)
    fine = bar(figures([eaten(0, 60_000)], group_id=3), {}, MONDAY, MONDAY)
    assert [one.group_id for one in worst_first([fine, low, lower])] == [2, 1, 3]


def test_a_menus_price_is_told_only_when_all_of_it_is_known():
    known = {1: Ingredient(1, "A", "甲", (), "", "蔬菜类", "g", edible_percent="80")}
    assert expected_price([Row("菜", 1, 100_000)], {1: Fraction(1, 2)}, known) == Ratio(125, 2)
    assert expected_price([Row("菜", 1, None)], {1: Fraction(1, 2)}, known) is None
    assert expected_price([Row("菜", 1, 100_000)], {}, known) is None
    assert expected_price([], {}, known) is None


# -- the device's twin --


def a_case(number):
    """A week of two groups at shared pots, by chance, and what a form would add to one of its meals."""
    luck = Random(number)
    deciding = luck.choice(["spend", "person_days", "enrolled"])
    subsidy, days = luck.choice([400, 500, 600]), luck.choice([4, 5, 6])
    names = luck.choice([["lunch"], ["lunch", "dinner"]])
    at, today = MONDAY + timedelta(luck.randrange(days)), MONDAY + timedelta(luck.randrange(days))
    enrolled = {1: luck.randint(1, 300), 2: luck.randint(1, 300)}
    records, typed = {}, {}
    for group_id in enrolled:
        for k in range(days):
            for name in names:
                if luck.random() < 0.7:
                    record = (luck.randint(0, enrolled[group_id]), luck.randint(0, 5), luck.randint(0, 9))
                    records[group_id, MONDAY + timedelta(k), name] = record
    for group_id in enrolled:
        record = luck.choice([None, (luck.randint(0, enrolled[group_id]), luck.randint(0, 3), luck.randint(0, 9))])
        records[group_id, at, "lunch"] = typed[group_id] = record
    fen = {
        (MONDAY + timedelta(k), name): luck.choice([0, luck.randint(1, 10**6)]) for k in range(days) for name in names
    }
    plan = [MONDAY + timedelta(k) for k in range(days) if MONDAY + timedelta(k) >= at]
    costs = [(luck.randint(0, 10**5), luck.randint(1, 8)) for _ in range(luck.randint(0, 6))]
    prices = {
        group_id: {key: luck.choice([None, Ratio(luck.randint(1, 10**6), luck.randint(1, 2000))]) for key in fen}
        for group_id in enrolled
    }
    return deciding, subsidy, at, today, enrolled, records, typed, fen, plan, costs, prices


def weeks_of(case, *, with_form):
    """The figures of the case's groups, with or without what its form adds."""
    deciding, subsidy, at, _, enrolled, records, _, fen, plan, costs, _ = case
    fen = dict(fen)
    if with_form:
        for cost, use_days in costs:
            for day, part in spread(cost, use_days, at, plan):
                fen[day, "lunch"] = fen.get((day, "lunch"), 0) + part
    else:
        records = {key: None if key[1:] == (at, "lunch") else record for key, record in records.items()}
    pots = {}
    for (on, name), amount in fen.items():
        here = {group_id: records.get((group_id, on, name)) for group_id in enrolled}
        eaters = sum(sum(one) if one is not None else enrolled[key] + 5 for key, one in here.items())
        silent = tuple(key for key, one in here.items() if one is None)
        pots[on, name] = Pot(C1, on, name, amount, eaters, True, silent)
    found = []
    for group_id, count in enrolled.items():
        meals = [Meal(pot, 0, count, 5, records.get((group_id, *key))) for key, pot in sorted(pots.items(), key=str)]
        found.append(figures(meals, subsidy_fen=subsidy, deciding=deciding, group_id=group_id))
    return found


def test_the_device_says_what_the_server_will_say():
    """The bar worked out from the facts and the form equals the one of the ledger once the form is posted."""
    cases = [a_case(number) for number in range(400)]
    sent = []
    for case in cases:
        _, _, at, today, enrolled, _, typed, _, plan, costs, prices = case
        heads = [(group_id, True, count + 5) for group_id, count in enrolled.items()]
        facts = facts_of(
            weeks_of(case, with_form=False), prices, heads, canteen_id=C1, on=at, meal="lunch", today=today, plan=plan
        )
        sent.append({"facts": facts, "heads": [typed[key] for key in enrolled], "costs": costs})
    body = """
      const parts = one.costs.map(([fen, days]) => m.spread(BigInt(fen), days, one.facts.on, one.facts.plan));
      return m.bars(one.facts, one.heads, parts).bars.map((bar) => ({ ...bar, places: m.placesOf(bar) }));"""
    for case, told in zip(cases, answers("today/week.js", body, sent), strict=True):
        _, _, at, today, *_, prices = case
        wanted = worst_first(bar(one, prices[one.group.group_id], at, today) for one in weeks_of(case, with_form=True))
        assert [one["group"] for one in told] == [one.group_id for one in wanted]
        for got, want in zip(told, wanted, strict=True):
            for name in ("today", "reached", "forecast"):
                assert Ratio(*map(int, got[name])) == getattr(want, name), name
            for name in ("state", "days", "done", "unknown", "missing", "places"):
                assert got[name] == getattr(want, name), name


def test_the_device_draws_as_the_store_does():
    cases, wanted = [], []
    for number in range(300):
        luck = Random(number)
        lots = []
        for place in range(luck.randint(1, 5)):
            bought = luck.randint(1, 50_000)
            used = luck.randint(0, bought)
            lots.append(Lot((1, place), 7, MONDAY, None, bought, luck.randint(0, 10**6), used, luck.randint(-3, 10**5)))
        draws = [luck.randint(1, 30_000) for _ in range(4)]
        cases.append({"lots": [[one.bought, one.used, one.cost_fen, one.drawn_fen] for one in lots], "draws": draws})
        store, costs = Store(lots), []
        for quantity in draws:
            held = store.book(7, MONDAY)
            costs.append(
                None
                if quantity > held
                else sum(one.cost_fen for one in store._draw(7, quantity, MONDAY, expired_too=False))
            )
        wanted.append(costs)
    body = "const shelf = new m.Shelf(one.lots); return one.draws.map((quantity) => shelf.draw(BigInt(quantity)));"
    got = answers("today/week.js", body, cases)
    assert [[None if cost is None else int(cost) for cost in one] for one in got] == wanted


def test_the_device_rounds_needs_as_the_server_does():
    goods = Ingredient(1, "A", "甲", (), "", "蔬菜类", "g", package_name="袋", package_content=25_000)
    cases, wanted = [], []
    for number in range(300):
        luck = Random(number)
        unit = luck.choice(["g", "kg", "jin", "package"])
        base = Fraction(luck.choice([0, luck.randint(1, 9), luck.randint(1, 10**7)]), luck.randint(1, 300))
        step = step_of(goods, unit)
        cases.append({"need": [str(base.numerator), str(base.denominator)], "step": step, "whole": is_whole(unit)})
        wanted.append(rounded(Need(1, base, (), {}, {}), goods, unit))
    body = "return m.inSteps(one.need.map(BigInt), one.step, one.whole);"
    assert [int(one) for one in answers("today/week.js", body, cases)] == wanted


def test_the_device_spreads_a_cost_as_the_ledger_does():
    cases, wanted = [], []
    for number in range(300):
        luck = Random(number)
        plan = [MONDAY + timedelta(k) for k in range(luck.randint(0, 12))]
        fen, days = luck.randint(-5, 10**6), luck.randint(1, 15)
        cases.append({"fen": fen, "days": days, "on": MONDAY.isoformat(), "plan": [day.isoformat() for day in plan]})
        wanted.append([[day.isoformat(), str(part)] for day, part in spread(fen, days, MONDAY, plan)])
    body = "return m.spread(BigInt(one.fen), one.days, one.on, one.plan);"
    assert answers("today/week.js", body, cases) == wanted


def test_the_device_prints_yuan_half_up():
    cases = [{"top": top, "bottom": bottom} for top, bottom in ((-7, 2), (1, 3), (12_345, 2), (249_999, 100), (0, 1))]
    assert answers("today/week.js", "return m.yuan([BigInt(one.top), BigInt(one.bottom)]);", cases) == [
        "−0.03",
        "0.00",
        "61.73",
        "25.00",
        "0.00",
    ]
