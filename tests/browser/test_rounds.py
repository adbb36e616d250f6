"""A round in a real browser: sealed, drawn and put in order by keyboard; nothing in the way on a phone either."""

import pytest
from playwright.sync_api import expect

from mealwatch.kernel import clock
from mealwatch.rounds import candidates, service
from mealwatch.rounds.domain.plan import Person, Plan
from tests.support.browser import barriers
from tests.support.people import site  # noqa: F401
from tests.support.serving import served

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
PEOPLE = (Person(1, "督查甲", "基教股", leads=True), Person(2, "督查乙", "市场监管局"))


@pytest.fixture
def round_id(site, monkeypatch):  # noqa: F811
    monkeypatch.setattr(candidates, "serving", lambda _c, listed, days: {one.id: tuple(sorted(days)) for one in listed})
    plan = Plan("十一月督查", "surprise", (clock.today(),), scope="chosen", schools=("S001", "S003"), people=PEOPLE)
    return site.do(service.plan, plan)


def test_a_round_without_a_mouse(site, round_id, browser, open_page):  # noqa: F811
    with served(site.app, browser) as address:

        def opened(size):
            page = open_page(size=size)
            cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session('bureau_officer')}"}
            page.context.add_cookies([cookie | {"url": address}])
            return page

        page = opened("desktop")
        page.goto(f"{address}/rounds/{round_id}")
        expect(page.locator(".steps [aria-current]")).to_contain_text("定范围")
        page.get_by_role("button", name="封存种子和名单").press("Enter")
        expect(page.locator(".steps [aria-current]")).to_contain_text("抽签")
        page.get_by_label("见证人", exact=True).focus()
        page.keyboard.type("郑纪")
        page.keyboard.press("Tab")
        page.keyboard.type("县纪委")
        page.keyboard.press("Tab")
        page.keyboard.type("八十八")
        page.keyboard.press("Enter")
        expect(page.locator(".steps [aria-current]")).to_contain_text("派组")

        page.goto(f"{address}/rounds/{round_id}/teams/1")
        names = page.locator(".stops[class='stops'] strong")
        before = names.all_inner_texts()
        assert len(before) == 2
        page.get_by_role("button", name=f"下移 {before[0]}").press("Enter")
        expect(names.first).to_have_text(before[1])

        phone = opened("phone")
        paths = ("", "/check", "/teams/1", "/people/1")
        for path in (*(f"/rounds/{round_id}{one}" for one in paths), "/rounds", "/rounds/new", "/rounds/stops/1"):
            phone.goto(address + path)
            assert not phone.evaluate(SIDEWAYS), path
            assert barriers(phone) == [], path
