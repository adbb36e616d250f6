"""Posting a set's events, one after another, into stores of its own; what cannot be posted goes on the list.

Nothing is written to the county. A canteen of which some row could not be read
is left out: what it lacks would show as faults of others.
"""

from itertools import groupby

from mealwatch.exchange.checking.context import DATE_COLUMN, FILE_OF_KIND, day_of
from mealwatch.exchange.choices import DOC_KINDS, UNITS
from mealwatch.exchange.documents import document_of
from mealwatch.exchange.errors import records as errors
from mealwatch.exchange.pricing.closed import Closed
from mealwatch.exchange.pricing.stores import Stores
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.errors import LotsInUse, NotEnoughStock
from mealwatch.stock.queries import books

_ISSUE = KINDS.index("issue")
#: A reversal of a document that was refused itself needs no fault of its own.
_SILENT = object()
# Events are walked in their own order, so that nothing has to be sorted in memory.
_DOCUMENTS = (
    "SELECT event.seq, document.id, document.kind, document.canteen, document.doc_no, document.dated, document.meal, "
    "document.row, line.row, line.data FROM event NOT INDEXED CROSS JOIN document ON document.id = event.ref "
    "CROSS JOIN line ON (line.kind, line.canteen, line.doc_no) = (document.kind, document.canteen, document.doc_no) "
    "WHERE event.what = 'document' ORDER BY event.seq, line.row"
)
_REVERSALS = (
    "SELECT event.seq, reversal.id, reversal.row, reversal.canteen, reversal.kind, reversal.doc_no, reversal.dated, "
    "reversal.document, reversal.known_id FROM event NOT INDEXED CROSS JOIN reversal ON reversal.id = event.ref "
    "WHERE event.what = 'reversal' ORDER BY event.seq"
)
_CLOSINGS = (
    "SELECT event.seq, closing.school, closing.monday FROM event NOT INDEXED "
    "CROSS JOIN closing ON closing.id = event.ref WHERE event.what = 'closing' ORDER BY event.seq"
)


def price(context, county_id, last_known, progress):
    """Price all events of the staging; they are numbered on from ``last_known``. Returns the Stores.

    ``progress(count)`` is told as documents are done.
    """
    run = _Run(context, county_id, last_known)
    if _something_unread(context):
        return run.stores
    for event in _merged(context.staging):
        run.take(event)
        progress(1)
    run.stores.settle_all()
    return run.stores


def _merged(staging):
    """(seq, what, values) of all events in order."""
    documents = (
        (seq, "document", (list(rows))) for seq, rows in groupby(staging.stream(_DOCUMENTS), key=lambda row: row[0])
    )
    reversals = ((row[0], "reversal", row[1:]) for row in staging.stream(_REVERSALS))
    closings = ((row[0], "closing", row[1:]) for row in staging.stream(_CLOSINGS))
    waiting = [(next(source, None), source) for source in (documents, reversals, closings)]
    while any(head for head, _ in waiting):
        place = min((head[0], at) for at, (head, _) in enumerate(waiting) if head)[1]
        head, source = waiting[place]
        yield head
        waiting[place] = next(source, None), source


