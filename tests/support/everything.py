"""A database with rows in every table: two counties, made through the services and the import as people would.

``make_everything(url)`` migrates an empty database and fills it. County 360732 is the small kitchen's, with
everything that services can do; county 360733 is the set tests/examples/corrections, with reversals and closed weeks.
"""

import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

from flask import current_app

from mealwatch.acceptance import service as acceptance
from mealwatch.accounts import hashing
from mealwatch.accounts.service import grants, people, pins, tokens
from mealwatch.alerts import service as alerts
from mealwatch.alerts.queries import alerts as alert_queries
from mealwatch.attachments import service as attachments
from mealwatch.attachments.domain.matters import Evidence
from mealwatch.audit import refusals
from mealwatch.cases import queries as case_queries
from mealwatch.cases import service as cases
from mealwatch.cases.following import queries as following_queries
from mealwatch.cases.following import service as following
from mealwatch.catalogue import price_lists
from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.checklists import service as checklists
from mealwatch.counties import service as counties
from mealwatch.devices import registry as devices
from mealwatch.devices import service as device_service
from mealwatch.devices.domain import canonical
from mealwatch.duty import service as duty
from mealwatch.duty.domain.card import Item
from mealwatch.exchange import importing
from mealwatch.extensions import db
from mealwatch.inspections import intake
from mealwatch.inspections.office import service as office
from mealwatch.inspections.packing.service import make_pack
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.meals import service as meals
from mealwatch.menus import service as menus
from mealwatch.menus.domain.dishes import Dish, Meal, Portion
from mealwatch.menus.domain.menu import Row
from mealwatch.messages import service as messages
from mealwatch.messages import transport
from mealwatch.messages.transport import Undelivered
from mealwatch.purchasing import service as purchasing
from mealwatch.purchasing.domain.order import Line as OrderLine
from mealwatch.purchasing.domain.order import Order
from mealwatch.reports.official import service as papers
from mealwatch.rounds import service as rounds
from mealwatch.rounds.domain.plan import Person, Plan
from mealwatch.safety import service as safety
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.schools import queries as school_queries
from mealwatch.schools import service as schools
from mealwatch.schools import staff
from mealwatch.signing import registry
from mealwatch.signing import service as signing
from mealwatch.signing.domain.strokes import is_drawing
from mealwatch.signing.service import Second
from mealwatch.spend import service as spend
from mealwatch.stock import service as stock
from mealwatch.stock.domain.documents import DeliveryLine
from mealwatch.stock.queries import documents
from mealwatch.stock.queries import store as held
from mealwatch.storage import migrate
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.official import Paper, para
from tests.support.files import A_PDF, a_png
from tests.support.kitchen import CLERK, FRI, MON, NEXT_MON, NOW, SAT, THU, TUE, WED, bare_app, open_county
from tests.support.visits import Tablet, counted, lost, weighed

CORRECTIONS = Path(__file__).parents[1] / "examples" / "corrections"
OFFICER, DIRECTOR = Actor("王股长", 1), Actor("刘局长", 2)


def make_everything(url):
    """Migrate and fill the database at ``url``; nothing stays open."""
    migrate.upgrade(url)
    app = bare_app(url)
    with app.app_context():
        _fill(open_county())
        _import_corrections()
        db.session.remove()
        db.engine.dispose()


def _fill(kitchen):
    _people(kitchen)
    _decide(kitchen)
    _post(kitchen)
    _eat(kitchen)
    _refer(kitchen)
    _wait(kitchen)
    _photograph(kitchen)
    _accept(kitchen)
    _keep_daily(kitchen)
    _sign(kitchen)
    _look(kitchen)
    _lists(kitchen)
    _rounds(kitchen)
    _visit(kitchen)
    _follow(kitchen)
    _alerts(kitchen)
    _cases(kitchen)
    _following(kitchen)
    _papers(kitchen)
    _tablets(kitchen)
    _tell(kitchen)
    _close(kitchen)


