"""The bureau's Monday in a browser: down to the photo of a receipt, several at once by the keyboard, back in place."""

from fractions import Fraction

import pytest

from mealwatch.kernel import clock
from tests.support import county
from tests.support.browser import barriers, until
from tests.support.monday import AT, short_week
from tests.support.people import PASSWORD, site  # noqa: F401
from tests.support.serving import served
from tests.support.week import DAYS

#: What S003 spent, said again without the service: yuan in a day over everybody at table, and its sum.
PRICE = Fraction(600, 125)
SPENT = PRICE * len(DAYS)
WIDE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def monday(site, browser, monkeypatch):  # noqa: F811
    """The address of the site on the morning after the deadline; ``site.alerts`` are its alerts."""
    monkeypatch.setattr(clock, "now", lambda: county.NOW)
    site.alerts = short_week(site)
    with served(site.app, browser) as address:
        yield address


def sign_in(page, address, username):
    page.goto(address + "/login")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.main")
    page.wait_for_load_state()


def tab_to(page, says):
    """Walk on by the tab key until what has the focus says this."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if says in page.evaluate("document.activeElement.innerText || document.activeElement.value || ''"):
            return
    raise AssertionError(f"no way to {says} by the keyboard")


def test_the_bureaus_monday(open_page, monday, site):  # noqa: F811
    page = open_page(size="desktop")
    sign_in(page, monday, "bureau_officer")  # the first click
    page.goto(monday + AT) if AT not in page.url else None
    page.locator("a[data-row]", has_text="云岭镇小学").click()  # the second
    told = page.inner_text(".sentence")
    assert f"供餐{len(DAYS)}天" in told
    assert f"{float(PRICE):.2f} + " in told
    assert f"= {float(SPENT):.2f} 元，低于标准 25.00 元，差 {float(25 - SPENT):.2f} 元" in told
    assert "按人次加权" in told
    assert "按享受人数" in told
    assert "125 人" in page.inner_text("main"), "everybody at table, in the rows"
    assert barriers(page) == []
    page.locator("main a[data-row]").first.click()  # the third: the meal
    page.get_by_role("link", name="入库单").first.click()  # the fourth: the receipt, with its photo
    photo = page.locator("img[alt^=照片]").first
    photo.wait_for()
    until(page, "document.querySelector('img[alt^=照片]').naturalWidth === 64")
    assert "/photos/" in photo.locator("xpath=..").get_attribute("href"), "the fifth would open it large"

    several_by_the_keyboard(page, monday)
    back_in_place(open_page(size="phone"), monday)


def several_by_the_keyboard(page, address):
    """Two lines ticked with the space bar, an act, its page of names, done: no mouse, and the list is right after."""
    page.goto(address + AT)
    boxes = page.locator("input[name=pick]")
    before = boxes.count()
    for place in (1, 2):
        boxes.nth(place).focus()
        page.keyboard.press("Space")
    assert "已选 2 项" in page.inner_text("[data-ticked]")
    tab_to(page, "已阅")
    page.keyboard.press("Enter")
    page.wait_for_url("**/batch**")
    names = page.inner_text("main table")
    assert "青山镇中心小学" in names
    assert "石门教学点" in names
    assert barriers(page) == []
    tab_to(page, "确认，已阅")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{AT}")
    assert "已记为已阅：2 项" in page.inner_text(".flash")
    assert boxes.count() == before - 2


def back_in_place(page, address):
    """On a phone: what was ticked, where one was and what was opened are there again after going back."""
    sign_in(page, address, "bureau_officer")
    page.goto(address + AT)
    assert page.evaluate(WIDE)
    assert barriers(page) == []
    page.locator("input[name=pick]").first.check()
    row = page.locator("a[data-row]", has_text="云岭镇小学")
    row.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 120)")
    top = page.evaluate("scrollY")
    assert top > 0
    row.click()
    page.wait_for_url("**/alerts/*")
    assert page.evaluate(WIDE)
    assert barriers(page) == []
    page.go_back()
    page.locator(".seen").first.wait_for()
    assert page.evaluate("scrollY") == pytest.approx(top, abs=60)
    assert page.locator("input[name=pick]").first.is_checked()
    page.goto(address + "/rules")
    assert page.evaluate(WIDE)
    assert barriers(page) == []
