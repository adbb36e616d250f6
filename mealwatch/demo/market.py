"""Prices of the demo county: they wander by week, differ a little by supplier and by road.

Every price is a whole number of fen per kg as bought.
"""

from datetime import timedelta
from functools import cache

from mealwatch.demo.chance import chance
from mealwatch.demo.kept import rows
from mealwatch.demo.term import FIRST, days_of, week_of
from mealwatch.demo.trades import trade_of

_WANDERS = {"vegetable": (30, 100), "fruit": (18, 80)}  # per mille: most in one week, most in all
_STEADY = (9, 50)
_EXPOSED_TOWN = "竹影镇"  # buys its meat from the supplier whose licence ends


class Market:
    def __init__(self, seed, expired_supplier=None, expired_on=None):
        """``expired_supplier``'s licence ends on ``expired_on``; it goes on delivering."""
        self._seed = seed
        self._expired = (expired_supplier, expired_on)
        self._levels = {}
        self._pair = cache(self._pair)
        self._prices = {}

    def rows(self):
        """The rows of suppliers.csv."""
        for row in rows("suppliers"):
            code, on = self._expired
            expires = on.isoformat() if on and row["supplier_code"] == code else row["licence_expires_on"]
            yield {**{key: row[key] for key in row if key != "goods"}, "licence_expires_on": expires}

    def supplier(self, canteen, ingredient, week):
        """Who delivers: two of each kind serve a canteen in turn, week by week."""
        return self._pair(canteen.school.town, trade_of(ingredient))[int(week[-2:]) % 2]

    def price(self, canteen, ingredient, week):
        """Fen per kg that this canteen pays this week."""
        key = (canteen.code, ingredient.code, week)
        if key not in self._prices:
            self._prices[key] = self._price(canteen, ingredient, week)
        return self._prices[key]

    def _price(self, canteen, ingredient, week):
        supplier = self.supplier(canteen, ingredient, week)
        of_supplier = chance(self._seed, "supplier", supplier, ingredient.code).randint(-25, 25)
        of_road = chance(self._seed, "road", canteen.school.town).randint(0, 20)
        per_mille = self._level(ingredient, week) + of_supplier + of_road
        return (ingredient.price_typical_fen * per_mille + 500) // 1000

    def _pair(self, town, kind):
        """The two suppliers of one kind of goods in a town."""
        codes = [row["supplier_code"] for row in rows("suppliers") if row["goods"] == kind]
        expiring = self._expired[0]
        if expiring in codes:
            codes.remove(expiring)
            if town == _EXPOSED_TOWN:
                return codes[0], expiring
        return chance(self._seed, "pair", town, kind).sample(codes, 2)

    def _level(self, ingredient, week):
        """The county's price level, per mille of the typical price: a walk from the first week of term."""
        if (ingredient.code, week) not in self._levels:
            step, most = _WANDERS.get(trade_of(ingredient), _STEADY)
            walk = chance(self._seed, "level", ingredient.code)
            level, monday = 1000, days_of(week_of(FIRST))[0]
            for _ in range(30):
                level = max(1000 - most, min(1000 + most, level + walk.randint(-step, step)))
                self._levels[ingredient.code, week_of(monday)] = level
                monday += timedelta(weeks=1)
        return self._levels[ingredient.code, week]
