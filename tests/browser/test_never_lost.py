"""Nothing typed is lost (bar U7): killed tabs and browsers, no network, expired sign-ins, two devices, a shared one."""

import os
import random
import signal
import time
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Error
from sqlalchemy import func, select, update

from mealwatch.accounts.models import Session
from mealwatch.catalogue import service as catalogue
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.stock.models import Document
from tests.support.browser import CHROMIUM, FLAGS, SIZES, settled, until, write_fonts_conf
from tests.support.people import PASSWORD, site  # noqa: F401
from tests.support.serving import served

READY = "html[data-kept=ready]"
OPENING, ISSUE = "/canteens/C001/enter/opening", "/canteens/C001/enter/issue"
FIRST, AMOUNT, YUAN = "[name=lines-0-ingredient_code]", "[name=lines-0-quantity]", "[name=lines-0-amount_yuan]"
KILLS, KILLED_MS = 20, 600
#: What is typed into the forms, field by field; a kill comes after any of the keys.
TYPED = {
    OPENING: (
        ("lines-0-ingredient_code", "大米（粳米）"),
        ("lines-0-quantity", "2袋+3斤"),
        ("lines-0-amount_yuan", "236.50"),
        ("lines-1-ingredient_code", "dabaicai"),
        ("lines-1-quantity", "18.5"),
        ("lines-5-ingredient_code", "鸡蛋"),
        ("lines-5-quantity", "半盘"),
        ("counted_by", "王芳"),
    ),
    ISSUE: (
        ("doc_no", "-2"),
        ("lines-0-ingredient_code", "td"),
        ("lines-0-quantity", "两斤半"),
        ("lines-2-quantity", "1。5公斤"),
        ("lines-6-ingredient_code", "猪后腿肉"),
        ("storekeeper", "李老师"),
    ),
}


@pytest.fixture
def address(site, browser):  # noqa: F811
    site.do(catalogue.take_over_known_ingredients)
    with served(site.app, browser) as at:
        yield at


@pytest.fixture
def as_person(open_page, address, site):  # noqa: F811
    """A device of somebody who is signed in, at the page; console errors are part of having no network."""

    def open_as(username, path, size="phone", **options):
        page = open_page(size=size, allow_errors=True, **options)
        signed_in(page.context, address, site, username)
        page.goto(address + path)
        page.wait_for_selector(READY)
        return page

    return open_as


def signed_in(context, address, site, username="storekeeper"):  # noqa: F811
    value = f"{site.county_id}.{site.session(username)}"
    context.add_cookies([{"name": "mealwatch", "value": value, "url": address}])


def expire(site):  # noqa: F811
    """Every sign-in has run out."""
    with site.app.app_context():
        db.session.execute(update(Session).values(ended_at=clock.now()))
        db.session.commit()


def state(page, wanted):
    page.wait_for_selector(f'[data-kept-state="{wanted}"]')


def documents(site, kind="opening"):  # noqa: F811
    with site.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Document).where(Document.kind == kind))


def fill_opening(page, number=None):
    page.check("[name=second_how][value=later]")
    if number:
        page.fill("[name=doc_no]", number)
    page.fill(FIRST, "大米（粳米）")
    page.fill(AMOUNT, "3斤")
    page.fill(YUAN, "7.20")


