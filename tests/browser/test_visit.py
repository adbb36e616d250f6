"""A whole visit on a tablet without a signal (bars U8 and U9), against the real server."""

import hashlib
import io
import os
import re
from collections import Counter
from contextlib import suppress

import pytest
from PIL import Image
from playwright.sync_api import Error, expect

from mealwatch.catalogue import service as catalogue
from mealwatch.devices import queries as devices
from mealwatch.devices.queries import deposits_of
from mealwatch.inspections import queries as inspections
from mealwatch.kernel import clock
from tests.browser.test_never_lost import Device
from tests.browser.test_reach import SIDEWAYS, SMALL, WIDTHS
from tests.support.browser import CHROMIUM, FLAGS, SIZES, barriers, settled
from tests.support.effort import Effort
from tests.support.kitchen import SUPPLIER, Kitchen
from tests.support.people import site  # noqa: F401
from tests.support.serving import served

MOST_TAPS, ITEMS, FAILS, KILLED_AFTER = 170, 54, 6, 30
#: The paper's weight of the only good to be weighed, in grams, as the server, a kilo and a jin would write it.
PAPER_G = 21437
WRITTEN = ("21437", "21.437", "42.874")
LEAST_TARGET, SETTLED_MS = 44, 700
NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"
RECORDED, ON_SCALES, SIGNERS = ("E7", "G4"), 1, 3
SCREENS = ("head", "B", "C", "E", "jump", "redlines", "weigh", "count", "match", "portions", "tally", "meal", "photos")
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
#: Everything of the app that a curious person can read on the tablet, as text; keys say whether they can be taken out.
READABLE = """
async () => {
  const plain = (value) => {
    if (value instanceof CryptoKey) return { key: value.type, extractable: value.extractable };
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return new TextDecoder("latin1").decode(value);
    if (Array.isArray(value)) return value.map(plain);
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  };
  const done = (request) => new Promise((good) => (request.onsuccess = () => good(request.result)));
  const page = document.documentElement.outerHTML;
  const found = { page, local: { ...localStorage }, session: { ...sessionStorage } };
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      found[`${name}/${store}`] = plain(await done(db.transaction(store).objectStore(store).getAll()));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found[request.url] = await (await cache.match(request)).text();
  }
  return JSON.stringify(found);
}
"""


#: Places to answer that are less than 96 x 60, and the bar's buttons that are less than 60 high.
LESS_THAN_PLACES = """
() => [...document.querySelectorAll(".answers > button, .bar a, .bar button")]
  .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
  .filter(([html, { width, height }]) => height < 60 || (html.includes("answer ") && width < 96))
  .map(([html, { width, height }]) => [html, width, height])
"""


BLOBS = """
async () => {
  const done = (request) => new Promise((good) => (request.onsuccess = () => good(request.result)));
  const db = await done(indexedDB.open("mealwatch-visits"));
  const rows = await done(db.transaction("blobs").objectStore("blobs").getAll());
  db.close();
  return rows.map(({ bytes, original }) => ({ bytes: [...bytes], original }));
}
"""


