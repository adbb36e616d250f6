"""A real Chromium for the tests, driven by Playwright, seeing Chinese through a packaged font.

The machine needs no Chinese font: Chromium is started with a fonts.conf of ours that shows it only the
folder of pylopdf-fonts-zh-cn. Fixtures: `browser` (one Chromium per test process), `open_page` (a function
opening a fresh, cookie-less page of a phone, tablet or desktop; a console error or an uncaught exception
on any of them fails the test, unless it was opened with `allow_errors=True`).

    def test_today(open_page, address):
        page = open_page(address + "/today", size="phone")
        assert page.get_by_role("heading").inner_text() == "今天"

More than one page of one person (one session) come from `page.context.new_page()`.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

CHROMIUM = os.environ.get("MEALWATCH_TEST_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": (360, 740), "tablet": (800, 1280), "desktop": (1366, 768)}
TOUCHED = {"phone", "tablet"}
WAIT_MS = 10_000
#: What fades in is read when it is there.
STILL = """() => document.getAnimations().forEach((one) => {
  if (one.effect.getComputedTiming().endTime === Infinity) one.cancel();
  else one.finish();
})"""
#: Said inside the page: all that axe tells of a page takes longer to travel than to find.
VIOLATIONS = """async (rules) => (await axe.run(document, rules)).violations
  .flatMap((one) => one.nodes.map((node) => `${one.id}: ${one.help} at ${node.target}`))"""
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>
"""


def write_fonts_conf(folder: Path) -> Path:
    """Write a fonts.conf that knows the packaged Chinese fonts and no others; for FONTCONFIG_FILE."""
    fonts = pylopdf_fonts_zh_cn.sans_path().parent
    file = folder / "fonts.conf"
    file.write_text(FONTS_CONF.format(fonts=escape(str(fonts)), cache=escape(str(folder / "cache"))), "utf-8")
    return file


def barriers(page: Page, *tags: str) -> list[str]:
    """What axe-core finds wrong on the page for people with disabilities, one line each; WCAG 2.1 A and AA.

    Needs the locked npm packages (scripts/test and `setup.py build_assets` install them).
    """
    page.evaluate(AXE.read_text("utf-8"))
    page.evaluate(STILL)
    rules = {"runOnly": {"type": "tag", "values": list(tags) or ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
    return page.evaluate(VIOLATIONS, rules)


def settled(page: Page, question: str, arg=None):
    """What a function in the page comes to, given that it settles at all: a promise that never does is an error."""
    late = f"new Promise((_, fail) => setTimeout(() => fail(new Error('not settled')), {WAIT_MS}))"
    return page.evaluate(f"(arg) => Promise.race([({question})(arg), {late}])", arg)


def until(page: Page, question: str, arg=None, *, wait_ms: int = WAIT_MS) -> None:
    """Wait until an expression or function in the page says yes.

    Playwright's own wait_for_function evaluates text inside the page, which our content policy forbids from its
    second try on; here each try is a question of its own.
    """
    asked = f"async (arg) => Boolean(await ({question})(arg))" if "=>" in question else f"Boolean({question})"
    for _ in range(wait_ms // 50):
        with suppress(Error):  # the page may be on its way to another
            if page.evaluate(asked, arg):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"not within {wait_ms} ms: {question}")


class Console:
    """What went wrong on the pages of one test: console errors and uncaught exceptions."""

    def __init__(self):
        self.errors: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        """Collect from every page of the context, those opened later too."""
        context.on("console", self._on_message)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))

    def _on_message(self, message) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.errors.append(f"{message.text} ({where})")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """One Chromium for the test process. Missing: the test is skipped, in CI it fails."""
    if not Path(CHROMIUM).exists() and not shutil.which(CHROMIUM):
        reason = f"no {CHROMIUM} on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            raise RuntimeError(reason)
        pytest.skip(reason)
    fonts_conf = write_fonts_conf(tmp_path_factory.mktemp("fonts"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=FLAGS,
            env=os.environ | {"FONTCONFIG_FILE": str(fonts_conf), "LANG": "zh_CN.UTF-8"},
        )
        yield chromium
        chromium.close()


@pytest.fixture
def console():
    """The errors collected from the pages that `open_page` opened in this test."""
    return Console()


@pytest.fixture
def open_page(browser, console):
    """`open_page(address=None, size="desktop", allow_errors=False, **context_options) -> Page`.

    Every call is another person: a context of its own with its own cookies. Context options go to
    Playwright (`java_script_enabled=False`, `reduced_motion="reduce"`, `offline=True`, `base_url=...`).
    """
    contexts: list[BrowserContext] = []

    def open_one(address: str | None = None, size: str = "desktop", allow_errors: bool = False, **options) -> Page:
        width, height = SIZES[size]
        options.setdefault("viewport", {"width": width, "height": height})
        options.setdefault("has_touch", size in TOUCHED)
        options.setdefault("is_mobile", size in TOUCHED)
        options.setdefault("locale", "zh-CN")
        options.setdefault("timezone_id", "Asia/Shanghai")
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        if not allow_errors:
            console.listen(context)
        page = context.new_page()
        if address is not None:
            page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    if console.errors:
        pytest.fail("the browser's console shows errors:\n" + "\n".join(console.errors))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark by itself what drives the browser, so that -m 'not browser' leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