def _people(kitchen):
    do = kitchen.do
    with patch.object(hashing, "hash_password", lambda password: f"argon2 of {len(password)} signs"):
        for person, name in (("officer", "王股长"), ("director", "刘局长"), ("cook", "张师傅")):
            do(people.create_account, username=person, name=name, password="sunny-kitchen-door-7")
        do(people.set_password, "cook", password="rainy-kitchen-window-12")
    do(grants.grant, "officer", role="bureau_officer", scope_kind="county")
    do(grants.grant, "director", role="bureau_admin", scope_kind="county")
    cook = do(grants.grant, "cook", role="storekeeper", scope_kind="canteen", place="C001")
    do(grants.grant, "cook", role="canteen_manager", scope_kind="canteen", place="C001")
    do(grants.revoke, "cook", cook.grants[0])
    do(people.change_account, "officer", name="王副股长", language="en")
    for label in ("平板", "报表"):
        do(tokens.issue_token, cook.id, username="cook", label=label)
    do(tokens.revoke_token, cook.id, 1, username="cook")


def _decide(kitchen):
    do = kitchen.do
    do(counties.change_county, name="示范县", live_from=MON)
    do(counties.set_policy, from_date=MON + timedelta(weeks=8), subsidy_fen=600)
    do(schools.put_term, starts_on=MON - timedelta(weeks=9), ends_on=MON + timedelta(weeks=11), name="上学期")
    do(schools.put_term, starts_on=MON + timedelta(weeks=16), ends_on=MON + timedelta(weeks=35), name="下学期")
    for group_code, fen in (("", 100), ("G16", 150)):
        row = {"from_date": MON, "meal": "lunch", "subsidised": True, "top_up_fen": fen}
        do(schools.put_standard, school_code="S001", group_code=group_code, **row)
    do(schools.put_school, code="S001", principal="赵校长", aliases=["中心小学"], **_school("S001"))
    do(schools.remove_calendar_day, dated_on=NEXT_MON + timedelta(days=11), school_code="", group_code="")
    supplier = {"licence_no": "JY1", "licence_expires_on": NOW.date(), "contact": "周", "phone": "139"}
    do(catalogue.put_suppliers, [{"code": "V002", "name": "粮油行", "aliases": ["粮油"], **supplier}])
    do(catalogue.put_supplier, code="V002", licence_from=MON, phone="13900001234")
    do(catalogue.put_ingredient, code="rice", name="大米", food_group="谷薯类", base_unit="g", edible_percent="100")
    for key, day in (("k1", THU), ("k2", FRI), ("k3", FRI)):
        asked = {"request_key": key, "school_id": kitchen.schools["S003"], "dated_on": day, "reason": "停电"}
        do(schools.ask_closure, **asked, by=OFFICER)
    do(schools.decide_closure, 1, approve=True, by=DIRECTOR, note="同意")
    do(schools.decide_closure, 2, approve=False, by=DIRECTOR)


def _refer(kitchen):
    """Staff counts, two price lists, refused attempts."""
    do, ingredients = kitchen.do, kitchen.ingredients
    for day, teaching in ((MON, 20), (NEXT_MON, 21)):
        do(staff.put_staff_count, kitchen.schools["S001"], from_date=day, teaching=teaching, other=3)
    rows = [(ingredients["rice"], "kg", 1000, 480, None), (ingredients["egg"], "piece", 1, 95, kitchen.supplier_id)]
    for day, until in ((MON, NEXT_MON), (NEXT_MON, None)):
        do(price_lists.take_in, rows, from_date=day, until_date=until, source="县发改局市场价")
    for code in ("stock.not_enough", "stock.week_closed"):
        where = {"school_id": kitchen.schools["S001"], "canteen_id": kitchen.canteens["C001"]}
        do(refusals.keep, [code], by=Actor("张师傅", 3), **where)


def _school(code):
    school = school_queries.find_school(1, code)
    return {name: getattr(school, name) for name in ("name", "town", "school_type", "supply_mode")}


