"""Today in a real browser: a day by the keyboard alone, a day from the menu, the running figure after every row."""

from datetime import timedelta

import pytest

from mealwatch.catalogue.domain.search import search
from mealwatch.counties import service as counties
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as school_queries
from mealwatch.spend.queries.figures import figures
from mealwatch.stock.models import IssueLine
from mealwatch.stock.queries import documents
from tests.support.browser import barriers
from tests.support.effort import Effort
from tests.support.people import send, site  # noqa: F401
from tests.support.serving import served
from tests.support.today import MONDAY, NOON, PIN, PRICES, Kitchen, monday_list

TUESDAY = MONDAY + timedelta(days=1)
WEEK = [MONDAY + timedelta(days=k) for k in range(5)]
TODAY = "/canteens/C001/today"
#: What the clerk types for each row of the blank day: the two initials, and how many jin, litres or pieces.
TYPED = {
    "大米（粳米）": ("dm", "18"),
    "土豆": ("td", "8"),
    "牛肉（瘦）": ("nr", "9"),
    "莴笋": ("ws", "21"),
    "鸡蛋": ("jd", "60"),
    "茄子": ("qz", "25"),
    "小白菜": ("xb", "4"),
    "酸奶": ("sn", "99"),
    "大豆油": ("dy", "1"),
    "食盐": ("sy", "1"),
    "酱油": ("jy", "1"),
    "白砂糖": ("bs", "1"),
    "蚝油": ("hy", "1"),
}

#: Counts what a mouse did; a click that the keyboard makes has no detail.
COUNT_MICE = """for (const name of ["mousedown", "click", "pointerdown"])
  addEventListener(name, (event) => {
    if (event.isTrusted && event.detail) window.mice = (window.mice || 0) + 1;
  }, true)"""
ROWS = """rows => rows.map(row =>
  [row.querySelector("strong").textContent, row.querySelector("input[inputmode]").value])"""
#: Fields and buttons that a finger misses.
SMALL = """[...document.querySelectorAll("main input, main button, main a.button")]
  .filter(one => !["hidden", "radio", "checkbox"].includes(one.type) && one.offsetParent && !one.closest(".search"))
  .filter(one => one.getBoundingClientRect().height < 44)
  .map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def kitchen(site, monkeypatch):  # noqa: F811
    """C001 on Monday noon, the store filled."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    found = Kitchen(site)
    found.supply(*WEEK)
    found.stock_up()
    return found


@pytest.fixture
def open_today(open_page, kitchen, browser):
    """``open_today(path=..., size=...)``: the page opened by the canteen's manager."""
    with served(kitchen.site.app, browser) as address:

        def open_one(path=TODAY, size="desktop", username="canteen_manager", **options):
            page = open_page(size=size, **options)
            key = kitchen.site.session(username)
            page.context.add_cookies([{"name": "mealwatch", "value": f"{kitchen.county_id}.{key}", "url": address}])
            page.goto(address + path)
            return page

        yield open_one


def bar(page):
    """The running figure as it stands now, without waiting."""
    return page.inner_text("#running [data-figures]").replace("\n", " ")


def sign(effort):
    """Ctrl+Enter goes to the PIN, and with it on."""
    effort.press("Control+Enter")
    effort.type(PIN)
    effort.press("Control+Enter")


def posted(kitchen):
    """``{ingredient name: (base units, fen)}`` of what was issued on Monday."""
    with kitchen.site.app.app_context():
        found = {}
        names = {one.id: name for name, one in kitchen.by_name.items()}
        heads = documents.documents_of(kitchen.county_id, documents.Filter((kitchen.canteen.id,), ("issue",)))
        for line in documents.lines_of(kitchen.county_id, "issue", [one.id for one in heads if one.dated_on == MONDAY]):
            found[names[line.ingredient_id]] = line.quantity, line.cost_fen
        return found


def spend(kitchen):
    """The ledger's own figure of the week, exact fen."""
    with kitchen.site.app.app_context():
        [one] = [
            one
            for one in figures(kitchen.county_id, Week(MONDAY), Week(MONDAY), {kitchen.school.id})
            if one.group.group_id == kitchen.group.id
        ]
        return one


