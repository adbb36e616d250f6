"""The pages of goods in: what is typed stays until it is right, is asked about once, and is shown as it was."""

import io
import re
from datetime import timedelta

import pytest

from mealwatch.acceptance import queries, service
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel import clock
from mealwatch.stock.queries import ledger
from tests.acceptance.goods import DELIVERY, RECEIPT, canteen_id, delivery, receipt
from tests.support.files import a_png
from tests.support.people import send

TODAY = clock.today()


def sent(site, form, page=RECEIPT, who="storekeeper", **options):
    return send(site.client(who), page, form, page=page, follow_redirects=True, **options)


def held(site, code="GS01"):
    """Base units and fen of an ingredient in C001."""
    with site.app.app_context():
        wanted = catalogue.get_ingredient(site.county_id, code).id
        rows = [row for row in ledger.balances(site.county_id, canteen_id(site)) if row.ingredient_id == wanted]
        return (rows[0].quantity, rows[0].fen) if rows else (0, 0)


def slip(site, doc_no="R1", kind="receipt"):
    with site.app.app_context():
        return queries.find_slip(site.county_id, canteen_id(site), kind, doc_no)


def test_goods_in_are_in_the_store_and_on_the_page(shop):
    answer = sent(shop, receipt())
    assert answer.request.path.endswith("/documents/receipt/R1")
    assert held(shop) == (100_000, 48_000)
    for text in ("绿源公司", "100 公斤", "480.00", "刘家长", "Storekeeper", "合格"):
        assert text in answer.text


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ({"lines-0-price": "2.4", "lines-0-price_per": "jin"}, 48_000),
        ({"lines-0-price": "120", "lines-0-price_per": "package"}, 48_000),
        ({"lines-0-price": None, "lines-0-amount_yuan": "475.5"}, 47_550),
        ({"lines-0-amount_yuan": "475"}, 47_500),
        ({"lines-0-price": "４。８"}, 48_000),
        ({"lines-0-freight_yuan": "20"}, 50_000),
        ({"lines-0-weighed": "4袋", "lines-0-price": "120", "lines-0-price_per": ""}, 48_000),
    ],
    ids=[
        "per jin",
        "per sack",
        "what it came to",
        "rounded down by the seller",
        "full width",
        "carriage",
        "as weighed",
    ],
)
def test_a_price_as_people_say_it(shop, typed, fen):
    sent(shop, receipt(**typed))
    assert held(shop) == (100_000, fen)


def test_ordered_noted_weighed_returned_accepted(shop):
    changes = {
        "lines-0-ordered": "120公斤",
        "lines-0-noted": "110公斤",
        "lines-0-returned": "5公斤",
        "lines-0-return_reason": "有霉味",
    }
    page = sent(shop, receipt(**changes)).text
    assert held(shop) == (95_000, 45_600)
    [line] = slip(shop)[1]
    assert (line.ordered, line.noted, line.weighed, line.returned, line.accepted) == (
        120_000,
        110_000,
        100_000,
        5_000,
        95_000,
    )
    for text in ("送货单比订购少 10 公斤", "实称比送货单少 10 公斤", "退货 5 公斤", "有霉味", "部分退回"):
        assert text in page


def test_everything_of_the_paper_form_is_kept_and_shown(shop):
    changes = {
        "slip_no": "S-77",
        "arrived_at": "7:05",
        "meal_use": "lunch",
        "deliverer": "周师傅",
        "plate": "豫A12345",
        "buyer": "采购甲",
        "representative": "教师乙",
        "note": "雨天",
        "lines-0-spec": "25kg/袋",
        "lines-0-brand": "金穗",
        "lines-0-grade": "一级",
        "lines-0-origin": "五常",
        "lines-0-producer": "金穗米业",
        "lines-0-batch_no": "B9",
        "lines-0-produced_on": (TODAY - timedelta(days=10)).isoformat(),
        "lines-0-expires_on": "180天",
        "lines-0-cert_farm": "CN123",
        "lines-0-cert_test": "JY456",
        "lines-0-check_smell": "good",
        "lines-0-check_fresh": "bad",
        "lines-0-temperature": "-18",
        "lines-0-quick_test": "passed",
        "lines-0-quick_test_note": "12%",
        "lines-0-note": "垫高存放",
    }
    page = sent(shop, receipt(**changes)).text
    shown = {
        name: value
        for name, value in changes.items()
        if not name.endswith(("_on", "_at", "_use", "_test", "_smell", "_fresh"))
    }
    for text in (*shown.values(), "07:05", "午餐", "-18 ℃", "合格 12%", "不正常", str(TODAY + timedelta(days=170))):
        assert text in page, text


