"""A teaching point without a canteen answers a case with photos from a phone; the bureau sees them, nobody else."""

import pytest
from playwright.sync_api import expect

from mealwatch.cases import service
from mealwatch.schools import queries as schools
from tests.support.browser import barriers, until
from tests.support.files import a_photo
from tests.support.people import site  # noqa: F401
from tests.support.point import POINT, add_principal
from tests.support.serving import served

CASE = "/cases/1"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
DRAWN = "() => [...document.querySelectorAll('main .shots img')].every((one) => one.complete && one.naturalWidth > 0)"


@pytest.fixture
def address(site, browser):  # noqa: F811
    """A served site where the teaching point, fed by another school's canteen, was sent a notice."""
    add_principal(site)
    with site.app.app_context():
        school = schools.get_school(site.county_id, "S002")
    site.do(service.open, school.id, source=("hand", ""), text="留样不足", basis="规范第一条")
    site.do(service.act, 1, "issue")
    with served(site.app, browser) as at:
        yield at


@pytest.fixture
def as_person(open_page, address, site):  # noqa: F811
    """``as_person(username, path, size)``: a page opened by somebody who is signed in."""

    def open_as(username, path, size, **options):
        page = open_page(size=size, **options)
        cookie = {"name": "mealwatch", "value": f"{site.county_id}.{site.session(username)}", "url": address}
        page.context.add_cookies([cookie])
        page.goto(address + path)
        return page

    return open_as


def shoot(page, name):
    page.set_input_files("#f-photos", {"name": name, "mimeType": "image/jpeg", "buffer": a_photo(900, 700)})


def sign(page):
    """Draw a name into the box with the mouse of a touch screen."""
    pad = page.locator("[data-pad] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    for across, down in ((120, 90), (200, 30), (240, 100)):
        page.mouse.move(box["x"] + across, box["y"] + down, steps=8)
    page.mouse.up()
    page.get_by_role("button", name="签收这份通知").click()


def test_a_point_answers_with_photos_and_the_officer_sees_them(as_person, address):
    page = as_person(POINT, "/cases/mine", "phone", allow_errors=True)
    page.locator("main a", has_text="留样不足").first.click()
    sign(page)
    page.get_by_label("怎么改的").fill("每样留足 125 克，专人登记")

    shoot(page, "a.jpg")
    expect(page.locator(".shots li")).to_have_count(1)
    page.wait_for_selector(".shots >> text=已上传")
    page.context.set_offline(True)
    shoot(page, "b.jpg")
    page.wait_for_selector(".shots >> text=存在这台设备上，联网后自动上传")
    page.context.set_offline(False)
    expect(page.locator(".shots li", has_text="已上传")).to_have_count(2)
    until(page, DRAWN)
    assert not page.evaluate(SIDEWAYS)
    assert barriers(page) == []

    page.get_by_label("已经改好，请核查").check()
    page.get_by_role("button", name="交上去").click()
    expect(page.locator("main")).to_contain_text("已经交上去，等县教体局核查")
    expect(page.locator(".trail-of .shots img")).to_have_count(2)
    until(page, DRAWN)
    assert not page.evaluate(SIDEWAYS)
    assert barriers(page) == []
    photo = page.locator(".trail-of .shots img").first.get_attribute("src")
    assert photo.startswith("/schools/S002/photos/case/")

    officer = as_person("bureau_officer", CASE, "desktop")
    expect(officer.locator(".school-says .shots img")).to_have_count(2)
    officer.locator(".trail-of .shots img").last.scroll_into_view_if_needed()
    until(officer, DRAWN)
    assert barriers(officer) == []
    assert officer.locator(".school-says .shots a").first.get_attribute("href") == photo
    assert officer.request.get(address + photo).headers["content-type"] == "image/jpeg"

    for who, status in (("principal", 404), ("principal_elsewhere", 404), ("canteen_manager", 403)):
        other = as_person(who, "/account", "phone")
        assert other.request.get(address + photo).status == status, who


def test_what_the_principal_left_on_the_phone_holds_nobody_else_up(as_person, address, site):  # noqa: F811
    """Another school's principal takes the phone over: their photo goes, the first one's waits for the first."""
    with site.app.app_context():
        elsewhere = schools.get_school(site.county_id, "S003")
    site.do(service.open, elsewhere.id, source=("hand", ""), text="消毒记录缺失")
    site.do(service.act, 2, "issue")
    page = as_person(POINT, CASE, "phone", allow_errors=True)
    sign(page)
    page.context.set_offline(True)
    shoot(page, "a.jpg")
    page.wait_for_selector(".shots >> text=存在这台设备上，联网后自动上传")
    page.wait_for_selector("text=已存本机")

    cookies = {who: f"{site.county_id}.{site.session(who)}" for who in (POINT, "principal_elsewhere")}
    cookie = {"name": "mealwatch", "url": address}
    page.goto("about:blank")
    page.context.add_cookies([cookie | {"value": cookies["principal_elsewhere"]}])
    page.context.set_offline(False)
    page.goto(address + "/cases/2")
    sign(page)
    shoot(page, "b.jpg")
    page.wait_for_selector(".shots >> text=已上传")
    page.context.add_cookies([cookie | {"value": cookies[POINT]}])
    page.goto(address + CASE)
    expect(page.locator(".shots img")).to_have_count(1)
    photo = f"/schools/S002/photos/case/{page.input_value('[name=photos]')}"
    until(page, "async (address) => (await fetch(address)).headers.get('Content-Type') === 'image/jpeg'", photo)
