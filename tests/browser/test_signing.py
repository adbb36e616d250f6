"""A second person on a phone: a finger draws a name, a PIN, the inbox on one's own phone; the principal's minute."""

from datetime import datetime

import pytest
import time_machine

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.service import pins
from mealwatch.duty import queries as duty
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import queries as schools
from tests.support import county
from tests.support.browser import barriers, until
from tests.support.effort import Effort
from tests.support.people import PASSWORD, site  # noqa: F401
from tests.support.serving import served
from tests.support.week import DAYS, cook

NOW = datetime(2026, 11, 9, 9, 0, tzinfo=SHANGHAI)
SIGN = "/canteens/C003/documents/issue/I05/sign"
PAPER = "/canteens/C003/documents/issue/I05"
FIRST, SECOND = "storekeeper_elsewhere", "principal_elsewhere"
PIN = "4719"
PAGES = {
    FIRST: ("/signing", "/signing/1", SIGN, PAPER, "/account", "/canteens/C003/exceptions", "/canteens/C003/papers"),
    SECOND: (
        "/schools/S003/card",
        "/schools/S003/card/openings",
        "/schools/S003/weeks/2026-W45/note",
        "/schools/S003/weeks/2026-W45/close",
        "/schools/S003/closings",
        "/signing",
        "/signing/1",
        "/canteens/C003/exceptions",
        "/canteens/C003/papers",
    ),
    "bureau_officer": ("/exceptions", "/exceptions/1", "/cards", "/schools/S003/card/openings"),
}
#: What a finger has to hit, and is lower or narrower than a finger is wide; words within a sentence are not meant.
SMALL = """
() => [...document.querySelectorAll("main button, main .button, main .due a, main summary, main .choice, main select")]
  .filter((one) => one.offsetParent)
  .map((one) => [one.textContent.trim().slice(0, 20), one.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.5)
"""


@pytest.fixture
def address(site, browser):  # noqa: F811
    """A school's week of which one issue lacks its second signature, served on the Monday after."""
    with time_machine.travel(NOW, tick=True):
        cook(site, unsigned=[DAYS[3]])
        with served(site.app, browser) as at:
            yield at


@pytest.fixture
def as_person(open_page, address, site):  # noqa: F811
    """``as_person(username, path)``: a phone on which somebody is signed in."""

    def open_as(username, path, **options):
        page = open_page(size="phone", **options)
        cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session(username)}", "url": address}
        page.context.add_cookies([cookie])
        page.goto(address + path)
        return page

    return open_as


def choose(page, how):
    page.locator(f"label.choice:has(input[name=second_how][value={how}])").tap()


def draw(page, *strokes):
    """Draw with a finger on the canvas; points are parts of its box, of a hundred."""
    page.locator("#f-second_strokes").scroll_into_view_if_needed()
    box = page.locator("#f-second_strokes").bounding_box()
    finger = page.context.new_cdp_session(page)
    for points in strokes:
        for place, (x, y) in enumerate(points):
            at = {"x": box["x"] + box["width"] * x / 100, "y": box["y"] + box["height"] * y / 100}
            kind = "touchMove" if place else "touchStart"
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finger.detach()


NAME = ([(10, 30), (40, 30), (70, 60), (90, 20)], [(50, 20), (50, 90)])


def send(page, button="main form button.main"):
    """Press the button and wait for the page that answers."""
    with page.expect_navigation():
        page.locator(button).tap()


def give_pin(site, username):  # noqa: F811
    with site.app.app_context():
        person = accounts.get_account(site.county_id, username)
        county.do(pins.put_pin, site.county_id, person.id, username, PIN)


def test_a_guest_signs_with_a_finger(as_person):
    page = as_person(FIRST, SIGN)
    choose(page, "guest")
    page.fill("#f-second_guest_name", "张三")
    page.locator("label.choice:has(input[value=teacher])").tap()
    said = page.locator("[data-state]")
    assert said.inner_text() == "请在框里手写签名"
    draw(page, [(10, 30), (14, 30)])
    assert said.inner_text() == "再多写一点"
    page.locator("[data-clear]").tap()
    assert page.input_value("[name=second_strokes]") == ""
    draw(page, *NAME)
    assert said.inner_text() == "已签名"
    assert page.evaluate("scrollX") == 0
    send(page)
    assert page.url.endswith(PAPER)
    drawn = page.locator(".signed img")
    drawn.scroll_into_view_if_needed()
    until(page, "document.querySelector('.signed img').naturalWidth > 0")
    svg = page.request.get(page.url.partition("/canteens")[0] + drawn.get_attribute("src")).text()
    assert svg.count("M") == 2
    assert "作废" not in svg


def test_what_was_drawn_is_there_after_a_refusal(as_person):
    page = as_person(FIRST, SIGN, allow_errors=True)  # a refusal is a 422, which the console notes
    choose(page, "guest")
    page.locator("label.choice:has(input[value=teacher])").tap()
    draw(page, *NAME)
    kept = page.input_value("[name=second_strokes]")
    send(page)
    assert "还没有填写签字人的姓名" in page.locator("#faults").inner_text()
    assert page.input_value("[name=second_strokes]") == kept
    assert page.locator("[data-state]").inner_text() == "已签名"


def test_the_keyboard_alone_signs_too(as_person):
    page = as_person(FIRST, SIGN)
    page.focus("input[name=second_how]:checked")
    while page.evaluate("document.activeElement.value") != "guest":
        page.keyboard.press("ArrowDown")
    page.focus("#f-second_guest_name")
    page.keyboard.type("张三")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.focus("#f-second_typed")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAPER}")
    assert "张三" in page.locator(".signed").inner_text()


