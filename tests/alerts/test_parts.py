"""The parts as the database gives them: what stands, by canteen; a fixed number of statements; pages for every row."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

import mealwatch
from mealwatch.alerts import known
from mealwatch.alerts.domain.kitchen import NO_HEADS, NO_ISSUE, NO_MENU
from mealwatch.alerts.domain.rule import rules
from mealwatch.alerts.domain.signal import Signal
from mealwatch.alerts.queries.given import given_of
from mealwatch.catalogue import service as catalogue
from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.menus.domain.menu import Row
from mealwatch.menus.service.planning import plan
from tests.support.kitchen import FRI, MON, NEXT_MON, NOW, THU, TUE, WED

WEEK = Week(MON)
PARTS = ("kitchen", "issued", "received", "stock", "menus", "published", "foods", "supply_days")
#: Features with the pages to which the rows lead.
PAGES = ("web", "stock", "menus", "desk")
MINE = ("K01", "Q01", "Q03", "Q04", "Q05", "S01", "S02", "S03", "S06", "S08", "S09", "S10")


@pytest.fixture
def week(kitchen):
    return cooked(kitchen)


def cooked(kitchen):
    """C002 cooks for the 40 of S003: 100 g of rice and an egg each, rice handed out a quarter short on Tuesday."""
    rows = [
        {"code": "rice", "name": "大米", "food_group": "谷薯类", "base_unit": "g", "edible_percent": "100"},
        {
            "code": "egg",
            "name": "鸡蛋",
            "food_group": "蛋类",
            "base_unit": "piece",
            "grams_per_unit": "50",
            "edible_percent": "100",
        },
    ]
    kitchen.do(catalogue.put_ingredients, rows)
    kitchen.receive("R1", MON, 50_000, 25_000, canteen="C002", expires_on=NEXT_MON)
    kitchen.receive("R2", MON, 400, 40_000, ingredient="egg", canteen="C002", expires_on=MON)
    kitchen.receive("R3", TUE, 4_000, 2_000, canteen="C002")
    for on in (MON, TUE, WED, THU):
        menu_of(kitchen, on, ("rice", 100_000), ("egg", 50_000))
        kitchen.issue(f"I{on:%d}", on, 2_000 if on == TUE else 4_000, canteen="C002")
        if on != WED:
            kitchen.serve(on, 40, group=("S003", "G16"))
    kitchen.issue("E", MON, 40, ingredient="egg", canteen="C002")
    kitchen.issue("N", FRI, 4_000, canteen="C002")
    kitchen.serve(FRI, 40, group=("S003", "G16"))
    return kitchen


def menu_of(kitchen, on, *rows):
    wanted = [Row("午饭", kitchen.ingredients[code], mg) for code, mg in rows]
    kitchen.do(plan, kitchen.canteens["C002"], on, "lunch", wanted, reason="换菜")


def given(kitchen, week=WEEK):
    return given_of(kitchen.county_id, week, now=NOW)[0]


@contextmanager
def statements():
    """A list that fills with the statements of the block."""
    said = []

    def note(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_a_week_holds_menu_heads_and_issues_together(week):
    so_given = given(week)
    mine = so_given.part("kitchen").weeks[week.canteens["C002"]][WEEK]
    rice, egg = (week.ingredients[code] for code in ("rice", "egg"))
    assert (mine.judged, mine.lacking) == (3, {NO_HEADS: 1, NO_MENU: 1})
    assert tuple(mine.goods[rice]) == (12_000, 10_000, 5_000)
    assert tuple(mine.goods[egg]) == (120, 40, 4_000)
    assert mine.out[rice].quantity == 18_000, "all meals, judged or not"
    assert mine.heads == {("lunch", "9-11"): 120}
    plates = so_given.part("kitchen").plates[week.canteens["C002"]]
    assert [(one.on, one.judged) for one in plates] == [
        (MON, True),
        (TUE, True),
        (WED, False),
        (THU, True),
        (FRI, False),
    ]


def test_only_what_stands_counts(week):
    """A reversed issue is gone, a changed menu counts as it stands, a spread package falls on its days."""
    canteen, rice = week.canteens["C002"], week.ingredients["rice"]
    week.reverse("issue", "I02", MON, canteen="C002")
    menu_of(week, TUE, ("rice", 50_000))
    week.issue("S", MON, 10_000, use_days=5, canteen="C002")
    mine = given(week).part("kitchen").weeks[canteen][WEEK]
    assert tuple(mine.goods[rice]) == (4_000 + 2_000 + 4_000, 2_000 + 2_000 + 4_000 + 2_000 * 2, 6_000)
    assert mine.lumps == frozenset()
    menu_of(week, MON)
    assert given(week).part("kitchen").weeks[canteen][WEEK].lacking == {NO_HEADS: 1, NO_MENU: 2}


def test_every_rule_runs_on_both_stores(both):
    cooked(both).count("T", FRI, 0, ingredient="egg", canteen="C002")
    so_given = given(both)
    found = [one for rule_id in MINE for one in rules()[rule_id](so_given, known.limits(rule_id))]
    assert {both.schools["S003"]} == {one.school_id for one in found if isinstance(one, Signal)}
    assert [row.left for row in so_given.part("stock").held] == [32_000, 4_000]


def test_a_meal_without_issues_is_lacking_them(week):
    week.reverse("issue", "I05", THU, canteen="C002")
    mine = given(week).part("kitchen").weeks[week.canteens["C002"]][WEEK]
    assert mine.lacking == {NO_HEADS: 1, NO_MENU: 1, NO_ISSUE: 1}


def test_the_store_is_seen_as_it_was_on_sunday(week):
    """What is issued on the Monday after still lies there; its other weeks do not show."""
    before = given(week).part("stock").held
    week.issue("LATER", NEXT_MON, 5_000, canteen="C002")
    week.lose("L", NEXT_MON, 100, ingredient="egg", canteen="C002")
    assert given(week).part("stock").held == before
    left = {row.ingredient_id: row.left for row in before}
    assert left[week.ingredients["egg"]] == 360
    assert given(week, WEEK.shifted(-1)).part("stock").held == []


def test_a_lot_that_leaves_as_it_came_is_matched(week):
    week.issue("X", TUE, 4_000, meal="dinner", canteen="C002")
    found = {row.doc_no: (row.issued, row.matched) for row in given(week).part("stock").same_day}
    assert found == {"R1": (4_000, False), "R3": (0, True)}, "the older lot was drawn, and the paper fits the new one"


def test_counts_and_losses_of_the_weeks(week):
    week.count("T", FRI, 0, ingredient="egg", canteen="C002")
    week.lose("L", FRI, 1_000, canteen="C002")
    stock = given(week).part("stock")
    assert [(row.book, row.counted, row.fen) for row in stock.counted] == [(360, 0, 36_000)]
    assert [(row.quantity, row.fen) for row in stock.lost] == [(1_000, 500)]


def test_statements_do_not_grow_with_the_county(week):
    so_given = given(week)
    with statements() as few:
        for name in PARTS:
            so_given.part(name)
    for nth in range(10, 14):
        week.receive(f"M{nth}", MON, 10_000, 5_000, canteen="C001")
        week.issue(f"M{nth}", MON + timedelta(days=nth - 10), 1_000, canteen="C001")
        week.serve(MON + timedelta(days=nth - 10), 100)
        week.serve(MON + timedelta(days=nth - 10), 60, group=("S001", "G79"))
    so_given = given(week)
    with statements() as more:
        for name in PARTS:
            so_given.part(name)
    assert len(more) == len(few) <= 30


def test_every_row_of_a_signal_leads_to_a_page(week, monkeypatch):
    """The endpoints and their arguments are those of the service's pages."""
    week.count("T", FRI, 0, ingredient="egg", canteen="C002")
    week.lose("L", FRI, 12_000, canteen="C002")
    so_given, found = given(week), {}
    for rule_id in MINE:
        limits = known.limits(rule_id)
        tiny = {name: 0 for name in limits.values() if name.startswith("tiny") or name in ("grace_days", "lots")}
        for one in rules()[rule_id](so_given, limits.but(**tiny)):
            if isinstance(one, Signal):
                found[rule_id] = one
    assert {"S01", "S06", "S09", "S10"} <= found.keys()
    monkeypatch.setattr(mealwatch, "FEATURES", PAGES)
    app = mealwatch.create_app({"DATABASE_URL": "sqlite://"})
    with app.test_request_context():
        for signal in found.values():
            for line in (signal.sentence, *signal.arithmetic, *signal.rows):
                assert line.text()
                if line.place:
                    endpoint, args = line.place
                    assert app.url_for(endpoint, **args)
