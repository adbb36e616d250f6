"""The documents in their order of entry, and what each does to lots and to meals.

A document adds lots, draws lots and puts cost on meals; a reversal takes all of
that back. What the contract refuses raises Refused.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor

from tests.support.exchange_folder import base_units, day, fen, week_of

_KINDS = {  # in the order in which one day's documents are posted: file and its date column
    "opening": ("openings", "opened_on"),
    "receipt": ("receipts", "received_on"),
    "issue": ("issues", "issued_on"),
    "delivery": ("deliveries", "delivered_on"),
    "loss": ("losses", "lost_on"),
    "stocktake": ("stocktakes", "counted_on"),
}


class Refused(Exception):
    """The set holds a document that the contract does not accept."""


def share(total, part, whole):
    """total x part / whole in fen, rounded half up."""
    return floor(Fraction(total * part, whole) + Fraction(1, 2))


@dataclass(eq=False)
class Lot:
    store: tuple  # (canteen, ingredient)
    received_on: date
    expires_on: date | None
    entry: int
    bought: int
    cost: int
    used: int = 0
    drawn: int = 0

    @property
    def left(self):
        return self.bought - self.used

    @property
    def turn(self):
        """Where the lot stands among those that an issue draws."""
        return (self.expires_on or date.max, self.received_on, self.entry)


@dataclass(eq=False)
class Document:
    canteen: str
    kind: str
    number: str
    on: date
    rows: list
    posted: int
    lots: list = field(default_factory=list)
    draws: list = field(default_factory=list)  # (lot, quantity, fen)
    costs: list = field(default_factory=list)  # ((canteen, day, meal), fen)
    unverified: list = field(default_factory=list)  # (canteen, day, meal)
    reversed: bool = False


class Ledger:
    """Lots and pots after the documents posted so far; ``pots`` is fen by (canteen, day, meal)."""

    def __init__(self, tables, county):
        self.county = county
        self.ingredients = {row["ingredient_code"]: row for row in tables.get("ingredients", [])}
        self.lots = defaultdict(list)
        self.pots = Counter()
        self.unverified = Counter()
        self.closed = set()  # (school, week)
        self._documents = {}
        self._entries = 0

    def post(self, document):
        key = (document.canteen, document.kind, document.number)
        if key in self._documents:
            raise Refused(f"{key} is there already")
        getattr(self, f"_{document.kind}")(document)
        weeks = {week_of(document.on)} | {week_of(on) for (_, on, _), _ in document.costs}
        self._refuse_closed(key, weeks, document.canteen, document.on)
        self.pots.update(dict(_summed(document.costs)))
        self.unverified.update(document.unverified)
        self._documents[key] = document

    def reverse(self, row):
        key = (row["canteen_code"], row["doc_kind"], row["doc_no"])
        document, on = self._documents.get(key), day(row["reversed_on"])
        if document is None or document.reversed or document.on > on:
            raise Refused(f"{key} cannot be reversed on {on}")
        if any(lot.used for lot in document.lots):
            raise Refused(f"{key} has lots that were drawn")
        reached = {week_of(cost_on) for (_, cost_on, _), _ in document.costs}
        self._refuse_closed(key, reached | {week_of(on)}, document.canteen, document.on)
        for lot, quantity, cost in document.draws:
            lot.used -= quantity
            lot.drawn -= cost
        for lot in document.lots:
            self.lots[lot.store].remove(lot)
        self.pots.subtract(dict(_summed(document.costs)))
        self.unverified.subtract(document.unverified)
        document.reversed = True

    def _refuse_closed(self, key, weeks, canteen, on):
        schools = {school for school, _ in self.county.fed(canteen, on)}
        shut = {(school, week) for school in schools for week in weeks} & self.closed
        if shut:
            raise Refused(f"{key} touches closed weeks: {sorted(shut)}")

    def _opening(self, document):
        for row in document.rows:
            self._add_lot(document, row, self._quantity(row), fen(row["amount_yuan"]))

    _receipt = _opening

    def _issue(self, document):
        for row in document.rows:
            drawn = self._draw(document, row["ingredient_code"], self._quantity(row))
            days = self._use_days(document, int(row["use_days"] or 1))
            for on, cost in zip(days, _spread(drawn, int(row["use_days"] or 1), len(days)), strict=True):
                document.costs.append(((document.canteen, on, row["meal"]), cost))

    def _delivery(self, document):
        for row in document.rows:
            meal = (document.canteen, document.on, row["meal"])
            if row["food_cost_yuan"] == "":
                document.unverified.append(meal)
            document.costs.append((meal, fen(row["food_cost_yuan"] or row["amount_yuan"])))

    def _loss(self, document):
        for row in document.rows:
            self._draw(document, row["ingredient_code"], self._quantity(row), expired_too=True)

    def _stocktake(self, document):
        for row in document.rows:
            code = row["ingredient_code"]
            lots = [lot for lot in self.lots[document.canteen, code] if lot.received_on <= document.on]
            counted = base_units(row["counted_quantity"], row["unit"], self.ingredients[code])
            surplus = counted - sum(lot.left for lot in lots)
            if surplus < 0:
                self._draw(document, code, -surplus, expired_too=True)
            elif surplus > 0:
                last = max(lots, key=lambda lot: (lot.received_on, lot.entry), default=None)
                self._add_lot(document, row, surplus, share(last.cost, surplus, last.bought) if last else 0)

    def _quantity(self, row):
        return base_units(row["quantity"], row["unit"], self.ingredients[row["ingredient_code"]])

    def _add_lot(self, document, row, bought, cost):
        self._entries += 1
        expires_on = day(row["expires_on"]) if row["expires_on"] else None
        lot = Lot((document.canteen, row["ingredient_code"]), document.on, expires_on, self._entries, bought, cost)
        self.lots[lot.store].append(lot)
        document.lots.append(lot)

    def _draw(self, document, code, quantity, expired_too=False):
        """Draw lots in their turn; what it cost in fen."""
        usable = [
            lot
            for lot in self.lots[document.canteen, code]
            if lot.left
            and lot.received_on <= document.on
            and (expired_too or lot.expires_on is None or document.on <= lot.expires_on)
        ]
        held = sum(lot.left for lot in usable)
        if held < quantity:
            raise Refused(f"{document.canteen} {document.kind} {document.number}: {quantity} of {code}, {held} held")
        total = 0
        for lot in sorted(usable, key=lambda lot: lot.turn):
            taken = min(lot.left, quantity)
            if not taken:
                break
            cost = share(lot.cost, lot.used + taken, lot.bought) - lot.drawn
            lot.used, lot.drawn, quantity, total = lot.used + taken, lot.drawn + cost, quantity - taken, total + cost
            document.draws.append((lot, taken, cost))
        return total

    def _use_days(self, document, use_days):
        """The days that carry an issue line's cost: at most ``use_days`` of them, at least one."""
        if use_days == 1:
            return [document.on]
        supply = [on for on in self.county.canteen_days(document.canteen) if on >= document.on]
        return supply[:use_days] or [document.on]


