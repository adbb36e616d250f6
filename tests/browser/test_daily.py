"""Daily records on a phone: each kind filled in with a few taps, nothing that fills them all, nothing too small."""

from datetime import timedelta

import pytest

from mealwatch.kernel import clock
from mealwatch.safety import queries
from tests.support.daily import DISHES, MONDAY, NOON, PIN, SAMPLE, Daily, at
from tests.support.effort import Effort
from tests.support.people import site  # noqa: F401
from tests.support.serving import served

DAY = "/canteens/C001/records"


@pytest.fixture
def daily(site, monkeypatch):  # noqa: F811
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return Daily(site)


class Phone:
    """A phone signed in as somebody, and what its finger and keys do."""

    def __init__(self, page, address):
        self.page, self.address, self.effort = page, address, Effort(page)

    def open(self, path):
        self.page.goto(self.address + path)
        self.effort.keys = self.effort.taps = self.effort.clicks = 0

    def tap(self, target):
        self.effort.tap(target)

    def choose(self, question, answer):
        """Tap one of the tiles under a question."""
        group = self.page.get_by_role("radiogroup", name=question, exact=True)
        self.effort.tap(group.get_by_text(answer, exact=True))

    def fill(self, field, text):
        """Tap a field and type into it."""
        self.effort.tap(f'[name="{field}"]')
        self.effort.type(text)

    def now(self, field):
        self.effort.tap(f'[data-now="f-{field}"]')

    def name(self, field, who):
        self.effort.tap(f'[data-to="f-{field}"][data-name="{who}"]')

    def send(self):
        with self.page.expect_navigation():
            self.effort.tap(self.page.get_by_role("button", name="提交"))


@pytest.fixture
def phone(daily, open_page, browser):
    with served(daily.site.app, browser) as address:

        def of(username, size="phone", **options):
            page = open_page(size=size, **options)
            cookie = {"name": "mealwatch", "url": address}
            page.context.add_cookies([cookie | {"value": f"{daily.county_id}.{daily.site.session(username)}"}])
            page.clock.set_fixed_time(NOON)
            return Phone(page, address)

        yield of


def test_samples_of_four_dishes(daily, phone):
    """Each dish its own weight and time: two taps for each, then place, temperature, keeper, supervisor."""
    clerk = phone("canteen_manager")
    clerk.open(DAY)
    clerk.tap(clerk.page.get_by_role("link", name="留样 · 午餐"))
    for place, weight in enumerate(("130", "128", "131", "150")):
        clerk.fill(f"rows-{place}-weight", weight)
        clerk.now(f"rows-{place}-taken_at")
    clerk.fill("place", "留样柜")
    clerk.fill("temperature", "4.5")
    clerk.name("keeper", "张师傅")
    clerk.page.locator("#f-second_account").select_option("storekeeper")
    clerk.fill("second_pin", PIN)
    clerk.send()
    assert clerk.effort.taps <= 15
    assert clerk.effort.keys <= 22
    found = daily.records("sample")
    assert {one.fields["dish"] for one in found} == set(DISHES)
    assert {one.fields["taken_at"] for one in found} == {"13:30"}
    assert clerk.page.get_by_role("link", name="留样 · 午餐").get_by_text("已填").count() == 1


def test_a_morning_check_takes_eight_taps_at_most(daily, phone):
    clerk = phone("canteen_manager")
    clerk.open(DAY)
    clerk.tap(clerk.page.get_by_role("link", name="晨检"))
    clerk.fill("heads", "4")
    clerk.now("checked_at")
    clerk.choose("晨检结果", "逐人查过，都合格")
    clerk.name("person", "张师傅")
    clerk.send()
    assert (clerk.effort.taps, clerk.effort.keys) == (6, 1)
    [record] = daily.records("morning")
    assert record.fields["unfit"] is False


