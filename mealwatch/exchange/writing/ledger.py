"""The priced documents, reversals and closings, in their order of entry."""

from itertools import groupby

from mealwatch.audit import service as journal
from mealwatch.exchange.checking.context import day_of
from mealwatch.exchange.documents import document_of, instant_of
from mealwatch.kernel.week import Week
from mealwatch.spend.service import Closing, close_many
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.domain.store import Draw, Lot, Moved
from mealwatch.stock.service import bulk
from mealwatch.stock.service.posting import move_lots

_DOCUMENT = "SELECT kind, canteen, doc_no, dated, meal, entered_at FROM document WHERE id = ?"
_LINES = "SELECT data FROM line WHERE kind = ? AND canteen = ? AND doc_no = ? ORDER BY row"
_MOVED = "SELECT cost, book FROM moved WHERE doc = ? ORDER BY line"
_DRAWS = "SELECT line, lot_doc, lot_line, quantity, cost FROM draw WHERE doc = ? ORDER BY line, no"
_LOTS = (
    "SELECT line, ingredient, received, expires, bought, cost, used, drawn, standing "
    "FROM lot WHERE doc = ? ORDER BY line"
)
_REVERSAL = (
    "SELECT canteen, kind, doc_no, dated, reason, reversed_by, entered_at, known_id, "
    "(SELECT seq FROM event WHERE what = 'document' AND ref = reversal.document) FROM reversal WHERE id = ?"
)
_CLOSING = "SELECT school, monday, closed_at, closed_by FROM closing WHERE id = ?"


def write_ledger(context, county_id, ids, stores, last_known, *, by, now, progress):
    """Write all events of the staging; ``stores`` and ``last_known`` are those with which they were priced."""
    count = context.staging.one("SELECT count(*) FROM event")[0]
    if not count:
        return
    first = journal.next_posted(county_id, count)
    writer = _Writer(context, county_id, ids, last_known, first, by, now)
    events = context.staging.stream("SELECT what, seq, ref FROM event ORDER BY seq")
    for what, some in groupby(events, key=lambda event: event[0]):
        getattr(writer, what)(some, progress)
    writer.flush()
    move_lots(county_id, [lot for _, lot in sorted(stores.touched.items())])


class _Writer:
    def __init__(self, context, county_id, ids, last_known, first, by, now):
        self._known, self._staging = context.known, context.staging
        self._county_id, self._ids, self._by, self._now = county_id, ids, by, now
        self._last_known, self._shift = last_known, first - 1 - last_known
        self._bulk = bulk.Writer(county_id, by=by, now=now)

    def flush(self):
        self._bulk.flush()

    def document(self, events, progress):
        for _, seq, ref in events:
            self._bulk.post(self._priced(seq, ref))
            progress(1)

    def reversal(self, events, progress):
        for _, seq, ref in events:
            canteen, kind, doc_no, dated, reason, reversed_by, entered_at, known_id, of = self._staging.one(
                _REVERSAL, (ref,)
            )
            code = self._known.canteen.codes[canteen]
            self._bulk.reverse(
                bulk.Undone(
                    document_id=known_id or self._number(self._last_known + of),
                    number=self._number(self._last_known + seq),
                    key=f"{code}/{KINDS[kind]}/{doc_no}",
                    canteen_id=self._ids.canteen(canteen),
                    dated_on=day_of(dated),
                    reason=reason,
                    reversed_by=reversed_by,
                    entered_at=instant_of(entered_at),
                )
            )
            progress(1)

    def closing(self, events, progress):
        """Everything posted before them is written first: they freeze what it came to."""
        self._bulk.flush()
        of_week = {}
        for _, seq, ref in events:
            school, monday, closed_at, closed_by = self._staging.one(_CLOSING, (ref,))
            week, number = Week(day_of(monday)), self._number(self._last_known + seq)
            closing = Closing(self._ids.school(school), week, "import", instant_of(closed_at), closed_by, number)
            of_week.setdefault(week, []).append(closing)
            progress(1)
        # Nothing was posted between them, so their turn makes no difference, and a week at a time fills no memory.
        for week in sorted(of_week):
            close_many(self._county_id, of_week[week], by=self._by, now=self._now)

    def _priced(self, seq, ref):
        kind, canteen, doc_no, dated, meal, entered_at = self._staging.one(_DOCUMENT, (ref,))
        lines = [data for (data,) in self._staging.run(_LINES, (kind, canteen, doc_no))]
        document = document_of(kind, canteen, doc_no, dated, meal, lines, self._ids)
        number = self._last_known + seq
        draws = {}
        for line, lot_doc, lot_line, quantity, cost in self._staging.run(_DRAWS, (number,)):
            draws.setdefault(line, []).append(Draw((self._number(lot_doc), lot_line), quantity, cost))
        lots, left = {}, {}
        for line, ingredient, received, expires, bought, cost, *state in self._staging.run(_LOTS, (number,)):
            key = self._number(number), line
            dates = day_of(received), day_of(expires) if expires else None
            lots[line] = Lot(key, self._ids.ingredient(ingredient), *dates, bought, cost)
            left[line] = state
        moved = [
            Moved(tuple(draws.get(line, ())), lots.get(line), cost, book)
            for line, (cost, book) in enumerate(self._staging.run(_MOVED, (number,)), start=1)
        ]
        code = self._known.canteen.codes[canteen]
        return bulk.Priced(document, self._number(number), code, moved, left, instant_of(entered_at))

    def _number(self, provisional):
        """The number that a document has in the county: those of the set moved up if others came in between."""
        return provisional if provisional <= self._last_known else provisional + self._shift
