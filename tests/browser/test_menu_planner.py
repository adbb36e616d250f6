"""Planning the week in a real browser: last week copied, a dish changed, published, all on a phone with few taps."""

import json

import pytest

from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.menus import queries, service
from mealwatch.menus.domain.dishes import Dish, Meal, Portion
from mealwatch.schools import queries as school_queries
from mealwatch.schools import service as schools
from mealwatch.storage.transaction import in_transaction
from tests.support.browser import barriers, until
from tests.support.county import NOW, OFFICER
from tests.support.effort import Effort
from tests.support.people import site  # noqa: F401
from tests.support.serving import served

WEEK = Week.of(clock.today()).shifted(1)
LAST = WEEK.shifted(-1)
#: dish, how it is cooked, {ingredient: grams}
MENU = [
    [("米饭", "蒸", {"大米（粳米）": 100}), ("白菜炖豆腐", "炖", {"大白菜": 120, "北豆腐": 60})],
    [("米饭", "蒸", {"大米（粳米）": 100}), ("西红柿炒蛋", "炒", {"西红柿": 100, "鸡蛋": 50})],
    [("臊子面", "煮", {"鲜面条": 130, "猪肉（代表值）": 50}), ("水果", "现成", {"苹果": 100})],
    [("米饭", "蒸", {"大米（粳米）": 100}), ("白菜炖豆腐", "炖", {"大白菜": 120, "北豆腐": 60})],
    [("米饭", "蒸", {"大米（粳米）": 100}), ("土豆炖鸡", "炖", {"土豆": 80, "白条鸡": 50})],
]


def set_up(site):  # noqa: F811
    """The usual ingredients, two weeks of supply days, and last week's menu."""
    site.do(catalogue.take_over_known_ingredients)
    for on in (*LAST.days[:5], *WEEK.days[:5]):
        site.do(schools.put_calendar_day, dated_on=on, day_type="supply")
    with site.app.app_context():
        known = {one.name: one.id for one in catalogue_queries.ingredients_of(site.county_id)}
        canteen = school_queries.get_canteen(site.county_id, "C001")
        meals = [
            Meal(
                on,
                "lunch",
                tuple(
                    Dish(name, method, tuple(Portion(known[food], {"": grams * 1000}) for food, grams in foods.items()))
                    for name, method, foods in dishes
                ),
                "11:50",
            )
            for on, dishes in zip(LAST.days, MENU, strict=False)
        ]
        asked = {"by": OFFICER, "now": NOW}
        in_transaction(lambda: service.plan_week(site.county_id, canteen.id, LAST, meals, ["9-11"], **asked))
    return canteen


@pytest.fixture
def canteen(site):  # noqa: F811
    return set_up(site)


@pytest.fixture
def address(site, browser, canteen):  # noqa: F811
    with served(site.app, browser) as at:
        yield at


@pytest.fixture
def planner(open_page, address, site):  # noqa: F811
    """``planner(size, week=...)``: the planner as the canteen's manager sees it."""

    def open_planner(size="phone", username="canteen_manager", week=WEEK, **options):
        page = open_page(size=size, **options)
        cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session(username)}", "url": address}
        page.context.add_cookies([cookie])
        page.goto(f"{address}/canteens/C001/menu?week={week}")
        return page

    return open_planner


@pytest.fixture
def standing(site, canteen):  # noqa: F811
    """``standing()``: the published days of the week, {day: {dish: {ingredient: mg}}}."""

    def read(week=WEEK):
        with site.app.app_context():
            found = queries.latest_publication(site.county_id, canteen.id, week.monday)
        if found is None:
            return None
        return {
            day["on"]: {
                dish["name"]: {row["name"]: row["mg"] for row in dish["rows"]}
                for meal in day["meals"]
                for dish in meal["dishes"]
            }
            for day in found.days
        }

    return read


def test_u3_last_weeks_menu_one_dish_changed_and_published(planner, standing):
    page = planner("phone")
    effort = Effort(page)
    effort.tap("[data-copy-week]")
    effort.tap(page.locator(".day-panel.here .dish-card").nth(1))
    effort.tap("#dish-name")
    page.locator("#dish-name").select_text()
    effort.type("xhs")
    effort.press("Enter")
    page.wait_for_selector("#food-1")
    assert page.locator("#food-0").input_value() == "西红柿"
    effort.type("110")
    effort.tap("[id='grams-1-']")
    effort.type("45")
    effort.tap(".planner-dialog .main")
    effort.tap(".planner-bar .main")
    page.wait_for_selector(".flash.done")
    days = standing()
    assert sorted(days) == [on.isoformat() for on in WEEK.days[:5]]
    assert days[WEEK.monday.isoformat()] == {
        "米饭": {"大米（粳米）": {"": 100_000}},
        "西红柿炒蛋": {"西红柿": {"": 110_000}, "鸡蛋": {"": 45_000}},
    }
    assert list(days[WEEK.days[4].isoformat()]) == ["米饭", "土豆炖鸡"]
    assert effort.taps <= 12
    assert effort.keys <= 15
    assert "已公布 第1版" in page.inner_text("main")
    assert f"由{LAST}复制" in page.inner_text(".day-panel.here")


def test_a_copy_can_be_undone(planner):
    page = planner("phone")
    before = page.locator(".dish-card").count()
    page.tap("[data-copy-week]")
    assert page.locator(".dish-card").count() == before + 10
    page.tap("[data-toast] button")
    assert page.locator(".dish-card").count() == before
    assert page.locator("textarea[name='meals-1-dishes']").input_value() == ""