def test_somebody_unfit_opens_the_questions_about_it(daily, phone):
    clerk = phone("canteen_manager")
    clerk.open(f"{DAY}/morning")
    assert not clerk.page.get_by_label("不合格人员姓名").is_visible()
    clerk.fill("heads", "4")
    clerk.now("checked_at")
    clerk.choose("晨检结果", "有人不合格")
    clerk.fill("unfit_heads", "1")
    clerk.tap(clerk.page.get_by_text("发热", exact=True))
    clerk.name("names", "李师傅")
    clerk.fill("measure", "回家休息")
    clerk.choose("是否调离岗位", "已调离")
    clerk.name("person", "张师傅")
    clerk.send()
    assert clerk.effort.taps <= 11
    with daily.site.app.app_context():
        private = queries.private_of(daily.county_id, daily.canteen.id, "morning", "2026-11-09")
    assert private.fields == {"names": ["李师傅"]}


def test_an_accompanied_meal(daily, phone):
    leader = phone("principal")
    leader.open(f"{DAY}/accompanied")
    leader.fill("heads", "2")
    for question in ("卫生", "份量", "口味", "温度", "价格", "秩序", "浪费"):
        leader.choose(question, "好")
    leader.choose("有没有问题", "没有问题")
    leader.choose("餐费自理", "已自付")
    leader.send()
    assert (leader.effort.taps, leader.effort.keys) == (11, 1)
    [record] = daily.records("accompanied")
    assert record.fields["person"] == "Principal"
    assert record.fields["dishes"] == list(DISHES)


def test_temperatures_below_zero_and_out_of_range(daily, phone):
    clerk = phone("storekeeper")
    clerk.open(f"{DAY}/temperature")
    assert not clerk.page.locator('[name="rows-0-measure"]').is_visible()
    clerk.fill("rows-0-degrees", "9.6")
    assert clerk.page.locator('[name="rows-0-measure"]').is_visible()
    clerk.fill("rows-0-measure", "调低")
    clerk.now("rows-0-read_at")
    clerk.tap('[data-sign="f-rows-1-degrees"]')
    clerk.effort.type("18")
    assert not clerk.page.locator('[name="rows-1-measure"]').is_visible()
    clerk.now("rows-1-read_at")
    clerk.name("person", "李师傅")
    clerk.send()
    assert clerk.effort.taps <= 7
    found = {one.fields["equipment"]: one.fields["degrees"] for one in daily.records("temperature")}
    assert found == {daily.machines["fridge"]: 96, daily.machines["freezer"]: -180}


def test_disinfection_uv_and_waste(daily, phone):
    clerk = phone("canteen_manager")
    clerk.open(f"{DAY}/disinfection")
    for ware in ("碗", "筷子"):
        clerk.tap(clerk.page.get_by_text(ware, exact=True))
    clerk.choose("方式", "含氯消毒液")
    assert not clerk.page.locator('[name="degrees"]').is_visible()
    clerk.fill("chlorine", "250")
    clerk.page.fill("[name=start]", "13:00")
    clerk.page.fill("[name=end]", "13:20")
    clerk.choose("保洁", "已放入保洁柜")
    clerk.name("person", "张师傅")
    clerk.page.locator("#f-second_account").select_option("storekeeper")
    clerk.fill("second_pin", PIN)
    clerk.send()
    assert clerk.effort.taps <= 10
    clerk.open(f"{DAY}/uv")
    clerk.page.fill('[name="rows-0-start"]', "12:00")
    clerk.page.fill('[name="rows-0-end"]', "12:40")
    clerk.name("person", "张师傅")
    clerk.send()
    clerk.open(f"{DAY}/waste")
    clerk.choose("种类", "餐厨垃圾")
    clerk.fill("weight", "12.5")
    clerk.fill("receiver", "环卫站")
    clerk.name("person", "张师傅")
    clerk.send()
    assert clerk.effort.taps <= 5
    assert {one.kind for one in daily.records()} == {"disinfection", "uv", "waste"}


