"""Suppliers and prices: levels that follow the season and wander by week, steps between suppliers, a little haggling.

Every price is a whole number of fen per kg as bought.
"""

from mealwatch.demo.chance import chance

KINDS = {"dry": 4, "meat": 5, "vegetable": 5, "egg_milk": 4, "tofu": 4, "fruit": 4}
_WORDS = {"dry": "粮油", "meat": "鲜肉", "vegetable": "蔬菜", "egg_milk": "蛋奶", "tofu": "豆制品", "fruit": "水果"}
_FANCY = "禾岚溪岭圃露园阳牧云石果甜山泉松"
_SEASON = {9: -50, 10: -60, 11: -20, 12: 60, 1: 130, 2: 160, 3: 120, 4: 40, 5: -40, 6: -80, 7: -80}  # per mille
_WANDERS = {"vegetable": (25, 90, 100), "fruit": (18, 70, 60), "meat": (10, 50, 0), "dry": (4, 25, 0)}
_STEADY = (7, 35, 0)  # per mille: most in one week, most in all, share of the season in percent
CATERER = "V90"
_LOYAL = 15  # percent of the classes of goods that a canteen buys almost only from one firm


class Market:
    def __init__(self, seed, weeks):
        self._seed, self._weeks = seed, weeks
        self._levels, self._offsets, self._chosen = {}, {}, {}
        self._codes = {}
        number = 0
        for kind, count in KINDS.items():
            self._codes[kind] = [f"V{number + k + 1:02}" for k in range(count)]
            number += count
        self._ring = {}

    def rows(self):
        """The rows of suppliers.csv."""
        for kind, codes in self._codes.items():
            for k, code in enumerate(codes):
                name = f"{_FANCY[int(code[1:]) % len(_FANCY)]}{'盛丰和顺'[k % 4]}{_WORDS[kind]}商行"
                yield _firm(code, name, f"000-{7000 + int(code[1:])}")
        yield _firm(CATERER, "知味学生餐配送公司", "000-7090")
        for code, (ring, kind) in sorted(self._ring.items()):
            yield _firm(code, f"川{code[-1]}冷链{_WORDS[kind]}配送部", f"000-{8000 + ring}")

    def add_ring(self, number, kind):
        """Two more firms under one telephone number; their codes."""
        codes = (f"V{100 + 2 * number}", f"V{101 + 2 * number}")
        for code in codes:
            self._ring[code] = (number, kind)
        return codes

    def supplier(self, canteen, kind, week):
        """Who delivers one class of goods this week: of three firms that a canteen knows mostly two, of some one."""
        key = (canteen.code, kind, week)
        if key not in self._chosen:
            known = chance(self._seed, "known", canteen.school.town, kind).sample(self._codes[kind], 3)
            loyal = chance(self._seed, "loyal", *key[:2]).randint(1, 100) <= _LOYAL
            turn = chance(self._seed, "turn", *key[:2], week).randint(1, 100)
            self._chosen[key] = known[0] if turn <= (92 if loyal else 42) else known[1] if turn <= 80 else known[2]
        return self._chosen[key]

    def price(self, canteen, good, week, supplier):
        """Fen per kg that this canteen pays this week."""
        haggled = chance(self._seed, "haggle", canteen.code, good.code, week).randint(-15, 15)
        per_mille = self.level(good, week) + self._offset(supplier, good) + self._road(canteen) + haggled
        return max(10, (good.fen_per_kg * per_mille + 5000) // 10000 * 10)

    def _offset(self, supplier, good):
        key = (supplier, good.code)
        if key not in self._offsets:
            self._offsets[key] = chance(self._seed, "supplier", *key).randint(-50, 50)
        return self._offsets[key]

    def _road(self, canteen):
        key = ("road", canteen.school.town)
        if key not in self._offsets:
            self._offsets[key] = chance(self._seed, *key).choice((0, 0, 10, 20, 30, 60))
        return self._offsets[key]

    def level(self, good, week):
        """The county's price level, per mille of the typical price."""
        if (good.code, week) not in self._levels:
            step, most, seasonal = _WANDERS.get(good.kind, _STEADY)
            walk, level = chance(self._seed, "level", good.code), 0
            for one in self._weeks:
                level = max(-most, min(most, level + walk.randint(-step, step)))
                self._levels[good.code, one] = 1000 + level + _season(one) * seasonal // 100
        return self._levels[good.code, week]


def _season(week):
    """Between two months the season moves day by day."""
    on = week.monday
    here, then = _SEASON.get(on.month, 0), _SEASON.get(on.month % 12 + 1, 0)
    return here + (then - here) * on.day // 31


def _firm(code, name, phone):
    return {
        "supplier_code": code,
        "name": name,
        "licence_no": f"DRILL-{code}",
        "licence_expires_on": "2029-12-31",
        "contact": f"{name[0]}经理",
        "phone": phone,
    }