def _post(kitchen):
    line, document = kitchen.line, kitchen.document
    two = {"counted_by": "盘点甲", "witnessed_by": "监盘乙"}
    opening = [line("opening", "egg", 60, 5000, expires_on=FRI, **two), line("opening", "salt", 900, 333)]
    kitchen.post(document("opening", "O1", MON - timedelta(days=7), *opening))
    kitchen.post(document("opening", "O1", MON - timedelta(days=7), line("opening", "egg", 7, 700), canteen="C002"))
    signed = {"supplier_id": kitchen.supplier_id, "batch_no": "b1", "produced_on": MON - timedelta(days=30)}
    signed |= {"buyer": "采购甲", "acceptor_1": "验收乙", "acceptor_2": "验收丙"}
    bought = [
        line("receipt", "rice", 50000, 24999, expires_on=NEXT_MON + timedelta(days=90), **signed),
        line("receipt", "rice", 30000, 15001, expires_on=NEXT_MON + timedelta(days=60), **signed),
        line("receipt", "oil", 5000, 7001, **signed),
    ]
    kitchen.post(document("receipt", "R1", MON, *bought))
    kitchen.receive("R/2", MON, 9000, 4321)
    kitchen.receive("R3", TUE, 1000, 999, ingredient="salt")
    kitchen.reverse("receipt", "R3", TUE, reason="价格录错")
    people = {"storekeeper": "库管丁", "collector": "领用戊"}
    lines = [line("issue", "rice", 31000, **people), line("issue", "oil", 4000, use_days=7, **people)]
    kitchen.post(document("issue", "I1", MON, *lines, line("issue", "egg", 7)))
    kitchen.issue("I2", TUE, 5000)
    kitchen.issue("I3", TUE, 3333)
    kitchen.reverse("issue", "I2", WED)
    kitchen.issue("I4", WED, 4000, meal="dinner")
    kitchen.issue("I1", WED, 3, ingredient="egg", canteen="C002")
    lost = [line("loss", "rice", 250, reason="受潮", approved_by="赵校长"), line("loss", "egg", 1)]
    kitchen.post(document("loss", "L1", THU, *lost))
    counted = [line("stocktake", "rice", 40000, reason="盘亏", **two), line("stocktake", "salt", 950)]
    kitchen.post(document("stocktake", "T1", FRI, *counted, line("stocktake", "oil", 1000)))
    kitchen.count("T2", FRI, 46000)
    delivered = {"supplier_id": kitchen.supplier_id, "acceptor_1": "验收乙", "acceptor_2": "验收丙"}
    notes = [DeliveryLine(40, 30000, 21000, **delivered), DeliveryLine(5, 4000)]
    kitchen.post(document("delivery", "D1", THU, *notes, canteen="C002"))
    kitchen.issue("I5", NEXT_MON, 6000)
    _order(kitchen)


def _order(kitchen):
    lost = documents.find_head(kitchen.county_id, kitchen.canteens["C001"], "loss", "L1")
    kitchen.do(stock.photograph, kitchen.canteens["C001"], lost, ["a" * 64, "b" * 64])
    canteen, rice, egg = kitchen.canteens["C001"], kitchen.ingredients["rice"], kitchen.ingredients["egg"]
    lines = (OrderLine(rice, 25_000, "package", (MON, TUE)), OrderLine(egg, 60, "piece"))
    one = Order("P1", kitchen.supplier_id, MON, TUE, NOW.date(), lines, "07:30", "周师傅 139", "早点送")
    kitchen.do(purchasing.order, canteen, [one, replace(one, no="P2", lines=lines[1:], note=None)])
    kitchen.do(purchasing.change, canteen, "P1", replace(one, lines=lines[:1]), reason="鸡蛋够了")
    kitchen.do(purchasing.settle, canteen, "P2", "cancelled", reason="供货商没有货")
    kitchen.receive("R9", NEXT_MON, 25_000, 12_500)
    came = held.find_document(kitchen.county_id, canteen, "receipt", "R9").id
    kitchen.do(purchasing.delivered, canteen, "P1", came)
    for doc_no, quantity in (("R9", 24_000), ("R9-2", 24_500)):
        line = kitchen.line("receipt", "rice", quantity, 12_000)
        kitchen.do(
            stock.correct,
            canteen,
            "receipt",
            doc_no,
            lambda number, line=line: stock.post(
                kitchen.county_id, kitchen.document("receipt", number, NEXT_MON, line), by=CLERK, now=NOW
            ),
            reason="称错",
        )
    later = held.find_document(kitchen.county_id, canteen, "receipt", "R9-3").id
    kitchen.do(purchasing.delivered, canteen, "P1", later)


def _tell_classes(kitchen):
    """Two classes, a link renewed, heads told and told again; an issue that began as a copy."""
    do, school_id = kitchen.do, kitchen.schools["S001"]
    group_id = kitchen.groups["S001", "G16"]
    rows = [{"name": name, "group_id": group_id, "enrolled": count} for name, count in (("1班", 41), ("2班", 40))]
    do(meals.put_classes, school_id, rows)
    do(meals.put_classes, school_id, [rows[0] | {"enrolled": 42}])
    for _ in range(2):
        do(meals.renew_link, school_id)
    told = {"on": SAT, "meal": "lunch", "present": 41, "signed_by": "周老师"}
    for eating in (40, 39):
        do(meals.tell, 2, 1, eating=eating, **told)
    canteen = kitchen.canteens["C001"]
    for doc_no, unchanged in (("I1", 1), ("I5", 2)):
        issue = held.find_document(kitchen.county_id, canteen, "issue", doc_no).id
        do(meals.note_copy, issue, canteen_id=canteen, copied_from=MON, lines=3, unchanged=unchanged)


