"""The bureau's papers in a real browser: briefing, ledger and spreadsheet of the county in a few clicks."""

import io

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.support.browser import barriers
from tests.support.monday import WEEK, at_desk, short_week
from tests.support.pdf import page_sizes, page_texts
from tests.support.people import site  # noqa: F401
from tests.support.serving import served

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
MOST_CLICKS = 6


def amount(text):
    return round(float(text.replace(",", "")), 2)


def test_briefing_ledger_and_spreadsheet_in_six_clicks(site, browser, open_page):  # noqa: F811
    short_week(site)
    with at_desk(), served(site.app, browser) as address:
        cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session('bureau_officer')}", "url": address}
        page = open_page(size="desktop")
        page.context.add_cookies([cookie])
        page.goto(address + "/")
        clicks = 0

        def click(name, *, within="main"):
            nonlocal clicks
            clicks += 1
            page.locator(within).get_by_role("link", name=name, exact=True).first.click()

        def fetched(row, name):
            """What a link beside a paper's name leads to: one click more."""
            nonlocal clicks
            clicks += 1
            link = page.locator(".ready li", has_text=row).get_by_role("link", name=name, exact=True)
            answer = page.request.get(address + link.get_attribute("href"))
            assert answer.ok
            return answer.body()

        click("通报与台账", within="nav[aria-label='主菜单']")
        expect(page.locator("[name=week]")).to_have_value(str(WEEK))
        briefing = fetched("周通报", "PDF")
        ledger = fetched("整改台账", "PDF")
        sheets = fetched("周通报", "Excel")
        click("周通报")
        assert clicks <= MOST_CLICKS

        # A4, upright text and tables across; the same totals on screen, in print and added up from the sheet.
        assert page_sizes(briefing)[0] == (595, 842)
        assert (842, 595) in page_sizes(briefing)
        assert page_sizes(ledger)[0] == (842, 595)
        rows = list(load_workbook(io.BytesIO(sheets))["各校情况表"].iter_rows(values_only=True))
        table = page.locator("table[data-grid]").first
        expect(table.locator("tr.total")).to_be_visible()
        shown = [cell.strip() for cell in table.locator("tr.total td").all_inner_texts()]
        printed = "".join("".join(page_texts(briefing)).split())
        for place, heading in enumerate(rows[0]):
            if heading in ("享受人数", "就餐人次", "平均就餐人数", "出库金额（元）"):
                added = sum(row[place] for row in rows[1:-1])
                assert round(added, 2) == rows[-1][place] == amount(shown[place])
                assert shown[place] in printed

        # Written, issued, and there for good.
        page.get_by_label("工作要求").fill("请逐条整改。")
        page.get_by_role("button", name="发文并编号").click()
        expect(page.locator("h1 + p")).to_contain_text("〔2026〕1号")
        expect(page.locator(".official")).to_contain_text("请逐条整改。")

        phone = open_page(size="phone")
        phone.context.add_cookies([cookie])
        paths = (
            "/papers",
            "/papers/briefing/2026/1",
            f"/papers/drafts/briefing/{WEEK}",
            f"/papers/reminder?week={WEEK}",
        )
        for path in (*paths, "/papers/evidence"):
            phone.goto(address + path)
            assert not phone.evaluate(SIDEWAYS), path
            assert barriers(phone) == [], path
