"""The bureau officer's Monday in a real browser: from signing in to the receipt behind a shortfall."""

from base64 import b64decode

import pytest

from tests.support.browser import barriers
from tests.support.demo_site import sign_in

SIZES = ("phone", "tablet", "desktop")
SHORT = "白露河乡小溪口小学"
#: Tables that are wider than what shows of them.
CUT = """() => [...document.querySelectorAll(".scroll")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.getAttribute("aria-label"))"""


@pytest.mark.parametrize("size", SIZES)
def test_from_signing_in_to_the_receipt_in_five_clicks(open_page, demo_site, size):
    page = open_page(size=size)
    sign_in(page, demo_site, "jiaoti")  # the first click
    page.get_by_role("link", name=SHORT).first.click()
    assert "低于标准 25.00 元" in page.inner_text(".sentence")
    page.locator("main a[data-row]").first.click()
    assert "全部就餐" in page.inner_text("main")
    page.get_by_role("link", name="入库单").first.click()
    assert "入库单" in page.inner_text("h1")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "path", ["/weeks", "/schools/S009/weeks/2026-W47", "/schools/S009/meals/2026-11-17/lunch/C009"]
)
def test_nothing_runs_over_the_side_and_nothing_bars_the_way(open_page, demo_site, size, path):
    page = open_page(size=size)
    sign_in(page, demo_site, "jiaoti")
    page.goto(demo_site + path)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert barriers(page) == []


def test_pages_stand_at_320_pixels(open_page, demo_site):
    page = open_page(size="phone")
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, demo_site, "jiaoti")
    for path in ("/weeks", "/schools/S009/weeks/2026-W47"):
        page.goto(demo_site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


def test_filters_keep_their_place_through_a_school_and_back(open_page, demo_site):
    page = open_page()
    sign_in(page, demo_site, "jiaoti")
    page.select_option("[name=state]", "short")
    page.get_by_role("button", name="筛选").click()
    shown = page.locator("a[data-row]").all_inner_texts()
    page.get_by_role("link", name=SHORT).first.click()
    assert "state=short" in page.get_by_role("link", name="教学周").first.get_attribute("href"), "crumbs keep filters"
    page.go_back()
    assert page.locator("a[data-row]").all_inner_texts() == shown
    assert page.input_value("[name=state]") == "short"


@pytest.mark.parametrize("path", ["/alerts", "/rules", "/cases/list", "/look-backs", "/papers"])
def test_tables_are_read_on_a_phone_without_moving_them(open_page, demo_site, path):
    page = open_page(size="phone")
    sign_in(page, demo_site, "jiaoti")
    page.goto(demo_site + path)
    assert page.locator(".scroll tbody tr").count(), "there is something to read"
    assert page.evaluate(CUT) == []


def test_who_is_asked_is_read_on_a_phone(open_page, demo_site):
    page = open_page(size="phone")
    sign_in(page, demo_site, "jiaoti")
    page.locator("[name=pick]").first.check()
    page.get_by_role("button", name="转交").click()
    assert page.locator(".scroll tbody tr").count() == 1
    assert page.evaluate(CUT) == []


def test_a_total_stands_under_its_column(open_page, demo_site):
    page = open_page()
    sign_in(page, demo_site, "jiaoti")
    page.goto(demo_site + "/schools/S009/weeks/2026-W47")
    rows = page.locator("tbody tr:has(td.num)").filter(has_text="午餐").first, page.locator("tr.sum")
    edges = [row.locator("td").nth(1).bounding_box() for row in rows]
    assert [round(edge["x"] + edge["width"]) for edge in edges] == [round(edges[0]["x"] + edges[0]["width"])] * 2


def test_a_field_for_one_choice_comes_with_it(open_page, demo_site):
    page = open_page()
    sign_in(page, demo_site, "jiaoti")
    page.goto(demo_site + "/cases/new")
    assert page.locator("[name=heard]").is_hidden()
    page.get_by_label("信访反映").check()
    assert page.locator("[name=heard]").is_visible()
    page.get_by_label("日常检查").check()
    assert page.locator("[name=heard]").is_hidden()


def test_english_keeps_the_page(open_page, demo_site):
    page = open_page(demo_site + "/login")
    sign_in(page, demo_site, "jiaoti")
    page.goto(demo_site + "/schools/S009/weeks/2026-W47")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/schools/S009/weeks/2026-W47")
    assert "below the floor" in page.inner_text("main")
    assert SHORT in page.inner_text("main")


def test_charts_are_drawn_with_their_words(open_page, demo_site):
    page = open_page()
    sign_in(page, demo_site, "jiaoti")
    page.goto(demo_site + "/weeks")
    assert page.evaluate("document.querySelector('img.chart').naturalWidth > 0")
    kind, content = page.get_attribute("img.chart", "src").split(",")
    assert kind == "data:image/svg+xml;base64"
    assert "中位数" in b64decode(content).decode()