def test_a_form_sent_twice_is_recorded_once(shop):
    form = receipt(form_key="k1")
    sent(shop, form)
    again = sent(shop, form)
    assert "没有重复记账" in again.text
    assert held(shop) == (100_000, 48_000)


def test_a_number_that_somebody_took_meanwhile_is_renumbered_unless_chosen(shop):
    first = receipt(form_key="k1", doc_no="R20261123-1", proposed_no="R20261123-1")
    sent(shop, first)
    other = first | {"form_key": "k2", "lines-0-weighed": "10公斤"}
    answer = sent(shop, other)
    assert answer.request.path.rpartition("/")[2] != "R20261123-1"
    assert held(shop) == (110_000, 52_800)
    assert "没有重复记账" in sent(shop, other).text
    chosen = other | {"form_key": "k3", "proposed_no": "R9"}
    assert "单号“R20261123-1”已经用过" in sent(shop, chosen).text


def test_an_odd_price_is_asked_about_once_and_then_kept(shop):
    """4.8 yuan is usual for a 公斤; for a 斤 it is asked about."""
    odd = receipt(**{"lines-0-price_per": "jin"})
    asked = sent(shop, odd)
    assert held(shop) == (0, 0)
    assert "是单价 元/斤 还是 元/公斤？" in asked.text
    assert "4.80 元/斤，这一行 960.00 元" in asked.text
    assert "4.80 元/公斤，这一行 480.00 元" in asked.text
    assert asked.text.count("data-asked") - asked.text.count("hidden disabled") == 1
    kept = sent(shop, odd | {"lines-0-price_answer": "kept", "lines-0-price_asked": "jin"})
    assert held(shop) == (100_000, 96_000)
    assert "单价问过一次" in kept.text
    assert "确认无误" in kept.text


def test_the_other_reading_is_taken_when_it_was_meant(shop):
    odd = {"lines-0-price_per": "jin", "lines-0-price_asked": "jin", "lines-0-price_answer": "kg"}
    page = sent(shop, receipt(**odd)).text
    assert held(shop) == (100_000, 48_000)
    assert "按元/公斤" in page
    [line] = slip(shop)[1]
    assert (line.price, line.price_per, line.price_answer) == ("4.8", "kg", "kg")


def test_an_answer_to_a_question_that_was_not_asked_is_not_kept(shop):
    sent(shop, receipt(**{"lines-0-price_answer": "kept"}))
    assert slip(shop)[1][0].price_answer is None


def test_an_expired_licence_stops_goods_until_the_bureau_allows_it(shop):
    page = sent(shop, receipt(supplier_code="便民粮油店"))
    assert page.status_code == 409
    assert "许可证已于" in page.text
    assert 'value="便民粮油店"' in page.text
    allowing = {
        "supplier_code": "便民粮油店",
        "canteen_code": "C001",
        "from_date": TODAY.isoformat(),
        "until_date": (TODAY + timedelta(days=7)).isoformat(),
        "reason": "正在换证",
    }
    done = send(shop.client("bureau_officer"), "/licences/allow", allowing, page="/licences", follow_redirects=True)
    assert "放行中" in done.text
    page = sent(shop, receipt(supplier_code="便民粮油店")).text
    assert held(shop) == (100_000, 48_000)
    assert "正在换证" in page


def test_an_allowance_taken_back_stops_goods_again(shop):
    with shop.app.app_context():
        supplier = catalogue.get_supplier(shop.county_id, "V02")
    shop.do(service.allow, supplier, from_date=TODAY, until_date=TODAY, reason="换证")
    client = shop.client("bureau_admin")
    send(client, "/licences/allowances/1/withdraw", {"reason": "没有换成"}, page="/licences/allowances/1/withdraw")
    assert sent(shop, receipt(supplier_code="V02")).status_code == 409
    assert "没有换成" in client.get("/licences").text