class Tablet(Device):
    """A tablet with a camera, held upright, that can be killed."""

    def on(self, *, offline=False):
        """Its page, in a browser begun anew."""
        self.context = self.kind.launch_persistent_context(
            str(self.folder / "profile"),
            executable_path=CHROMIUM,
            args=[*FLAGS, *CAMERA],
            env=os.environ | {"FONTCONFIG_FILE": str(self.fonts), "LANG": "zh_CN.UTF-8"},
            viewport=dict(zip(("width", "height"), SIZES["tablet"], strict=True)),
            has_touch=True,
            is_mobile=True,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            permissions=["camera"],
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        self.context.set_offline(offline)
        return self.context.pages[0]


@pytest.fixture
def address(site, browser):  # noqa: F811
    site.do(catalogue.take_over_known_ingredients)
    site.do(catalogue.put_suppliers, [{"code": SUPPLIER, "name": "绿源配送"}])
    with site.app.app_context():
        kitchen = Kitchen.of(site.county_id)
        line = kitchen.line("receipt", "GS01", PAPER_G, 10000)
        kitchen.post(kitchen.document("receipt", "R1", clock.today(), line), now=clock.now())
    with served(site.app, browser) as at:
        yield at


@pytest.fixture
def tablet(browser, tmp_path, address, site):  # noqa: F811
    one = Tablet(browser, tmp_path, address, site)
    yield one
    if one.context is not None:
        with suppress(Error):
            one.context.close()


def pin(page, tap=None):
    """The PIN 1234 on the big keys."""
    for key in ("1", "2", "3", "4", "确定"):
        (tap or (lambda one: one.tap()))(page.locator(".keys").get_by_role("button", name=key, exact=True))


def enrol(page, tablet):
    """Register the tablet, take along S001, begin a visit there."""
    session = tablet.site.session("inspector")
    tablet.context.add_cookies(
        [{"name": "mealwatch", "value": f"{tablet.site.county_id}.{session}", "url": tablet.address}]
    )
    page.goto(f"{tablet.address}/visits/app")
    page.get_by_label("平板名称").fill("督查1号")
    page.get_by_role("button", name="登记", exact=True).tap()
    pin(page)
    pin(page)
    page.get_by_role("link", name="下载学校").tap()
    school = page.locator("li.card").filter(has_text="青山镇中心小学")
    school.get_by_role("button", name="下载", exact=True).tap()
    expect(school.locator(".mark")).to_be_visible()
    settled(page, "() => navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"{tablet.address}/visits/app#/")


def answer(effort, page, codes, failed):
    """Answer these items, section by section, with the bar's button between them."""
    for code in codes:
        item = page.locator(f"#item-{code}")
        if not item.count():
            effort.tap(page.locator(".bar .next"))
        place = item.locator(".answer.none" if code in failed else ".answer.full")
        effort.tap(place)
        if code in failed:
            effort.tap(item.locator(".answers .shoot"))
            effort.tap(page.get_by_role("button", name="拍一张"))
            page.get_by_text("已拍 1 张").wait_for()
            effort.tap(page.get_by_role("button", name=re.compile("拍好了")))
        expect(place).to_have_attribute("aria-pressed", "true")


def sign(effort, page):
    """One person after the other signs with a finger."""
    for signed, height in enumerate((40, 60, 80), start=1):
        effort.tap(page.get_by_role("button", name=re.compile(" 签字$")).first)
        page.wait_for_timeout(100)
        box = page.locator("canvas").bounding_box()
        effort.taps += 1
        page.mouse.move(box["x"] + 60, box["y"] + 60)
        page.mouse.down()
        for step in range(8):
            page.mouse.move(box["x"] + 90 + 50 * step, box["y"] + 60 + height * (step % 2))
        page.mouse.up()
        effort.tap(page.get_by_role("button", name="完成签字"))
        expect(page.locator(".m-signer .mark.met")).to_have_count(signed)


def assert_blind(page):
    """Nothing that can be read on the tablet says what the paper does, and no key can be taken out of it."""
    held = settled(page, READABLE)
    assert "R1" in held
    assert not [figure for figure in WRITTEN if figure in held]
    assert '"extractable":false' in held
    assert '"extractable":true' not in held


def weigh_blind(effort, page):
    """Weigh the good that was drawn; the paper's figure comes after the scale's."""
    effort.tap(page.locator(".tabs a[href$='/C']"))
    effort.tap(page.locator("#item-C4").get_by_role("link"))
    effort.tap(page.get_by_role("button", name="拍秤面"))
    effort.tap(page.get_by_role("button", name="拍一张"))
    page.get_by_text("已拍 1 张").wait_for()
    effort.tap(page.get_by_role("button", name=re.compile("拍好了")))
    for key in "21.1":
        name = "小数点" if key == "." else key
        effort.tap(page.locator(".m-pad").get_by_role("button", name=name, exact=True))
    assert_blind(page)
    effort.tap(page.get_by_role("button", name="确认登记净重"))
    expect(page.locator(".m-good")).to_contain_text("21.437")
    effort.tap(page.locator(".bar .next"))
    expect(page.locator("#item-C4")).to_contain_text("差异")


def to_part(effort, page, code):
    """From an item to the screen that measures for it."""
    effort.tap(page.locator(f".tabs a[href$='/{code[0]}']"))
    effort.tap(page.locator(f"#item-{code}").get_by_role("link"))


def count_without_a_photo(effort, page):
    """Count the good that was drawn: a warning is a step of its own, and the next figure begins another number."""
    to_part(effort, page, "D3")
    pad = page.locator(".m-pad")
    effort.tap(pad.get_by_role("button", name="9", exact=True))
    effort.tap(page.get_by_role("button", name="确认登记实盘数 9 公斤"))
    expect(page.get_by_text("还没有拍照")).to_be_visible()
    for name in ("2", "1", "小数点", "1"):
        effort.tap(pad.get_by_role("button", name=name, exact=True))
    effort.tap(page.get_by_role("button", name="确认登记实盘数 21.1 公斤"))
    effort.tap(page.get_by_role("button", name="没有照片，照样登记 21.1 公斤"))
    expect(page.locator(".m-good")).to_contain_text("21.437")


def measure_the_rest(effort, page):
    """What has a part is measured, or a note says why not, before anybody signs."""
    effort.tap(page.locator(".tabs a[href$='/sign']"))
    effort.tap(page.get_by_role("link", name=re.compile("^D3 还没盘够")))
    expect(page.get_by_role("heading", name="账实盘点")).to_be_visible()
    count_without_a_photo(effort, page)
    to_part(effort, page, "E6")
    for _ in range(8):
        effort.tap(page.get_by_role("button", name="觉得满意，加一人"))
    to_part(effort, page, "H1")
    effort.tap(page.get_by_role("button", name="陈敏"))
    for code in ("D2", "E2"):
        effort.tap(page.locator(f".tabs a[href$='/{code[0]}']"))
        words = page.get_by_label(f"{code} 的文字说明")
        if not words.count():
            effort.tap(page.get_by_role("button", name=f"{code} 备注"))
        effort.tap(words)
        effort.type("今天没有开餐")


def all_items(page):
    """The codes of the list in the pack, in order."""
    return settled(
        page,
        """async () => {
          const done = (request) => new Promise((good) => (request.onsuccess = () => good(request.result)));
          const db = await done(indexedDB.open("mealwatch-visits"));
          const [row] = await done(db.transaction("packs").objectStore("packs").getAll());
          db.close();
          return row.pack.list.sections.flatMap(({ items }) => items.map(({ code }) => code));
        }""",
    )


def photos_on(page):
    """The hashes of everything that the tablet's one record names."""
    return set(
        settled(
            page,
            """async () => {
              const done = (request) => new Promise((good) => (request.onsuccess = () => good(request.result)));
              const db = await done(indexedDB.open("mealwatch-visits"));
              const [row] = await done(db.transaction("outbox").objectStore("outbox").getAll());
              db.close();
              return row.photos.map(({ sha256 }) => sha256);
            }""",
        )
    )


def answer_by_keys(page):
    """Answer two items, write a word, and go on, without a finger."""
    page.evaluate("(part) => (location.hash = location.hash.replace(/[^/]+$/, part))", "A")
    page.locator("#item-A1 .answer.full").focus()
    for key in ("Enter", "ArrowDown", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#item-A1 .answer.full")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#item-A2 .answer.none")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#item-A2")).to_contain_text("还缺：照片或文字说明。")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#item-A2 .gap")).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator(".bar .next").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#item-B1")).to_be_visible()


def take_photos_without_the_page_camera(page):
    """The tablet's own camera app instead: a large photo comes out small, goes to an item, and is removed again."""
    page.evaluate("void (navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no camera')))")
    page.locator(".bar .first").tap()
    large, small = picture(2000, 1500), picture(400, 300)
    expect(page.get_by_text("用平板相机拍")).to_be_visible()
    assert barriers(page) == []
    page.locator(".camera input").last.set_input_files([photo_file("a", large), photo_file("b", small)])
    page.get_by_text("已拍 2 张").wait_for(timeout=30_000)
    page.get_by_role("button", name=re.compile("拍好了")).tap()
    page.get_by_role("link", name="未归项照片 2").tap()
    page.get_by_role("button", name="选照片 2").tap()
    page.get_by_role("button", name="B 食堂卫生与从业人员").tap()
    page.get_by_role("button", name=re.compile("^B2")).tap()
    page.get_by_role("link", name="未归项照片 1").wait_for()
    kept = settled(page, BLOBS)
    assert len(kept) == 2
    for one in kept:
        photo = Image.open(io.BytesIO(bytes(one["bytes"])))
        assert len(one["bytes"]) <= 300 * 1024
        assert max(photo.size) <= 1600
        assert photo.getexif()[0x010E].encode("latin-1").decode().startswith("S001 ")
        assert one["original"] in photo.getexif().get_ifd(0x8769)[0x9286].decode()
    assert {one["original"] for one in kept} == {hashlib.sha256(one).hexdigest() for one in (large, small)}
    page.locator(".tabs a[href$='/B']").tap()
    item = page.locator("#item-B2")
    expect(item.locator("img")).to_have_count(1)
    item.get_by_role("button", name="删除照片 1").tap()
    item.get_by_role("button", name="留着").tap()
    expect(item.locator("img")).to_have_count(1)
    item.get_by_role("button", name="删除照片 1").tap()
    item.get_by_role("button", name="删除", exact=True).tap()
    expect(item.locator("img")).to_have_count(0)


def suspect_a_red_line(page):
    """It needs words, a photo and a second confirmation, and can be taken back."""
    page.locator(".tabs a[href$='/redlines']").tap()
    line = page.locator(".red-line").nth(1)
    line.get_by_role("button", name="发现疑似情况").tap()
    expect(line.get_by_role("button", name="确认记录")).to_be_disabled()
    line.get_by_role("textbox").fill("冷库里有两袋过期的鸡腿。")
    line.get_by_role("button", name=re.compile("拍照")).tap()
    page.locator(".camera input").last.set_input_files([photo_file("c", picture(400, 300))])
    page.get_by_role("button", name=re.compile("拍好了")).tap()
    line.get_by_role("button", name="确认记录").tap()
    expect(page.locator(".tabs a[href$='/redlines'] small")).to_have_text("")
    line.get_by_role("button", name="确认，记为疑似红线").tap()
    expect(line).to_contain_text("已由检查人记为疑似红线")
    expect(page.locator(".tabs a[href$='/redlines'] small")).to_have_text("1")
    line.get_by_role("button", name="撤回").tap()
    expect(line.get_by_role("button", name="发现疑似情况")).to_be_visible()


def leave_out_the_rest(page):
    """One reason for everything that is still open, and back again."""
    page.get_by_role("link", name=re.compile("^未查")).tap()
    left = page.locator(".jump a").filter(has_text="未查").count()
    page.get_by_role("button", name="时间不够").tap()
    page.get_by_role("button", name=re.compile("记为本次未查")).tap()
    expect(page.get_by_role("heading", name=re.compile("项本次未查"))).to_be_visible()
    expect(page.locator(".jump a").filter(has_text="本次未查")).to_have_count(left)
    page.get_by_role("button", name="继续检查这些项").tap()
    expect(page.get_by_role("button", name="时间不够")).to_be_visible()
    page.locator(".jump a").filter(has_text="H3").tap()
    expect(page.locator("#item-H3")).to_be_focused()


def picture(width, height):
    """The bytes of a grainy photo."""
    Image.effect_noise((width, height), 16).convert("RGB").save(held := io.BytesIO(), "JPEG", quality=95)
    return held.getvalue()


def photo_file(name, content):
    """A photo as a file input takes it."""
    return {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": content}


def listened(page):
    """The console's errors on a page from now on; that there is no network is none."""
    errors = []
    page.on(
        "console", lambda told: errors.append(told.text) if told.type == "error" and NO_NETWORK not in told.text else 0
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def test_u8_a_visit_offline_is_handed_in_once_and_whole(tablet, site):  # noqa: F811
    page = tablet.on()
    enrol(page, tablet)
    assert_blind(page)
    tablet.context.set_offline(True)
    errors = listened(page)
    effort = Effort(page)
    effort.tap(page.get_by_role("button", name="开始督查"))
    effort.tap(page.get_by_label("姓名").nth(0))
    effort.type("陈敏")
    effort.tap(page.get_by_role("button", name="添加成员"))
    effort.tap(page.get_by_label("姓名").nth(1))
    effort.type("王建国")
    codes = [code for code in all_items(page) if code not in RECORDED]
    failed = codes[4::9]
    assert (len(codes), len(failed)) == (ITEMS, FAILS)
    answer(effort, page, codes[:KILLED_AFTER], failed)
    expect(page.locator(".top")).to_contain_text("离线")
    expect(page.locator(".top")).to_contain_text("已存本机")
    where, scrolled = page.url, page.evaluate("scrollY")
    page.wait_for_timeout(SETTLED_MS)
    tablet.kill()

    page = tablet.on(offline=True)
    errors += (later := listened(page))
    effort.page = page
    page.goto(f"{tablet.address}/visits/app")
    effort.tap(page.get_by_role("button", name=re.compile("Inspector")))
    pin(page, effort.tap)
    effort.tap(page.get_by_role("link", name="接着填").first)
    expect(page).to_have_url(where)
    expect(page.locator(".bar .done")).to_contain_text(f"{KILLED_AFTER} / {ITEMS}")
    assert abs(page.evaluate("scrollY") - scrolled) <= 2
    answer(effort, page, codes[KILLED_AFTER:], failed)
    weigh_blind(effort, page)
    measure_the_rest(effort, page)
    effort.tap(page.locator(".tabs a[href$='/sign']"))
    sign(effort, page)
    effort.tap(page.get_by_role("button", name="完成检查，存本机"))
    expect(page.locator(".top")).to_contain_text("待上传 1 条")
    expect(page.locator(".top")).to_contain_text("离线")
    assert not page.locator(".fault, .wrong, .warn, [role=alert]").count()
    assert [*errors, *later] == []
    assert effort.taps <= MOST_TAPS
    photos = photos_on(page)
    assert len(photos) == FAILS + ON_SCALES + SIGNERS

    tablet.context.set_offline(False)
    expect(page.locator(".top")).to_contain_text("没有待上传", timeout=30_000)
    with site.app.app_context():
        [deposit] = deposits_of(site.county_id)
        [visit] = inspections.visits(site.county_id)
        evidence = devices.evidence(site.county_id, deposit.id)
        kept = {one.sha256: devices.content(site.county_id, visit.school_id, one.sha256) for one in evidence}
    assert deposit.complete_at is not None
    assert {sha for sha, content in kept.items() if hashlib.sha256(content).hexdigest() == sha} == photos
    assert Counter(visit.answers.values()) == {"full": ITEMS - FAILS, "none": FAILS}
    add_words(page)
    with site.app.app_context():
        assert {one.type for one in deposits_of(site.county_id)} == {"visit", "visit_amendment"}
        assert len(inspections.visits(site.county_id)) == 1


def add_words(page):
    """Add to the visit that is signed, whose items can no longer be tapped."""
    page.locator(".tabs a[href$='/A']").tap()
    expect(page.locator("#item-A1 .answer.none")).to_be_disabled()
    page.get_by_role("link", name="补充说明").tap()
    page.get_by_label("补充说明").first.fill("下午又看了一次库房。")
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_role("button", name="存下补充说明").tap()
    page.get_by_text("已存本机，有网络时自动上传。").wait_for()


def test_every_screen_of_a_visit_can_be_reached_and_read(tablet):
    page = tablet.on()
    enrol(page, tablet)
    page.get_by_role("button", name="开始督查").tap()
    errors = listened(page)
    wrong = []
    for part in SCREENS:
        page.evaluate("(part) => (location.hash = location.hash.replace(/[^/]+$/, part))", part)
        page.locator("main.visit > *").first.wait_for()
        if part == "C":
            page.locator("#item-C3 .answer.none").tap()
            page.locator("#item-C3").get_by_role("button", name="立行立改，今天").tap()
        wrong += [(part, *one) for one in page.evaluate(SMALL, LEAST_TARGET)]
        wrong += [(part, one) for one in barriers(page, "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")]
        for name, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 640})
            wrong += [(part, f"scrolls sideways at {name}")] if page.evaluate(SIDEWAYS) else []
        page.set_viewport_size(dict(zip(("width", "height"), SIZES["tablet"], strict=True)))
        wrong += [(part, *one) for one in page.evaluate(LESS_THAN_PLACES)]
    assert [*wrong, *errors] == []
    answer_by_keys(page)
    take_photos_without_the_page_camera(page)
    suspect_a_red_line(page)
    leave_out_the_rest(page)