class _Run:
    def __init__(self, context, county_id, last_known):
        self._context, self._staging = context, context.staging
        self._county_id, self._last_known = county_id, last_known
        self._closed = Closed(context)
        self._left_out = _tainted(context)
        self.stores = Stores(context.known, context.staging, county_id, last_known)
        context.staging.run("CREATE INDEX lot_received ON lot (canteen, ingredient, received)")
        context.staging.run("CREATE INDEX event_ref ON event (what, ref)")

    def take(self, event):
        seq, what, values = event
        getattr(self, f"_{what}")(seq, values)

    def _document(self, seq, rows):
        _, document, kind, canteen, doc_no, dated, meal, *_ = rows[0]
        if canteen in self._left_out:
            return
        made = document_of(kind, canteen, doc_no, dated, meal, [row[-1] for row in rows])
        problem, row, column = self._late(made, rows)
        if problem is None:
            try:
                self.stores.post(made, self._last_known + seq)
                return
            except NotEnoughStock as refused:
                problem, row, column = self._not_enough(made, rows, refused)
        self._staging.run("UPDATE document SET state = 'refused' WHERE id = ?", (document,))
        self._context.refuse(FILE_OF_KIND[kind], row, column, problem)

    def _late(self, document, rows):
        """What closed weeks refuse: (problem, row, column), three times None where they do not."""
        file = FILE_OF_KIND[rows[0][2]]
        problem = self._closed.date(document.canteen_id, document.dated_on)
        if problem:
            return problem, rows[0][7], DATE_COLUMN[file]
        if document.kind == "issue":
            for line, row in zip(document.lines, rows, strict=True):
                week = self._closed.reach(document.canteen_id, document.dated_on, line.use_days)
                if week:
                    return errors.SpreadsIntoClosedWeek(value=line.use_days, week=week), row[8], "use_days"
        return None, None, None

    def _not_enough(self, document, rows, refused):
        line = int(refused.field.split(".")[1])
        ingredient = document.lines[line].ingredient_id
        facts = {
            "ingredient": self._context.known.ingredient_names[ingredient],
            "unit": UNITS[self._context.known.measures[ingredient].base_unit],
            "value": refused.facts["wanted"],
            "held": refused.facts["held"],
        }
        return errors.NotEnoughStock(**facts), rows[line][8], "quantity"

    def _reversal(self, seq, values):
        reversal, row, canteen, kind, doc_no, dated, document, known_id = values
        if canteen in self._left_out:
            return
        problem, column = self._undo(seq, canteen, kind, doc_no, day_of(dated), document, known_id)
        if problem:
            self._staging.run("UPDATE reversal SET state = 'refused' WHERE id = ?", (reversal,))
            if problem is not _SILENT:
                self._context.refuse("reversals", row, column, problem)

    def _undo(self, seq, canteen, kind, doc_no, on, document, known_id):
        """(problem, column) of a reversal that cannot be posted; (None, None) once it is."""
        dated_on, use_days, number = self._original(document, known_id)
        if number is None:
            return _SILENT, None
        if number > self._last_known + seq:
            kind_word = DOC_KINDS[KINDS[kind]]
            return errors.NothingToReverse(value=doc_no, kind=kind_word), "doc_no"
        if on < dated_on:
            return errors.ReversedBeforeDated(value=on, on=dated_on), "reversed_on"
        problem = self._closed.date(canteen, on)
        if problem:
            return problem, "reversed_on"
        if KINDS[kind] in ("issue", "delivery"):
            week = self._closed.reach(canteen, dated_on, use_days)
            if week:
                return errors.CostInClosedWeek(value=doc_no, week=week), "doc_no"
        try:
            self.stores.reverse(canteen, number)
        except LotsInUse:
            return errors.LotsInUse(value=doc_no), "doc_no"
        return None, None

    def _original(self, document, known_id):
        """(date, most days of use, number) of the document to undo; (None, None, None) where it was refused."""
        if known_id is not None:
            head = books.document_dated(self._county_id, known_id)
            return head, books.longest_use(self._county_id, known_id), known_id
        state, dated, use_days, seq = self._staging.one(
            "SELECT document.state, document.dated, "
            "(SELECT max(json_extract(line.data, '$[3]')) FROM line WHERE document.kind = ? AND "
            "(line.kind, line.canteen, line.doc_no) = (document.kind, document.canteen, document.doc_no)), event.seq "
            "FROM document LEFT JOIN event ON event.what = 'document' AND event.ref = document.id "
            "WHERE document.id = ?",
            (_ISSUE, document),
        )
        if state != "new":
            return None, None, None
        return day_of(dated), use_days or 1, self._last_known + seq

    def _closing(self, _seq, values):
        school, monday = values
        self._closed.close(school, day_of(monday))


def _something_unread(context):
    """Whether documents of unknown canteens could not be read: then nobody's stock can be told."""
    found = "SELECT 1 FROM spoiled WHERE canteen IS NULL AND doc_no IS NULL LIMIT 1"
    return context.staging.one(found) is not None


def _tainted(context):
    """The canteens of which some row could not be read or was refused."""
    rows = context.staging.run(
        "SELECT DISTINCT canteen FROM spoiled WHERE canteen IS NOT NULL UNION "
        "SELECT canteen FROM document WHERE state IN ('spoiled', 'refused') UNION "
        "SELECT canteen FROM reversal WHERE state IN ('spoiled', 'refused')"
    )
    return {canteen for (canteen,) in rows}
