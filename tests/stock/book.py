"""The contract's rules for stores, written down plainly and apart from the service: lists, fractions, no database.

``Book`` says what each document must do. What it may be refused for comes as a set of error names: where several
hold, any of them is right.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor


@dataclass
class Lot:
    place: tuple  # canteen, ingredient
    received: date
    expires: date | None
    entry: int
    bought: int
    cost: int
    used: int = 0
    drawn: int = 0
    standing: bool = True


@dataclass(frozen=True)
class Line:
    ingredient: str = ""
    quantity: int = 0
    fen: int = 0
    expires: date | None = None
    use_days: int = 1


@dataclass(frozen=True)
class Paper:
    kind: str
    canteen: str
    number: str
    on: date
    lines: tuple
    meal: str | None = None


@dataclass
class Posted:
    paper: Paper
    draws: list = field(default_factory=list)  # lot, quantity, cost
    lots: list = field(default_factory=list)
    costs: list = field(default_factory=list)  # date, fen
    undone: tuple | None = None


class Book:
    """``feeds(canteen, on)``: the schools fed then; ``supply(canteen)``: its supply days, sorted."""

    def __init__(self, feeds, supply):
        self.feeds, self.supply = feeds, supply
        self.lots, self.posted, self.closed = [], {}, set()

    def post(self, paper):
        """ "new" or "same", or the set of what it is refused for."""
        key = (paper.kind, paper.canteen, paper.number)
        if key in self.posted:
            return "same" if self.posted[key].paper == paper else {"DocumentDiffers"}
        faults = set()
        if self._shut(paper, paper.on):
            faults.add("WeekClosed")
        if any(self._shut(paper, on) for line in paper.lines for on, _ in self._spread(paper, line, 0)):
            faults.add("SpreadsIntoClosedWeek")
        before = [(lot, replace(lot)) for lot in self.lots]
        done = Posted(paper)
        try:
            for line in paper.lines:
                getattr(self, paper.kind)(done, line)
        except NotEnough:
            faults.add("NotEnoughStock")
        if faults:
            self.lots = [lot for lot, _ in before]
            for lot, was in before:
                lot.used, lot.drawn = was.used, was.drawn
            return faults
        self.posted[key] = done
        return "new"

    def reverse(self, kind, canteen, number, on, words):
        done = self.posted.get((kind, canteen, number))
        if done is None:
            return {"NothingToReverse"}
        if done.undone:
            return "same" if done.undone == (on, words) else {"AlreadyReversed"}
        faults = set()
        if on < done.paper.on:
            faults.add("ReversedBeforeDated")
        if self._shut(replace(done.paper, on=on), on):
            faults.add("WeekClosed")
        if any(self._shut(done.paper, day) for day, _ in done.costs):
            faults.add("CostInClosedWeek")
        if any(lot.used for lot in done.lots):
            faults.add("LotsInUse")
        if faults:
            return faults
        for lot, quantity, cost in done.draws:
            lot.used -= quantity
            lot.drawn -= cost
        for lot in done.lots:
            lot.standing = False
        done.undone = (on, words)
        return "new"

    def pots(self):
        """The money that stands in each pot: {(canteen, date, meal): fen}, without the empty ones."""
        pots = {}
        for done in self.posted.values():
            for on, fen in done.costs if not done.undone else ():
                place = (done.paper.canteen, on, done.paper.meal)
                pots[place] = pots.get(place, 0) + fen
        return {place: fen for place, fen in pots.items() if fen}

    def receipt(self, done, line):
        self._bring(done, line.ingredient, line.expires, line.quantity, line.fen)

    opening = receipt

    def issue(self, done, line):
        usable = [lot for lot in self._held(done.paper, line) if lot.expires is None or lot.expires >= done.paper.on]
        cost = self._take(done, usable, line.quantity)
        done.costs += self._spread(done.paper, line, cost)

    def loss(self, done, line):
        self._take(done, self._held(done.paper, line), line.quantity)

    def stocktake(self, done, line):
        held = self._held(done.paper, line)
        book = sum(lot.bought - lot.used for lot in held)
        if line.quantity < book:
            self._take(done, held, book - line.quantity)
        elif line.quantity > book:
            known = sorted(held, key=lambda lot: (lot.received, lot.entry))
            surplus = line.quantity - book
            cost = share(known[-1].cost, surplus, known[-1].bought) if known else 0
            self._bring(done, line.ingredient, None, surplus, cost)

    def delivery(self, done, line):
        done.costs.append((done.paper.on, line.fen))

    def _held(self, paper, line):
        """The standing lots received up to the date, whether they hold something or not."""
        place = (paper.canteen, line.ingredient)
        return [lot for lot in self.lots if lot.place == place and lot.standing and lot.received <= paper.on]

    def _bring(self, done, ingredient, expires, quantity, cost):
        place = (done.paper.canteen, ingredient)
        lot = Lot(place, done.paper.on, expires, len(self.lots), quantity, cost)
        self.lots.append(lot)
        done.lots.append(lot)

    def _take(self, done, lots, quantity):
        if quantity > sum(lot.bought - lot.used for lot in lots):
            raise NotEnough
        total = 0
        for lot in sorted(lots, key=lambda lot: (lot.expires or date.max, lot.received, lot.entry)):
            taken = min(quantity, lot.bought - lot.used)
            if taken:
                cost = share(lot.cost, lot.used + taken, lot.bought) - lot.drawn
                lot.used += taken
                lot.drawn += cost
                done.draws.append((lot, taken, cost))
                quantity -= taken
                total += cost
        return total

    def _spread(self, paper, line, cost):
        if paper.kind != "issue":
            return []
        n = line.use_days
        if n == 1:
            return [(paper.on, cost)]
        days = [on for on in self.supply(paper.canteen) if on >= paper.on][:n] or [paper.on]
        parts = [share(cost, k, n) - share(cost, k - 1, n) for k in range(1, n + 1)]
        return list(zip(days, [*parts[: len(days) - 1], sum(parts[len(days) - 1 :])], strict=True))

    def _shut(self, paper, on):
        """Whether the week of ``on`` is closed for a school that the canteen feeds on the paper's date."""
        monday = on - timedelta(days=on.weekday())
        return any((school, monday) in self.closed for school in self.feeds(paper.canteen, paper.on))


class NotEnough(Exception):
    pass


def share(total, part, whole):
    """total x part / whole, rounded half up."""
    return floor(Fraction(total * part, whole) + Fraction(1, 2))
