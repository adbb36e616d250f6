"""A correction (更正): behind the scene the document is reversed and entered anew, and both stay readable.

The new document's number is the old one's with ``-2``, ``-3`` ... at its end.
Sent twice it changes nothing, as everything that is entered.
"""

from dataclasses import dataclass, fields

from mealwatch.audit import rows as audit
from mealwatch.audit import service as journal
from mealwatch.schools import queries as schools
from mealwatch.stock import errors, slots
from mealwatch.stock.domain.documents import LINES, Document, Reversal
from mealwatch.stock.models import Correction
from mealwatch.stock.queries import corrected
from mealwatch.stock.queries import documents as written
from mealwatch.stock.queries import store as held
from mealwatch.stock.service.photographing import photograph
from mealwatch.stock.service.posting import post
from mealwatch.stock.service.reversing import reverse


@dataclass(frozen=True)
class Corrected:
    """``doc_no``: the number under which the document stands now; ``new`` is False when it had been corrected so.

    ``along``: (kind, number) of the documents entered anew with it.
    """

    doc_no: str
    new: bool
    along: tuple = ()


def correct(county_id, canteen_id, kind, doc_no, enter_anew, *, reason, by, now, along=False):
    """Reverse a document and enter it anew: ``enter_anew(new number)`` posts what it should have said.

    It is called in the same transaction, after the reversal, and returns Posted. ``along``: the documents that drew
    from its lots are reversed before and entered anew after it, as they were, at what the goods cost now.
    Returns Corrected. Raises ReasonMissing, NothingToReverse, AlreadyReversed (without a correction), and what
    ``reverse``, ``post`` and ``enter_anew`` raise.
    """
    if not (reason and reason.strip()):
        raise errors.ReasonMissing(field="change_reason")
    journal.lock(county_id)
    head = written.find_head(county_id, canteen_id, kind, doc_no)
    if head is None:
        raise errors.NothingToReverse(field="doc_no", doc_no=doc_no)
    later = corrected.find_replacement(county_id, head.id)
    if later:
        return Corrected(later.doc_no, enter_anew(later.doc_no).new)
    stamp = {"by": by, "now": now}
    others = corrected.drawing_on(county_id, head.id) if along else []
    for paper in [*reversed(others), head]:
        # Each on its own date, so that no day's balance counts both.
        why = reason.strip() if paper is head else _because_of(head, reason)
        undone = Reversal(canteen_id, paper.kind, paper.doc_no, paper.dated_on, why, by.name)
        reverse(county_id, undone, **stamp)
    number = _next_number(county_id, canteen_id, head)
    anew = enter_anew(number)
    _link(county_id, canteen_id, head, anew, number, reason.strip(), **stamp)
    _carry_over(county_id, canteen_id, head, anew, **stamp)
    done = []
    for paper in others:
        other = _next_number(county_id, canteen_id, paper)
        anew = post(county_id, _as_it_was(county_id, canteen_id, paper, other), **stamp)
        _link(county_id, canteen_id, paper, anew, other, _because_of(head, reason), **stamp)
        done.append((paper.kind, other))
    return Corrected(number, new=True, along=tuple(done))


def _carry_over(county_id, canteen_id, head, anew, *, by, now):
    """What hangs on the old document hangs on the new one too: its photos, and what higher features keep."""
    [new] = written.heads_of(county_id, [anew.id])
    digests = corrected.photos_of(county_id, head.id)
    if digests:
        photograph(county_id, canteen_id, new, digests, by=by, now=now)
    slots.follow(county_id, canteen_id, head, new, by=by, now=now)


def _because_of(head, reason):
    return f"{head.doc_no}：{reason.strip()}"[:200]


def _as_it_was(county_id, canteen_id, paper, number):
    """A posted document as it was handed in, under another number."""
    kind = LINES[paper.kind]
    names = [field.name for field in fields(kind)]
    rows = written.lines_of(county_id, paper.kind, [paper.id])
    lines = tuple(kind(**{name: getattr(row, name) for name in names}) for row in rows)
    return Document(paper.kind, canteen_id, number, paper.dated_on, lines, paper.meal)


def _next_number(county_id, canteen_id, head):
    """The number of the document that takes the place of ``head``."""
    earlier, _ = corrected.chain_of(county_id, head.id)
    first = earlier[0].doc_no if earlier else head.doc_no
    count = len(earlier) + 2
    while held.find_document(county_id, canteen_id, head.kind, f"{first}-{count}"):
        count += 1
    return f"{first}-{count}"


def _link(county_id, canteen_id, head, posted, number, reason, *, by, now):
    row = {
        "county_id": county_id,
        "document_id": head.id,
        "replaced_by": posted.id,
        "reason": reason,
        "entered_at": now,
        "entered_by": by.name,
    }
    code = schools.canteen_code(county_id, canteen_id)
    key = f"{code}/{head.kind}/{head.doc_no}>{number}"
    audit.put(county_id, Correction, [row], {}, subject="correction", key_of=lambda _: key, by=by, now=now)