def test_an_unknown_licence_is_taken_unless_the_county_stops_it(shop):
    sent(shop, receipt(supplier_code="V03"))
    assert held(shop) == (100_000, 48_000)
    rule = {"unknown_licence": "stop", "from_date": TODAY.isoformat()}
    send(shop.client("bureau_admin"), "/licences/rule", rule, page="/licences")
    answer = sent(shop, receipt(supplier_code="V03", doc_no="R2"))
    assert answer.status_code == 409
    assert "没有登记许可证到期日" in answer.text


def test_programs_are_stopped_too(shop):
    place = "/api/v1/canteens/C001/receipts/R7"
    body = {
        "dated_on": TODAY.isoformat(),
        "supplier_code": "V02",
        "lines": [{"ingredient_code": "GS01", "quantity": "100", "unit": "kg", "amount_yuan": "480.00"}],
    }
    answer = shop.client().put(place, json=body, headers=shop.bearer("storekeeper"))
    assert (answer.status_code, answer.json["code"]) == (409, "acceptance.licence_expired")
    good = shop.client().put(place, json=body | {"supplier_code": "V01"}, headers=shop.bearer("storekeeper"))
    assert good.status_code == 201


def test_a_seller_who_is_not_on_the_list(shop):
    stranger = receipt(supplier_code="村口王大姐 139")
    assert "没有登记过供货商“村口王大姐 139”" in sent(shop, stranger).text
    page = sent(shop, stranger | {"unlisted": "yes"}).text
    assert held(shop) == (100_000, 48_000)
    assert "村口王大姐 139" in page


def test_forbidden_food_goes_back(shop):
    poisonous = catalogue_name(shop, "refuse")
    typed = {"lines-0-ingredient_code": poisonous, "lines-0-price": "8", "lines-0-price_answer": "kept"}
    answer = sent(shop, receipt(**typed))
    assert answer.status_code == 422
    assert "不能进学校食堂" in answer.text


def catalogue_name(site, rule):
    from mealwatch.catalogue.domain.forbidden import judge

    with site.app.app_context():
        rules = catalogue.forbidden_rules(site.county_id)
        return next(
            one.name
            for one in catalogue.ingredients_of(site.county_id)
            if one.base_unit == "g" and judge(one.name, one.aliases, rules).answer == rule
        )


