"""Deposited visits in a real browser: the office looks through photos by keyboard, the principal answers on a phone."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import barriers
from tests.support.files import a_photo
from tests.support.people import site  # noqa: F401
from tests.support.serving import served
from tests.support.today import Kitchen
from tests.support.visits import A_PHOTO, Tablet, counted, digest, lost, weighed

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
OTHER = a_photo(200, 150, seed=8)


@pytest.fixture
def visit_id(site):  # noqa: F811
    kitchen, tablet = Kitchen(site), Tablet(site)
    kitchen.receive({"土豆": 22_000, "大米（粳米）": 50_000})
    potato, rice = kitchen.by_name["土豆"], kitchen.by_name["大米（粳米）"]
    body = tablet.body(
        answers={"B6": lost("墙角有老鼠屎", photos=[digest(A_PHOTO), digest(OTHER)]), "F3": lost("没有标签", "half")},
        weighings=[weighed(potato.code, potato.name, 21_000, 22_000, "R1/1")],
        counts=[counted(rice.code, rice.name, 48_000, 50_000)],
    )
    return tablet.deposit(body, [A_PHOTO, OTHER])


def test_the_office_looks_and_the_principal_answers(site, visit_id, browser, open_page):  # noqa: F811
    with served(site.app, browser) as address:

        def opened(who, size):
            page = open_page(size=size)
            cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session(who)}", "url": address}
            page.context.add_cookies([cookie])
            return page

        office = opened("bureau_officer", "desktop")
        office.goto(address + "/inspections")
        office.get_by_role("link", name="青山镇中心小学").click()
        office.locator("#item-B6 .evidence a").first.click()
        expect(office.get_by_text("第 1 张，共 2 张")).to_be_visible()
        office.keyboard.press("ArrowRight")
        expect(office.get_by_text("第 2 张，共 2 张")).to_be_visible()
        assert office.locator(".viewer img").evaluate("one => one.naturalWidth") == 200
        office.keyboard.press("Escape")
        office.wait_for_url(f"**/inspections/{visit_id}")

        phone = opened("principal", "phone")
        phone.goto(address + "/card")
        phone.get_by_role("link", name="墙角有老鼠屎").click()
        phone.get_by_label("整改情况").fill("已封堵鼠洞")
        phone.get_by_role("button", name="已改好，请核查").click()
        expect(phone.get_by_text("已答复，等县教体局核查")).to_be_visible()

        for page, paths in (
            (office, (f"/inspections/{visit_id}", f"/inspections/{visit_id}/together", "/findings", "/differences/1")),
            (phone, ("/inspections", "/findings", f"/inspections/{visit_id}", "/findings/1")),
        ):
            for path in paths:
                page.goto(address + path)
                assert not page.evaluate(SIDEWAYS), path
                assert barriers(page) == [], path
        phone.goto(address + "/inspections")
        assert phone.locator(".as-cards td").first.evaluate("one => getComputedStyle(one).display") == "flex"
