"""Documents and reversals against their entries, in the order of entry, and every entry against them."""

from mealwatch.audit import entries as journal
from mealwatch.audit.kept import body_text
from mealwatch.schools import queries as schools
from mealwatch.stock.domain import record
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.domain.fits import misfit
from mealwatch.stock.queries import told as stock
from mealwatch.verification import errors
from mealwatch.verification.queries.steps import in_step


def check_ledger(county, checked):
    """Documents and reversals of a county."""
    codes = {canteen.id: canteen.code for canteen in schools.canteens_of(county.id)}
    _check_documents(county, codes, checked)
    _check_reversals(county, codes, checked)


def _check_documents(county, codes, checked):
    def same(told, one):
        if body_text(record.posted_values, one.head, one.lines, one.draws, one.lots) != told:
            return False
        # The rows are those that were entered; what is left is whether they were right.
        _refuse_misfit(county, codes, one)
        checked.add("lines", len(one.lines))
        checked.add("draws", len(one.draws))
        checked.add("lots", len(one.lots))
        return True

    found = ((*_name(codes, one), one) for one in stock.documents(county.id))
    checked.add("documents", in_step(county, KINDS, journal.told(county.id, KINDS), found, same))


def _name(codes, one):
    """(kind, key) of a document; of rows without one, their table and the document's number."""
    if one.head is None:
        return one.stray, one.document_id
    _, kind, canteen_id, doc_no, *_ = one.head
    return kind, f"{codes.get(canteen_id)}/{kind}/{doc_no}"


def _refuse_misfit(county, codes, one):
    record_name = " ".join(_name(codes, one))
    if one.stray:
        raise errors.RecordUnknown(county=county.code, record=f"{record_name} ({one.stray})")
    if fault := misfit(one.head, one.lines, one.draws, one.lots):
        number, column, stored, computed = fault
        where = f"{record_name} #{number}"
        raise errors.DoesNotAddUp(county=county.code, record=where, column=column, stored=stored, computed=computed)


def _check_reversals(county, codes, checked):
    def same(told, one):
        row, document = one
        if body_text(record.reversed_, row) != told:
            return False
        for column, stored, fits, computed in _of_reversal(row, document):
            if not fits:
                where = f"reversal {codes.get(row['canteen_id'])}/{document.kind}/{document.doc_no}"
                raise errors.DoesNotAddUp(
                    county=county.code, record=where, column=column, stored=stored, computed=computed
                )
        return True

    found = stock.reversals(county.id)
    found = (("reversal", _reversal_key(codes, row, document), (row, document)) for row, document in found)
    checked.add("reversals", in_step(county, ["reversal"], journal.told(county.id, ["reversal"]), found, same))


def _reversal_key(codes, row, document):
    code = codes.get(row["canteen_id"])
    return f"{code}/{document.kind}/{document.doc_no}" if document.kind else f"{code}/#{row['document_id']}"


def _of_reversal(row, document):
    """(column, stored, whether it fits its document, what would)."""
    yield "canteen_id", row["canteen_id"], row["canteen_id"] == document.canteen_id, document.canteen_id
    yield "dated_on", row["dated_on"], row["dated_on"] >= document.dated_on, document.dated_on
    yield "id", row["id"], row["id"] > row["document_id"], row["document_id"]
