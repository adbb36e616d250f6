"""Typing: found by a few letters, said as people say it, by the keyboard or with one finger (bars U4 and U5)."""

import json

import pytest
from sqlalchemy import select

from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.extensions import db
from mealwatch.stock.models import OpeningLine
from tests.support.browser import barriers
from tests.support.effort import Effort
from tests.support.people import send, site  # noqa: F401
from tests.support.serving import served

OPENING, ISSUE = "/canteens/C001/enter/opening", "/canteens/C001/enter/issue"
FIRST = "[name=lines-0-ingredient_code]"
AMOUNT = "[name=lines-0-quantity]"
BESIDE = "#p-lines-0-quantity"


@pytest.fixture
def address(site, browser):  # noqa: F811
    site.do(catalogue.take_over_known_ingredients)
    with served(site.app, browser) as at:
        yield at


@pytest.fixture
def as_person(open_page, address, site):  # noqa: F811
    def open_as(username, path, size="desktop", **options):
        page = open_page(size=size, **options)
        cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session(username)}", "url": address}
        page.context.add_cookies([cookie])
        page.goto(address + path)
        page.wait_for_selector("html[data-kept=ready]")
        return page

    return open_as


def hits(page, typed):
    """The numbered hits once this has been typed, key by key."""
    page.fill(FIRST, "")
    page.focus(FIRST)
    page.keyboard.type(typed)
    return page.locator(".found:visible .name").all_inner_texts()


def put_in_stock(site, names, username="storekeeper"):  # noqa: F811
    """An opening of 100 斤 of each."""
    form = {"dated_on": "2026-11-01", "doc_no": "O1", "second_how": "later"}
    for number, name in enumerate(names):
        form |= {
            f"lines-{number}-ingredient_code": name,
            f"lines-{number}-quantity": "100斤",
            f"lines-{number}-amount_yuan": "200",
        }
    assert send(site.client(username), OPENING, form).status_code == 302


def test_u4_two_initials_bring_what_is_meant_to_the_first_nine(as_person, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    with site.app.app_context():
        known = catalogue_queries.ingredients_of(site.county_id)
    assert len(known) == 185
    # The initials of the name, not of what stands in brackets: the second word of its pinyin.
    typed = {one.name: one.pinyin.split(";")[0].split()[1][:2] for one in known}
    found = {letters: hits(page, letters) for letters in sorted(set(typed.values()))}
    assert max(map(len, found.values())) == 9
    nine = sum(name in found[letters] for name, letters in typed.items())
    five = sum(name in found[letters][:5] for name, letters in typed.items())
    assert nine >= 0.98 * len(known)
    assert five >= 0.90 * len(known)


def test_u4_every_other_name_finds_its_ingredient(as_person, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    with site.app.app_context():
        known = catalogue_queries.ingredients_of(site.county_id)
    missed = page.evaluate(
        """(names) => names.filter(([alias, name]) => {
            const field = document.querySelector("[name=lines-0-ingredient_code]");
            field.focus();
            field.value = alias;
            field.dispatchEvent(new Event("input", {bubbles: true}));
            const found = [...document.querySelectorAll("#f-lines-0-ingredient_code-found .name")];
            return !found.some((one) => one.textContent === name);
        })""",
        [[alias, one.name] for one in known for alias in one.aliases],
    )
    assert missed == []


def test_u4_letters_of_a_composition_filter_and_its_keys_are_its_own(as_person):
    page = as_person("storekeeper", OPENING)
    page.focus(FIRST)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "td", "selectionStart": 2, "selectionEnd": 2})
    assert "土豆" in page.locator(".found:visible .name").all_inner_texts()
    for key, code in (("Enter", 13), ("1", 49)):
        stroke = {"key": key, "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": code}
        devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **stroke})
        devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **stroke})
    assert page.input_value(FIRST) == "td"
    assert page.evaluate("document.activeElement.name") == "lines-0-ingredient_code"
    assert page.url.endswith(OPENING)
    devtools.send("Input.imeSetComposition", {"text": "t'd", "selectionStart": 3, "selectionEnd": 3})
    assert "土豆" in page.locator(".found:visible .name").all_inner_texts()
    devtools.send("Input.insertText", {"text": "土豆"})
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "lines-0-quantity"


