"""The tablet's app around the visit: registered once, schools taken along, open without a network, shared by PIN."""

import pytest

from tests.support.browser import barriers, settled, until
from tests.support.people import *  # noqa: F403
from tests.support.serving import served

APP = "/visits/app"
LASTING = "navigator.storage.persist = navigator.storage.persisted = async () => true;"
LEAST = 48
SMALL = """
(least) => [...document.querySelectorAll("a, button, input:not([type=hidden]), summary")]
  .filter((one) => one.getClientRects().length)
  .map((one) => [(one.closest("label") || one).getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => Math.min(box.width, box.height) < least)
  .map(([, text]) => text)
"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def address(site, browser):
    with served(site.app, browser) as at:
        yield at


def signed_in(page, site, address, username):
    cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session(username)}", "url": address}
    page.context.add_cookies([cookie])


def type_pin(page, pin):
    for digit in pin:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="确定", exact=True).click()


def stands(page):
    """Nothing bars the way on this screen: wide enough, large enough to press, readable by machines."""
    assert page.evaluate(SMALL, LEAST) == []
    assert not page.evaluate(SIDEWAYS)
    assert barriers(page) == []


def test_a_tablet_from_its_registration_to_two_people_without_a_network(site, address, open_page):
    page = open_page(size="tablet", allow_errors=True)
    page.add_init_script(LASTING)
    page.goto(address + APP)
    page.get_by_role("link", name="登录").wait_for()
    stands(page)
    signed_in(page, site, address, "inspector")
    page.reload()
    page.get_by_label("平板名称").fill("督查1号")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("4 至 6 位数字").wait_for()
    stands(page)
    type_pin(page, "2468")
    type_pin(page, "2468")

    page.get_by_role("link", name="下载学校").click()
    page.get_by_role("heading", name="青山镇中心小学").wait_for()
    school = page.locator("li.card", has_text="青山镇中心小学")
    school.get_by_role("button", name="下载", exact=True).click()
    school.get_by_text("可离线").wait_for()
    stands(page)
    page.get_by_role("link", name="首页").click()
    settled(page, "() => navigator.serviceWorker.ready.then(() => true)")
    until(page, "() => navigator.serviceWorker.controller")

    page.context.set_offline(True)
    page.reload()
    page.get_by_text("离线", exact=True).wait_for()
    page.get_by_text("可离线").wait_for()
    stands(page)
    page.get_by_role("button", name="开始督查").click()
    page.wait_for_url("**#/visit/**")
    page.get_by_role("link", name="首页").click()
    page.get_by_role("heading", name="没做完的").wait_for()
    assert page.get_by_text("未完成").count() == 1
    stands(page)
    page.get_by_role("button", name="锁定").click()
    page.get_by_role("button", name="Inspector").click()
    type_pin(page, "1357")
    page.get_by_text("密码不对").wait_for()
    stands(page)
    page.get_by_role("button", name="换人").click()

    page.context.set_offline(False)
    signed_in(page, site, address, "bureau_officer")
    page.get_by_role("button", name="加一个人").click()
    page.get_by_text("Bureau_Officer：设").wait_for()
    type_pin(page, "8642")
    type_pin(page, "8642")
    page.get_by_text("可离线").wait_for()
    assert page.get_by_role("heading", name="没做完的").count() == 0, "another person's draft is not shown"
    page.set_viewport_size({"width": 360, "height": 740})
    stands(page)


def test_wechat_and_plain_http_are_told_where_to_go(address, open_page):
    page = open_page(size="phone", user_agent="Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0")
    page.goto(address + APP)
    page.get_by_role("heading", name="请用浏览器打开").wait_for()
    assert not page.evaluate(SIDEWAYS)
    page = open_page(size="phone")
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { get: () => false })")
    page.goto(address + APP)
    page.get_by_role("heading", name="这个地址不能离线使用").wait_for()
