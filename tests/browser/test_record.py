"""Entering the record in a real browser, by the keyboard, at the size of a phone; nothing bars the way."""

from datetime import timedelta

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.schools import service as schools
from tests.support.people import site  # noqa: F401
from tests.support.serving import served
from tests.support.signers import sign_as_guest

TODAY = clock.today()


@pytest.fixture
def address(site, browser):  # noqa: F811
    """A served site with the usual ingredients, a supplier, and today a supply day."""
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_supplier, code="V01", name="绿源公司", licence_expires_on=TODAY + timedelta(days=400))
    site.do(schools.put_calendar_day, dated_on=TODAY, day_type="supply")
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


def receive(page, address):
    """Enter 100 公斤 of rice for 480 yuan, by the keyboard, signed by a parent."""
    page.goto(address + "/canteens/C001/enter/receipt")
    page.fill("[name=supplier_code]", "V01")
    page.focus("[name=lines-0-ingredient_code]")
    page.keyboard.type("dm")
    page.keyboard.press("Enter")
    page.keyboard.type("100公斤")
    page.fill("[name=lines-0-amount_yuan]", "480")
    sign_as_guest(page, "刘家长", "parent")
    page.click("main details summary")
    page.fill("[name=doc_no]", "R1")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/receipt/R1")


def test_a_receipt_and_an_issue_by_the_keyboard_on_a_phone(as_person, address):
    page = as_person("storekeeper", "/canteens/C001")
    receive(page, address)
    assert "大米" in page.inner_text("main")
    assert "480.00" in page.inner_text("main")
    page.goto(address + "/canteens/C001/enter/issue")
    page.focus("[name=lines-0-ingredient_code]")
    page.keyboard.type("dami")
    assert "100 公斤" in page.inner_text(".found")
    page.keyboard.press("1")
    assert "库存 100 公斤" in page.inner_text("[data-line] [data-held]")
    assert page.evaluate("document.activeElement.name") == "lines-0-quantity"
    page.keyboard.type("43斤")
    sign_as_guest(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/issue/**")
    assert "103.20" in page.inner_text("main")


def test_only_the_units_in_which_a_thing_is_counted_are_offered(as_person):
    page = as_person("storekeeper", "/canteens/C001/enter/receipt")
    page.focus("[name=lines-0-ingredient_code]")
    page.keyboard.type("jidan")
    page.keyboard.press("Enter")
    units = page.locator("[name=lines-0-unit] option").all_inner_texts()
    assert units[0] == "个"
    assert "公斤" not in units


def test_enter_in_the_last_field_goes_on_to_a_new_row(as_person):
    page = as_person("storekeeper", "/canteens/C001/enter/opening", size="desktop")
    rows = page.locator("[data-line]").count()
    page.focus(f"[name=lines-{rows - 1}-expires_on]")
    page.keyboard.press("Enter")
    assert page.locator("[data-line]").count() == rows + 1
    assert page.evaluate("document.activeElement.name") == f"lines-{rows}-ingredient_code"
    page.keyboard.type("dm")
    assert page.locator(".found:visible [role=option]").count() > 0


def test_composing_with_an_input_method_does_not_pick(as_person):
    page = as_person("storekeeper", "/canteens/C001/enter/receipt", size="desktop")
    page.focus("[name=lines-0-ingredient_code]")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "dm", "selectionStart": 2, "selectionEnd": 2})
    assert page.locator(".found:visible [role=option]").count() > 0
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    assert page.input_value("[name=lines-0-ingredient_code]") == "dm"


def test_faults_are_read_first_and_lead_to_their_fields(as_person):
    page = as_person("storekeeper", "/canteens/C001/enter/receipt", allow_errors=True)
    page.fill("[name=supplier_code]", "V01")
    page.fill("[name=lines-0-ingredient_code]", "大米（粳米）")
    page.fill("[name=lines-0-amount_yuan]", "480")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#faults")
    assert page.evaluate("document.activeElement.id") == "faults"
    page.click("#faults a")
    assert page.evaluate("document.activeElement.name") == "lines-0-weighed"
    assert page.input_value("[name=lines-0-amount_yuan]") == "480"


def test_meals_are_recorded_and_corrected_by_the_keyboard(as_person):
    page = as_person("storekeeper", "/schools/S001/meals", allow_errors=True)
    page.focus("[name=cells-0-beneficiaries]")
    page.keyboard.type("118")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flash.done")
    assert "已填" in page.inner_text(".strip [aria-current]")
    page.fill("[name=cells-0-beneficiaries]", "117")
    page.keyboard.press("Enter")
    page.wait_for_selector("#faults")
    assert "要更正，请写明原因" in page.inner_text("#faults")
    page.fill("[name=reason]", "多数了一人")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flash.done")
    assert "多数了一人" in page.inner_text("main")


def test_everything_works_without_scripts(as_person, address):
    page = as_person("storekeeper", "/canteens/C001/enter/receipt", java_script_enabled=False)
    page.fill("[name=lines-0-ingredient_code]", "dami dm 粳米")
    page.fill("[name=lines-0-ingredient_code]", "粳米")
    page.fill("[name=supplier_code]", "V01")
    page.fill("[name=lines-0-weighed]", "100公斤")
    page.fill("[name=lines-0-amount_yuan]", "480")
    sign_as_guest(page, "刘家长", "parent")
    page.get_by_role("button", name="再加几行").click()
    assert page.input_value("[name=lines-0-amount_yuan]") == "480"
    page.locator("main button.main").click()
    assert "480.00" in page.inner_text("main")
