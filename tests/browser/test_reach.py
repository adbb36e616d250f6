"""Every page of the canteen's people: large enough to press, readable, standing at 320 px and enlarged twice.

The pages are found as people find them, by following links from where they arrive; of pages that differ only in a
code, a date or a number one is looked at.
"""

import re
from urllib.parse import urlsplit

import pytest

from tests.support.browser import barriers
from tests.support.demo_site import sign_in

LEAST_TARGET = 44
NARROWEST = {"width": 320, "height": 640}
#: A screen of 1280 enlarged to 200 % has 640 points left.
ENLARGED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
MOST_CLICKS = 2
#: What a person presses or types into; links inside running text and cells are read, not aimed at (WCAG 2.5.8).
SMALL = """
() => {
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
    .filter(([, width, height]) => Math.min(width, height) < LEAST);
}
""".replace("LEAST", str(LEAST_TARGET))
LINKS = """() => [...document.querySelectorAll("a[href]")].map((one) => one.href)"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
FILES = re.compile(r"\.(xlsx|pdf|png|svg|csv|zip|txt)$|/api/|/logout|/static/")


def kind_of(path):
    """A page's address without what tells one record from another."""
    return "/".join("*" if re.search(r"\d|%", part) else part for part in path.split("/"))


def pages_of(page, address):
    """One address for each kind of page within reach, in the order in which they are found."""
    found, waiting = {}, [(urlsplit(page.url).path, 0)]
    while waiting:
        path, clicks = waiting.pop(0)
        if kind_of(path) in found:
            continue
        answer = page.goto(address + path)
        if answer is None or answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found[kind_of(path)] = path
        if clicks < MOST_CLICKS:
            for link in page.evaluate(LINKS):
                parts = urlsplit(link)
                if link.startswith(address) and not FILES.search(parts.path):
                    query = f"?{parts.query}" if parts.query and "lang=" not in parts.query else ""
                    if kind_of(parts.path) not in found:
                        waiting.append((parts.path + query, clicks + 1))
    return list(found.values())


@pytest.mark.parametrize("username", ["shitang", "xiaozhang"])
def test_every_page_can_be_reached_and_read(open_page, demo_site, username):
    page = open_page(size="phone", viewport=NARROWEST)
    sign_in(page, demo_site, username)
    wide = open_page(**ENLARGED)
    wide.context.add_cookies(page.context.cookies())
    wrong = {}
    for path in pages_of(page, demo_site):
        page.goto(demo_site + path)
        found = [f"{html} is {width} x {height}" for html, width, height in page.evaluate(SMALL)]
        found += ["scrolls sideways at 320"] if page.evaluate(SIDEWAYS) else []
        found += barriers(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
        wide.goto(demo_site + path)
        found += ["scrolls sideways at 200 %"] if wide.evaluate(SIDEWAYS) else []
        if found:
            wrong[path] = found
    assert not wrong, "\n".join(f"{path}: {one}" for path, found in wrong.items() for one in found)