def base_of(kitchen, name, said):
    unit = {"g": 500, "ml": 1000, "piece": 1}[kitchen.by_name[name].base_unit]
    return int(said) * unit


def cost_of(kitchen, name, base):
    """What it costs by the price at which it was received, to the fen (one lot, nothing drawn before)."""
    one = kitchen.by_name[name]
    bought = 800 if one.base_unit == "piece" else 80_000
    fen = PRICES[name] * (800 if one.base_unit == "piece" else 80)
    return (2 * fen * base + bought) // (2 * bought)


# -- U1, U2 --


def test_a_blank_day_by_the_keyboard_alone(open_today, kitchen):
    """U1: heads and thirteen issues, at most 90 keys and no mouse; the sums are those of the calculation."""
    page = open_today()
    page.evaluate(COUNT_MICE)
    page.focus("[name=heads-0-beneficiaries]")
    effort = Effort(page)
    effort.type("118")
    effort.press("Enter")
    for name, (letters, amount) in TYPED.items():
        effort.type(letters)
        place = 1 + page.locator("#add-ingredient-found .name").all_inner_texts().index(name)
        effort.type(str(place))
        effort.type(amount)
        effort.press("Enter")
    shown = bar(page)
    sign(effort)
    page.wait_for_selector(".flash.done")
    assert effort.keys <= 90, effort.keys
    assert not page.evaluate("window.mice || 0")
    wanted = {name: base_of(kitchen, name, amount) for name, (_, amount) in TYPED.items()}
    got = posted(kitchen)
    assert {name: base for name, (base, _) in got.items()} == wanted
    assert {name: fen for name, (_, fen) in got.items()} == {
        name: cost_of(kitchen, name, base) for name, base in wanted.items()
    }
    whole = sum(fen for _, fen in got.values())
    assert spend(kitchen).spend == Ratio(whole, 118)
    assert bar(page) == shown, "the server says what the device said"


def test_a_day_from_the_menu(open_today, kitchen):
    """U2: heads, two corrections, submit: at most 20 keys and 3 clicks."""
    kitchen.plan(monday_list(), *WEEK)
    page = open_today()
    effort = Effort(page)
    effort.click("[name=heads-0-beneficiaries]")
    effort.type("118")
    for name, amount in (("土豆", "7"), ("茄子", "26")):
        field = page.locator(".issue-row", has_text=name).locator("input[inputmode]")
        field.evaluate("field => field.addEventListener('focus', () => field.select())")
        effort.click(field)
        effort.type(amount)
    sign(effort)
    page.wait_for_selector(".flash.done")
    assert effort.keys <= 20, effort.keys
    assert effort.clicks <= 3
    got = posted(kitchen)
    assert (got["土豆"][0], got["茄子"][0]) == (3500, 13_000)
    assert set(got) == set(monday_list()), "what was proposed and not touched is issued"


# -- proposals --


def test_other_heads_change_only_rows_that_nobody_touched(open_today, kitchen):
    kitchen.plan(monday_list(), MONDAY)
    page = open_today()

    def row(name):
        return page.locator(".issue-row", has_text=name).locator("input[inputmode]").input_value()

    page.fill("[name=heads-0-beneficiaries]", "100")
    assert row("大米") == "15 斤", "75 g for each of 100"
    assert row("茄子") == "21.5 斤", "100 g of which 93 % are eaten"
    page.locator(".issue-row", has_text="茄子").locator("input[inputmode]").fill("20斤")
    page.fill("[name=heads-0-beneficiaries]", "120")
    assert row("大米") == "18 斤"
    assert row("茄子") == "20斤"
    page.fill("[name=heads-0-staff]", "8")
    assert row("大米") == "19.2 斤", "staff eat from the same pot"


def test_what_the_menu_does_not_tell_is_said_and_left_empty(open_today, kitchen):
    rows = monday_list() | {"土豆": ("土豆牛肉", None)}
    kitchen.plan(rows, MONDAY)
    page = open_today()
    page.fill("[name=heads-0-beneficiaries]", "100")
    potatoes = page.locator(".issue-row", has_text="土豆")
    assert potatoes.locator("input[inputmode]").input_value() == ""
    assert "食谱没有写用量" in potatoes.inner_text()


