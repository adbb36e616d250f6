"""The pages of people in a real browser: nothing overflows, targets are large enough, axe finds nothing serious."""

from pathlib import Path

import pytest

from tests.support.people import PASSWORD, send
from tests.support.serving import served

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
PAGES = ("/account", "/people", "/people/new", "/people/storekeeper")
LEAST_TARGET = 44
#: What a person presses or types into, but for links inside a sentence or a table's cell.
TARGETS = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => one.getClientRects().length)
  .filter((one) => !one.closest(".skip, .unseen, td, p, li:not(nav li):not(.plain-list li)"))
  .map((one) => {
    const box = (["checkbox", "radio"].includes(one.type) ? one.closest("label") : one).getBoundingClientRect();
    return [one.outerHTML.slice(0, 80), Math.round(box.width), Math.round(box.height)];
  })
  .filter(([, width, height]) => width < LEAST || height < LEAST)
""".replace("LEAST", str(LEAST_TARGET))
SERIOUS = """
async () => (await axe.run()).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 120))])
"""


@pytest.fixture
def address(site, browser):
    """The site served on this machine."""
    with served(site.app, browser) as at:
        yield at


def sign_in(page, address, username="bureau_admin"):
    page.goto(address + "/login?next=/account")
    page.fill("#f-username", username)
    page.fill("#f-password", PASSWORD)
    page.click("main button.main")
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def faults_of(page):
    """What is wrong with the page as it stands."""
    found = page.evaluate(TARGETS) if page.viewport_size["width"] < 900 else []
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    page.evaluate(AXE)
    return found + page.evaluate(SERIOUS)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_pages_fit(open_page, address, size, language):
    page = open_page(address + f"/login?lang={language}", size=size)
    wrong = {"/login": faults_of(page)}
    sign_in(page, address)
    for path in PAGES:
        page.goto(address + path)
        wrong[path] = faults_of(page)
    assert {path: found for path, found in wrong.items() if found} == {}


def test_pages_fit_the_narrowest_phone(open_page, address):
    page = sign_in(open_page(viewport={"width": 320, "height": 640}, size="phone"), address)
    for path in PAGES:
        page.goto(address + path)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_changing_the_language_keeps_what_was_typed(open_page, address):
    page = sign_in(open_page(), address)
    page.goto(address + "/people/new")
    page.fill("#f-name", "张三")
    page.select_option("#f-role", "principal")
    page.select_option("#f-school", "S003")
    page.click("text=English")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url == address + "/people/new"
    assert (page.input_value("#f-name"), page.input_value("#f-role")) == ("张三", "principal")
    assert page.input_value("#f-school") == "S003"
    assert page.locator("#f-school").is_visible()
    assert not page.locator("#f-canteen").is_visible()


def test_what_is_wrong_is_read_first_and_leads_to_its_field(open_page, address):
    page = sign_in(open_page(allow_errors=True), address)
    page.goto(address + "/people/new")
    page.click("main button.main")
    assert page.evaluate("document.activeElement.id") == "faults"
    page.click("#faults a >> nth=0")
    assert page.evaluate("document.activeElement.id") in ("f-name", "f-username", "f-role")


def test_a_form_is_sent_once(open_page, address):
    page = sign_in(open_page(), address)
    page.goto(address + "/account")
    page.fill("#f-label", "财务软件")
    page.evaluate("() => { const b = document.querySelector('form[action$=tokens] button'); b.click(); b.click(); }")
    page.wait_for_selector("#new-token")
    assert page.locator("table tbody tr").count() == 1


def test_everything_works_without_scripts(open_page, address):
    page = sign_in(open_page(java_script_enabled=False), address)
    page.goto(address + "/people/new")
    page.fill("#f-name", "张三")
    page.fill("#f-username", "zhangsan")
    page.select_option("#f-role", "principal")
    page.select_option("#f-school", "S003")
    page.click("main button.main")
    assert page.locator("#first-password").is_visible()


def test_the_api_s_page_works_under_the_strict_policy(open_page, address):
    page = open_page(address + "/api/docs")
    page.wait_for_selector(".opblock-summary-path")


def test_a_late_form_goes_on_after_signing_in(open_page, address, site):
    page = sign_in(open_page(allow_errors=True), address)
    page.goto(address + "/people/new")
    page.fill("#f-name", "张三")
    page.fill("#f-username", "zhangsan")
    page.select_option("#f-role", "auditor")
    send(site.client("bureau_admin"), "/account/sessions/end")
    page.click("main button.main")
    page.fill("#f-username", "bureau_admin")
    page.fill("#f-password", PASSWORD)
    page.click("main button.main")
    page.click("main button.main")
    assert page.locator("#first-password").is_visible()
