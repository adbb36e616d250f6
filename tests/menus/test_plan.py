"""Planning menus through the service, on both stores: versions, reasons, removals, closed weeks."""

import json

import pytest
from sqlalchemy import select

from mealwatch.audit.models import JournalEntry
from mealwatch.extensions import db
from mealwatch.menus import errors, queries, service
from mealwatch.menus.domain import record as written
from mealwatch.menus.domain.menu import Row
from mealwatch.menus.models import MenuRow
from mealwatch.menus.service import Planned
from tests.support.kitchen import CLERK, MON, NEXT_MON, NOW, TUE, WED


class Menu:
    """The menu of one canteen in few words."""

    def __init__(self, kitchen):
        self.kitchen = kitchen

    def plan(self, *rows, on=TUE, meal="lunch", canteen="C001", **given):
        rows = [Row(dish, self.kitchen.ingredients[what], mg, *band) for dish, what, mg, *band in rows]
        return self.kitchen.do(service.plan, self.kitchen.canteens[canteen], on, meal, rows, **given)

    def standing(self, on=TUE, canteen="C001"):
        names = {number: code for code, number in self.kitchen.ingredients.items()}
        rows = queries.menu_rows(self.kitchen.county_id, on, on, canteen_ids=[self.kitchen.canteens[canteen]])
        return [
            (row.meal, row.position, row.version, row.dish, names[row.ingredient_id], row.mg_per_pupil) for row in rows
        ]

    def state(self):
        return self.kitchen.rows(), self.kitchen.journal()


@pytest.fixture
def menu(both):
    return Menu(both)


RICE, EGG, OIL = ("米饭", "rice", 120000), ("炒蛋", "egg", 50000), ("炒蛋", "oil", 5000)


def test_a_menu_is_kept_in_order(menu):
    assert menu.plan(RICE, EGG, OIL) == Planned(added=3)
    assert menu.standing() == [
        ("lunch", 1, 1, "米饭", "rice", 120000),
        ("lunch", 2, 1, "炒蛋", "egg", 50000),
        ("lunch", 3, 1, "炒蛋", "oil", 5000),
    ]
    row = db.session.scalars(select(MenuRow).where(MenuRow.position == 1)).one()
    assert (row.removed, row.reason, row.entered_at, row.entered_by) == (False, None, NOW, CLERK.name)
    assert menu.kitchen.journal()[-1] == ("create", "menu", "C001/2026-11-03/lunch")


def test_the_same_again_changes_nothing(menu):
    menu.plan(RICE, EGG)
    before = menu.state()
    assert menu.plan(RICE, EGG) == Planned()
    assert menu.plan(EGG, RICE) == Planned()
    assert menu.plan(EGG, whole=False) == Planned()
    assert menu.state() == before


@pytest.mark.parametrize("reason", [None, "", " "])
def test_another_amount_needs_a_reason(menu, reason):
    menu.plan(RICE, EGG)
    before = menu.state()
    for rows in ([("米饭", "rice", 100000), EGG], [("米饭", "rice", None), EGG], [RICE], []):
        with pytest.raises(errors.MenuDiffers):
            menu.plan(*rows, reason=reason)
    assert menu.state() == before


def test_a_correction_is_the_next_version_and_the_old_stays(menu):
    menu.plan(RICE, EGG)
    assert menu.plan(("米饭", "rice", 100000), EGG, reason="量大") == Planned(corrected=1)
    assert menu.standing()[0] == ("lunch", 1, 2, "米饭", "rice", 100000)
    rows = db.session.scalars(select(MenuRow).where(MenuRow.position == 1).order_by(MenuRow.version)).all()
    assert [(row.mg_per_pupil, row.reason) for row in rows] == [(120000, None), (100000, "量大")]
    assert menu.kitchen.journal()[-1] == ("correct", "menu", "C001/2026-11-03/lunch")


def test_what_is_not_named_is_removed_or_left_alone(menu):
    menu.plan(RICE, EGG, OIL)
    assert menu.plan(RICE, whole=False) == Planned()
    assert menu.plan(RICE, OIL, reason="没有蛋") == Planned(removed=1)
    assert [row[3:5] for row in menu.standing()] == [("米饭", "rice"), ("炒蛋", "oil")]
    removed = db.session.scalars(select(MenuRow).where(MenuRow.removed)).one()
    assert (removed.position, removed.version, removed.mg_per_pupil, removed.reason) == (2, 2, 50000, "没有蛋")


