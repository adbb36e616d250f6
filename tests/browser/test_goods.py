"""Goods in on the phone, in a real browser: by the keyboard, from an order, with photos, with the one question."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from playwright.sync_api import expect

from mealwatch.acceptance import queries
from mealwatch.acceptance.domain import prices
from mealwatch.acceptance.domain.shelf import last_good_day
from mealwatch.attachments import queries as attachments
from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.catalogue.known import known_ingredients
from mealwatch.kernel import clock
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.purchasing import service as purchasing
from mealwatch.purchasing.domain.order import Line, Order
from mealwatch.schools import queries as schools
from tests.support.browser import barriers
from tests.support.files import a_photo
from tests.support.people import site  # noqa: F401
from tests.support.serving import served
from tests.support.signers import sign_as_guest

TODAY = clock.today()
RECEIPT = "/canteens/C001/enter/receipt"


@pytest.fixture
def address(site, browser):  # noqa: F811
    """A served site with the usual ingredients and three suppliers: good, run out, soon to run out."""
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_supplier, code="V01", name="绿源公司", licence_expires_on=TODAY + timedelta(days=400))
    site.do(catalogue.put_supplier, code="V02", name="便民粮油店", licence_expires_on=TODAY - timedelta(days=3))
    site.do(catalogue.put_supplier, code="V04", name="山岚肉行", licence_expires_on=TODAY + timedelta(days=12))
    with served(site.app, browser) as at:
        yield at


@pytest.fixture
def clerk(open_page, address, site):  # noqa: F811
    """``clerk(path, size)``: a page opened by the storekeeper."""

    def open_as(path=RECEIPT, size="phone", **options):
        page = open_page(size=size, **options)
        cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session('storekeeper')}", "url": address}
        page.context.add_cookies([cookie])
        page.goto(address + path)
        return page

    return open_as


def sign(page):
    """A parent signs by typing the name."""
    sign_as_guest(page, "刘家长", "parent")


def choose(page, name, letters, number="1"):
    page.focus(f"[name={name}]")
    page.keyboard.type(letters)
    page.keyboard.press(number)


def slips(site):  # noqa: F811
    with site.app.app_context():
        canteen = schools.get_canteen(site.county_id, "C001")
        return queries.slips(site.county_id, canteen.id, TODAY, TODAY)


def fill_rice(page, price="4.8", per="kg"):
    page.fill("[name=supplier_code]", "绿源公司")
    choose(page, "lines-0-ingredient_code", "dm")
    page.keyboard.type("100公斤")
    page.select_option("[name=lines-0-price_per]", per)
    page.fill("[name=lines-0-price]", price)


def test_goods_in_by_the_keyboard_alone(clerk, site):  # noqa: F811
    page = clerk(size="desktop")
    page.focus("[name=supplier_code]")
    page.keyboard.type("V01")
    page.keyboard.press("Enter")
    page.focus("[name=lines-0-ingredient_code]")
    page.keyboard.type("dm")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "lines-0-weighed"
    page.keyboard.type("200斤")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "lines-0-price"
    page.keyboard.type("2.4")
    assert page.input_value("[name=lines-0-amount_yuan]") == "480.00"
    assert "合 4.80 元/公斤，2.40 元/斤" in page.inner_text("[data-line] [data-comes]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "lines-1-ingredient_code"
    assert "1 种，合计 480.00 元" in page.inner_text("[data-total]")
    sign(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/receipt/**")
    assert "480.00" in page.inner_text("main")
    [(slip, [line])] = slips(site)
    assert (line.weighed, line.amount_fen, line.price, line.price_per, slip.acceptor_2) == (
        100_000,
        48_000,
        "2.4",
        "jin",
        "刘家长",
    )


def test_the_amount_gives_the_price(clerk):
    page = clerk()
    choose(page, "lines-0-ingredient_code", "dm")
    page.keyboard.type("100公斤")
    page.select_option("[name=lines-0-price_per]", "kg")
    page.fill("[name=lines-0-amount_yuan]", "475.5")
    assert page.input_value("[name=lines-0-price]") == "4.755"
    page.fill("[name=lines-0-amount_yuan]", "1000")
    page.fill("[name=lines-0-weighed]", "300公斤")
    assert page.input_value("[name=lines-0-price]") == ""
    assert page.input_value("[name=lines-0-amount_yuan]") == "1000"
    page.fill("[name=lines-0-price]", "4.8")
    assert page.input_value("[name=lines-0-amount_yuan]") == "1440.00"


def test_the_browser_works_out_what_the_server_does(clerk):
    """Amounts, the question and shelf lives: the same rules on both sides."""
    page = clerk()
    choose(page, "lines-0-ingredient_code", "dm")
    rice = known_ingredients()["GS01"]
    usual = prices.usual(prices.band(rice, "g"), ())
    wrong = []
    for yuan, per, content, typed, accepted in (
        ("4.8", "kg", 1000, "100公斤", 100_000),
        ("3.335", "jin", 500, "3斤", 1_500),
        ("2.399", "jin", 500, "7两", 350),
        ("0.005", "kg", 1000, "1公斤", 1_000),
        ("119.99", "package", 25_000, "3袋", 75_000),
        ("6.5", "kg", 1000, "1公斤", 1_000),
        ("6.51", "kg", 1000, "1公斤", 1_000),
        ("3.99", "kg", 1000, "1公斤", 1_000),
    ):
        page.fill("[name=lines-0-weighed]", typed)
        page.select_option("[name=lines-0-price_per]", per)
        page.fill("[name=lines-0-price]", yuan)
        fen = prices.goods_fen(Fraction(yuan), content, accepted)
        asked = page.locator("[data-line] [data-asked]").first.is_visible()
        told = page.input_value("[name=lines-0-amount_yuan]"), asked
        if told != (fen_as_yuan(fen), bool(usual.odd(prices.unit_price(fen, accepted)))):
            wrong.append((yuan, per, typed, told))
    page.click("[data-line] details.more summary")
    page.fill("[name=lines-0-produced_on]", "2027-01-31")
    said = page.locator("[data-line] details.more .field:has([name=lines-0-expires_on]) > .hint").last
    for text in ("7天", "+7", "1个月", "13个月", "1年", "２０２６年１２月３１日", "很久", "7", "9999天", "2026-02-30x"):
        page.fill("[name=lines-0-expires_on]", text)
        until = last_good_day(text, date(2027, 1, 31))
        if said.inner_text() != (f"保质到 {until}" if until else "看不出保质到哪一天"):
            wrong.append((text, said.inner_text(), until))
    assert wrong == []


def test_an_odd_price_asks_one_question_and_is_then_kept(clerk, site):  # noqa: F811
    page = clerk()
    fill_rice(page, per="jin")
    question = page.locator("[data-line] [data-asked]").first
    assert "是单价 元/斤 还是 元/公斤？" in question.inner_text()
    assert "4.80 元/斤，这一行 960.00 元" in question.inner_text()
    assert "4.80 元/公斤，这一行 480.00 元" in question.inner_text()
    assert "平时" in question.inner_text()
    sign(page)
    page.click("main button.main")
    assert page.evaluate("document.activeElement.name") == "lines-0-price_answer"
    page.check("[name=lines-0-price_answer][value=kg]")
    assert page.input_value("[name=lines-0-amount_yuan]") == "480.00"
    page.click("main button.main")
    page.wait_for_url("**/documents/receipt/**")
    assert "按元/公斤" in page.inner_text("main")
    [(_slip, [line])] = slips(site)
    assert (line.amount_fen, line.price_answer) == (48_000, "kg")


def test_a_price_that_is_kept_is_not_asked_about_again(clerk, site):  # noqa: F811
    page = clerk()
    fill_rice(page, price="9.6")
    page.check("[name=lines-0-price_answer][value=kept]")
    sign(page)
    page.click("main button.main")
    page.wait_for_url("**/documents/receipt/**")
    [(_slip, [line])] = slips(site)
    assert (line.amount_fen, line.price_answer) == (96_000, "kept")


def test_a_usual_price_asks_nothing(clerk):
    page = clerk()
    fill_rice(page)
    assert page.locator("[data-line] [data-asked]:visible").count() == 0


def test_differences_are_said_in_words(clerk):
    page = clerk()
    choose(page, "lines-0-ingredient_code", "dm")
    page.keyboard.type("98.5公斤")
    page.click("[data-line] details.more summary")
    page.fill("[name=lines-0-ordered]", "110公斤")
    page.fill("[name=lines-0-noted]", "100公斤")
    told = page.locator("[data-line] [data-told]").first
    assert told.inner_text() == "送货单比订购少 10 公斤；实称比送货单少 1.5 公斤"
    page.fill("[name=lines-0-returned]", "8.5公斤")
    assert "入库 90 公斤" in told.inner_text()
    page.fill("[name=lines-0-expires_on]", "6个月")
    assert "保质到" in page.locator("[data-line] details").first.inner_text()


def test_the_state_of_a_licence_is_told_at_once(clerk):
    page = clerk()
    told = page.locator("[data-licence]")
    page.fill("[name=supplier_code]", "便民粮油店")
    assert "不能入库" in told.inner_text()
    page.fill("[name=supplier_code]", "山岚肉行")
    assert "还有12天到期" in told.inner_text()
    page.fill("[name=supplier_code]", "村口王大姐")
    assert page.is_visible("[name=unlisted]")


def test_an_order_fills_in_the_form(clerk, site, address):  # noqa: F811
    def order(county_id, **given):
        canteen = schools.get_canteen(county_id, "C001")
        rice = catalogue_queries.get_ingredient(county_id, "GS01")
        supplier = catalogue_queries.get_supplier(county_id, "V01")
        one = Order("P1", supplier.id, TODAY, TODAY, TODAY, (Line(rice.id, 100_000, "package"),))
        return purchasing.order(county_id, canteen.id, [one], **given)

    site.do(order)
    page = clerk()
    page.click("text=绿源公司")
    assert page.input_value("[name=supplier_code]") == "绿源公司"
    assert page.input_value("[name=lines-0-ordered]") == "4 袋"
    assert "没有送来" in page.locator("[data-line] [data-told]").first.inner_text()
    page.fill("[name=lines-0-weighed]", "99公斤")
    page.select_option("[name=lines-0-price_per]", "kg")
    page.fill("[name=lines-0-price]", "4.8")
    assert "实收比订购少 1 公斤" in page.locator("[data-line] [data-told]").first.inner_text()
    sign(page)
    page.click("main button.main")
    page.wait_for_url("**/documents/receipt/**")
    [(slip, [line])] = slips(site)
    assert (slip.order_no, line.ordered, line.accepted) == ("P1", 100_000, 99_000)


def test_a_photo_is_shrunk_and_sent_and_hangs_on_the_document(clerk, site):  # noqa: F811
    page = clerk()
    big = a_photo(2600, 1800)
    page.set_input_files("#f-slip_photos", {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": big})
    page.wait_for_selector(".shots >> text=已上传")
    digest = page.input_value("[name=slip_photos]")
    with site.app.app_context():
        canteen = schools.get_canteen(site.county_id, "C001")
        kept = attachments.find_attachment(site.county_id, canteen.id, digest)
    assert kept.size <= 300 * 1024
    assert kept.media_type == "image/jpeg"
    fill_rice(page)
    sign(page)
    page.click("main button.main")
    page.wait_for_url("**/documents/receipt/**")
    picture = page.locator(".shots img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    sides = picture.evaluate("one => [one.naturalWidth, one.naturalHeight]")
    assert 0 < max(sides) <= 1600


def test_a_photo_taken_without_network_stays_on_the_device_and_goes_later(clerk, site):  # noqa: F811
    page = clerk(allow_errors=True)
    page.context.set_offline(True)
    page.set_input_files("#f-slip_photos", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo()})
    page.wait_for_selector(".shots >> text=存在这台设备上，联网后自动上传")
    digest = page.input_value("[name=slip_photos]")
    assert len(digest) == 64
    page.context.set_offline(False)
    page.wait_for_selector(".shots >> text=已上传")
    with site.app.app_context():
        canteen = schools.get_canteen(site.county_id, "C001")
        assert attachments.find_attachment(site.county_id, canteen.id, digest)


def test_a_page_dressed_up_as_a_photo_is_refused_in_words(clerk):
    page = clerk(allow_errors=True)
    page.set_input_files("#f-slip_photos", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"<html></html>"})
    page.wait_for_selector("text=不是照片，也不是 PDF")
    assert page.input_value("[name=slip_photos]") == ""


def test_what_was_typed_comes_back_after_a_reload(clerk):
    page = clerk()
    fill_rice(page)
    page.click("[data-add]")
    page.click("[data-add]")
    page.fill("[name=lines-3-ingredient_code]", "糯米")
    page.wait_for_timeout(900)
    page.reload()
    expect(page.locator("[name=lines-3-ingredient_code]")).to_have_value("糯米")
    assert page.input_value("[name=lines-0-weighed]") == "100公斤"
    assert page.input_value("[name=lines-0-amount_yuan]") == "480.00"
    expect(page.locator("[data-total]")).to_contain_text("480.00")


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_nothing_bars_the_way(clerk, address, size):
    page = clerk(size=size)
    fill_rice(page, per="jin")
    page.click("[data-line] details.more summary")
    wrong = {}
    for path in (None, "/canteens/C001/enter/delivery", "/canteens/C001/acceptances", "/licences"):
        if path:
            page.goto(address + path)
        if found := barriers(page):
            wrong[path] = found[:4]
    assert wrong == {}


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_runs_over_the_side(clerk, address, width):
    page = clerk()
    page.set_viewport_size({"width": width, "height": 640})
    fill_rice(page, per="jin")
    page.click("[data-line] details.more summary")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main input:not([type=hidden]), main select, main summary")]
            .filter((one) => one.checkVisibility ? one.checkVisibility() : one.offsetParent)
            .filter((one) => !one.classList.contains("unseen") && !["radio", "checkbox", "file"].includes(one.type))
            .filter((one) => one.getBoundingClientRect().height < 43.5)
            .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []
    for path in ("/canteens/C001/enter/delivery", "/licences", "/canteens/C001/acceptances"):
        page.goto(address + path)
        assert not page.evaluate(wide), path
