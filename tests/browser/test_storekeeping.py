"""Orders, the walk through the store, corrections and losses in a real browser, at the size of a phone."""

from datetime import timedelta

import pytest

from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row
from mealwatch.schools import queries as school_queries
from mealwatch.schools import service as schools
from mealwatch.stock import service as stock
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.browser import barriers
from tests.support.people import site  # noqa: F401
from tests.support.serving import served
from tests.support.signers import sign_as_guest

TODAY = clock.today()
TOMORROW = TODAY + timedelta(days=1)
PAGES = (
    "/canteens/C001",
    "/canteens/C001/orders",
    "/canteens/C001/orders/new",
    "/canteens/C001/count",
    "/canteens/C001/enter/loss",
    "/canteens/C001/documents/issue/I1",
    "/canteens/C001/documents/issue/I1/change",
    "/canteens/C001/documents/receipt/R1/change",
)


def today(site, work, *args):  # noqa: F811
    """Call a service now: ``site.do`` is on a day of its own."""
    with site.app.app_context():
        stamp = {"by": county.OFFICER, "now": clock.now()}
        return in_transaction(lambda: work(site.county_id, *args, **stamp))


@pytest.fixture
def address(site, browser):  # noqa: F811
    """A served site: rice and cabbage in the store, tomorrow's menu, one issue."""
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_supplier, code="V01", name="绿源公司", licence_expires_on=TODAY + timedelta(days=400))
    for day in (TODAY, TOMORROW):
        site.do(schools.put_calendar_day, dated_on=day, day_type="supply")
    with site.app.app_context():
        ids = {one.name: one.id for one in catalogue_queries.ingredients_of(site.county_id)}
        codes = {one.name: one.code for one in catalogue_queries.ingredients_of(site.county_id)}
        canteen_id = school_queries.find_canteen(site.county_id, "C001").id
    rows = [Row("米饭", ids["大米（粳米）"], 100_000), Row("炒白菜", ids["大白菜"], 120_000)]
    today(site, menus.plan, canteen_id, TOMORROW, "lunch", rows)
    line = {"quantity": 10, "unit": "kg", "amount_fen": 4800, "supplier_code": "V01"}
    lines = [line | {"ingredient_code": codes[name]} for name in ("大米（粳米）", "食盐")]
    paper = {"dated_on": TODAY, "lines": lines}
    today(site, stock.enter, canteen_id, "receipt", "R1", paper)
    line = {"quantity": 4, "unit": "kg", "ingredient_code": codes["大米（粳米）"]}
    paper = {"dated_on": TODAY, "meal": "lunch", "lines": [line], "storekeeper": "库管"}
    today(site, stock.enter, canteen_id, "issue", "I1", paper)
    with served(site.app, browser) as at:
        yield at


@pytest.fixture
def as_person(open_page, address, site):  # noqa: F811
    """``as_person(username, path, size)``: a page opened by somebody who is signed in."""

    def open_as(username, path, size="phone", **options):
        page = open_page(size=size, **options)
        cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session(username)}", "url": address}
        page.context.add_cookies([cookie])
        page.goto(address + path)
        return page

    return open_as


def amount(page, name):
    """The field with the amount of an ingredient."""
    return page.locator(f".ordered[aria-label='{name}'] input[inputmode]")


def test_an_order_from_the_menu_to_text_and_picture(as_person, address):
    """242 pupils of three groups at 100 g: 24.2 kg and more of rice, 6 kg there: one sack of 25 kg."""
    page = as_person("storekeeper", "/canteens/C001/orders/new")
    rice, cabbage = (amount(page, name) for name in ("大米（粳米）", "大白菜"))
    assert rice.input_value() == "1 袋"
    before = cabbage.input_value()
    cabbage.fill("40斤")
    page.fill("[name=heads-0-heads]", "400")
    page.click("[data-again]")
    page.wait_for_load_state()
    rice, cabbage = (amount(page, name) for name in ("大米（粳米）", "大白菜"))
    assert (rice.input_value(), cabbage.input_value()) == ("2 袋", "40斤")
    assert before != "40斤"
    page.get_by_label("大白菜的供货商").select_option("V01")
    page.get_by_role("button", name="生成订货单").last.click()
    page.wait_for_url("**/orders/P*-1")
    text = page.inner_text("#order-text")
    assert "大米（粳米） 2 袋（50 公斤）" in text
    assert "大白菜 40 斤（20 公斤）" in text
    picture = page.request.get(address + page.get_attribute("img.letter", "src"))
    assert picture.body().startswith(b"\x89PNG")
    assert "order=P" in page.get_by_role("link", name="货到了，去验收").get_attribute("href")
    page.goto(address + "/canteens/C001/orders/new")
    assert amount(page, "大米（粳米）").input_value() == ""
    page.click("main details summary")
    assert "在途 50 公斤" in page.inner_text("main details")


