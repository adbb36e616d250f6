"""Goods in at the demo canteen: a delivery with differences and a photographed slip, one that all went back.

One supplier's licence ran out and the bureau lets them deliver for a while, another's ran out without, a third's
runs out soon. What is delivered today goes to the store like any goods.
"""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from mealwatch.acceptance import queries, service
from mealwatch.acceptance.domain import prices
from mealwatch.attachments import service as attachments
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue import service as suppliers
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.schools import queries as schools
from mealwatch.signing import service as signing
from mealwatch.web import paper

_SLIP = Path(__file__).with_name("tables") / "slip.typ"
_LET, _SOON = ("V16", "桥头豆腐坊"), ("V17", "青禾菌菇种植户")
_CLERK, _PARENT = Actor("刘伟（kuguan）"), "郭玉梅"
#: name: yuan per 斤, 斤 ordered, on the slip, weighed, returned, and what else is known
_TODAY = (
    ("土豆", "1.6", 80, 80, 78, 0, {"certificates": {"farm": "CNHG-261123-07"}, "origin": "本县青杉镇"}),
    (
        "大白菜",
        "1.9",
        60,
        62,
        62,
        5,
        {"return_reason": "外叶腐烂", "quick_test": "passed", "quick_test_note": "抑制率 9%"},
    ),
    ("胡萝卜", "2.1", 30, 30, 30, 0, {"checks": dict.fromkeys(("colour", "smell", "texture", "packaging"), "good")}),
)


def fill(county_id, *, by, now):
    """Two more suppliers with their licences, one allowance, and two deliveries at the first canteen."""
    today = now.date()
    rows = [
        {"code": code, "name": name, "licence_no": f"DEMO-{code}", "licence_expires_on": today + timedelta(days=days)}
        for (code, name), days in ((_LET, -9), (_SOON, 12))
    ]
    suppliers.put_suppliers(county_id, rows, by=by, now=now)
    canteen = schools.canteens_of(county_id)[0]
    let = catalogue.get_supplier(county_id, _LET[0])
    service.allow(
        county_id,
        let,
        canteen_id=canteen.id,
        from_date=today - timedelta(days=3),
        until_date=today + timedelta(days=11),
        reason="新证已受理，取证前凭受理单供货，每批索取检验报告",
        by=Actor("周敏（jiaoti）"),
        now=now,
    )
    known = {one.name.partition("（")[0]: one for one in catalogue.ingredients_of(county_id)}
    if all(name in known for name, *_rest in _TODAY):
        _delivered(county_id, canteen, known, now)
    if "北豆腐" in known:
        _sent_back(county_id, canteen, known["北豆腐"], let, now)


def _delivered(county_id, canteen, known, now):
    seller = catalogue.get_supplier(county_id, "V06")
    lines = [
        {
            "ingredient": known[name],
            "unit": "jin",
            "ordered": 500 * ordered,
            "noted": 500 * noted,
            "weighed": 500 * weighed,
            "returned": 500 * returned,
            "yuan": Fraction(yuan),
            "per": "jin",
            "price_answer": prices.KEPT,
            "expires_on": now.date() + timedelta(days=6),
            **more,
        }
        for name, yuan, ordered, noted, weighed, returned, more in _TODAY
    ]
    picture = paper.png(_SLIP, _slip(seller, canteen, now), ppi=110)
    photo = attachments.keep(county_id, canteen.id, picture, by=_CLERK, now=now)
    head = {
        "supplier": seller,
        "slip_no": f"LP{now:%m%d}07",
        "slip_photos": (photo.digest,),
        "arrived_at": "06:40",
        "meal_use": "lunch",
        "deliverer": "田师傅",
        "plate": "演A·20367",
        "representative": _PARENT,
        "lines": lines,
    }
    _accept(county_id, canteen, head, now)


def _sent_back(county_id, canteen, tofu, seller, now):
    line = {"ingredient": tofu, "unit": "jin", "ordered": 10_000, "noted": 10_000, "weighed": 10_000}
    line |= {"returned": 10_000, "return_reason": "有酸味", "temperature_tenths": 135, "checks": {"smell": "bad"}}
    _accept(county_id, canteen, {"supplier": seller, "note": "整批退回，已请供货商重送", "lines": [line]}, now)


def _accept(county_id, canteen, head, now):
    number = queries.next_number(county_id, canteen.id, "receipt", now.date())
    given = {"dated_on": now.date(), "acceptor_1": "刘伟", **head}

    def sign(doc_no, content):
        guest = {"second_how": "guest", "second_guest_name": _PARENT, "second_guest_kind": "parent"}
        return signing.second(
            county_id,
            canteen.id,
            guest | {"second_typed": True},
            purpose="accept",
            subject="receipt",
            key=doc_no,
            content=content,
            on=now.date(),
            by=_CLERK,
            now=now,
        )

    service.accept(county_id, canteen.id, "receipt", number, given, sign=sign, by=_CLERK, now=now)


def _slip(seller, canteen, now):
    fen = [prices.goods_fen(Fraction(yuan), 500, 500 * noted) for _name, yuan, _o, noted, *_rest in _TODAY]
    lines = [
        [name, f"{noted} 斤", yuan, fen_as_yuan(cost)]
        for (name, yuan, _o, noted, *_rest), cost in zip(_TODAY, fen, strict=True)
    ]
    return {
        "seller": seller.name,
        "canteen": canteen.name,
        "number": f"LP{now:%m%d}07",
        "day": f"{now:%Y-%m-%d}",
        "lines": lines,
        "total": fen_as_yuan(sum(fen)),
        "deliverer": "田师傅",
    }
