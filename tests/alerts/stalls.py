"""Markets for the rules on prices and suppliers: ten canteens that buy rice, pork and vegetables, written by hand."""

from datetime import date, datetime
from fractions import Fraction

from mealwatch.alerts.domain.market import Good, Market, Paid
from mealwatch.alerts.domain.papers import Signers
from mealwatch.alerts.domain.suppliers import Licences
from mealwatch.catalogue.domain.ingredient import Supplier
from mealwatch.catalogue.domain.price_list import Listed, PriceList, Prices
from mealwatch.catalogue.domain.register import Register
from mealwatch.kernel.clock import SHANGHAI
from tests.support.signals import CABBAGE, EGG, FOODS, MON, PORK, RICE, canteen, given, school

COUNT = 10
#: Usual prices: fen for a 斤, for an egg.
USUAL = {RICE: 240, PORK: 1500, CABBAGE: 150, EGG: 60}


def _band(good):
    """From the usual price of a base unit to twice as much."""
    price = Fraction(USUAL.get(good, 500), 1 if good is EGG else 500)
    return price, 2 * price


GOODS = {one.id: Good(one.name, one.food_group, one.base_unit, _band(one)) for one in FOODS}
LISTED_AT = datetime(2026, 10, 1, 9, tzinfo=SHANGHAI)


def paid(good=RICE, fen=None, jin=100, *, at=1, on=MON, number=None, supplier=1, document=None, **more):
    """So many 斤 (of eggs: pieces) for so many fen; by default at the usual price."""
    content = 1 if good is EGG else 500
    fen = USUAL[good] * jin if fen is None else fen
    number = number or f"R{on:%m%d}-{at}-{good.id}"
    return Paid(at, document or at * 1000 + good.id, 1, number, on, good.id, jin * content, fen, supplier, **more)


def others(good=RICE, per_cent=(97, 99, 100, 100, 101, 103), *, on=MON):
    """What other canteens paid, in percent of the usual price."""
    return [paid(good, USUAL[good] * share, at=at, on=on, supplier=9) for at, share in enumerate(per_cent, 2)]


def price_list(*rows, first=date(2026, 9, 1), last=None):
    """Prices of (ingredient, fen for a 斤, supplier or None)."""
    head = PriceList(1, first, last, "县价格表", LISTED_AT, "王股长")
    made = [Listed(1, place, good.id, "jin", 500, fen, seller) for place, (good, fen, seller) in enumerate(rows, 1)]
    return Prices([head], made)


def firm(number, **known):
    return Supplier(number, f"V{number:02}", f"第{number}商行", (), **known)


def market(*lines, listed=None, firms=(), signers=(), versions=(), allowances=(), delivered=(), **more):
    """A Given with these lines; S001 has canteen C001, ten schools in all."""
    firms = firms or [firm(number) for number in range(1, 12)]
    parts = {
        "prices": Market(lines, GOODS, listed or Prices((), ())),
        "licences": Licences(Register({one.id: one for one in firms}, versions), list(allowances), list(delivered)),
        "signers": Signers(list(signers), []),
        "people": more.pop("people", {}),
    }
    options = {
        "schools": [school(n) for n in range(1, COUNT + 1)],
        "canteens": [canteen(n) for n in range(1, COUNT + 1)],
    }
    return given(asked={1}, **options, **parts, **more)