def test_an_order_without_a_supplier_keeps_what_was_typed(as_person):
    page = as_person("storekeeper", "/canteens/C001/orders/new", allow_errors=True)
    amount(page, "大白菜").fill("40斤")
    page.get_by_role("button", name="生成订货单").last.click()
    page.wait_for_selector("#faults")
    assert "“大白菜”还没有选供货商" in page.inner_text("#faults")
    assert amount(page, "大白菜").input_value() == "40斤"


def test_the_store_is_walked_blind_and_posted_with_a_witness(as_person, address):
    page = as_person("storekeeper", "/canteens/C001/count")
    assert "库存" not in page.content()
    assert "6 公斤" not in page.inner_text("main")
    assert page.inner_text("[data-progress-line] span") == "已点 0，共 2"
    first = page.locator(".step.now")
    assert first.get_attribute("data-step") == "大米（粳米）"
    first.locator("[data-skip]").click()
    assert page.locator(".step.now").get_attribute("data-step") == "食盐"
    page.locator(".step.now input.num").fill("9公斤")
    page.keyboard.press("Enter")
    assert page.locator(".step.now").get_attribute("data-step") == "大米（粳米）"
    page.locator(".step.now input.num").fill("5.5公斤")
    assert page.inner_text("[data-progress-line] span") == "已点 2，共 2"
    page.click("[data-finish]")
    page.wait_for_selector(".differs")
    assert "账上 6 公斤，实点 5.5 公斤，差额 2.40 元" in page.inner_text("main")
    assert "油和调味品短少 1 种，一起说明" in page.inner_text("main")
    page.get_by_label("原因", exact=True).select_option("weighing")
    page.get_by_label("共同的原因").select_option("daily_use")
    page.get_by_label("家长、教师当面签名").check()
    page.get_by_label("签字人姓名").fill("张家长")
    page.locator("[name=second_guest_kind][value=parent]").check()
    page.locator("[name=second_typed]").check()
    page.get_by_role("button", name="确认并记账").click()
    page.wait_for_url("**/documents/stocktake/**")
    shown = page.inner_text("main")
    assert "张家长" in shown
    assert "称量损耗" in shown
    assert "日常用量零星领用，月底一次核对" in shown


def test_a_count_comes_back_after_a_reload(as_person):
    page = as_person("storekeeper", "/canteens/C001/count")
    page.locator(".step.now input.num").fill("5.5公斤")
    page.wait_for_timeout(900)
    page.reload()
    page.locator("[data-progress-line] span", has_text="已点 1").wait_for()


def test_an_issue_is_changed(as_person):
    page = as_person("storekeeper", "/canteens/C001/documents/issue/I1")
    page.get_by_role("link", name="更正").click()
    assert page.input_value("[name=lines-0-quantity]") == "4"
    page.fill("[name=lines-0-quantity]", "3公斤")
    page.fill("[name=change_reason]", "没用完退库")
    sign_as_guest(page)
    page.locator("form.record button.main").click()
    page.wait_for_url("**/documents/issue/I1-2")
    shown = page.inner_text("main")
    assert "没用完退库" in shown
    assert "4 公斤" in shown
    assert "3 公斤" in shown
    page.get_by_role("link", name="I1", exact=True).click()
    assert "这张单已经更正，现在有效的是" in page.inner_text("main")


def test_a_receipt_that_was_used_is_changed_with_its_issue(as_person):
    page = as_person("storekeeper", "/canteens/C001/documents/receipt/R1/change", allow_errors=True)
    page.fill("[name=lines-0-amount_yuan]", "96")
    page.fill("[name=change_reason]", "单价写错")
    sign_as_guest(page)
    page.locator("form.record button.main").click()
    page.wait_for_selector("#faults")
    assert page.get_by_role("link", name="出库单").is_visible()
    page.get_by_label("连同这 1 张一起更正", exact=False).check()
    page.locator("form.record button.main").click()
    page.wait_for_url("**/documents/receipt/R1-2")
    assert "出库单 I1-2 也按新的价格重算了" in page.inner_text("main")


def test_a_loss_by_phone(as_person):
    page = as_person("storekeeper", "/canteens/C001/enter/loss", allow_errors=True)
    page.fill("[name=lines-0-ingredient_code]", "大米（粳米）")
    page.keyboard.press("Escape")
    page.fill("[name=lines-0-quantity]", "1公斤")
    page.locator("[name=lines-0-reason_code][value=damp]").check()
    sign_as_guest(page, "Storekeeper")
    page.locator("form.record button.main").click()
    page.wait_for_selector("#faults")
    page.fill("[name=second_guest_name]", "赵校长")
    page.locator("form.record button.main").click()
    page.wait_for_url("**/documents/loss/**")
    assert "受潮霉变" in page.inner_text("main")


def test_nothing_bars_the_way_and_nothing_runs_over_the_side(as_person, address):
    page = as_person("canteen_manager", "/canteens/C001")
    wrong = {}
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        for path in PAGES:
            page.goto(address + path)
            if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
                wrong[path, width] = "runs over the side"
            elif width == 360 and (found := barriers(page)):
                wrong[path, width] = found[:4]
    assert wrong == {}
