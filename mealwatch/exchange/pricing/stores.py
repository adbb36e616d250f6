"""The stores of a county's canteens while a set is priced.

Only lots that still hold something are in memory; those that are used up wait
in the staging and come back when a reversal refills them. A used-up lot needs
no figures: it has given all it held and all it cost.
"""

from mealwatch.exchange.checking.context import day_of
from mealwatch.stock.domain.store import Draw, Lot, Moved, Store
from mealwatch.stock.errors import LotsInUse
from mealwatch.stock.queries import books
from mealwatch.stock.queries import store as ledger

_LOT = "SELECT doc, line, ingredient, received, expires, bought, cost FROM lot WHERE "
_KEEP = "UPDATE lot SET used = ?, drawn = ?, standing = ? WHERE doc = ? AND line = ?"


class Stores:
    """``last_known`` is the county's last number: higher ones are documents of the set."""

    def __init__(self, known, staging, county_id, last_known):
        self._known, self._staging = known, staging
        self._county_id, self._last_known = county_id, last_known
        self._stores = {}
        self._undone = set()
        #: Lots of the county that the set has moved, by key.
        self.touched = {}

    def post(self, document, number):
        """Post a document of the set (in refs) under its number, and keep what it moved. Raises NotEnoughStock."""
        store = self._store(document.canteen_id)
        moved = store.post(document, number)
        put = self._staging.run
        for line, one in enumerate(moved, start=1):
            put("INSERT INTO moved VALUES (?, ?, ?, ?)", (number, line, one.cost_fen, one.book))
            for no, draw in enumerate(one.draws, start=1):
                row = number, line, no, *draw.lot_key, draw.quantity, draw.cost_fen
                put("INSERT INTO draw VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            if one.lot is not None:
                self._keep_new(document.canteen_id, one.lot)
        self._settle(store, {draw.lot_key for one in moved for draw in one.draws})

    def reverse(self, canteen, number):
        """Undo a document, of the set or of the county. Raises LotsInUse."""
        store = self._store(canteen)
        draws, own = self._moved_by(number)
        if any(key not in store.lots or store.lots[key].used for key in own):
            raise LotsInUse(documents="")
        for draw in draws:
            if draw.lot_key not in store.lots:
                store.remember(self._used_up(draw.lot_key))
        store.undo([Moved(draws=tuple(draws)), *(Moved(lot=store.lots[key]) for key in own)])
        if number <= self._last_known:
            self._undone.add(number)
        self._settle(store, {*(draw.lot_key for draw in draws), *own})

    def settle_all(self):
        """Write down the lots that are still held, as the set leaves them."""
        for store in self._stores.values():
            for lot in store.lots.values():
                if lot.key[0] > self._last_known:
                    self._staging.run(_KEEP, (lot.used, lot.drawn_fen, lot.standing, *lot.key))

    def _store(self, canteen):
        if canteen not in self._stores:
            canteen_id = self._known.canteen.ids[canteen]
            lots = books.open_lots(self._county_id, canteen_id) if canteen_id is not None else []
            for lot in lots:
                lot.ingredient_id = self._known.ingredient.ref_of(lot.ingredient_id)
            self._stores[canteen] = Store(lots, lambda ingredient, on: self._last_received(canteen, ingredient, on))
        return self._stores[canteen]

    def _settle(self, store, keys):
        """Let go of lots of the set that are used up or gone; note those of the county that moved."""
        for key in keys:
            lot = store.lots[key]
            if key[0] <= self._last_known:
                self.touched[key] = lot
            elif not lot.left or not lot.standing:
                self._staging.run(_KEEP, (lot.used, lot.drawn_fen, lot.standing, *key))
                del store.lots[key]

    def _keep_new(self, canteen, lot):
        row = (*lot.key, canteen, lot.ingredient_id, lot.received_on.isoformat())
        row += (lot.expires_on and lot.expires_on.isoformat(), lot.bought, lot.cost_fen, 0, 0, True)
        self._staging.run("INSERT INTO lot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _moved_by(self, number):
        """Its draws, and the keys of its own lots."""
        if number <= self._last_known:
            _, moved = ledger.moved_by(self._county_id, number)
            draws = [draw for one in moved for draw in one.draws]
            return draws, [one.lot.key for one in moved if one.lot is not None]
        drawn = self._staging.run(
            "SELECT lot_doc, lot_line, quantity, cost FROM draw WHERE doc = ? ORDER BY line, no", (number,)
        )
        draws = [Draw((doc, line), quantity, cost) for doc, line, quantity, cost in drawn]
        own = self._staging.run("SELECT doc, line FROM lot WHERE doc = ?", (number,))
        return draws, [tuple(key) for key in own]

    def _used_up(self, key):
        if key[0] <= self._last_known:
            return self._of_county(key)
        lot = self._as_lot(self._staging.one(_LOT + "doc = ? AND line = ?", key))
        lot.used, lot.drawn_fen = lot.bought, lot.cost_fen
        return lot

    def _of_county(self, key):
        lot = books.lot_by_key(self._county_id, key)
        lot.ingredient_id = self._known.ingredient.ref_of(lot.ingredient_id)
        return lot

    def _last_received(self, canteen, ingredient, on):
        """The last standing lot received up to a day, of the set or of the county."""
        row = self._staging.one(
            _LOT + "canteen = ? AND ingredient = ? AND received <= ? AND standing "
            "ORDER BY received DESC, doc DESC, line DESC LIMIT 1",
            (canteen, ingredient, on.isoformat()),
        )
        found = [self._as_lot(row)] if row else []
        ids = self._known.canteen.ids[canteen], self._known.ingredient.ids[ingredient]
        if None not in ids:
            lot = books.last_lot(self._county_id, *ids, on, self._undone)
            found += [lot] if lot else []
        return max(found, key=lambda lot: (lot.received_on, lot.key), default=None)

    @staticmethod
    def _as_lot(row):
        doc, line, ingredient, received, expires, bought, cost = row
        return Lot((doc, line), ingredient, day_of(received), expires and day_of(expires), bought, cost)
