"""Reading documents, reversals, closings, meals and menus: sound rows go to the staging, row by row."""

from mealwatch.exchange.choices import UNITS
from mealwatch.exchange.errors import records as errors
from mealwatch.exchange.reading.rows import SPOILED
from mealwatch.exchange.staging import packed
from mealwatch.kernel.quantity import MOST, NotWhole, UnitDoesNotFit, plain
from mealwatch.stock.domain.documents import KINDS

NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_LINE = "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REVERSAL = (
    "INSERT INTO reversal (row, canteen, kind, doc_no, dated, reason, reversed_by, posted, entered_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CLOSING = "INSERT INTO closing (row, school, monday, closed_at, closed_by, posted) VALUES (?, ?, ?, ?, ?, ?)"
_MEAL = (
    'INSERT INTO meal (row, dated, "group", meal, beneficiaries, other_pupils, staff, entered_at) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_MENU = (
    "INSERT INTO menu (row, canteen, dated, meal, dish, ingredient, age_band, milligrams) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


class BookReader:
    """Takes the rows of one file of the books."""

    def __init__(self, rows, staging, today):
        self._rows, self._known, self._staging, self._today = rows, rows.known, staging, today
        file = rows.file
        self._kind = NUMBER.get(file.doc_kind)
        self._line = getattr(self, f"_{file.doc_kind or file.name}")
        self._take = self._document if file.doc_kind else self._line
        self._dated = file.columns[2].name

    def take(self, values):
        self._take(*values)

    def _document(self, canteen, doc_no, dated, *rest):
        *said, posted, entered_at = rest
        meal = said.pop(0) if self._rows.file.doc_kind in ("issue", "delivery") else None
        dated = self._not_later(self._dated, dated)
        line = self._line(dated, *said)
        head = canteen, doc_no, dated, meal, posted, entered_at
        if SPOILED in head or SPOILED in line:
            readable = (None if value is SPOILED else value for value in (canteen, doc_no))
            unread(self._staging, self._kind, *readable)
            return
        row = self._kind, canteen, doc_no, self._rows.number, _iso(dated), meal, posted, _iso(entered_at), packed(line)
        self._staging.put(_LINE, row)

    def _opening(self, on, ingredient, quantity, unit, amount_fen, expires_on, counted_by, witnessed_by):
        base = self._base("quantity", ingredient, quantity, unit)
        expires_on = self._not_before(on, expires_on)
        return [ingredient, base, unit, amount_fen, _iso(expires_on), counted_by, witnessed_by]

    def _receipt(
        self,
        on,
        ingredient,
        quantity,
        unit,
        amount_fen,
        supplier,
        batch_no,
        produced_on,
        expires_on,
        buyer,
        *acceptors,
    ):
        base = self._base("quantity", ingredient, quantity, unit)
        dates = _iso(produced_on), _iso(self._not_before(on, expires_on))
        people = self._two_people(*acceptors)
        return [ingredient, base, unit, amount_fen, supplier, batch_no, *dates, buyer, *people]

    def _issue(self, _on, ingredient, quantity, unit, use_days, storekeeper, collector):
        base = self._base("quantity", ingredient, quantity, unit)
        return [ingredient, base, unit, use_days or 1, storekeeper, collector]

    def _delivery(self, _on, portions, amount_fen, food_cost_fen, supplier, *acceptors):
        return [portions, amount_fen, food_cost_fen, supplier, *self._two_people(*acceptors)]

    def _loss(self, _on, ingredient, quantity, unit, reason, approved_by):
        return [ingredient, self._base("quantity", ingredient, quantity, unit), unit, reason, approved_by]

    def _stocktake(self, _on, ingredient, quantity, unit, reason, counted_by, witnessed_by):
        base = self._base("counted_quantity", ingredient, quantity, unit)
        return [ingredient, base, unit, reason, counted_by, witnessed_by]

    def _reversals(self, canteen, kind, doc_no, dated, reason, reversed_by, posted, entered_at):
        dated = self._not_later("reversed_on", dated)
        row = (canteen, kind, doc_no, dated, reason, reversed_by, posted, entered_at)
        if SPOILED in row:
            unread(self._staging, None, None if canteen is SPOILED else canteen)
        else:
            said = canteen, NUMBER[kind], doc_no, _iso(dated), reason, reversed_by, posted, _iso(entered_at)
            self._staging.put(_REVERSAL, (self._rows.number, *said))

    def _closings(self, school, monday, closed_at, closed_by, posted):
        if SPOILED not in (school, monday, closed_at, closed_by, posted):
            row = self._rows.number, school, _iso(monday), _iso(closed_at), closed_by, posted
            self._staging.put(_CLOSING, row)

    def _meals(self, school, group_code, on, meal, beneficiaries, other_pupils, staff, entered_at):
        group = self._rows.group(school, group_code)
        on = self._not_later("date", on)
        row = on, group, meal, beneficiaries, other_pupils, staff, entered_at
        if SPOILED not in row:
            self._staging.put(_MEAL, (self._rows.number, _iso(on), *row[1:6], _iso(entered_at)))

    def _menus(self, canteen, on, meal, dish, ingredient, milligrams, age_band):
        row = canteen, on, meal, dish, ingredient, age_band or "", milligrams
        if SPOILED not in row:
            self._staging.put(_MENU, (self._rows.number, canteen, _iso(on), *row[2:]))

    def _not_later(self, column, on):
        """The date, unless it lies after today."""
        if on is not SPOILED and on > self._today:
            self._rows.refuse(column, errors.InTheFuture(value=on, today=self._today))
            return SPOILED
        return on

    def _not_before(self, received_on, expires_on):
        if expires_on in (None, SPOILED) or received_on is SPOILED or expires_on >= received_on:
            return expires_on
        self._rows.refuse("expires_on", errors.ExpiredOnArrival(value=expires_on, on=received_on))
        return SPOILED

    def _two_people(self, first, second):
        if first is not None and first is not SPOILED and first == second:
            self._rows.refuse("acceptor_2", errors.SameAcceptor(value=second))
            return first, SPOILED
        return first, second

    def _base(self, column, ingredient, quantity, unit):
        """Whole base units."""
        if SPOILED in (ingredient, quantity, unit):
            return SPOILED
        measure = self._known.measures.get(ingredient)
        if measure is None or ingredient in self._known.ingredient.spoiled:
            return SPOILED
        try:
            base = measure.base(quantity, unit)
        except UnitDoesNotFit:
            name = self._known.ingredient_names[ingredient]
            problem = errors.UnitDoesNotFit(value=unit, ingredient=name, base=UNITS[measure.base_unit])
            self._rows.refuse("unit", problem)
            return SPOILED
        except NotWhole:
            self._rows.refuse(column, errors.NotWholeUnits(value=plain(quantity), unit=UNITS[unit]))
            return SPOILED
        if base > MOST:
            self._rows.refuse(column, errors.TooMuch(value=plain(quantity)))
            return SPOILED
        return base


def unread(staging, kind, canteen=None, doc_no=None):
    """Note a document (of reversals: kind None) that could not be read; what is None may be any."""
    staging.put("INSERT INTO spoiled VALUES (?, ?, ?)", (kind, canteen, doc_no))


def _iso(value):
    return value if value is None or value is SPOILED else value.isoformat()