def _eat(kitchen):
    for day in (MON, TUE, WED, THU, FRI, NEXT_MON):
        kitchen.serve(day, 110, 3, 2)
    kitchen.serve(TUE, 58, 0, 1, group=("S001", "G79"))
    kitchen.serve(TUE, 108, 3, 2, reason="点错")
    kitchen.serve(TUE, 109, 3, 2, reason="又点错")
    kitchen.serve(WED, 112, 3, 2, meal="dinner")
    kitchen.serve(THU, 38, 0, 4, group=("S003", "G16"))
    _tell_classes(kitchen)
    rice, egg = kitchen.ingredients["rice"], kitchen.ingredients["egg"]
    first = [Row("米饭", rice, 90_000), Row("蒸蛋", egg, 55_000), Row("蒸蛋", egg, 60_000, "12-14")]
    plan = {"canteen_id": kitchen.canteens["C001"], "meal": "lunch"}
    kitchen.do(menus.plan, dated_on=MON, rows=first, **plan)
    changed = [Row("米饭", rice, 100_000), first[2], Row("汤", egg, None)]
    kitchen.do(menus.plan, dated_on=MON, rows=changed, reason="换菜", **plan)
    kitchen.do(menus.plan, dated_on=TUE, rows=first, **plan)
    kitchen.do(menus.plan, dated_on=MON, rows=first[:1], canteen_id=kitchen.canteens["C002"], meal="lunch")
    _publish(kitchen)


def _publish(kitchen):
    """A week planned, published with an answer and published again; a rule of the county's own."""
    do, canteen, week = kitchen.do, kitchen.canteens["C001"], Week(MON).shifted(2)
    rule = {"name": "豆角", "words": "豆角", "rule": "ask", "applies_to": "dish"}
    do(catalogue.put_forbidden_food, code="F02", basis="本县规定", **rule)
    code = do(catalogue.put_forbidden_food, **rule)
    do(catalogue.put_forbidden_food, code=code, active=False, **rule)
    beans = Dish("炒豆角", "炒", (Portion(kitchen.ingredients["rice"], {"": 90_000}),))
    meals = [Meal(on, "lunch", (beans,), "12:00", str(week.shifted(-1))) for on in week.days[:5]]
    do(menus.plan_week, canteen, week, meals, ["9-11"])
    do(menus.publish, canteen, week, answers={"F02:炒豆角": "是豇豆"})
    changed = replace(meals[4], dishes=(replace(beans, method="焖"),), serves_at="11:40")
    do(menus.plan_week, canteen, week, [changed], ["9-11"], reason="换做法")
    do(menus.publish, canteen, week, reason="换做法")


def _wait(kitchen):
    """Two papers from a device on which they waited; what it said of the second makes no sense."""
    for said, number in (("7200", "O8"), ("-5", "O9")):
        document = kitchen.document("opening", number, MON, kitchen.line("opening", "salt", 10, 5), canteen="C002")
        kitchen.do(stock.post, document, by=Actor("张师傅", 3, said))


def _photograph(kitchen):
    for code, file in (("C001", a_png(8)), ("C001", A_PDF), ("C002", a_png(9))):
        kitchen.do(attachments.keep, kitchen.canteens[code], file)
    school = school_queries.get_school(kitchen.county_id, "S003")
    for evidence, file in ((Evidence("case", school), a_png(8)), (Evidence("alert", school), A_PDF)):
        kitchen.do(attachments.keep_evidence, evidence, file)
    kitchen.do(attachments.keep_evidence, Evidence("office"), a_png(9))