def test_last_weeks_day_is_copied_in_one_tap_undone_and_marked(open_today, kitchen):
    kitchen.issue(MONDAY - timedelta(days=3), {"食盐": 500})
    before = MONDAY - timedelta(days=7)
    kitchen.receive({"大米（粳米）": 40_000, "土豆": 30_000}, before, "R0")
    kitchen.issue(before, {"大米（粳米）": 9000, "土豆": 4000})
    page = open_today(size="phone")
    effort = Effort(page)
    page.fill("[name=heads-0-beneficiaries]", "100")
    effort.tap("#copy-week")
    rows = page.locator(".issue-row")
    assert rows.count() == 2
    assert "大米" in rows.nth(0).inner_text()
    assert page.input_value("[name=copied_from]") == before.isoformat()
    page.tap("#copy-undo")
    assert rows.count() == 0
    assert page.input_value("[name=copied_from]") == ""
    effort.tap("#copy-week")
    assert effort.taps == 2
    rows.nth(1).locator("input[inputmode]").fill("9斤")
    page.fill("[name=second_pin]", PIN)
    page.locator("#running button.main").click()
    page.wait_for_selector(".flash.done")
    assert posted(kitchen)["土豆"][0] == 4500
    assert "由11月2日 周一的出库复制，2 行中 1 行没有改" in page.inner_text("#card-issue")
    page.click("#card-issue .posted a")
    assert "由11月2日 周一的出库复制" in page.inner_text("main"), "the bureau sees it on the document"
    officer = kitchen.site.client("bureau_officer")
    meal = officer.get(f"/schools/S001/meals/{MONDAY}/lunch/C001").text
    assert "由11月2日 周一的出库复制，2 行中 1 行没有改" in meal, "and on the meal's page"


def test_a_shortage_keeps_the_number_and_offers_both_ways(open_today, kitchen):
    kitchen.receive({"芹菜（茎）" if "芹菜（茎）" in kitchen.by_name else "黄瓜": 11_000}, no="R2")
    name = "芹菜（茎）" if "芹菜（茎）" in kitchen.by_name else "黄瓜"
    page = open_today()
    page.fill("[name=heads-0-beneficiaries]", "100")
    page.fill("#add-ingredient", name)
    page.keyboard.press("Enter")
    page.keyboard.type("30斤")
    row = page.locator(".issue-row", has_text=name)
    assert row.locator("input[inputmode]").input_value() == "30斤"
    assert "库存只有 11 公斤，不够 15 公斤" in row.inner_text()
    link = row.get_by_role("link", name="先补入库").get_attribute("href")
    assert link.startswith("/canteens/C001/enter/receipt?ingredient=")
    row.get_by_role("button", name="按实存出库").click()
    assert row.locator("input[inputmode]").input_value() == "22 斤"
    assert "库存只有" not in row.inner_text()


def test_the_store_refuses_and_what_was_typed_stays(open_today, kitchen):
    page = open_today(allow_errors=True)
    page.fill("[name=heads-0-beneficiaries]", "100")
    page.fill("#add-ingredient", "土豆")
    page.keyboard.press("Enter")
    page.keyboard.type("900斤")
    page.fill("[name=second_pin]", PIN)
    page.locator("#running button.main").click()
    page.wait_for_selector("#faults")
    assert "450 公斤" in page.inner_text("#faults")
    assert page.locator(".issue-row input[inputmode]").input_value() == "900斤"
    assert page.input_value("[name=heads-0-beneficiaries]") == "100"
    assert posted(kitchen) == {}


# -- U6 --


@pytest.mark.parametrize(("days", "floor"), [(5, 25), (4, 20), (6, 30)])
def test_the_bar_follows_every_row_past_the_floor(open_today, kitchen, days, floor):
    """U6: four days are written down, the last one is typed row by row; right at once after every key."""
    week = [MONDAY + timedelta(days=k) for k in range(days)]
    last = week[-1]
    now = NOON + (last - MONDAY)
    kitchen.supply(*week)
    if days == 4:
        kitchen.do(_close_day, MONDAY + timedelta(days=4))
    for on in week[:-1]:
        kitchen.serve(on, 100)
        kitchen.issue(on, {"大米（粳米）": 8000}, no=f"I{on:%d}")
    _walk(open_today, kitchen, last, now, days, floor)


