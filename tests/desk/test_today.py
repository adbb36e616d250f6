"""Today's page without a browser: what is refused, what waits, what is read only, what each meal needs."""

import re
from datetime import timedelta

import pytest

from mealwatch.kernel import clock
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.meals import queries as meals
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from mealwatch.spend.queries.figures import figures
from mealwatch.stock.queries import documents
from tests.support.people import send, site  # noqa: F401
from tests.support.today import MONDAY, NOON, PIN, Kitchen, monday_list

TODAY = "/canteens/C001/today"
HEADS = {"heads-0-school_code": "S001", "heads-0-group_code": "G16", "heads-0-beneficiaries": "100"}
PIN_OF_KEEPER = {"second_how": "pin", "second_account": "storekeeper", "second_pin": PIN}
POTATOES = {"lines-0-ingredient_code": "土豆", "lines-0-quantity": "8斤", "lines-0-unit": "jin"}
WHOLE = {"doc_no": "I1", **HEADS, **POTATOES, **PIN_OF_KEEPER}


@pytest.fixture
def kitchen(site, monkeypatch):  # noqa: F811
    monkeypatch.setattr(clock, "now", lambda: NOON)
    found = Kitchen(site)
    found.supply(*(MONDAY + timedelta(days=k) for k in range(5)))
    found.stock_up()
    return found


@pytest.fixture
def manager(kitchen):
    return kitchen.site.client("canteen_manager")


def issued(kitchen):
    with kitchen.site.app.app_context():
        wanted = documents.Filter((kitchen.canteen.id,), ("issue",))
        return documents.documents_of(kitchen.county_id, wanted)


def recorded(kitchen, on=MONDAY):
    with kitchen.site.app.app_context():
        return meals.served(kitchen.county_id, on, on).get((on, "lunch"), {})


