"""What a canteen buys: fresh goods for the day, keeping goods for the week, grain and oil by the package."""

from datetime import timedelta

from mealwatch.demo.chance import chance
from mealwatch.drill import tricks
from mealwatch.drill.papers import receipt_row, reversal_row
from mealwatch.kernel.money import fen_as_yuan

_TYPED_WRONG = 300  # one receipt in so many is typed wrong, reversed and entered anew
_SMALL = 60  # heads: such a canteen buys eggs and milk loose


class Buyer:
    """Receives goods into one canteen's store and keeps the receipts of the day."""

    def __init__(self, year, canteen, store, books):
        self._books = books
        self._year, self._seed, self._canteen, self._store = year, year.seed, canteen, store
        self._today, self._extra = {}, []
        self._week = self._case = self._clerk = None
        self._prices = {}
        self._never_came = {}  # ingredient code: base units that stand in the books only
        self.days_done = 0  # of the week

    def begin(self, week, case, clerk):
        self._week, self._case, self._clerk, self._prices, self.days_done = week, case, clerk, {}, 0

    def supplier(self, kind):
        mine = self._year.market.supplier(self._canteen, kind, self._week)
        return tricks.supplier(self._case, self._year.rings, kind, self._canteen, self._week) or mine

    def usual_price(self, good):
        """Fen per kg that the cook plans with: what the usual supplier asks."""
        if good not in self._prices:
            usual = self._year.market.supplier(self._canteen, good.kind, self._week)
            self._prices[good] = self._year.market.price(self._canteen, good, self._week, usual)
        return self._prices[good]

    def price(self, good):
        """Fen per kg on the receipt."""
        return self.usual_price(good) * tricks.price_percent(self._case, good, self._week) // 100

    def see_to(self, good, on, wanted):
        """Buy what the store lacks of ``wanted`` base units."""
        lacking = wanted - self._store.usable(good.code, on) + self._never_came.get(good.code, 0)
        if lacking > 0:
            self.receive(good, on, self._purchase(good, lacking))

    def receive(self, good, on, quantity):
        supplier = self.supplier(good.kind)
        row = self._row(good, on, quantity, good.amount_fen(quantity, self.price(good)), supplier, "")
        self._today.setdefault(supplier, []).append(row)

    def receive_on_paper(self, good, on, quantity, amount_fen, number, entered_at):
        """A receipt of its own, with its own number, amount and moment of entry; the goods do not come."""
        self._never_came[good.code] = self._never_came.get(good.code, 0) + quantity
        row = self._row(good, on, quantity, amount_fen, self.supplier(good.kind), number)
        self._extra.append({**row, "entered_at": entered_at})

    def receipts(self, on):
        """The rows of the day's receipts: one document for each supplier. The day is then done."""
        at, rows = self._clerk.at(on, "receipts"), []
        for i, (supplier, lines) in enumerate(sorted(self._today.items()), start=1):
            number = f"R{on:%y%m%d}-{i}"
            if chance(self._seed, "typed wrong", self._canteen.code, on, supplier).randint(1, _TYPED_WRONG) == 1:
                wrong = {**lines[0], "amount_yuan": _ten_times(lines[0]["amount_yuan"])}
                rows += [{**row, "doc_no": number, "entered_at": at} for row in (wrong, *lines[1:])]
                self._books.note("reversals", [reversal_row(self._canteen, "receipt", number, on, "金额录错")])
                number += "A"
            rows += [{**row, "doc_no": number, "entered_at": at} for row in lines]
        rows += self._extra
        self._today, self._extra = {}, []
        return rows

    def issued_on_paper(self, good, quantity):
        """What never came has left the books, too."""
        self._never_came[good.code] -= quantity

    def clerk(self):
        return self._clerk

    def _row(self, good, on, quantity, amount_fen, supplier, number):
        luck = chance(self._seed, "lot", self._canteen.code, good.code, on)
        days = luck.randint(8, 30) if good.shelf_days is None or good.shelf_days > 60 else luck.randint(0, 1)
        produced_on = on - timedelta(days=days)
        expires_on = max(on, produced_on + timedelta(days=good.shelf_days)) if good.shelf_days else None
        self._store.receive(good.code, on, quantity, expires_on)
        return receipt_row(self._canteen, number, on, good, quantity, amount_fen, supplier, produced_on, expires_on)

    def _purchase(self, good, lacking):
        """What is bought when so much lacks: whole packages, else round weights of what keeps."""
        small = good.base_unit == "piece" and self._canteen.heads < _SMALL
        if good.package_content and not small:
            return -(-lacking // good.package_content) * good.package_content
        if good.keeps and lacking > 3000:
            return -(-lacking // 500) * 500
        return lacking


def _ten_times(yuan):
    """The slip of a tired typist: the point one place further on."""
    return fen_as_yuan(10 * int(yuan.replace(".", "")))