def test_new_dishes_join_a_menu_without_a_reason(menu):
    menu.plan(RICE)
    assert menu.plan(RICE, EGG) == Planned(added=1)
    assert menu.plan(OIL, whole=False) == Planned(added=1)
    assert [row[1:3] for row in menu.standing()] == [(1, 1), (2, 1), (3, 1)]


def test_what_was_removed_can_come_back(menu):
    menu.plan(RICE, EGG)
    menu.plan(RICE, reason="没有蛋")
    with pytest.raises(errors.MenuDiffers):
        menu.plan(RICE, EGG)
    assert menu.plan(RICE, EGG, reason="又有了") == Planned(corrected=1)
    assert menu.standing()[1] == ("lunch", 2, 3, "炒蛋", "egg", 50000)
    assert menu.plan(RICE, EGG) == Planned()


def test_everything_at_once(menu):
    menu.plan(RICE, EGG)
    done = menu.plan(("米饭", "rice", 1), OIL, reason="换菜")
    assert done == Planned(added=1, corrected=1, removed=1)
    added = db.session.scalars(select(MenuRow).where(MenuRow.position == 3)).one()
    assert added.reason is None


def test_bands_are_rows_of_their_own(menu):
    menu.plan(("米饭", "rice", 100000), ("米饭", "rice", 80000, "6-8"))
    assert menu.plan(("米饭", "rice", 100000), ("米饭", "rice", 90000, "6-8"), reason="增") == Planned(corrected=1)
    assert [row[5] for row in menu.standing()] == [100000, 90000]


def test_days_meals_and_canteens_are_apart(menu):
    menu.plan(RICE)
    menu.plan(EGG, on=WED)
    menu.plan(OIL, meal="dinner")
    menu.plan(EGG, canteen="C002")
    assert [row[3:5] for row in menu.standing()] == [("炒蛋", "oil"), ("米饭", "rice")]
    assert [row[3:5] for row in menu.standing(WED)] == [("炒蛋", "egg")]
    assert [row[3:5] for row in menu.standing(canteen="C002")] == [("炒蛋", "egg")]


def test_menus_of_the_coming_week_may_be_planned(menu):
    assert menu.plan(RICE, on=NOW.date().replace(month=12, day=7)) == Planned(added=1)


@pytest.mark.parametrize(
    ("school", "on", "canteen", "refused"),
    [
        ("S001", TUE, "C001", True),
        ("S002", TUE, "C001", True),
        ("S001", NEXT_MON, "C001", False),
        ("S001", TUE, "C002", False),
    ],
)
def test_a_closed_week_takes_no_change(menu, school, on, canteen, refused):
    menu.plan(RICE, on=on, canteen=canteen)
    menu.kitchen.close(school, MON)
    assert menu.plan(RICE, on=on, canteen=canteen) == Planned()
    if refused:
        before = menu.state()
        for rows in ([RICE, EGG], [("米饭", "rice", 1)], []):
            with pytest.raises(errors.WeekClosed):
                menu.plan(*rows, on=on, canteen=canteen, reason="改")
        assert menu.state() == before
        menu.kitchen.reopen(school, MON)
    assert menu.plan(RICE, EGG, on=on, canteen=canteen) == Planned(added=1)


def test_a_closed_week_stays_closed_whatever_the_roll_says_later(menu):
    menu.kitchen.close("S002", MON)
    menu.kitchen.enrol(("S002", "G14"), MON, "C002")
    for canteen in ("C001", "C002"):
        with pytest.raises(errors.WeekClosed):
            menu.plan(RICE, canteen=canteen)


def test_the_journal_holds_the_whole_change(menu):
    menu.plan(RICE, EGG)
    menu.plan(("米饭", "rice", 100000), reason=" 减 ")
    entry = db.session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    table = MenuRow.__table__
    statement = select(table).where(table.c.version == 2).order_by(table.c.position)
    rows = [dict(row) for row in db.session.execute(statement).mappings()]
    assert len(rows) == 2
    assert json.loads(entry.body) == written.body(rows)
    for column in rows[0].keys() - {"county_id", "canteen_id", "dated_on", "meal", "entered_at"}:
        changed = [{**rows[0], column: "changed"}, rows[1]]
        assert written.body(changed) != written.body(rows), column
