"""What a canteen buys: fresh goods for the day, keeping goods for the week, grain and oil by the package."""

from datetime import timedelta
from fractions import Fraction

from mealwatch.demo.chance import chance
from mealwatch.demo.term import week_of
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.quantity import plain

_KEEPS = 14  # days; what keeps so long is bought for the week
_MORNING = "06:30"


def keeps(ingredient):
    """Is it bought for the week rather than for the day?"""
    return ingredient.shelf_days is None or ingredient.shelf_days >= _KEEPS


def amount_fen(ingredient, quantity, price):
    """What ``quantity`` base units cost at ``price`` fen per kg, to the nearest fen."""
    return int(quantity * ingredient.grams_per_unit * price / 1000 + Fraction(1, 2))


def printed(ingredient, quantity, in_jin=False):
    """A quantity of base units as the paper has it: ``(number, unit)``."""
    if ingredient.base_unit == "g":
        return (plain(Fraction(quantity, 500)), "jin") if in_jin else (plain(Fraction(quantity, 1000)), "kg")
    if ingredient.base_unit == "ml":
        return plain(Fraction(quantity, 1000)), "L"
    return str(quantity), "piece"


class Buyer:
    """Receives goods into one canteen's store and writes the receipts of each day."""

    def __init__(self, seed, canteen, market, store, books):
        self._seed, self._canteen, self._market = seed, canteen, market
        self._store, self._books = store, books
        self._today = {}  # supplier: rows

    def price(self, ingredient, on, change):
        """Fen per kg on the receipt."""
        honest = self._market.price(self._canteen, ingredient, week_of(on))
        return honest * change.price_percent.get(ingredient.name, 100) // 100

    def see_to(self, ingredient, on, wanted, change):
        """Buy what the store lacks of ``wanted`` base units."""
        lacking = wanted - self._store.usable(ingredient.code, on)
        if lacking > 0:
            self.receive(ingredient, on, self._purchase(ingredient, on, lacking), change)

    def receive(self, ingredient, on, quantity, change, amount=None):
        """One receipt line; ``amount`` in fen where it is not quantity times price."""
        luck = chance(self._seed, "lot", self._canteen.code, ingredient.code, on)
        produced_on, expires_on = _dates(ingredient, on, luck)
        if amount is None:
            amount = amount_fen(ingredient, quantity, self.price(ingredient, on, change))
        self._store.receive(ingredient.code, on, quantity, amount, expires_on)
        supplier = self._market.supplier(self._canteen, ingredient, week_of(on))
        number, unit = self._on_paper(ingredient, quantity)
        self._today.setdefault(supplier, []).append(
            {
                "received_on": on.isoformat(),
                "ingredient_code": ingredient.code,
                "quantity": number,
                "unit": unit,
                "amount_yuan": fen_as_yuan(amount),
                "supplier_code": supplier,
                "batch_no": f"{supplier}-{produced_on:%y%m%d}",
                "produced_on": produced_on.isoformat(),
                "expires_on": expires_on.isoformat() if expires_on else "",
            }
        )

    def write_receipts(self, on, change):
        """One receipt for each supplier of the day; now and then one is typed wrong, reversed and entered anew."""
        people = self._canteen.school.people
        signed = {
            "canteen_code": self._canteen.code,
            "buyer": people["buyer"],
            "acceptor_1": people["acceptor_1"],
            "acceptor_2": "" if change.one_acceptor else people["acceptor_2"],
        }
        for i, (supplier, lines) in enumerate(sorted(self._today.items()), start=1):
            number = f"R{on:%y%m%d}-{i}"
            at, document = f"{on}T{_MORNING}", [{**signed, "doc_no": number, **line} for line in lines]
            if chance(self._seed, "typed wrong", self._canteen.code, on, supplier).randint(1, 400) == 1:
                self._books.enter(at, "receipts", [_ten_times(document[0]), *document[1:]])
                self._books.reverse(at, self._canteen, "receipt", number, "金额录错")
                document = [{**row, "doc_no": f"{number}A"} for row in document]
            self._books.enter(at, "receipts", document)
        self._today = {}

    def _purchase(self, ingredient, on, lacking):
        """What is bought when so much lacks: whole packages, else round weights, at times a little too much."""
        if ingredient.package_content:
            return -(-lacking // ingredient.package_content) * ingredient.package_content
        luck = chance(self._seed, "too much", self._canteen.code, ingredient.code, on)
        if luck.randint(1, 40) == 1:
            lacking += lacking * luck.randint(4, 10) // 100
        step = 500 if keeps(ingredient) and lacking > 5000 else 10
        return -(-lacking // step) * step

    def _on_paper(self, ingredient, quantity):
        if ingredient.package_content and quantity % ingredient.package_content == 0:
            return str(quantity // ingredient.package_content), "package"
        return printed(ingredient, quantity, in_jin=self._canteen.school.town in ("石笋沟乡", "清禾镇"))


def _dates(ingredient, on, luck):
    """``(produced_on, expires_on)``; fresh goods are of yesterday or today, the rest has lain some weeks."""
    if ingredient.shelf_days is None or ingredient.shelf_days > 60:
        produced_on = on - timedelta(days=luck.randint(8, 40))
    else:
        produced_on = on - timedelta(days=luck.randint(0, 1))
    if ingredient.shelf_days is None:
        return produced_on, None
    return produced_on, max(on, produced_on + timedelta(days=ingredient.shelf_days))


def _ten_times(line):
    """The slip of a tired typist."""
    return {**line, "amount_yuan": fen_as_yuan(10 * int(line["amount_yuan"].replace(".", "")))}
