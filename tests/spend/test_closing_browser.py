"""Closing and reopening in a real browser: the pages fit every screen, bar nobody's way, and take few clicks."""

import pytest

from tests.support.browser import barriers
from tests.support.people import PASSWORD
from tests.support.serving import served
from tests.support.week import DAYS, cook

CLOSE = "/schools/S003/weeks/2026-W45/close"
REOPENING = "/schools/S003/weeks/2026-W45/reopening"
#: A link that is a row's title or a button is as large as a finger.
SMALL = """
() => [...document.querySelectorAll("main button, main .button, main .ex a")]
  .map((one) => [one.textContent.trim(), one.closest(".ex, .acts, .head").getBoundingClientRect().height])
  .filter(([, height]) => height < 44)
"""


@pytest.fixture
def address(site, browser):
    """The site served on this machine."""
    with served(site.app, browser) as at:
        yield at


def sign_in(page, address, username):
    page.goto(address + "/login")
    page.fill("#f-username", username)
    page.fill("#f-password", PASSWORD)
    page.click("main button.main")
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def faults_of(page):
    found = barriers(page) + page.evaluate(SMALL)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    return found


@pytest.mark.parametrize(("size", "language"), [("phone", "zh"), ("tablet", "en")])
def test_the_pages_fit(site, address, open_page, size, language):
    cook(site, without=[DAYS[1]], unsigned=[DAYS[3]])
    still = {"size": size, "reduced_motion": "reduce"}
    page = sign_in(open_page(address + f"/login?lang={language}", **still), address, "bureau_admin")
    paths = [CLOSE, "/schools/S003/closings", "/weeks/2026-W45/statements", "/schools/S003/months/2026-11"]
    wrong = {}
    for path in paths:
        page.goto(address + path)
        wrong[path] = faults_of(page)
    page.goto(address + CLOSE)
    page.click("main form button")
    for path in (CLOSE, "/schools/S003/weeks/2026-W45/statements/1", REOPENING):
        page.goto(address + path)
        wrong[path] = faults_of(page)
    page.fill("#f-reason", "录错")
    page.click("main button.main")
    wrong["asked"] = faults_of(page)
    page.goto(address + "/reopenings")
    wrong["/reopenings"] = faults_of(page)
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_principal_closes_with_two_clicks_and_the_bureau_reopens(site, address, open_page):
    cook(site)
    principal = sign_in(open_page(size="phone"), address, "principal_elsewhere")
    principal.goto(address + "/closings")
    principal.click(".ex:has(.mark.info) a.title")
    principal.click("main button.main")
    assert "已周结，数字已锁定" in principal.inner_text("main")
    officer = sign_in(open_page(), address, "bureau_officer")
    officer.goto(address + CLOSE)
    officer.click("text=申请重开")
    officer.fill("#f-reason", "11月3日人数录错")
    officer.click("main button.main")
    assert "您已申请" in officer.inner_text("main")
    admin = sign_in(open_page(), address, "bureau_admin")
    admin.goto(address + "/reopenings")
    admin.click("td a:has-text('处理')")
    admin.click("main button.main")
    assert "这一版已经重开，不再有效" in admin.inner_text("main")
    principal.goto(address + CLOSE)
    assert "核对无误，周结" in principal.inner_text("main")


def test_the_pages_work_without_scripts(site, address, open_page):
    cook(site)
    page = sign_in(open_page(java_script_enabled=False), address, "principal_elsewhere")
    page.goto(address + CLOSE)
    page.click("main button.main")
    assert "已周结" in page.inner_text("main")
