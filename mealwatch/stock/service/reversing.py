"""Reversing a document: the whole of it is undone, with a reason, and both stay readable."""

from dataclasses import asdict

from sqlalchemy import insert

from mealwatch.audit import service as journal
from mealwatch.extensions import db
from mealwatch.schools import queries as schools
from mealwatch.stock import errors
from mealwatch.stock.domain import record
from mealwatch.stock.models import Reversal
from mealwatch.stock.queries import store as held
from mealwatch.stock.service.closed import refuse_cost_in_closed_week, refuse_dated_in_closed_week
from mealwatch.stock.service.posting import Posted, move_lots


def reverse(county_id, reversal, *, by, now):
    """Reverse a posted document. Reversing it again in the same words changes nothing.

    Raises NothingToReverse, AlreadyReversed, ReversedBeforeDated, LotsInUse,
    WeekClosed, CostInClosedWeek, InTheFuture, ReasonMissing, PersonMissing.
    """
    if not reversal.reason.strip():
        raise errors.ReasonMissing(field="reason")
    if not reversal.reversed_by.strip():
        raise errors.PersonMissing(field="reversed_by")
    if reversal.dated_on > now.date():
        raise errors.InTheFuture(field="dated_on", value=reversal.dated_on, today=now.date())
    head = journal.lock(county_id)
    document = held.find_document(county_id, reversal.canteen_id, reversal.kind, reversal.doc_no)
    if document is None:
        raise errors.NothingToReverse(field="doc_no", doc_no=reversal.doc_no)
    if earlier := held.find_reversal(county_id, document.id):
        return _same_or_refused(earlier, reversal)
    if reversal.dated_on < document.dated_on:
        raise errors.ReversedBeforeDated(field="dated_on", value=reversal.dated_on, on=document.dated_on)
    refuse_dated_in_closed_week(county_id, reversal.canteen_id, reversal.dated_on)
    refuse_cost_in_closed_week(county_id, reversal.canteen_id, reversal.kind, document)
    _undo(county_id, document)
    row = _row(head.posted + 1, reversal, document, by=by, now=now)
    db.session.connection().execute(insert(Reversal.__table__), [{"county_id": county_id, **row}])
    code = schools.canteen_code(county_id, reversal.canteen_id)
    journal.record(
        county_id,
        by=by,
        action="reverse",
        subject="reversal",
        key=f"{code}/{reversal.kind}/{reversal.doc_no}",
        body=record.reversed_(row),
        now=now,
        head=head,
        numbers=1,
    )
    return Posted(row["id"], new=True)


def _same_or_refused(earlier, reversal):
    same = (earlier.dated_on, earlier.reason, earlier.reversed_by) == (
        reversal.dated_on,
        reversal.reason,
        reversal.reversed_by,
    )
    if not same:
        raise errors.AlreadyReversed(field="doc_no", doc_no=reversal.doc_no, on=earlier.dated_on)
    return Posted(earlier.id, new=False)


def _undo(county_id, document):
    store, moved = held.moved_by(county_id, document.id)
    try:
        store.undo(moved)
    except errors.LotsInUse:
        drawing = held.documents_drawing_on(county_id, document.id)
        raise errors.LotsInUse(field="doc_no", documents="、".join(drawing)) from None
    move_lots(county_id, store.lots.values())


def _row(number, reversal, document, *, by, now):
    said = asdict(reversal)
    return {
        "document_id": document.id,
        "id": number,
        "canteen_id": said["canteen_id"],
        "dated_on": said["dated_on"],
        "reason": said["reason"],
        "reversed_by": said["reversed_by"],
        "entered_at": now,
        "entered_by": by.name,
        "imported": False,
    }
