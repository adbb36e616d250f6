"""Every page: large enough to press, readable, standing at 320 px, enlarged twice, and on tablet and desktop.

The pages are found as people find them, by following links from where they arrive; of pages that differ only in a
code, a date or a number one is looked at.
"""

import re
from urllib.parse import urlsplit

import pytest

from tests.support.browser import barriers
from tests.support.demo_site import sign_in

#: Who meets the pages, and how large at least what they press is: the canteen and the inspectors stand in kitchens,
#: the bureau sits at a desk (WCAG 2.5.8).
LEAST_TARGET = {"shitang": 44, "xiaozhang": 44, "ducha": 44, "jiaoti": 24}
NARROWEST = {"width": 320, "height": 640}
#: What the sizes are called; a screen of 1280 enlarged to 200 % has 640 points left.
WIDTHS = {"320": 320, "200 %": 640, "a tablet": 800, "a desktop": 1366}
MOST_CLICKS = 2
#: What a person presses or types into; links inside running text and cells are read, not aimed at (WCAG 2.5.8).
SMALL = """
(least) => {
  const shown = (one) => one.getClientRects().length && !one.closest(".skip, .unseen, [hidden], dialog:not([open])");
  const aimed = [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
    .filter(shown)
    .filter((one) => one.tagName !== "A" || !one.closest("td, p, dd, li:not(nav li):not(.plain-list li), .crumbs"));
  const box = (one) => {
    const label = one.closest("label");
    const inside = ["checkbox", "radio", "file"].includes(one.type) && label ? label : one;
    return inside.getBoundingClientRect();
  };
  return aimed.filter((one) => !["INPUT"].includes(one.tagName) || one.type !== "file" || box(one).width > 1)
    .map((one) => [one.outerHTML.slice(0, 90), Math.round(box(one).width), Math.round(box(one).height)])
    .filter(([, width, height]) => Math.min(width, height) < least);
}
"""
LINKS = """() => [...document.querySelectorAll("a[href]")].map((one) => one.href)"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
FILES = re.compile(r"\.(xlsx|pdf|png|svg|csv|zip|txt)$|/api/|/logout|/static/")


def kind_of(path):
    """A page's address without what tells one record from another."""
    return "/".join("*" if re.search(r"\d|%", part) else part for part in path.split("/"))


def pages_of(page, address):
    """Goes to one address of each kind of page within reach and gives it, in the order in which they are found."""
    found, waiting = set(), [(urlsplit(page.url).path, 0)]
    while waiting:
        path, clicks = waiting.pop(0)
        if kind_of(path) in found:
            continue
        answer = page.goto(address + path)
        if answer is None or answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.add(kind_of(path))
        if clicks < MOST_CLICKS:
            for link in page.evaluate(LINKS):
                parts = urlsplit(link)
                if link.startswith(address) and not FILES.search(parts.path):
                    query = f"?{parts.query}" if parts.query and "lang=" not in parts.query else ""
                    if kind_of(parts.path) not in found:
                        waiting.append((parts.path + query, clicks + 1))
        yield path


@pytest.mark.parametrize(("username", "least"), LEAST_TARGET.items())
def test_every_page_can_be_reached_and_read(open_page, demo_site, username, least):
    page = open_page(size="phone", viewport=NARROWEST, reduced_motion="reduce")
    sign_in(page, demo_site, username)
    wrong = {}
    for path in pages_of(page, demo_site):
        found = [f"{html} is {width} x {height}" for html, width, height in page.evaluate(SMALL, least)]
        found += barriers(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
        for name, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 640})
            found += [f"scrolls sideways at {name}"] if page.evaluate(SIDEWAYS) else []
        page.set_viewport_size(NARROWEST)
        if found:
            wrong[path] = found
    assert not wrong, "\n".join(f"{path}: {one}" for path, found in wrong.items() for one in found)