def test_what_the_canteen_uses_comes_first(as_person, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    assert hits(page, "b")[0] != "北豆腐"
    put_in_stock(site, ["北豆腐"])
    page.reload()
    page.wait_for_selector("html[data-kept=ready]")
    assert hits(page, "b")[0] == "北豆腐"


SAID = {
    "3斤": ("= 1.5 公斤", 1500),
    "1.5kg": ("= 1.5 公斤", 1500),
    "２袋": ("= 50 公斤", 50_000),
    "2袋+3斤": ("= 51.5 公斤", 51_500),
    "半袋": ("= 12.5 公斤", 12_500),
    "1。5公斤": ("= 1.5 公斤", 1500),
}


def test_u5_quantities_are_read_as_people_say_them(as_person, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    page.check("[name=second_how][value=later]")
    page.focus(FIRST)
    for number, (typed, (beside, _grams)) in enumerate(SAID.items()):
        page.keyboard.type("dm")
        page.keyboard.press("Enter")
        page.keyboard.insert_text(typed)
        assert page.inner_text(f"#p-lines-{number}-quantity") == beside
        page.keyboard.press("Enter")
        page.keyboard.type("10")
        page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/opening/**")
    with site.app.app_context():
        lines = db.session.scalars(select(OpeningLine.quantity).order_by(OpeningLine.line_no)).all()
    assert lines == [grams for _beside, grams in SAID.values()]


def test_u5_nonsense_stays_in_the_field_with_what_can_be_written(as_person):
    page = as_person("storekeeper", OPENING, allow_errors=True)
    page.focus(FIRST)
    page.keyboard.type("dm")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("一大把")
    page.keyboard.press("Tab")
    assert page.inner_text(BESIDE) == "“一大把”看不懂，可以写：3斤、1.5公斤、2袋、2袋+3斤、半袋"
    page.fill("[name=lines-0-amount_yuan]", "10")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#faults")
    assert page.input_value(AMOUNT) == "一大把"
    assert "可以写：3斤、1.5公斤、2袋、2袋+3斤、半袋" in page.inner_text("#e-lines-0-quantity")


def test_a_bare_number_counts_what_the_chip_says_and_the_chip_is_remembered(as_person):
    page = as_person("storekeeper", OPENING, size="phone")
    effort = Effort(page)
    page.fill(FIRST, "大米（粳米）")
    page.fill(AMOUNT, "34")
    chip = page.locator("[data-line]").first.locator(".unit-chip")
    assert (chip.inner_text(), page.inner_text(BESIDE)) == ("斤", "= 17 公斤")
    effort.tap(chip)
    assert (chip.inner_text(), page.inner_text(BESIDE)) == ("公斤", "= 34 公斤")
    assert page.get_attribute(AMOUNT, "inputmode") == "decimal"
    page.goto(page.url.replace("opening", "receipt"))
    page.go_back()
    page.evaluate("indexedDB.deleteDatabase('mealwatch')")
    page.fill("[name=lines-1-ingredient_code]", "dm")
    page.keyboard.press("Enter")
    assert page.locator("[data-line]").nth(1).locator(".unit-chip").inner_text() == "公斤"


def test_the_keyboard_goes_from_a_quantity_to_the_next_rows_search(as_person, site):  # noqa: F811
    put_in_stock(site, ["大米（粳米）", "土豆", "大白菜"])
    page = as_person("storekeeper", ISSUE)
    page.check("[name=second_how][value=later]")
    effort = Effort(page)
    page.focus(FIRST)
    for letters, amount in (("dm", "3斤"), ("td", "2斤"), ("dbc", "5斤")):
        effort.type(letters)
        effort.press("Enter")
        effort.type(amount)
        effort.press("Enter")
    assert page.evaluate("document.activeElement.name") == "lines-3-ingredient_code"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "lines-2-ingredient_code"
    page.keyboard.press("Escape")
    assert page.input_value("[name=lines-2-quantity]") == ""
    page.click(".give-back")
    assert page.input_value("[name=lines-2-quantity]") == "5斤"
    page.focus(FIRST)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/issue/**")
    assert "大白菜" in page.inner_text("main")
    assert effort.keys == 7 + 3 + 6 + 3


def test_on_a_phone_what_is_used_most_is_one_tap_away(as_person, site):  # noqa: F811
    put_in_stock(site, ["大米（粳米）", "土豆", "大白菜"])
    page = as_person("storekeeper", ISSUE, size="phone")
    page.tap(FIRST)
    chips = page.locator(".found.chips:visible [role=option]")
    assert sorted(chips.locator(".name").all_inner_texts()) == ["土豆", "大白菜", "大米（粳米）"]
    assert chips.first.bounding_box()["height"] >= 44
    chips.filter(has_text="土豆").tap()
    assert page.input_value(FIRST) == "土豆"
    assert page.evaluate("document.activeElement.name") == "lines-0-quantity"
    page.tap("[name=lines-1-ingredient_code]")
    assert "土豆" not in chips.locator(".name").all_inner_texts()
    assert barriers(page) == []


def test_without_scripts_a_quantity_says_its_unit(as_person, open_page, address, site):  # noqa: F811
    page = open_page(java_script_enabled=False, allow_errors=True)
    cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session('storekeeper')}", "url": address}
    page.context.add_cookies([cookie])
    page.goto(address + OPENING)
    page.check("[name=second_how][value=later]")
    page.fill(FIRST, "大米（粳米）")
    page.fill("[name=lines-0-amount_yuan]", "10")
    page.fill(AMOUNT, "30")
    page.click("main button.main")
    assert "没有写单位" in page.inner_text("#faults")
    page.fill(AMOUNT, "30斤")
    page.click("main button.main")
    assert "15 公斤" in page.inner_text("main")


def test_browser_and_server_rank_alike(as_person, site):  # noqa: F811
    from mealwatch.catalogue.domain.search import search

    page = as_person("storekeeper", OPENING)
    with site.app.app_context():
        known = catalogue_queries.ingredients_of(site.county_id)
    island = json.loads(page.inner_text("#offered") or page.text_content("#offered"))
    assert {one["name"] for one in island} == {one.name for one in known}
    for letters in ("d", "ji", "xh", "豆", "tang"):
        assert hits(page, letters) == [one.name for one in search(known, letters, limit=9)]
