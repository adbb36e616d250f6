"""The browser of the tests works: it draws Chinese, has the promised sizes and reports what fails."""

import pytest

from tests.support.browser import SIZES, Console, barriers

BOX = "font-size:40px;display:inline-block;width:48px;height:64px;background:white;color:black"
NO_FONT_HAS_IT = "\ue123"  # private use: it shows how a missing character looks
NO_INK = "\u3000"


def drawing_of(page, character: str, family: str) -> bytes:
    """A picture of one character; Chromium writes the same pixels as the same bytes."""
    page.set_content(f'<span id="one" style="{BOX};font-family:{family}">{character}</span>')
    return page.locator("#one").screenshot()


@pytest.mark.parametrize("family", ["sans-serif", "serif", "PingFang SC,Noto Sans SC,system-ui"])
def test_draws_chinese_and_no_empty_boxes(open_page, family):
    page = open_page()
    drawn = [drawing_of(page, character, family) for character in "每餐营养膳食豆腐鲩薹"]
    assert drawing_of(page, NO_FONT_HAS_IT, family) not in drawn
    assert drawing_of(page, NO_INK, family) not in drawn
    assert len(set(drawn)) == len(drawn), "two characters look the same, so they are boxes"


@pytest.mark.parametrize("size", SIZES)
def test_has_the_size_asked_for(open_page, size):
    page = open_page("data:text/html,<meta name=viewport content='width=device-width'>", size=size)
    assert page.evaluate("[innerWidth, innerHeight]") == list(SIZES[size])
    assert page.evaluate("navigator.language") == "zh-CN"
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Shanghai"


def test_collects_what_goes_wrong(open_page, console):
    page = open_page()
    page.set_content("<script>console.error('broken'); throw new Error('thrown')</script>")
    page.wait_for_timeout(100)
    assert any("broken" in error for error in console.errors)
    assert any("thrown" in error for error in console.errors)
    console.errors.clear()  # or the fixture would fail this test


def test_leaves_out_errors_that_are_expected(open_page, console):
    page = open_page(allow_errors=True)
    page.set_content("<script>console.error('expected')</script>")
    page.wait_for_timeout(100)
    assert console.errors == []


def test_every_page_is_another_person(open_page):
    first, second = open_page("about:blank"), open_page("about:blank")
    assert first.context is not second.context


def test_a_console_starts_empty():
    assert Console().errors == []


def test_finds_barriers(open_page):
    page = open_page()
    page.set_content("<!doctype html><html lang=zh-CN><title>餐</title><main><h1>餐</h1><input></main></html>")
    assert [barrier.split(":")[0] for barrier in barriers(page)] == ["label"]
    page.set_content("<!doctype html><html lang=zh-CN><title>餐</title><main><h1>餐</h1></main></html>")
    assert barriers(page) == []