def _accept(kitchen):
    """Goods in with differences, one of them from a supplier whom the bureau lets deliver; the rule on licences."""
    goods = {one.code: one for one in catalogue_queries.ingredients_of(kitchen.county_id)}
    old, known = (catalogue_queries.get_supplier(kitchen.county_id, code) for code in ("V002", "V001"))
    dates = {"from_date": NEXT_MON, "until_date": NOW.date() + timedelta(days=9), "reason": "换证"}
    kitchen.do(acceptance.allow, old, **dates)
    kitchen.do(acceptance.allow, old, canteen_id=kitchen.canteens["C002"], **dates)
    kitchen.do(acceptance.withdraw, 2, reason="没有换成")
    for day, rule in ((MON, "stop"), (NEXT_MON, "take")):
        kitchen.do(acceptance.decide_unknown, from_date=day, unknown_licence=rule)
    rice = {"ingredient": goods["rice"], "unit": "kg", "ordered": 20_000, "noted": 15_000, "weighed": 14_500}
    rice |= {"returned": 500, "yuan": Fraction("4.8"), "per": "kg", "certificates": {"farm": "CN1"}}
    eggs = {"ingredient": goods["egg"], "unit": "piece", "weighed": 30, "amount_fen": 1500, "checks": {"fresh": "good"}}
    gone = {"ingredient": goods["oil"], "unit": "L", "ordered": 5000, "weighed": None}
    for number, supplier, lines in (("R20", known, [rice, gone, eggs]), ("R21", old, [eggs])):
        wanted = {"dated_on": NEXT_MON, "supplier": supplier, "lines": lines, "acceptor_1": "库管丁", "slip_no": "S1"}
        kitchen.do(acceptance.accept, kitchen.canteens["C001"], "receipt", number, wanted, sign=_by_a_parent)


def _by_a_parent(_doc_no, _content):
    return Second("刘家长", "guest", None)


def _keep_daily(kitchen):
    do, canteen = kitchen.do, school_queries.get_canteen(kitchen.county_id, "C001")
    do(safety.put_staff, canteen, [{"name": name, "post": "厨师", "active": True} for name in ("张师傅", "李师傅")])
    do(safety.put_staff, canteen, [{"id": 2, "name": "李师傅", "post": "面点", "active": False}])
    machines = [{"kind": "fridge", "name": "冰箱"}, {"kind": "uv_lamp", "name": "灯"}]
    do(safety.put_equipment, canteen, [one | {"used_minutes": 90, "active": True} for one in machines])
    morning = {"heads": 2, "checked_at": "06:50", "unfit": True, "unfit_heads": 1, "signs": ["fever"], "moved": True}
    morning |= {"names": ["李师傅"], "cause": "38.2", "measure": "送医", "person": "张师傅"}
    do(safety.enter, canteen, KINDS["morning"], [safety.Entry("2026-11-16", NEXT_MON + timedelta(7), morning)])
    corrected = {**morning, "heads": 3, "names": ["张师傅"]}
    do(safety.correct, canteen, KINDS["morning"], "2026-11-16", corrected, reason="数错")
    sample = {"dish": "米饭", "category": "staple", "weight": 1250, "taken_at": "11:40", "place": "留样柜"}
    sample |= {"temperature": 40, "keeper": "张师傅"}
    for number, day in (("a", NEXT_MON + timedelta(7)), ("b", NEXT_MON + timedelta(8))):
        do(safety.enter, canteen, KINDS["sample"], [safety.Entry(number, day, sample, "lunch")])
    do(safety.withdraw, canteen, KINDS["sample"], "b", reason="没有这个菜")
    for items in ([("卫生", True, "干净")], [("卫生", True, "干净"), ("卫生", False, "整齐")]):
        do(safety.put_list, "daily_check", items)