def _close_day(county_id, on, *, by, now):
    from mealwatch.schools import service as schools

    schools.put_calendar_day(county_id, dated_on=on, day_type="closed", by=by, now=now)


def _walk(open_today, kitchen, last, now, days, floor):
    """Type rows until the week passes its floor; after each key press the text is that of the exact sum."""
    clock.now = lambda: now  # the fixture puts it back
    page = open_today(f"{TODAY}?date={last}")
    before = (days - 1) * Ratio(8 * PRICES["大米（粳米）"], 100)
    page.fill("[name=heads-0-beneficiaries]", "100")
    assert f"/ {floor}.00 元" in bar(page)
    assert f"已供 {days - 1} 天，共 {days} 天" in bar(page)
    assert "预计不足" in bar(page)
    kinds, total = [], 0
    for name, jin in (("土豆", 10), ("茄子", 30), ("牛肉（瘦）", 20), ("牛肉（瘦）", 100)):
        page.fill("#add-ingredient", name)
        page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        for digit in str(jin):
            page.keyboard.press(digit)
        fields = page.locator(".issue-row").evaluate_all(ROWS)
        total = sum(cost_of(kitchen, one, base_of(kitchen, one, text)) for one, text in fields)
        reached = before + Ratio(total, 100)
        assert f"已 {_yuan(reached)} / {floor}.00 元" in bar(page)
        met = reached >= floor * 100
        assert ("✓ 达标" in bar(page)) == met
        assert ("还差" in bar(page)) != met
        if not met:
            assert "✗ 不足" in bar(page), "the last day has a record and a pot: nothing more is to come"
        kinds.append(page.get_attribute("#running [data-figures]", "data-state"))
    assert kinds[0] == "short"
    assert kinds[-1] == "met"


def _yuan(fen):
    whole = fen.rounded()
    return f"{whole // 100}.{whole % 100:02d}"


def test_the_floor_is_the_countys(open_today, kitchen):
    kitchen.do(counties.set_policy, from_date=MONDAY, subsidy_fen=600)
    assert "/ 30.00 元" in bar(open_today())


# -- closure, classes, other days --


def test_a_day_without_a_meal_is_asked_for_in_one_tap(open_today, kitchen):
    page = open_today(size="phone")
    effort = Effort(page)
    effort.tap("#running [data-open=no-meal]")
    effort.tap(page.get_by_role("button", name="停课"))
    page.wait_for_selector(".flash.done")
    assert effort.taps == 2
    assert "已申请不供餐（停课）" in page.inner_text("main")
    assert "同意以前仍按供餐日算" in page.inner_text("main")
    assert "已供 0 天，共 5 天" in bar(page), "the day stays due"
    with kitchen.site.app.app_context():
        [asked] = school_queries.closure_requests_of(kitchen.county_id)
        assert (asked.dated_on, asked.reason, asked.decision) == (MONDAY, "停课", None)


def test_other_needs_words_and_keeps_the_page(open_today, kitchen):
    page = open_today(allow_errors=True)
    page.click("[data-open=no-meal]")
    page.get_by_role("button", name="其他", exact=True).click()
    page.wait_for_selector("#faults")
    assert "要写明原因" in page.inner_text("#faults")