def test_risky_food_is_asked_about(shop):
    risky = catalogue_name(shop, "ask")
    typed = {"lines-0-ingredient_code": risky, "lines-0-price": "8", "lines-0-price_answer": "kept"}
    answer = sent(shop, receipt(**typed))
    assert "属于要确认的食品" in answer.text
    done = sent(shop, receipt(**typed, **{"lines-0-risk_confirmed": "yes"}))
    assert "验收人已确认" in done.text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"lines-0-weighed": "一些"}, "“一些”看不出是多少"),
        ({"lines-0-weighed": "3个"}, "不能用“个”计量"),
        ({"lines-0-weighed": None}, "没有填实称数量"),
        ({"lines-0-price": None}, "没有填单价或金额"),
        ({"lines-0-returned": "101公斤"}, "退货比实称的还多"),
        ({"lines-0-accepted": "101公斤"}, "入库比实称减退货还多"),
        ({"lines-0-expires_on": "很久"}, "看不出保质到哪一天"),
        ({"lines-0-temperature": "冷"}, "不是温度"),
        ({"supplier_code": None}, "没有填供货商"),
        ({"arrived_at": "25:00"}, "时间请写成"),
        ({"slip_photos": "../x"}, "照片的编号不对"),
        ({"second_guest_name": "Storekeeper"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(shop, changes, text):
    form = receipt(**changes)
    answer = sent(shop, form)
    assert answer.status_code in (409, 422)
    assert text in answer.text
    assert held(shop) == (0, 0)
    for name in ("lines-0-weighed", "lines-0-price", "lines-0-expires_on", "note"):
        if form.get(name):
            assert f'value="{form[name]}"' in answer.text


def test_goods_that_all_went_back_are_kept_without_a_receipt(shop):
    gone = {"lines-0-returned": "100公斤", "lines-0-return_reason": "发霉"}
    assert "没有一样要入库的" in sent(shop, receipt(**gone)).text
    page = sent(shop, receipt(**gone, note="整车退回"))
    assert page.request.path.endswith("/acceptances")
    assert held(shop) == (0, 0)
    for text in ("大米", "退货 100 公斤", "发霉", "整车退回"):
        assert text in page.text
    assert "整车退回" in shop.client("principal").get("/canteens/C001/acceptances").text


def test_what_was_ordered_and_did_not_come_is_kept_beside_the_receipt(shop):
    absent = {"lines-1-ingredient_code": "糯米", "lines-1-ordered": "10公斤"}
    page = sent(shop, receipt(**absent)).text
    assert "没有送来" in page
    assert [line.line_no for line in slip(shop)[1]] == [1, 2]


def test_a_photo_comes_with_the_form_where_there_is_no_script(shop):
    form = receipt(**{"lines-0-weighed": "一些"})
    files = {
        "slip_photos_files": (io.BytesIO(a_png()), "slip.png"),
        "lines-0-photos_files": (io.BytesIO(b"<p>"), "x.jpg"),
    }
    answer = send(shop.client("storekeeper"), RECEIPT, form | files, page=RECEIPT, content_type="multipart/form-data")
    assert "不是照片" in answer.text
    digest = re.search(r'name="slip_photos" value="([0-9a-f]{64})"', answer.text)[1]
    page = sent(shop, receipt(slip_photos=digest)).text
    assert f"/photos/{digest}" in page


def test_a_photo_that_is_still_on_the_phone_is_named_as_such(shop):
    page = sent(shop, receipt(slip_photos="ab" * 32)).text
    assert "还没有上传" in page


def test_asking_the_second_person_posts_nothing_until_it_is_signed(shop):
    asked = sent(shop, receipt(second_how="ask"))
    assert "等第二个人签字后入账" in asked.text
    assert held(shop) == (0, 0)
    inbox = shop.client("principal").get("/signing")
    assert "绿源公司" in inbox.text or "入库单" in inbox.text


def test_a_shortage_leads_to_a_form_that_is_filled_in(shop):
    page = shop.client("storekeeper").get(f"{RECEIPT}?ingredient=GS01&quantity=12500").text
    assert 'value="大米（粳米）"' in page
    assert 'value="25 斤"' in page
    assert shop.client("storekeeper").get(f"{RECEIPT}?ingredient=X&quantity=-1").status_code == 200


def test_a_delivered_meal(shop):
    page = sent(
        shop, delivery(**{"lines-0-temperature": "65", "lines-0-ordered": "120", "lines-0-noted": "120"}), DELIVERY
    )
    assert page.request.path.endswith("/documents/delivery/D1")
    for text in ("826.00", "640.50", "118 份", "实称比送货单少 2 份", "65 ℃", "刘家长"):
        assert text in page.text


def test_a_contractor_without_a_licence_still_has_its_meals_recorded(shop):
    page = sent(shop, delivery(supplier_code="V02"), DELIVERY)
    assert page.request.path.endswith("/documents/delivery/D1")


def test_reminder_before_a_licence_ends(shop):
    from mealwatch.catalogue import service as catalogue_service

    ends = TODAY + timedelta(days=12)
    shop.do(catalogue_service.put_supplier, code="V04", name="快到期", licence_expires_on=ends)
    assert f"许可证还有12天到期（{ends}）" in shop.client("storekeeper").get(RECEIPT).text


def test_a_delivery_note_begins_with_the_meal_from_which_one_comes(shop):
    yesterday = TODAY - timedelta(days=1)
    page = shop.client("storekeeper").get(f"{DELIVERY}?date={yesterday}&meal=dinner").text
    assert f'value="{yesterday.isoformat()}"' in page
    assert re.search(r'value="dinner"[^>]*checked', page)
    assert shop.client("storekeeper").get(f"{DELIVERY}?date=x&meal=y").status_code == 200