def _sign(kitchen):
    do, canteen = kitchen.do, kitchen.canteens["C001"]
    with patch.object(hashing, "hash_password", lambda pin: f"argon2 of {pin}"):
        for account_id, username, pin in ((3, "cook", "4719"), (3, "cook", "8305"), (1, "officer", "5038")):
            do(pins.put_pin, account_id, username, pin)
    span = {"purposes": ("accept", "witness"), "from_date": MON, "until_date": MON + timedelta(days=60)}
    asked = {"reason": "只有一位教师", "instead": "中心校每周抽查", **span}
    for change in ({}, {"reason": "请假"}, {"reason": "缺人"}, {"reason": "还缺人"}):
        do(signing.ask_exception, canteen, **asked | change)
    for number, approve in ((1, True), (2, False), (3, True)):
        do(signing.decide_exception, number, approve=approve, by=OFFICER)
    do(signing.end_exception, 3, reason="来了新人", by=DIRECTOR)
    guest = {"second_how": "guest", "second_guest_name": "张三", "second_guest_kind": "parent"}
    guest["second_strokes"] = "[[10,10,300,200],[300,10,10,200]]"
    for given in (guest, {"second_how": "alone"}):
        paper = {"subject": "document", "key": "receipt/R/2", "content": {"rice": 9000}, "on": MON}
        do(signing.second, canteen, given, purpose="accept", **paper)
    with patch.dict(registry._kinds):
        registry.kind("paper", show=lambda _payload: [], done=lambda *_given: None)
        for title in ("等着", "签了", "退了", "撤了"):
            typed = {"doc_no": title, "quantity": "30斤"}
            do(signing.ask, canteen, "paper", typed, purpose="accept", title=title, by=OFFICER)
        do(signing.sign, 2, by=Actor("张师傅", 3))
        do(signing.give_back, 3, reason="少了两斤", by=Actor("张师傅", 3))
        do(signing.withdraw, 4, by=OFFICER)


def _look(kitchen):
    do, canteen, school = kitchen.do, kitchen.canteens["C001"], kitchen.schools["S001"]
    paper = {"kind": "health", "holder": "孙师傅", "number": "J1", "expires_on": NEXT_MON}
    do(duty.put_paper, canteen, **paper)
    do(duty.put_paper, canteen, **paper | {"expires_on": NEXT_MON + timedelta(days=365)}, paper_id=1)
    do(duty.put_paper, canteen, kind="licence", holder="", number="JY1", expires_on=NEXT_MON)
    do(duty.end_paper, canteen, 2)
    for text in ("停电改发牛奶", "停电两天"):
        do(duty.note_week, school, Week(MON), text=text)
    close = Item("close:2026-W45", "可以周结", "/close")
    do(duty.open_card, school, [close], by=OFFICER)
    do(duty.follow, school, 1, 0, by=OFFICER)
    do(duty.note_read, school, 1, by=OFFICER)
    do(duty.open_card, school, [], by=OFFICER)


def _lists(kitchen):
    """Two versions of a special list and one of the default list, both with something being changed."""
    do = kitchen.do
    special = do(checklists.begin, title="经费专项检查表", source="default", letters="I")
    for code, title in ((special, "经费专项检查表"), (special, "经费专项（二）"), ("default", "本县督查表")):
        do(checklists.change, code, lambda rows, title=title: rows | {"title": title})
        do(checklists.publish, code, note="试用", seen=None)
    for code in (special, "default"):
        do(checklists.change, code, lambda rows: rows | {"title": "还在改"})


def _rounds(kitchen):
    """Two rounds that were drawn, the first after a second seal; two people who stay away, one no longer."""
    do = kitchen.do
    people = (Person(1, "吴强", "教体局", leads=True), Person(2, "孙梅", "市场监管局", phone="1390000"))
    for title in ("十一月督查", "回头看"):
        plan = Plan(title, "surprise", (NOW.date(),), scope="chosen", schools=("S001", "S003"), people=people)
        number = do(rounds.plan, plan)
        do(rounds.seal, number)
        if number == 1:
            do(rounds.unseal, number, reason="名单要改")
            do(rounds.seal, number)
        do(rounds.draw, number, witness="纪检组", department="县纪委", words="八十八")
    for name in ("吴强", "孙梅"):
        away = {"username": None, "name": name, "department": "", "school_code": "S002", "kind": "relative"}
        do(rounds.avoid, **away, reason="亲属在校任教")
    do(rounds.end_avoidance, 1)


def _visit(kitchen):
    """Two packs that were taken, two visits with findings and differences, what was seen again, what was added."""
    devices.drawing(is_drawing)
    intake.init_app(current_app)
    school = school_queries.get_school(kitchen.county_id, "S001")
    packs = [kitchen.do(make_pack, school, month=month)[0] for month in (False, True)]
    tablet = Tablet(SimpleNamespace(app=current_app, county_id=kitchen.county_id), now=NOW)
    found = {"B6": lost("有老鼠屎"), "C3": lost("单人签字", "half")}
    measured = {
        "counts": [counted("rice", "大米", 9000, 10000)],
        "weighings": [weighed("rice", "大米", 980, 1000, None)],
    }
    again = [{"finding": number, "mended": number == 1, "note": "看过", "photos": []} for number in (1, 2)]
    for on, pack, rechecks in (("2026-11-10", packs[0], []), ("2026-11-16", packs[1], again)):
        told = {name: pack[name] for name in ("id", "digest")}
        body = tablet.body(answers=found, dated_on=on, pack=told, rechecks=rechecks, **measured)
        tablet.deposit(body)
        tablet.deposit({"visit": body["visit"]["id"], "text": "补一句", "photos": []}, kind="visit_amendment")


