"""The planner over HTTP: what it takes and refuses, the notice, who has published, one dish changed everywhere."""

import json
from datetime import timedelta

import pytest

from mealwatch.catalogue import service as catalogue
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.schools import service as schools
from tests.support.people import send, site  # noqa: F401

WEEK = Week.of(clock.today()).shifted(1)
AT = f"/canteens/C001/menu?week={WEEK}"
RICE = {"name": "米饭", "method": "蒸", "rows": [{"code": "GS01", "name": "大米（粳米）", "grams": {"": "１００克"}}]}


@pytest.fixture
def kitchen_site(site):  # noqa: F811
    site.do(catalogue.take_over_known_ingredients)
    for on in WEEK.days[:2]:
        site.do(schools.put_calendar_day, dated_on=on, day_type="supply")
    return site


def typed(*days, **beside):
    """The planner's form with a lunch on each of the first days."""
    form = {}
    for number, dishes in enumerate(days):
        at = f"meals-{number * 4 + 1}-"
        text = dishes if isinstance(dishes, str) else json.dumps(dishes)
        form |= {
            at + "on": WEEK.days[number].isoformat(),
            at + "meal": "lunch",
            at + "at": "12:00",
            at + "dishes": text,
        }
    return form | {"act": "publish"} | beside


def post(kitchen_site, form, **options):
    return send(kitchen_site.client("canteen_manager"), AT, form, page="/account", **options)


def test_a_week_is_published_and_printed(kitchen_site):
    done = post(kitchen_site, typed([RICE], [RICE]), follow_redirects=True).text
    assert "已公布 第1版" in done
    assert "大米（粳米） 100克" in done
    client = kitchen_site.client("principal")
    pdf = client.get(f"/canteens/C001/menu/notice.pdf?week={WEEK}")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    png = client.get(f"/canteens/C001/menu/notice.png?week={WEEK}")
    assert (png.mimetype, png.data[:4]) == ("image/png", b"\x89PNG")
    assert client.get(f"/canteens/C001/menu/notice.pdf?week={WEEK.shifted(1)}").status_code == 404


def test_a_plan_is_kept_without_publishing_and_may_lack_days(kitchen_site):
    done = post(kitchen_site, typed([RICE], act="plan"), follow_redirects=True).text
    assert "计划，还没有公布" in done
    assert post(kitchen_site, typed([RICE])).status_code == 422


@pytest.mark.parametrize(
    ("dishes", "said"),
    [
        ("[{", "食谱的内容不完整"),
        ('{"a": 1}', "食谱的内容不完整"),
        ([{"name": "米饭", "method": "蒸"}], "食谱的内容不完整"),
        ([RICE | {"rows": [{"code": "GS01", "name": "大米", "grams": {"1-2": "5"}}]}], "食谱的内容不完整"),
        ([RICE | {"rows": [{"code": "GS01", "name": "大米", "grams": {"": "很多"}}]}], "克数“很多”不对"),
        ([RICE | {"rows": [{"code": "GS01", "name": "大米", "grams": {"": "2001"}}]}], "克数“2001”不对"),
        ([RICE | {"rows": [{"code": "", "name": "月饼馅", "grams": {"": "1"}}]}], "月饼馅"),
        ([RICE | {"rows": []}], "没有食材"),
        ([RICE | {"method": "爆"}], "烹调方法"),
        ([RICE, RICE], "写了两次"),
        ([RICE] * 31, "最多 30 个菜"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(kitchen_site, dishes, said):
    answer = post(kitchen_site, typed(dishes))
    assert answer.status_code in (404, 422)
    assert said in answer.text
    text = dishes if isinstance(dishes, str) else json.dumps(dishes)
    assert f">{text.replace(chr(34), '&#34;')}</textarea>" in answer.text


def test_the_bureau_sees_who_has_published(kitchen_site):
    client = kitchen_site.client("bureau_officer")
    assert "没有食谱" in client.get("/menus").text
    post(kitchen_site, typed([RICE], act="plan"))
    assert "有计划，未公布" in client.get("/menus").text
    post(kitchen_site, typed([RICE], [RICE]))
    assert "已公布 第1版" in client.get("/menus").text


def test_a_dish_is_looked_at_and_then_changed_everywhere(kitchen_site):
    post(kitchen_site, typed([RICE], [RICE], act="plan"))
    client = kitchen_site.client("canteen_manager")
    at = f"/canteens/C001/menu/dish?dish=米饭&since={WEEK.monday}"
    assert 'value="大米（粳米）"' in client.get(at).text
    form = {"dish": "米饭", "name": "糙米饭", "since": WEEK.days[1].isoformat()}
    form |= {"rows-0-ingredient_code": "大米（粳米）", "rows-0-grams": "90"}
    looked = send(client, at, form | {"act": "look"}, page="/account").text
    assert "会改 1 餐" in looked
    assert "去掉“米饭”" in looked
    assert "糙米饭" not in client.get(AT).text
    done = send(client, at, form | {"act": "change"}, page="/account", follow_redirects=True).text
    assert "已改 1 餐的“米饭”" in done
    assert "<strong>糙米饭</strong>" in done
    for wrong in ("x", "1/2/3", ""):
        assert send(client, at, form | {"rows-0-grams": wrong}, page="/account").status_code == 422


def test_the_list_of_forbidden_foods_is_tried_and_changed(kitchen_site):
    officer = kitchen_site.client("bureau_officer")
    assert "要确认" in officer.get("/forbidden-foods?name=炒豆角").text
    form = {"name": "毛豆", "words": "毛豆；青豆荚", "rule": "refuse", "applies_to": "any", "active": "yes"}
    send(officer, "/forbidden-foods/new", form, page="/account")
    assert "不得供应" in officer.get("/forbidden-foods?name=盐水毛豆").text
    send(officer, "/forbidden-foods/X01", form | {"active": ""}, page="/account")
    assert "名单里没有" in officer.get("/forbidden-foods?name=盐水毛豆").text
    assert send(officer, "/forbidden-foods/new", form | {"words": "；"}, page="/account").status_code == 422
    assert officer.get("/forbidden-foods/Z9").status_code == 404


def test_the_week_before_is_offered_to_copy(kitchen_site):
    post(kitchen_site, typed([RICE], act="plan"))
    after = kitchen_site.client("canteen_manager").get(f"/canteens/C001/menu?week={WEEK.shifted(1)}").text
    island = json.loads(after.split('id="planner-data"')[1].split(">", 1)[1].split("</script>")[0])
    assert island["last"]["week"] == str(WEEK)
    assert [(meal["day"], meal["dishes"][0]["name"]) for meal in island["last"]["meals"]] == [(0, "米饭")]
    assert island["book"][0]["name"] == "米饭"
    assert "mf" in island["book"][0]["find"]
    assert [day["on"] for day in island["days"]] == [
        (WEEK.monday + timedelta(days=7 + k)).isoformat() for k in range(7)
    ]
