"""A correction (更正): behind the scene the document is reversed and entered anew, and both stay readable.

The new document's number is the old one's with ``-2``, ``-3`` ... at its end.
Sent twice it changes nothing, as everything that is entered.
"""

from dataclasses import dataclass

from mealwatch.audit import rows as audit
from mealwatch.audit import service as journal
from mealwatch.schools import queries as schools
from mealwatch.stock import errors
from mealwatch.stock.domain.documents import Reversal
from mealwatch.stock.models import Correction
from mealwatch.stock.queries import corrected
from mealwatch.stock.queries import documents as written
from mealwatch.stock.queries import store as held
from mealwatch.stock.service.reversing import reverse


@dataclass(frozen=True)
class Corrected:
    """``doc_no``: the number under which the document stands now; ``new`` is False when it had been corrected so."""

    doc_no: str
    new: bool


def correct(county_id, canteen_id, kind, doc_no, enter_anew, *, reason, by, now):
    """Reverse a document and enter it anew: ``enter_anew(new number)`` posts what it should have said.

    It is called in the same transaction, after the reversal, and returns Posted. Returns Corrected. Raises
    NothingToReverse, AlreadyReversed (without a correction), and what ``reverse`` and ``enter_anew`` raise.
    """
    if not (reason and reason.strip()):
        raise errors.ReasonMissing(field="reason")
    journal.lock(county_id)
    head = written.find_head(county_id, canteen_id, kind, doc_no)
    if head is None:
        raise errors.NothingToReverse(field="doc_no", doc_no=doc_no)
    later = corrected.find_replacement(county_id, head.id)
    if later:
        return Corrected(later.doc_no, enter_anew(later.doc_no).new)
    # On its own date, so that no day's balance counts both.
    undone = Reversal(canteen_id, kind, doc_no, head.dated_on, reason.strip(), by.name)
    reverse(county_id, undone, by=by, now=now)
    number = _next_number(county_id, canteen_id, kind, head)
    posted = enter_anew(number)
    _link(county_id, canteen_id, kind, head, posted, number, reason.strip(), by=by, now=now)
    return Corrected(number, new=True)


def _next_number(county_id, canteen_id, kind, head):
    """The number of the document that takes the place of ``head``."""
    earlier, _ = corrected.chain_of(county_id, head.id)
    first = earlier[0].doc_no if earlier else head.doc_no
    count = len(earlier) + 2
    while held.find_document(county_id, canteen_id, kind, f"{first}-{count}"):
        count += 1
    return f"{first}-{count}"


def _link(county_id, canteen_id, kind, head, posted, number, reason, *, by, now):
    row = {
        "county_id": county_id,
        "document_id": head.id,
        "replaced_by": posted.id,
        "reason": reason,
        "entered_at": now,
        "entered_by": by.name,
    }
    code = schools.canteen_code(county_id, canteen_id)
    key = f"{code}/{kind}/{head.doc_no}>{number}"
    audit.put(county_id, Correction, [row], {}, subject="correction", key_of=lambda _: key, by=by, now=now)