def _follow(kitchen):
    """What became of a finding and of two differences; two records of one stop, two clashes decided."""
    do = kitchen.do
    do(office.answer, 3, words="已封堵鼠洞")
    do(office.send_back, 3, words="洞还在", by=OFFICER)
    do(office.confirm, 1, words="当面复核", by=OFFICER)
    do(office.explain, 2, words="刚领用", by=OFFICER)
    tablet = Tablet(SimpleNamespace(app=current_app, county_id=kitchen.county_id), name="平板9", now=NOW)
    for team, found in ((("甲", "乙"), {"B6": lost("有蟑螂"), "C3": lost("缺签字")}), (("丙", "丁"), {})):
        number = tablet.deposit(tablet.body(answers=found, team=team, stop=9), files=())
    for code in ("B6", "C3"):
        do(office.decide, number, code, reason="看了照片", by=OFFICER)


def _alerts(kitchen):
    """The rules over two weeks, what they found set aside and asked of the school; a rule set twice."""
    do = kitchen.do
    late = NOW + timedelta(days=14)
    for monday in (MON, NEXT_MON):
        do(alerts.run, Week(monday), now=late)
    found = [one.id for one in alert_queries.open_alerts(kitchen.county_id)]
    do(alerts.act_on_many, found, "ask", by=OFFICER)
    do(alerts.act, found[0], "explain", words="停电", reason="missing", by=CLERK)
    for mode in ("watch", "on"):
        do(alerts.put_setting, "H03", mode=mode, limits={"days": "9"}, from_date=MON, reason="试一试", by=OFFICER)


def _cases(kitchen):
    """A case reworded, issued and extended, another withdrawn; two who may stand in at closing."""
    do, school = kitchen.do, kitchen.schools["S001"]
    first = do(cases.open, school, source=("finding", 3), text="鼠洞没有堵上", basis="检查表 B6", by=OFFICER)
    other = do(cases.open, school, source=("hand", ""), text="记重了", by=DIRECTOR)
    do(cases.act, first, "reword", wording={"text": "库房门下有鼠洞"}, by=OFFICER)
    do(cases.act, first, "issue", by=OFFICER)
    later = (NOW + timedelta(days=20)).date()
    do(cases.act, first, "extend", words="等施工队", reason="works", due_on=later, by=OFFICER)
    do(cases.act, other, "withdraw", words="与前一件相同", reason="twice", by=DIRECTOR)
    for deputy, stands_for in ((3, 2), (1, 2)):
        on = {"from_date": MON, "until_date": FRI, "reason": "出差"}
        do(cases.name_deputy, for_id=stands_for, deputy_id=deputy, by=DIRECTOR, **on)


def _following(kitchen):
    """Look-backs sealed twice, two self-checks answered, steps of the ladder taken and declined, meetings, rules."""
    do, county_id = kitchen.do, kitchen.county_id
    first, *_others = sorted(one.id for one in case_queries.cases(county_id))
    for _ in range(2):
        do(following.begin, case_queries.case(county_id, first))
    about = {"questions": ("有没有鼠洞？",), "due_on": NOW.date() + timedelta(days=5), "first": MON, "last": FRI}
    for title in ("鼠洞自查", "库房自查"):
        check = do(following.ask, first, title=title, scope="county", **about, by=OFFICER)
        do(following.reply, check, kitchen.schools["S003"], answers=(True,), words="门下有一处", by=CLERK)
    for days in (20, 40):
        late = NOW + timedelta(days=days)
        step = following_queries.proposed_for(county_id, case_queries.case(county_id, first), late.date()).step
        one = do(following.take, first, step, paper={"cause": "逾期", "held_on": "2026-12-20"}, by=OFFICER, now=late)
        for words in ("说明了原因", "补充"):
            do(following.record, one, paper={"statement": words}, by=OFFICER, now=late)
    for title in ("现场会", "专题研究"):
        do(following.keep_meeting, kind="on_site", on=MON, title=title, decisions="逐校排查", case_ids=(first,))
        do(following.keep_rule, title=f"{title}制度", text="每周查一次", from_date=MON, case_ids=(first,))


