"""The priced documents, reversals and closings, in their order of entry, ready to be written."""

from itertools import groupby

from mealwatch.exchange.checking.context import day_of
from mealwatch.exchange.documents import document_of, instant_of
from mealwatch.kernel.week import Week
from mealwatch.spend.service import Closing, close_many
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.domain.store import Draw, Lot, Moved
from mealwatch.stock.service import bulk

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
_AT_ONCE = 500
_CLOSING = "SELECT school, monday, closed_at, closed_by FROM closing WHERE id = ?"


class Closings(list):
    """Closings between which nothing was posted: (school id, monday, closed at, closed by, number) each, as text."""

    def close(self, county_id, *, by, now):
        """Close the weeks in their order, one at a time; the caller holds the county's head."""
        for monday, some in groupby(self, key=lambda closing: closing[1]):
            week = Week(day_of(monday))
            closings = [
                Closing(school_id, week, "import", instant_of(closed_at), closed_by, number)
                for school_id, _, closed_at, closed_by, number in some
            ]
            close_many(county_id, closings, by=by, now=now)


def ledger_batches(context, place, last_known, *, by, now, progress):
    """All events of the staging as Batches and Closings; they were priced with numbers from ``last_known`` on."""
    reader = _Reader(context, place, last_known)
    rows = bulk.Rows(place.county_id, by=by, now=now)
    events = context.staging.stream("SELECT what, seq, ref FROM event ORDER BY seq")
    for what, some in groupby(events, key=lambda event: event[0]):
        if what == "closing":
            # Everything posted before them is written first: they freeze what it came to.
            yield rows.taken()
            yield Closings(reader.closing(seq, ref) for _, seq, ref in some)
            continue
        take, read = (rows.post, reader.document) if what == "document" else (rows.reverse, reader.reversal)
        for _, seq, ref in some:
            take(read(seq, ref))
            progress(1)
            if len(rows.batch) >= _AT_ONCE:
                yield rows.taken()
    yield rows.taken()


class _Reader:
    def __init__(self, context, place, last_known):
        self._known, self._staging, self._ids = context.known, context.staging, place.ids
        self._last_known, self._shift = last_known, place.first - 1 - last_known

    def reversal(self, seq, ref):
        row = self._staging.one(_REVERSAL, (ref,))
        canteen, kind, doc_no, dated, reason, reversed_by, entered_at, known_id, undone = row
        return bulk.Undone(
            document_id=known_id or self._number(self._last_known + undone),
            number=self._number(self._last_known + seq),
            key=f"{self._known.canteen.codes[canteen]}/{KINDS[kind]}/{doc_no}",
            canteen_id=self._ids.canteen(canteen),
            dated_on=day_of(dated),
            reason=reason,
            reversed_by=reversed_by,
            entered_at=instant_of(entered_at),
        )

    def closing(self, seq, ref):
        school, *said = self._staging.one(_CLOSING, (ref,))
        return self._ids.school(school), *said, self._number(self._last_known + seq)

    def document(self, seq, ref):
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
