"""A canteen's menu on a page and over the API: planned, then changed only with a reason."""

from datetime import timedelta

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from tests.support.people import send, site  # noqa: F401


@pytest.fixture
def kitchen_site(site):  # noqa: F811
    site.do(catalogue.take_over_known_ingredients)
    return site


def address(on=None):
    return f"/canteens/C001/menu/{on or clock.today()}/lunch"


def rows(**changes):
    form = {
        "rows-0-dish": "白菜炖豆腐",
        "rows-0-ingredient_code": "大白菜",
        "rows-0-grams_per_pupil": "120",
        "rows-1-ingredient_code": "北豆腐",
        "rows-1-grams_per_pupil": "60.5",
        "rows-2-age_band": "",
    }
    return form | changes


def test_a_dish_named_once_stands_for_the_rows_below(kitchen_site):
    client = kitchen_site.client("canteen_manager")
    page = send(client, address(), rows(), page=address(), follow_redirects=True).text
    assert page.count("<strong>白菜炖豆腐</strong>") == 1
    assert "120克" in page
    assert "60.5克" in page


def test_a_change_needs_a_reason(kitchen_site):
    client = kitchen_site.client("canteen_manager")
    send(client, address(), rows(), page=address())
    refused = send(client, address(), rows(**{"rows-1-grams_per_pupil": "50"}), page=address())
    assert refused.status_code == 409
    assert 'href="#f-reason"' in refused.text
    changed = send(client, address(), rows(**{"rows-1-grams_per_pupil": "50", "reason": "豆腐没送到"}), page=address())
    assert changed.status_code == 302
    assert "50克" in client.get(f"/canteens/C001/menu?week={Week.of(clock.today())}").text


def test_last_weeks_day_can_be_copied(kitchen_site):
    client = kitchen_site.client("canteen_manager")
    before = clock.today() - timedelta(days=7)
    send(client, address(before), rows(), page=address(before))
    assert "白菜炖豆腐" not in client.get(address()).text
    assert "白菜炖豆腐" in client.get(address() + "?copy=1").text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rows-0-grams_per_pupil": "0.0001"}, "rows-0-grams_per_pupil"),
        ({"rows-0-grams_per_pupil": "3000"}, "rows-0-grams_per_pupil"),
        ({"rows-1-ingredient_code": "大白菜"}, "rows-1-ingredient_code"),
        ({"rows-1-ingredient_code": "月饼馅"}, "rows-1-ingredient_code"),
        ({"rows-0-dish": ""}, "rows-0-dish"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kitchen_site, changes, field):
    answer = send(kitchen_site.client("canteen_manager"), address(), rows(**changes), page=address())
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text


def test_over_the_api_new_is_201_same_200_other_409(kitchen_site):
    client, bearer = kitchen_site.client(), kitchen_site.bearer("canteen_manager")
    at = f"/api/v1/canteens/C001/menus/{clock.today()}/lunch"
    body = {"rows": [{"dish": "米饭", "ingredient_code": "GS01", "grams_per_pupil": "110"}]}

    def put(given):
        return client.put(at, json=given, headers=bearer)

    assert client.get(at, headers=bearer).status_code == 404
    assert put(body).status_code == 201
    assert put(body).status_code == 200
    other = {"rows": [body["rows"][0] | {"grams_per_pupil": "100"}]}
    assert put(other).status_code == 409
    assert put(other | {"reason": "少了一点"}).status_code == 200
    assert client.get(at, headers=bearer).get_json()["rows"][0]["grams_per_pupil"] == "100"
    wrong = put({"rows": [body["rows"][0] | {"ingredient_code": "X1"}]})
    assert wrong.status_code == 422
    assert wrong.get_json()["errors"][0]["field"] == "rows-0-ingredient_code"