def _tablets(kitchen):
    """A tablet with records that wait, other content under their numbers, a number missing, all looked at; revoked."""
    made = kitchen.do(device_service.enrol, name="平板7")
    before = ""
    for seq in (1, 3):
        envelope = {"id": f"0193abcd-0000-7000-8000-{seq:012d}", "type": "dream", "schema_ver": 1, "author": "cook"}
        envelope |= {"device_id": made.device.id, "device_seq": seq, "prev_hash": before, "school": "S001"}
        for words in ("先", "后"):
            written = canonical.canonical(envelope | {"body": {"words": words}})
            found = device_service.read_record(written, envelope["id"], canonical.digest_of(written))
            sender = device_service.Sender(made.device)
            in_transaction(
                lambda found=found, written=written, sender=sender: device_service.take_in(
                    kitchen.county_id, sender, written, found, now=NOW
                )
            )
        before = "0" * 64
    kitchen.do(device_service.look, "conflict", envelope["id"], words="留先来的", by=OFFICER)
    kitchen.do(device_service.explain_gap, made.device.id, 2, 2, words="平板摔坏", by=OFFICER)
    kitchen.do(device_service.revoke, made.device.id, reason="摔坏", by=OFFICER)


def _papers(kitchen):
    """Two papers issued, one to a school; two alerts put down for the briefing."""
    do, on = kitchen.do, NOW.date()
    found = [one.id for one in alert_queries.alerts(kitchen.county_id, Week(MON), Week(NEXT_MON))]
    do(papers.include, found[:2], words="请说明", by=OFFICER)
    for number, school in enumerate((None, kitchen.schools["S001"]), start=1):
        made = Paper(title=f"通报{number}", issuer="县教体局", signed_on=on, blocks=(para("正文"),))
        given = {"prefix": "整改", "typed": {"to": ""}, "school_id": school}
        do(papers.issue, "notice", f"case {number}", made, **given, by=OFFICER)


def _tell(kitchen):
    """Two things told to two people, a robot and a mailbox, a try that failed and one that went well, two jobs done."""
    do, boss = kitchen.do, Actor("刘局长", 2)
    given = {"shape": "wecom", "name": "值班群", "address": "https://robots.example/send?key=1", "secret": "s3"}
    given |= {"kinds": ["digest"], "quiet_from": "21:00", "quiet_until": "07:00", "active": True}
    do(messages.keep_channel, given=given, allowed={"robots.example": False}, by=boss)
    do(messages.keep_email, email="liu@bureau.example", kinds=["digest"], by=boss)
    for number in (1, 2):
        to, link = ("right", "handle_alerts"), f"/alerts/{number}"
        do(messages.tell, to=to, kind="digest", says="{n} 件", facts={"n": number}, link=link, key=f"digest/{number}")

    def post(*_given, **_more):
        raise Undelivered("HTTP 500")

    once, settings = in_transaction, {"SMTP_HOST": "", "BASE_URL": "https://meals.example"}
    with patch.object(transport, "post", post):
        messages.deliver(kitchen.county_id, settings=settings, translate=str, by=boss, now=NOW, once=once)
    for job in ("weekly", "digest"):
        do(messages.keep_job, job, "2026-W45", result="2")


def _close(kitchen):
    do, school = kitchen.do, kitchen.schools
    week = Week(MON)
    do(spend.close_all, week)
    for code in ("S001", "S003"):
        do(spend.ask_reopening, school[code], week, reason="漏记", by=OFFICER)
        do(spend.agree_reopening, school[code], week, by=DIRECTOR)
    do(spend.ask_reopening, school["S002"], week, reason="再看看", by=OFFICER)
    kitchen.serve(FRI, 39, 0, 4, group=("S003", "G16"))
    do(spend.close_week, school["S003"], week, how="deadline")
    do(spend.close_week, school["S001"], Week(NEXT_MON), how="deadline")


def _import_corrections():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "set"
        shutil.copytree(CORRECTIONS, path, ignore=shutil.ignore_patterns("expected_*"))
        wanted = importing.Wanted(path=path, county_code="360733")
        importing.import_set(wanted, by=CLERK, now=lambda: NOW, progress=_silent)


@contextmanager
def _silent(_label, _total):
    yield lambda _done: None