def _spread(cost, use_days, days):
    """An issue line's cost in daily shares; the last of fewer days takes the rest."""
    shares = [share(cost, k, use_days) - share(cost, k - 1, use_days) for k in range(1, use_days + 1)]
    return [*shares[: days - 1], sum(shares[days - 1 :])]


def _summed(costs):
    summed = Counter()
    for meal, cost in costs:
        summed[meal] += cost
    return summed


def events(tables):
    """Documents, reversals and closings as ``(kind of event, value)`` in the order of entry."""
    documents = _documents(tables)
    reversals, closings = tables.get("reversals", []), tables.get("closings", [])
    if any(row["posted"] for rows in (reversals, closings) for row in rows) or any(d.posted for d in documents):
        placed = [(d.posted, "document", d) for d in documents]
        placed += [(int(row["posted"]), "reversal", row) for row in reversals]
        placed += [(int(row["posted"]), "closing", row) for row in closings]
    else:
        placed = _by_date(documents, reversals) + [((date.max,), "closing", row) for row in closings]
    return [(event, value) for _, event, value in sorted(placed, key=lambda each: each[0])]


def _documents(tables):
    found = {}
    for kind, (file, column) in _KINDS.items():
        for row in tables.get(file, []):
            key = (row["canteen_code"], kind, row["doc_no"])
            if key not in found:
                found[key] = Document(*key, day(row[column]), [], int(row["posted"] or 0))
            found[key].rows.append(row)
    return list(found.values())


def _by_date(documents, reversals):
    """The order where no file carries ``posted``."""
    kinds = list(_KINDS)
    turn = {(d.canteen, d.kind, d.number): (d.on, 1, kinds.index(d.kind), i, 0) for i, d in enumerate(documents)}
    placed = [(turn[d.canteen, d.kind, d.number], "document", d) for d in documents]
    for i, row in enumerate(reversals):
        on, undone = day(row["reversed_on"]), turn.get((row["canteen_code"], row["doc_kind"], row["doc_no"]))
        same_day = undone and undone[0] == on
        placed.append(((*undone[:4], 1) if same_day else (on, 0, i), "reversal", row))
    return placed