def test_a_day_is_written_down(kitchen, manager):
    answer = send(manager, TODAY, WHOLE)
    assert answer.status_code == 302
    [head] = issued(kitchen)
    assert (head.doc_no, head.dated_on, head.meal) == ("I1", MONDAY, "lunch")
    assert recorded(kitchen) == {kitchen.group.id: (100, 0, 0)}
    page = manager.get(answer.location).text
    assert page.count("已提交") >= 2
    assert "/documents/issue/I1/change" in page
    assert "Storekeeper" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"heads-0-beneficiaries": ""}, "还没有填1-6年级的就餐人数"),
        ({"heads-0-beneficiaries": "", "heads-0-staff": "3"}, "还没有填1-6年级的就餐人数"),
        ({"heads-0-beneficiaries": "一百"}, "不是整数"),
        ({"heads-0-beneficiaries": "900"}, "两倍"),
        ({"lines-0-quantity": "八十几斤"}, "八十几斤"),
        ({"lines-0-ingredient_code": "没有的菜"}, "没有的菜"),
        ({"lines-0-quantity": "900斤"}, "450 公斤"),
        ({"lines-0-quantity": ""}, "还没有出库的食材"),
        ({"second_pin": "0000"}, "PIN 不对"),
        ({"second_account": "canteen_manager"}, "第二个签字的人不能是填写的人自己（Canteen_Manager）"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(kitchen, manager, changed, says):
    answer = send(manager, TODAY, WHOLE | changed)
    assert answer.status_code in (404, 409, 422)
    assert says in re.sub(r"<[^>]+>", "", answer.text)
    assert issued(kitchen) == []
    assert recorded(kitchen) == {}
    typed = (WHOLE | changed)["heads-0-beneficiaries"]
    assert not typed or f'value="{typed}"' in answer.text


def test_nobody_ate_needs_no_goods(kitchen, manager):
    form = {"doc_no": "I1", **HEADS, "heads-0-beneficiaries": "0"}
    assert send(manager, TODAY, form).status_code == 302
    assert recorded(kitchen) == {kitchen.group.id: (0, 0, 0)}


def test_the_same_number_with_other_goods_is_another_document(kitchen, manager):
    send(manager, TODAY, WHOLE)
    answer = send(manager, TODAY, WHOLE | {"lines-0-quantity": "9斤"})
    assert answer.status_code == 409
    assert len(issued(kitchen)) == 1


def test_cost_spread_over_days_falls_where_the_calendar_says(kitchen, manager):
    oil = {"lines-1-ingredient_code": "大豆油", "lines-1-quantity": "5升", "lines-1-use_days": "5"}
    send(manager, TODAY, WHOLE | oil)
    with kitchen.site.app.app_context():
        [one] = figures(kitchen.county_id, Week(MONDAY), Week(MONDAY), {kitchen.school.id})
        assert one.spend == Ratio(4 * 420 + 5 * 1100 // 5, 100)


def test_a_returned_paper_opens_again_with_what_was_typed(kitchen, manager):
    send(manager, TODAY, WHOLE | {"second_how": "ask"})
    keeper = kitchen.site.client("storekeeper")
    send(keeper, "/signing/1/return", {"reason": "土豆只领了7斤"}, page="/signing/1")
    page = manager.get(TODAY).text
    assert "被退回" in page
    assert "土豆只领了7斤" in page
    again = manager.get(f"{TODAY}?date={MONDAY}&meal=lunch&reopen=1").text
    assert 'value="8斤"' in again
    assert issued(kitchen) == []


def test_others_read_and_cannot_write(kitchen, manager):
    send(manager, TODAY, WHOLE)
    for username in ("principal", "bureau_officer", "auditor", "acceptor"):
        client = kitchen.site.client(username)
        page = client.get(TODAY)
        assert page.status_code == 200
        assert 'name="heads-0-beneficiaries"' not in page.text
        assert send(client, TODAY, WHOLE).status_code == 403


def test_a_day_to_come_is_not_opened(manager):
    assert manager.get(f"{TODAY}?date={MONDAY + timedelta(days=1)}").status_code == 404
    assert manager.get(f"{TODAY}?date=nonsense").status_code == 404


def test_signing_in_opens_it(kitchen, manager):
    assert manager.get("/").location == "/today"
    assert manager.get("/today").location == TODAY


def test_every_meal_of_the_day_has_its_place_and_says_which_carries_the_subsidy(kitchen, manager):
    kitchen.plan(monday_list(), MONDAY, meal="dinner")
    page = manager.get(TODAY).text
    tabs = re.search(r'class="meal-tabs">(.*?)</nav>', page, re.S)[1]
    assert [text.strip() for text in re.findall(r">([^<>]+)<", tabs) if text.strip()] == ["午餐", "补助", "晚餐"]
    dinner = manager.get(f"{TODAY}?meal=dinner").text
    assert "不用填" in dinner


def test_a_closure_is_asked_once_and_again_after_a_refusal(kitchen, manager):
    for _ in range(2):
        assert send(manager, f"{TODAY}/closure", {"kind": "no_class"}).status_code == 302
    with kitchen.site.app.app_context():
        [asked] = schools.closure_requests_of(kitchen.county_id)
    kitchen.do(lambda county_id, **given: _refuse(county_id, asked.id, given["now"]))
    send(manager, f"{TODAY}/closure", {"kind": "no_class"})
    with kitchen.site.app.app_context():
        assert len(schools.closure_requests_of(kitchen.county_id)) == 2


def _refuse(county_id, request_id, now):
    from tests.support.county import OFFICER

    school_service.decide_closure(county_id, request_id, approve=False, by=OFFICER, now=now)


def test_a_contractors_canteen_is_led_to_its_delivery_note(kitchen, manager):
    kitchen.do(
        school_service.put_school,
        code="S001",
        name="青山镇中心小学",
        town="青山镇",
        school_type="primary",
        supply_mode="contractor",
    )
    page = manager.get(TODAY).text
    assert "/canteens/C001/enter/delivery" in page
    assert "add-ingredient" not in page
    assert send(manager, TODAY, {"doc_no": "I1", **HEADS}).status_code == 302
    assert recorded(kitchen) == {kitchen.group.id: (100, 0, 0)}
