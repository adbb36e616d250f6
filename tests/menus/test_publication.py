"""Planning and publishing weeks through the service, on both stores: versions, reasons, forbidden foods, one dish."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from mealwatch.audit.models import JournalEntry
from mealwatch.catalogue import service as catalogue
from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.menus import errors, queries, service
from mealwatch.menus.domain.dishes import Dish, Meal, Portion, dishes_of, method_of, resolved, rows_of
from mealwatch.menus.domain.menu import Row
from mealwatch.menus.domain.publication import changes, text_of
from mealwatch.menus.models import MenuPublication
from tests.support.kitchen import CLERK, MON, NOW, WED

WEEK = Week(MON)
DAYS = [MON + timedelta(days=k) for k in range(5)]
BANDS = ["9-11"]


class Board:
    """The menus of canteen C001 in few words."""

    def __init__(self, kitchen):
        self.kitchen = kitchen
        self.at = kitchen.canteens["C001"]
        self.food = kitchen.ingredients

    def dish(self, name, method="炒", **grams):
        """``dish("炒蛋", egg=50)``; grams may be {band: grams}."""
        portions = []
        for code, amount in grams.items():
            mg = amount if isinstance(amount, dict) else {"": amount}
            portions.append(Portion(self.food[code], {k: None if v is None else v * 1000 for k, v in mg.items()}))
        return Dish(name, method, tuple(portions))

    def week(self, *dishes, days=DAYS, **given):
        return [Meal(on, "lunch", dishes, **given) for on in days]

    def plan(self, meals, week=WEEK, **given):
        return self.kitchen.do(service.plan_week, self.at, week, meals, BANDS, **given)

    def publish(self, week=WEEK, **given):
        return self.kitchen.do(service.publish, self.at, week, **given)

    def standing(self, on):
        rows = queries.menu_rows(self.kitchen.county_id, on, on, canteen_ids=[self.at])
        return [(row.dish, row.ingredient_id, row.mg_per_pupil) for row in rows]

    def versions(self, week=WEEK):
        return queries.publications_of(self.kitchen.county_id, self.at, week.monday)


@pytest.fixture
def board(both):
    return Board(both)


@pytest.fixture
def planned(board):
    board.plan(board.week(board.dish("米饭", "蒸", rice=100), board.dish("炒蛋", egg=50)))
    return board


def test_a_planned_week_is_rows_and_what_stands_beside_them(board):
    meals = board.week(board.dish("炒蛋", egg=50), board.dish("米饭", "蒸", rice=100), serves_at="11:50")
    assert board.plan(meals) == 5
    assert board.standing(MON) == [("炒蛋", board.food["egg"], 50_000), ("米饭", board.food["rice"], 100_000)]
    found = queries.meals_of(board.kitchen.county_id, board.at, WEEK, BANDS)
    assert found == meals
    assert board.plan(meals) == 0
    entries = board.kitchen.journal()
    assert ("create", "menu_meal", f"C001/{MON}/lunch") in entries
    assert ("create", "menu", f"C001/{MON}/lunch") in entries


def test_a_plan_that_is_not_published_changes_without_a_reason(planned):
    assert planned.plan(planned.week(planned.dish("米饭", "蒸", rice=90), days=[WED])) == 1
    assert planned.standing(WED) == [("米饭", planned.food["rice"], 90_000)]
    assert planned.plan(planned.week(days=[WED])) == 1
    assert planned.standing(WED) == []
    assert planned.versions() == []


def test_only_how_it_is_cooked_makes_no_new_rows(planned):
    before = planned.standing(MON)
    changed = planned.week(planned.dish("米饭", "煮", rice=100), planned.dish("炒蛋", egg=50), days=[MON])
    assert planned.plan(changed) == 1
    assert planned.standing(MON) == before
    [meal] = [one for one in queries.meals_of(planned.kitchen.county_id, planned.at, WEEK, BANDS) if one.on == MON]
    assert [dish.method for dish in meal.dishes] == ["煮", "炒"]


def test_publishing_freezes_a_version(planned):
    first = planned.publish()
    assert (first.version, first.reason, first.published_by, first.published_at) == (1, None, CLERK.name, NOW)
    assert [day["on"] for day in first.days] == [on.isoformat() for on in DAYS]
    assert first.days[0]["meals"][0]["dishes"][1]["rows"] == [{"code": "egg", "name": "egg", "mg": {"": 50_000}}]
    assert first.digest == text_of(first.content)[1]
    assert first.content["cost"]["cost|floor"] == "25.00"
    assert planned.publish().version == 1
    assert len(planned.versions()) == 1


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_change_after_publishing_needs_its_reason(planned, reason):
    planned.publish()
    changed = planned.week(planned.dish("米饭", "蒸", rice=90), days=[WED])
    before = planned.kitchen.rows(), planned.kitchen.journal()
    with pytest.raises(errors.ReasonNeeded):
        planned.plan(changed, reason=reason)
    assert (planned.kitchen.rows(), planned.kitchen.journal()) == before


def test_a_change_after_publishing_is_the_next_version_and_both_are_readable(planned):
    planned.publish()
    planned.plan(planned.week(planned.dish("米饭", "蒸", rice=90), days=[WED]), reason="鸡蛋没送到")
    second = planned.publish(reason="鸡蛋没送到")
    assert (second.version, second.reason) == (2, "鸡蛋没送到")
    one, two = planned.versions()
    told = [(c.on, c.kind, c.dish, c.ingredient, c.was, c.now) for c in changes(one.content, two.content)]
    assert told == [
        (WED.isoformat(), "removed", "炒蛋", "", [{"code": "egg", "name": "egg", "mg": {"": 50_000}}], None),
        (WED.isoformat(), "amount", "米饭", "rice", {"": 100_000}, {"": 90_000}),
    ]
    assert changes(one.content, one.content) == []


def test_the_journal_holds_every_column_and_the_content_by_its_digest(planned):
    planned.publish()
    entry = db.session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    assert (entry.subject, entry.key) == ("menu_publication", f"C001/{WEEK}/1")
    row = dict(db.session.execute(select(MenuPublication.__table__)).mappings().one())
    assert json.loads(entry.body) == queries.told(row)
    for column in row.keys() - {"published_at", "monday"}:
        assert queries.told({**row, column: "changed"}) != queries.told(row), column


def test_a_version_cannot_be_changed_in_the_database(planned):
    planned.publish()
    for statement in ("UPDATE menu_publications SET reason = 'x'", "DELETE FROM menu_publications"):
        with pytest.raises(Exception, match=r"append-only|permission denied|refuse"):
            db.session.execute(text(statement))
        db.session.rollback()


def test_what_is_not_whole_is_not_published(board):
    with pytest.raises(errors.NothingPlanned):
        board.publish()
    board.plan(board.week(board.dish("米饭", rice=100), days=DAYS[:4]))
    with pytest.raises(errors.DayMissing) as missing:
        board.publish()
    assert missing.value.facts["on"] == DAYS[4]
    board.plan(board.week(board.dish("米饭", rice=100), board.dish("炒蛋", egg=None), days=DAYS[4:]))
    with pytest.raises(errors.AmountMissing):
        board.publish()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda b: b.week(b.dish("米饭", rice=1), b.dish("米饭", egg=1)), errors.DishTwice),
        (lambda b: b.week(b.dish("米饭")), errors.DishEmpty),
        (lambda b: b.week(b.dish(" ", rice=1)), errors.DishMissing),
        (lambda b: b.week(b.dish("米饭", "爆", rice=1)), errors.MethodUnknown),
        (lambda b: b.week(b.dish("米饭", rice=2001)), errors.AmountOutOfRange),
        (lambda b: b.week(b.dish("米饭", rice=1), days=[MON - timedelta(days=7)]), errors.OtherWeek),
    ],
)
def test_what_cannot_be_right_is_not_planned(board, change, fault):
    with pytest.raises(fault):
        board.plan(change(board))


def test_a_closed_week_takes_no_plan(planned):
    planned.kitchen.close("S001", MON)
    with pytest.raises(errors.WeekClosed):
        planned.plan(planned.week(planned.dish("米饭", rice=1), days=[WED]))


def test_what_the_list_refuses_stops_publishing_by_dish_and_by_ingredient(board):
    board.plan(board.week(board.dish("凉拌牛肉", rice=100)))
    with pytest.raises(errors.ForbiddenFood) as refused:
        board.publish(answers={"F07:凉拌牛肉": "我们会小心"})
    assert refused.value.facts["name"] == "凉拌牛肉"
    board.kitchen.do(catalogue.put_ingredient, code="salt", name="四季豆", food_group="蔬菜类", base_unit="g")
    board.plan(board.week(board.dish("炒菜", salt=100)))
    with pytest.raises(errors.ForbiddenFood):
        board.publish()
    assert board.versions() == []


def test_what_the_list_asks_about_is_published_with_the_answer_on_record(board):
    board.plan(board.week(board.dish("炒豆角", rice=100)))
    for answers in (None, {}, {"F02:炒豆角": "  "}, {"F02:别的": "是豇豆"}):
        with pytest.raises(errors.AnswerNeeded):
            board.publish(answers=answers)
    done = board.publish(answers={"F02:炒豆角": "是豇豆"})
    assert [(one["name"], one["reason"]) for one in done.confirmed] == [("炒豆角", "是豇豆")]
    board.plan(board.week(board.dish("炒豆角", rice=90)), reason="量大")
    assert board.publish(reason="量大").confirmed == done.confirmed


def test_one_meal_changed_elsewhere_is_published_again_with_its_reason(planned):
    planned.publish()
    rows = [Row("米饭", planned.food["rice"], 80_000)]
    planned.kitchen.do(service.plan, planned.at, MON, "lunch", rows, reason="少一点")
    planned.kitchen.do(service.follow, planned.at, WEEK, reason="少一点")
    assert [one.version for one in planned.versions()] == [1, 2]


def test_one_dish_is_changed_on_all_its_days_from_a_day_on(planned):
    planned.publish()
    later = [on + timedelta(weeks=1) for on in DAYS]
    meals = planned.week(planned.dish("米饭", "蒸", rice=100), planned.dish("炒蛋", egg=50), days=later)
    planned.plan(meals, week=WEEK.shifted(1))
    portions = planned.dish("", egg=40, oil=5).portions
    with pytest.raises(errors.ReasonNeeded):
        planned.kitchen.do(service.change_dish, planned.at, "炒蛋", "油炒蛋", portions, WED)
    changed = planned.kitchen.do(service.change_dish, planned.at, "炒蛋", "油炒蛋", portions, WED, reason="改名")
    assert [meal.on for meal in changed] == [*DAYS[2:], *later]
    assert [row[0] for row in planned.standing(MON)] == ["米饭", "炒蛋"]
    assert [row[0] for row in planned.standing(later[4])] == ["米饭", "油炒蛋", "油炒蛋"]
    assert [one.version for one in planned.versions()] == [1, 2]
    assert planned.versions(WEEK.shifted(1)) == []
    with pytest.raises(errors.NoDish):
        planned.kitchen.do(service.change_dish, planned.at, "烤鸭", "烤鹅", portions, WED)


def test_rows_of_bands_become_one_amount_where_all_get_the_same():
    rows = [
        Row("米饭", 1, 80, "6-8"),
        Row("米饭", 1, 100, "9-11"),
        Row("汤", 2, 5, "6-8"),
        Row("汤", 2, 5, "9-11"),
        Row("水果", 3, 9, "9-11"),
    ]
    dishes = dishes_of(rows, bands=("6-8", "9-11"))
    assert [portion.mg for dish in dishes for portion in dish.portions] == [
        {"6-8": 80, "9-11": 100},
        {"": 5},
        {"9-11": 9},
    ]
    assert set(rows_of(dishes, ("6-8", "9-11"))) == set(rows)
    assert resolved(dishes, ("6-8", "9-11")) == {(r.dish, r.ingredient_id, r.age_band): r.mg_per_pupil for r in rows}


@pytest.mark.parametrize(
    ("name", "method"),
    [("米饭", "蒸"), ("紫菜蛋花汤", "汤"), ("红烧肉", "烧"), ("小米粥", "粥"), ("西红柿炒蛋", "炒"), ("水果", "现成")],
)
def test_a_dishs_name_says_how_it_is_cooked(name, method):
    assert method_of(name) == method