def test_the_figures_follow_every_key_at_once(planner):
    page = planner("desktop")
    page.click("[data-copy-week]")
    figures = """() => Object.fromEntries([["cost", "cost|week"], ["rice", "g|9-11|谷薯类"]].map(
        ([name, key]) => [name, document.querySelector(`[data-fig="${key}"]`).textContent]))"""
    before = page.evaluate(figures)
    page.locator(".dish-card", has_text="米饭").first.click()
    page.focus("[id='grams-0-']")
    # The key's own event handler does all the work: nothing is waited for.
    after = page.evaluate(
        """figures => { const field = document.activeElement; field.value = "200";
        field.dispatchEvent(new Event("input", {bubbles: true})); return (0, eval)(figures)(); }""",
        figures,
    )
    # 100 g more on one of five days; 4.80 yuan a kilogram
    assert float(after["rice"]) == pytest.approx(float(before["rice"]) + 20)
    assert round(100 * float(after["cost"])) - round(100 * float(before["cost"])) == 48
    page.keyboard.press("Escape")
    assert page.evaluate(figures) == before


def test_one_dish_is_changed_on_its_other_days_too(planner):
    page = planner("phone")
    page.tap("[data-copy-week]")
    page.locator(".day-panel.here .dish-card").nth(1).tap()
    page.fill("[id='grams-0-']", "150")
    assert "周四午餐：大白菜 120→150 克" in page.inner_text(".elsewhere")
    page.check("#dish-elsewhere")
    page.tap(".planner-dialog .main")
    thursday = json.loads(page.locator("textarea[name='meals-13-dishes']").input_value())
    assert thursday[1]["rows"][0]["grams"] == {"": "150"}


def test_what_is_refused_is_said_at_once_and_what_is_asked_waits_for_its_answer(planner, standing):
    page = planner("phone", allow_errors=True)
    page.tap("[data-copy-week]")
    page.locator(".day-panel.here .dish-card").nth(1).tap()
    page.fill("#dish-name", "凉拌牛肉")
    page.tap(".planner-dialog .main")
    assert "不得供应：凉拌牛肉" in page.inner_text(".day-panel.here")
    page.tap(".planner-bar .main")
    page.wait_for_selector("#faults")
    assert "“凉拌牛肉”不得供应" in page.inner_text("#faults")
    assert standing() is None
    page.locator(".day-panel.here .dish-card").nth(1).tap()
    page.fill("#dish-name", "炒豆角")
    page.tap(".planner-dialog .main")
    page.tap(".planner-bar .main")
    page.wait_for_selector("#faults:has-text('先确认')")
    page.fill("[name='asks-0-reason']", "是豇豆")
    page.tap(".planner-bar .main")
    page.wait_for_selector(".flash.done")
    assert "炒豆角" in standing()[WEEK.monday.isoformat()]


def test_a_published_week_changes_only_with_a_reason_and_both_versions_are_readable(planner, standing, address):
    page = planner("phone", allow_errors=True)
    page.tap("[data-copy-week]")
    page.tap(".planner-bar .main")
    page.wait_for_selector(".flash.done")
    page.locator(".day-panel.here .dish-card").first.tap()
    page.fill("[id='grams-0-']", "90")
    page.tap(".planner-dialog .main")
    page.tap(".planner-bar .main")
    page.wait_for_selector("#faults")
    page.fill("[name=reason]", "大米不够")
    page.tap(".planner-bar .main")
    page.wait_for_selector(".flash.done")
    assert standing()[WEEK.monday.isoformat()]["米饭"] == {"大米（粳米）": {"": 90_000}}
    page.goto(f"{address}/canteens/C001/menu/published?week={WEEK}")
    text = page.inner_text("main")
    assert "大米不够" in text
    assert "“米饭”里大米（粳米） 100克 改为 90克" in text
    page.goto(f"{address}/canteens/C001/menu/published?week={WEEK}&version=1")
    assert "大米（粳米） 100克" in page.inner_text("main")


@pytest.mark.parametrize("width", [320, 360, 800, 1366])
def test_nothing_bars_the_way_and_nothing_runs_over(planner, address, width):
    page = planner("phone" if width < 800 else "desktop", viewport={"width": width, "height": 740})
    page.click("[data-copy-week]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page) == []
    page.locator(".day-panel .dish-card").nth(1).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page) == []
    small = """() => [...document.querySelectorAll(
            "#dish-dialog button, #dish-dialog input:not([type=checkbox]), .planner-bar button, .day-tabs button")]
        .filter((one) => one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < 44))
        .map((one) => one.outerHTML)"""
    assert page.evaluate(small) == []
    for path in (f"menu/dish?dish=米饭&since={WEEK.monday}", f"menu?week={LAST}"):
        page.goto(f"{address}/canteens/C001/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert barriers(page) == []


def test_without_scripts_the_week_is_readable_and_each_meal_has_its_form(planner):
    page = planner("phone", week=LAST, java_script_enabled=False)
    text = page.inner_text(".plain-week")
    assert "西红柿炒蛋" in text
    assert "11:50 供餐" in text
    assert page.locator(".plain-week a", has_text="修改").count() == 5


def test_who_only_reads_sees_the_week_and_its_figures(planner):
    page = planner("phone", username="principal", week=LAST)
    assert page.locator("#planner").count() == 0
    assert "白菜炖豆腐" in page.inner_text(".plain-week")
    assert "谷薯类" in page.inner_text(".contents")


def test_what_is_planned_survives_a_reload(planner):
    page = planner("phone")
    page.tap("[data-copy-week]")
    page.locator(".day-panel.here .dish-card").first.tap()
    page.fill("[id='grams-0-']", "95")
    page.wait_for_timeout(600)
    page.reload()
    until(page, "document.querySelectorAll('.dish-card').length === 10")
    assert "95" in page.inner_text(".day-panel.here .dish-card")