def values(page):
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelector("form[data-kept]").elements]
            .filter((one) => one.name && one.type !== "hidden" && one.value && !one.hidden)
            .map((one) => [one.name, one.value]))"""
    )


class Device:
    """A browser with its profile on the disk, which can be killed as a battery or a phone's memory does it."""

    def __init__(self, browser, folder, address, site):  # noqa: F811
        self.kind, self.folder, self.address, self.site = browser.browser_type, folder, address, site
        self.fonts = write_fonts_conf(folder)
        self.context = None

    def open(self, path):
        """The page at an address, in a browser begun anew where it was killed, signed in."""
        if self.context is None:
            self.context = self.kind.launch_persistent_context(
                str(self.folder / "profile"),
                executable_path=CHROMIUM,
                args=FLAGS,
                env=os.environ | {"FONTCONFIG_FILE": str(self.fonts), "LANG": "zh_CN.UTF-8"},
                viewport=dict(zip(("width", "height"), SIZES["phone"], strict=True)),
                locale="zh-CN",
            )
        self.context.set_offline(False)
        signed_in(self.context, self.address, self.site)
        page = self.context.new_page()
        page.goto(self.address + path)
        page.wait_for_selector(READY)
        return page

    def kill_tab(self, page):
        """The renderer dies at once."""
        with suppress(Error):
            page.goto("chrome://crash", timeout=3000)
        page.close()

    def kill(self):
        """The whole browser dies at once."""
        profile = f"--user-data-dir={self.folder / 'profile'}"
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and profile in _command(entry):
                os.kill(int(entry.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        self.context = None


def _command(entry):
    try:
        return (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return []


@contextmanager
def device(browser, folder, address, site):  # noqa: F811
    one = Device(browser, folder, address, site)
    try:
        yield one
    finally:
        if one.context is not None:
            one.context.close()


@pytest.mark.slow
def test_u7_twenty_kills_and_nothing_is_lost(browser, tmp_path, address, site):  # noqa: F811
    """Six hundred milliseconds after the last key, at twenty random keys; four times the whole browser."""
    random_ = random.Random(20261123)
    lost = []
    with device(browser, tmp_path, address, site) as phone:
        for kill in range(KILLS):
            path = random_.choice(list(TYPED))
            how = ("online", "offline", "expired")[kill % 3]
            keys = [(name, letter) for name, text in TYPED[path] for letter in text]
            page = phone.open(path)
            if how == "offline":
                phone.context.set_offline(True)
            elif how == "expired":
                expire(site)
            before = ""
            for name, letter in keys[: random_.randint(1, len(keys))]:
                while not page.locator(f"[name={name}]").count():
                    page.click("[data-add]")
                if name != before:
                    page.focus(f"[name={name}]")
                    page.keyboard.press("End")
                    before = name
                page.keyboard.insert_text(letter)
            last_key = time.monotonic()
            typed = values(page)
            time.sleep(max(0, KILLED_MS / 1000 - (time.monotonic() - last_key)))
            phone.kill() if kill % 5 == 0 else phone.kill_tab(page)
            page = phone.open(path)
            found = values(page)
            lost += [(kill, how, name, text) for name, text in typed.items() if found.get(name) != text]
            page.locator(".kept-note .link").click()
            page.locator(".kept-note .link").click()
            page.wait_for_selector(f"{READY} form[data-kept]")
            page.close()
    assert lost == []


def test_what_is_typed_is_on_the_server_within_five_seconds_and_goes_on_elsewhere(as_person):
    phone = as_person("storekeeper", OPENING)
    phone.fill(AMOUNT, "3斤")
    state(phone, "local")
    phone.wait_for_selector('[data-kept-state="server"]', timeout=5000)
    tablet = as_person("storekeeper", OPENING, size="tablet")
    until(tablet, f"() => document.querySelector('{AMOUNT}').value === '3斤'")
    assert "手机" in tablet.inner_text(".kept-note")


def test_two_devices_become_a_shown_difference(as_person):
    phone, tablet = as_person("storekeeper", OPENING), as_person("storekeeper", OPENING, size="tablet")
    phone.fill(AMOUNT, "3斤")
    phone.fill(YUAN, "7.20")
    state(phone, "server")
    tablet.fill(AMOUNT, "5斤")
    tablet.fill("[name=counted_by]", "李老师")
    panel = tablet.locator(".kept-clash")
    panel.wait_for()
    text = panel.inner_text()
    assert "3斤" in text
    assert "5斤" in text
    assert "手机" in text
    assert "Storekeeper" in text
    assert tablet.input_value(AMOUNT) == "5斤"
    clash = panel.locator("[data-clash=lines-0-quantity]")
    clash.get_by_label("3斤").check()
    panel.locator("[data-clash=lines-0-amount_yuan]").get_by_label("7.20").check()
    panel.locator("[data-clash=counted_by]").get_by_label("李老师").check()
    panel.get_by_role("button", name="就按选的").click()
    state(tablet, "server")
    phone.reload()
    until(phone, "() => document.querySelector('[name=counted_by]').value === '李老师'")
    assert phone.input_value(AMOUNT) == "3斤"
    assert phone.input_value(YUAN) == "7.20"


def test_without_a_network_a_form_waits_its_count_shown_and_is_sent_once(as_person, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    page.context.set_offline(True)
    fill_opening(page)
    page.click("main button.main")
    page.wait_for_selector(".kept-done")
    assert page.inner_text("[data-queue]") == "待发送 1 条"
    assert documents(site) == 0
    answers = []

    def lose_the_first_answer(route):
        if route.request.method == "POST":
            answers.append(route.fetch(max_redirects=0).status)
            if len(answers) == 1:
                return route.abort("connectionreset")
        return route.continue_()

    page.route("**/enter/opening", lose_the_first_answer)
    page.context.set_offline(False)
    page.wait_for_selector("[data-queue]", state="hidden", timeout=30_000)
    assert answers == [204, 204]
    assert documents(site) == 1


@pytest.mark.parametrize("wrong_by", [timedelta(), timedelta(days=-3652), timedelta(days=3652)], ids=["", "-", "+"])
def test_what_waited_shows_when_it_was_typed_and_when_it_came(as_person, address, site, monkeypatch, wrong_by):  # noqa: F811
    """The device's clock may be wrong by ten years: only the difference counts."""
    typed = datetime(2026, 11, 3, 12, 10, tzinfo=clock.SHANGHAI)
    came = datetime(2026, 11, 5, 9, 2, tzinfo=clock.SHANGHAI)
    monkeypatch.setattr(clock, "now", lambda: typed)
    page = as_person("storekeeper", OPENING)
    page.clock.set_fixed_time(typed + wrong_by)
    page.context.set_offline(True)
    fill_opening(page, "O7")
    page.click("main button.main")
    page.wait_for_selector(".kept-done")
    context = page.context
    page.close()
    monkeypatch.setattr(clock, "now", lambda: came)
    signed_in(context, address, site)
    page = context.new_page()
    page.clock.set_fixed_time(came + wrong_by)
    context.set_offline(False)
    page.goto(address + "/canteens/C001")
    page.wait_for_selector(".flash.done")
    page.goto(address + "/canteens/C001/documents/opening/O7")
    text = page.inner_text("main")
    assert text.count("09:02") >= 2
    assert "在手机上填于 11月3日 12:10，11月5日 09:02 送到" in text
    assert "手机自己说的" in text


def test_what_the_server_refuses_stays_with_its_reason_and_the_way_back(as_person, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    page.context.set_offline(True)
    fill_opening(page)
    page.fill(AMOUNT, "一大把")
    page.click("main button.main")
    page.wait_for_selector(".kept-done")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-queue].refused")
    page.click("[data-queue]")
    page.wait_for_selector("dialog li")
    assert "看不懂" in page.inner_text("dialog")
    page.click("dialog a.main")
    page.wait_for_selector(READY)
    assert page.input_value(AMOUNT) == "一大把"
    assert page.input_value(YUAN) == "7.20"
    page.fill(AMOUNT, "3斤")
    page.click("main button.main")
    page.wait_for_url("**/documents/opening/**")
    page.wait_for_selector(READY)
    assert page.locator("[data-queue]").is_hidden()
    assert documents(site) == 1


def test_an_expired_sign_in_asks_in_place_and_goes_on(as_person, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    expire(site)
    fill_opening(page)
    page.wait_for_selector(".kept-asks")
    assert page.evaluate("document.activeElement.name") == "lines-0-amount_yuan"
    page.click("main button.main:not(.kept-asks button)")
    page.fill("dialog input[type=password]", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog .wrong:not(:empty)")
    page.fill("dialog input[type=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/opening/**")
    assert documents(site) == 1


def test_what_went_through_is_gone_from_the_form_and_what_was_refused_is_not(as_person, address):
    page = as_person("storekeeper", OPENING)
    fill_opening(page)
    state(page, "server")
    page.fill(AMOUNT, "一大把")
    page.click("main button.main")
    page.wait_for_selector("#faults")
    page.wait_for_selector(READY)
    page.goto(address + OPENING)
    page.wait_for_selector(READY)
    assert page.input_value(AMOUNT) == "一大把"
    page.fill(AMOUNT, "3斤")
    page.click("main button.main")
    page.wait_for_url("**/documents/opening/**")
    page.wait_for_selector(READY)
    page.goto(address + OPENING)
    page.wait_for_selector(READY)
    assert page.input_value(AMOUNT) == ""


def test_on_a_shared_device_another_person_sees_nothing_of_it(as_person, address, site):  # noqa: F811
    page = as_person("storekeeper", OPENING)
    page.context.set_offline(True)
    fill_opening(page)
    page.click("main button.main")
    page.wait_for_selector(".kept-done")
    signed_in(page.context, address, site, "canteen_manager")
    page.context.set_offline(False)
    page.goto(address + OPENING)
    page.wait_for_selector(READY)
    assert page.locator("[data-queue]").is_hidden()
    assert page.input_value(AMOUNT) == ""
    assert documents(site) == 0
    signed_in(page.context, address, site)
    page.goto(address + "/canteens/C001")
    page.wait_for_selector(".flash.done")
    assert documents(site) == 1


def test_where_the_browser_refuses_to_store_the_server_still_keeps_it(as_person, address):
    page = as_person("storekeeper", "/canteens/C001")
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };")
    page.goto(address + OPENING)
    page.wait_for_selector(READY)
    page.fill(AMOUNT, "3斤")
    state(page, "memory")
    state(page, "server")
    page.reload()
    until(page, f"() => document.querySelector('{AMOUNT}').value === '3斤'")


def test_a_pin_or_password_is_never_kept(as_person):
    page = as_person("storekeeper", OPENING)
    page.check("[name=second_how][value=pin]")
    page.fill("[name=second_pin]", "4711")
    page.fill(AMOUNT, "3斤")
    state(page, "server")
    kept = page.evaluate(
        """async () => {
            const db = await new Promise((done) => {
                const asked = indexedDB.open("mealwatch", 1);
                asked.onsuccess = () => done(asked.result);
            });
            return new Promise((done) => {
                const asked = db.transaction("drafts").objectStore("drafts").getAll();
                asked.onsuccess = () => done(JSON.stringify(asked.result));
            });
        }"""
    )
    assert "3斤" in kept
    assert "4711" not in kept


def test_without_a_network_the_pages_are_there_and_say_of_when(as_person, address):
    page = as_person("storekeeper", OPENING)
    settled(page, "() => navigator.serviceWorker.ready.then(() => true)")
    until(page, "() => navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_selector(READY)
    page.fill(AMOUNT, "3斤")
    state(page, "local")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector(READY)
    assert "没有网络，显示的是" in page.inner_text(".kept-copy")
    assert page.input_value(AMOUNT) == "3斤"
    page.goto(address + "/people")
    assert "没有网络" in page.inner_text("h1")
    page.context.set_offline(False)
    page.goto(address + OPENING)
    page.wait_for_selector(READY)
    assert page.locator(".kept-copy").count() == 0


def test_the_kept_pages_go_when_the_person_goes(as_person):
    page = as_person("storekeeper", OPENING)
    until(page, "() => navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_selector(READY)
    until(page, "() => caches.open('mealwatch-pages').then((one) => one.keys()).then((keys) => keys.length > 0)")
    addresses = page.evaluate(
        "caches.open('mealwatch-pages').then((all) => all.keys()).then((keys) => keys.map((one) => one.url))"
    )
    assert not [one for one in addresses if "/drafts/" in one or "/kept/" in one]
    page.locator('form[action$="/logout"] button').click()
    page.wait_for_url("**/login")
    assert page.evaluate("caches.has('mealwatch-pages')") is False