def test_an_additive_and_a_training(daily, phone):
    clerk = phone("canteen_manager", allow_errors=True)  # the refusal is one
    clerk.open(f"{DAY}/additive")
    clerk.fill("name", "亚硝酸钠")
    clerk.fill("amount", "5")
    clerk.choose("单位", "克")
    clerk.fill("used_for", "馒头")
    clerk.name("person", "张师傅")
    clerk.send()
    assert "亚硝酸盐" in clerk.page.locator("#faults").inner_text()
    assert clerk.page.locator("[name=used_for]").input_value() == "馒头"
    clerk.page.fill("[name=name]", "泡打粉")
    clerk.send()
    clerk.open(f"{DAY}/training")
    clerk.fill("topic", "洗手消毒")
    clerk.name("host", "张师傅")
    clerk.name("speaker", "李师傅")
    clerk.fill("heads", "2")
    for who in ("张师傅", "李师傅"):
        clerk.name("names", who)
    clerk.send()
    assert clerk.effort.taps <= 8
    [training] = daily.records("training")
    assert training.fields["names"] == ["张师傅", "李师傅"]


def test_a_daily_check_is_a_tap_for_each_group(daily, phone):
    clerk = phone("canteen_manager")
    clerk.open(f"{DAY}/daily_check")
    with daily.site.app.app_context():
        groups = queries.check_list(daily.county_id, "daily_check").groups
    for name, items in groups[1:]:
        clerk.choose(f"{name}（{len(items)} 项）", "都合格")
    assert not clerk.page.get_by_label("第 3 项不合格").is_visible()
    clerk.choose(f"{groups[0][0]}（{len(groups[0][1])} 项）", "有不合格")
    clerk.tap(clerk.page.get_by_label("第 3 项不合格"))
    clerk.fill("problem-3", "一人过期")
    clerk.fill("measure-3", "停岗")
    clerk.tap(clerk.page.locator('label:has([name="spot-3"])'))
    assert not clerk.page.locator('[name="deadline-3"]').is_visible()
    clerk.name("person", "张师傅")
    clerk.send()
    assert clerk.effort.taps <= len(groups) + 7
    [record] = daily.records("daily_check")
    assert record.fields["found"][0]["on_the_spot"] is True


def test_a_sample_is_disposed_of_when_its_time_has_come(daily, phone, monkeypatch):
    daily.enter("sample", SAMPLE)
    wednesday = MONDAY + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: at("12:00", wednesday))
    clerk = phone("canteen_manager")
    clerk.page.clock.set_fixed_time(at("12:00", wednesday))
    clerk.open(DAY)
    clerk.tap(clerk.page.get_by_role("link", name="留样处理"))
    clerk.now("rows-0-disposed_at")
    clerk.name("person", "张师傅")
    clerk.send()
    assert clerk.effort.taps == 4
    [record] = daily.records("disposal", first=wednesday, last=wednesday)
    assert record.fields["disposed_at"] == "2026-11-11T12:00+08:00"


def test_nothing_fills_more_than_its_own_row(daily, phone):
    """Whatever is tapped beside the rows' own fields, no weight, time or degree of any row appears."""
    daily.enter("sample", SAMPLE)
    for kind in ("sample", "temperature", "uv", "disposal"):
        clerk = phone("canteen_manager")
        clerk.open(f"{DAY}/{kind}")
        measured = '[name^="rows-"]:not([type=hidden]):not(select):not([name$="-dish"])'
        filled = "fields => fields.filter(one => one.value).map(one => one.name)"
        assert clerk.page.eval_on_selector_all(measured, filled) == []
        for button in clerk.page.locator("form.daily button[type=button]:visible").all():
            before = set(clerk.page.eval_on_selector_all(measured, filled))
            button.click()
            after = set(clerk.page.eval_on_selector_all(measured, filled))
            assert len(after - before) <= 1, button.inner_text()
        assert clerk.page.get_by_text("全部", exact=False).count() == 0


def test_it_works_without_scripts(daily, phone):
    clerk = phone("canteen_manager", java_script_enabled=False)
    clerk.open(f"{DAY}/morning")
    clerk.page.fill("[name=heads]", "4")
    clerk.page.fill("[name=checked_at]", "06:50")
    clerk.page.get_by_text("逐人查过，都合格").click()
    clerk.page.fill("[name=person]", "张师傅")
    clerk.page.get_by_role("button", name="提交").click()
    assert [one.kind for one in daily.records("morning")] == ["morning"]
