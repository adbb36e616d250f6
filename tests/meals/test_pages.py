"""A school's day of meals on a page and over the API: filled in once, corrected with a reason, never lost."""

from datetime import timedelta

import pytest

from mealwatch.kernel import clock
from mealwatch.schools import service as schools
from tests.support.people import send, site  # noqa: F401

DAY = "/schools/S001/meals"
ONE = "/api/v1/schools/S001/groups/G16/meals/{}/lunch"


@pytest.fixture
def today():
    return clock.today()


def served(**counts):
    form = {"cells-0-group_code": "G16", "cells-0-meal": "lunch", "cells-0-beneficiaries": "118"}
    return form | {f"cells-0-{name}": value for name, value in counts.items()}


def test_what_was_filled_in_is_shown_with_who_filled_it_in(site):  # noqa: F811
    page = send(site.client("storekeeper"), DAY, served(staff="6"), page=DAY, follow_redirects=True).text
    for told in ("的就餐人数已记账", "118", "Storekeeper", "享受人数 120 人"):
        assert told in page


def test_the_same_again_is_no_correction(site):  # noqa: F811
    client = site.client("storekeeper")
    send(client, DAY, served(), page=DAY)
    assert "没有改动" in send(client, DAY, served(), page=DAY, follow_redirects=True).text


def test_a_correction_demands_a_reason_and_keeps_what_was(site):  # noqa: F811
    client = site.client("storekeeper")
    send(client, DAY, served(), page=DAY)
    refused = send(client, DAY, served(beneficiaries="117"), page=DAY)
    assert refused.status_code == 409
    assert 'href="#f-reason"' in refused.text
    assert 'value="117"' in refused.text
    page = send(client, DAY, served(beneficiaries="117") | {"reason": "多数一人"}, page=DAY, follow_redirects=True)
    assert page.text.count('<td class="num">118</td>') == 1
    assert page.text.count('<td class="num">117</td>') == 1
    assert "多数一人" in page.text


@pytest.mark.parametrize(
    ("counts", "field", "told"),
    [
        ({"beneficiaries": "-3"}, "cells-0-beneficiaries", "不是整数"),
        ({"beneficiaries": "11.5"}, "cells-0-beneficiaries", "不是整数"),
        ({"beneficiaries": "", "staff": "6"}, "cells-0-beneficiaries", "请填写这一项"),
        ({"beneficiaries": "241"}, "cells-0-beneficiaries", "超过享受人数 120 人的两倍"),
        ({"beneficiaries": ""}, "cells", "请至少填写一个就餐人数"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(site, counts, field, told):  # noqa: F811
    answer = send(site.client("storekeeper"), DAY, served(**counts), page=DAY)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'href="#f-{field}"' in answer.text
    assert f'id="f-{field}"' in answer.text


def test_tomorrow_cannot_be_filled_in(site, today):  # noqa: F811
    address = f"{DAY}?date={today + timedelta(days=1)}"
    client = site.client("storekeeper")
    assert "还没到这一天" in client.get(address).text
    assert send(client, address, served(), page=DAY).status_code == 422


def test_a_missing_record_is_neither_zero_nor_a_day_off(site, today):  # noqa: F811
    site.do(schools.put_calendar_day, dated_on=today, day_type="supply")
    page = site.client("storekeeper").get(DAY).text
    assert '<span class="todo">未填</span>' in page
    answer = site.client().get(ONE.format(today), headers=site.bearer("storekeeper"))
    assert answer.status_code == 404
    assert answer.get_json()["code"] == "meals.no_record"


def test_who_may_not_record_reads(site):  # noqa: F811
    send(site.client("storekeeper"), DAY, served(), page=DAY)
    page = site.client("principal").get(DAY).text
    assert "118" in page
    assert "cells-0-beneficiaries" not in page
    assert send(site.client("principal"), DAY, served()).status_code == 403


def test_over_the_api_new_is_201_same_200_other_409_and_corrected_200(site, today):  # noqa: F811
    client, bearer, at = site.client(), site.bearer("storekeeper"), ONE.format(today)

    def put(body):
        return client.put(at, json=body, headers=bearer)

    counts = {"beneficiaries": 118, "other_pupils": 0, "staff": 6}
    assert put(counts).status_code == 201
    assert put(counts).status_code == 200
    assert put(counts | {"staff": 7}).status_code == 409
    corrected = put(counts | {"staff": 7, "reason": "漏了一人"})
    assert corrected.status_code == 200
    assert [(one["version"], one["staff"], one["reason"]) for one in corrected.get_json()["versions"]] == [
        (1, 6, None),
        (2, 7, "漏了一人"),
    ]
    listed = client.get(f"/api/v1/schools/S001/meals?first={today}&last={today}", headers=bearer).get_json()
    assert [(one["group_code"], one["version"], one["staff"]) for one in listed["items"]] == [("G16", 2, 7)]


@pytest.mark.parametrize("where", ["2026-02-30/lunch", "2026-11-02/brunch", "20261102/lunch"])
def test_an_address_that_names_no_day_or_meal_is_no_address(site, where):  # noqa: F811
    at = f"/api/v1/schools/S001/groups/G16/meals/{where}"
    assert site.client().get(at, headers=site.bearer("storekeeper")).status_code == 404