def test_a_pin_on_the_same_phone(as_person, site):  # noqa: F811
    own = as_person(SECOND, "/account", allow_errors=True)  # refusals are 422s, which the console notes
    own.fill("#f-pin", "1234")
    own.fill("#f-pin_again", "1234")
    own.fill("#f-pin_password", PASSWORD)
    send(own, "#pin button")
    assert "太容易被猜到" in own.locator("#faults").inner_text()
    own.fill("#f-pin", PIN)
    own.fill("#f-pin_again", PIN)
    own.fill("#f-pin_password", PASSWORD)
    send(own, "#pin button")
    assert "PIN 已设好" in own.locator("main").inner_text()
    page = as_person(FIRST, SIGN, allow_errors=True)
    assert page.locator("[data-way=pin]").is_visible()
    assert page.locator("#f-second_pin").get_attribute("inputmode") == "numeric"
    page.select_option("#f-second_account", SECOND)
    page.fill("#f-second_pin", "0001")
    send(page)
    assert "再错 4 次" in page.locator("#faults").inner_text()
    assert page.input_value("#f-second_account") == SECOND
    assert page.input_value("#f-second_pin") == ""
    page.fill("#f-second_pin", PIN)
    send(page)
    assert SECOND.title() in page.locator(".signed").inner_text()


def test_on_ones_own_phone_signed_in_three_taps(as_person):
    page = as_person(FIRST, SIGN)
    choose(page, "ask")
    send(page)
    assert "签字不全" in page.locator("main").inner_text()
    own = as_person(SECOND, "/card")
    effort = Effort(own)
    assert own.locator(".count").first.inner_text() == "1"
    effort.tap("nav a:has-text('等我签字') >> nth=0")
    own.wait_for_url("**/signing")
    with own.expect_navigation():
        effort.tap(".due a >> nth=0")
    assert "大米" in own.locator(".facts").inner_text()
    with own.expect_navigation():
        effort.tap("text=我核对过，签字")
    assert "已签字" in own.locator(".flash").inner_text()
    assert effort.taps <= 3
    assert own.locator(".count").count() == 0
    page.reload()
    assert "签字不全" not in page.locator("main").inner_text()


def test_returned_with_a_reason_and_opened_again(as_person):
    page = as_person(FIRST, SIGN)
    choose(page, "ask")
    send(page)
    own = as_person(SECOND, "/signing/1")
    own.locator("main summary").tap()
    own.fill("#f-reason", "少了两斤")
    send(own, "main details button")
    assert "已退回" in own.locator(".flash").inner_text()
    page.goto(page.url.partition("/canteens")[0] + "/signing")
    assert "少了两斤" in page.locator("main").inner_text()
    assert page.locator(".count").first.inner_text() == "1"
    send(page, ".due a >> nth=0")
    send(page, "text=打开修改，填过的都在")
    page.wait_for_url("**/sign?reopen=1")
    assert page.locator("input[value=ask]").is_checked()
    choose(page, "guest")
    page.fill("#f-second_guest_name", "李四")


def test_the_principal_closes_the_week_in_three_taps(as_person, site):  # noqa: F811
    page = as_person(FIRST, SIGN)
    choose(page, "guest")
    page.fill("#f-second_guest_name", "张三")
    page.locator("label.choice:has(input[value=teacher])").tap()
    draw(page, *NAME)
    send(page)
    own = as_person(SECOND, "/card")
    effort = Effort(own)
    effort.tap(".due a:has-text('可以周结')")
    own.wait_for_url("**/close")
    with own.expect_navigation():
        effort.tap("text=核对无误，周结")
    assert "已周结" in own.locator(".flash").inner_text()
    assert effort.taps <= 3
    own.goto(own.url.partition("/schools")[0] + "/card")
    assert own.locator(".due a:has-text('可以周结')").count() == 0
    send(own, "main form button.main")
    with site.app.app_context():
        school = schools.get_school(site.county_id, "S003")
        latest, first = duty.views_of(site.county_id, [school.id])
    assert first.did("followed") == first.did("settled") == ["close:2026-W45"]
    assert latest.read
    assert not first.read


@pytest.mark.parametrize("language", ["en"])
def test_every_page_fits_the_smallest_phone_and_bars_nobody(as_person, address, site, language):  # noqa: F811
    give_pin(site, SECOND)
    page = as_person(FIRST, SIGN)
    choose(page, "ask")
    send(page)
    asked = as_person(SECOND, "/canteens/C003/exceptions")
    asked.locator("label.choice:has-text('验收')").tap()
    asked.fill("#f-from_date", "2026-11-09")
    asked.fill("#f-until_date", "2026-12-09")
    asked.fill("#f-reason", "只有一位教师")
    asked.fill("#f-instead", "中心校每周抽查")
    send(asked)
    wrong = {}
    for username, paths in PAGES.items():
        page = as_person(username, f"/account?lang={language}", viewport={"width": 320, "height": 640})
        for path in paths:
            page.goto(address + path)
            found = barriers(page) + page.evaluate(SMALL)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append("the page scrolls sideways")
            if path == SIGN:
                for how in ("guest", "ask", "pin"):
                    choose(page, how)
                    found += barriers(page)
            if found:
                wrong[username, path] = found
    assert wrong == {}