def test_classes_are_added_up_and_compared(open_today, kitchen):
    manager = kitchen.site.client("canteen_manager")
    rows = {"classes-0-name": "一班", "classes-0-group_code": "G16", "classes-0-enrolled": "61"}
    rows |= {"classes-1-name": "二班", "classes-1-group_code": "G16", "classes-1-enrolled": "60"}
    send(manager, "/schools/S001/classes", rows)
    send(manager, "/schools/S001/classes/link")
    token = manager.get("/schools/S001/classes").text.partition("/k/")[2].partition("<")[0]
    page = open_today(f"/k/{token}", size="phone", viewport={"width": 320, "height": 640})
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for label, eating in (("一班", "58"), ("二班", "57")):
        page.select_option("[name=class_id]", label=page.locator("option", has_text=label).inner_text())
        page.fill("[name=present]", "60")
        page.fill("[name=eating]", eating)
        page.fill("[name=signed_by]", "周老师")
        page.click("button.main")
        page.wait_for_selector(".flash.done")
    today = open_today()
    assert "班级报 115 人（2/2 个班）" in today.inner_text("#card-heads")
    today.fill("[name=heads-0-beneficiaries]", "118")
    assert "比班级报的多 3 人" in today.inner_text("#card-heads")
    today.fill("[name=heads-0-other_pupils]", "0")
    today.fill("[name=heads-0-beneficiaries]", "115")
    assert "和班级报的一样" in today.inner_text("#card-heads")


def test_a_late_day_says_how_late_it_is(open_today, kitchen):
    friday = MONDAY - timedelta(days=3)
    kitchen.supply(friday)
    page = open_today(f"{TODAY}?date={friday}")
    assert "晚了 3 天" in page.inner_text("#late")


def test_heads_that_were_recorded_need_a_reason_to_change(open_today, kitchen):
    kitchen.serve(MONDAY, 100)
    page = open_today(allow_errors=True)
    assert page.input_value("[name=heads-0-beneficiaries]") == "100"
    page.fill("[name=heads-0-beneficiaries]", "101")
    page.fill("#add-ingredient", "土豆")
    page.keyboard.press("Enter")
    page.keyboard.type("8")
    page.fill("[name=second_pin]", PIN)
    page.locator("#running button.main").click()
    page.wait_for_selector("#faults")
    assert "写明原因" in page.inner_text("#faults")


def test_a_form_sent_twice_records_once(open_today, kitchen):
    page = open_today()
    page.fill("[name=heads-0-beneficiaries]", "100")
    page.fill("#add-ingredient", "土豆")
    page.keyboard.press("Enter")
    page.keyboard.type("8")
    page.fill("[name=second_pin]", PIN)
    fields = dict(page.evaluate("[...new FormData(document.getElementById('today-form'))]"))
    client = kitchen.site.client("canteen_manager")
    for says in ("已提交", "没有重复记账"):
        answer = send(client, TODAY, {name: text for name, text in fields.items() if name != "csrf_token"})
        assert answer.status_code == 302
        assert says in client.get(answer.location).text
    with kitchen.site.app.app_context():
        assert db.session.query(IssueLine).count() == 1


def test_handed_on_to_the_collector_the_heads_stand_and_the_issue_waits(open_today, kitchen):
    page = open_today()
    page.fill("[name=heads-0-beneficiaries]", "100")
    page.fill("#add-ingredient", "土豆")
    page.keyboard.press("Enter")
    page.keyboard.type("8")
    page.check("[name=second_how][value=ask]")
    page.locator("#running button.main").click()
    page.wait_for_selector(".flash.done")
    assert "等签字" in page.inner_text("#card-issue")
    assert "已提交" in page.inner_text("#card-heads")
    assert posted(kitchen) == {}
    keeper = kitchen.site.client("storekeeper")
    answer = send(keeper, "/signing/1/sign", {}, page="/signing/1")
    assert answer.status_code in (302, 303), answer.text[:300]
    assert posted(kitchen)["土豆"][0] == 4000
    page.reload()
    assert "已提交" in page.inner_text("#card-issue")


# -- looks --


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_nothing_runs_over_and_nothing_bars_the_way(open_today, kitchen, size):
    kitchen.plan(monday_list(), *WEEK)
    page = open_today(size=size)
    page.fill("[name=heads-0-beneficiaries]", "118")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert barriers(page) == []
    small = page.evaluate(SMALL)
    assert small == []


def test_it_fits_320_pixels(open_today, kitchen):
    kitchen.plan(monday_list(), MONDAY)
    page = open_today(size="phone", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_search_order_is_the_servers(open_today, kitchen):
    """The two initials that this file types lead to the ingredient among the first nine."""
    for name, (letters, _) in TYPED.items():
        assert name in [one.name for one in search(kitchen.by_name.values(), letters)][:9], name
