"""Which document of the canteen took up a proposal: found in the ledger itself, so that a reversal undoes it.

A receipt's proposal is taken up by what stands in the receipt's place since (or by its reversal), a count's by the
first standing stocktake of that ingredient entered since.
"""

from mealwatch.catalogue import queries as catalogue
from mealwatch.inspections.office.domain.followed import Posted
from mealwatch.stock.queries import corrected, counted, documents


def posted_of(county_id, differences):
    """``{measurement id: Posted}`` of the confirmed differences whose proposal was taken up."""
    if not differences:
        return {}
    ids = {one.code: one.id for one in catalogue.ingredients_of(county_id)}
    found = {}
    for one in differences:
        ingredient_id = ids.get(one.measured.ingredient_code)
        if ingredient_id is None:
            continue
        take = _receipt if one.proposed_as == "receipt" else _stocktake
        posted = take(county_id, one, ingredient_id)
        if posted:
            found[one.measured.id] = posted
    return found


def _receipt(county_id, one, ingredient_id):
    doc_no, _line = one.receipt
    head = documents.find_head(county_id, one.visit.canteen_id, "receipt", doc_no)
    if head is None:
        return None
    _earlier, later = corrected.chain_of(county_id, head.id)
    since = [row for row in later if row.entered_at >= one.confirmed.done_at]
    if since:
        lines = documents.lines_of(county_id, "receipt", [since[-1].id])
        quantity = sum(line.quantity for line in lines if line.ingredient_id == ingredient_id)
        return Posted("receipt", since[-1].doc_no, since[-1].entered_at, since[-1].entered_by, quantity)
    if head.reversed_on and not later:
        return Posted("receipt", head.doc_no, head.reversal_entered_at, head.reversal_entered_by, None)
    return None


def _stocktake(county_id, one, ingredient_id):
    row = counted.first_counted_since(county_id, one.visit.canteen_id, ingredient_id, one.confirmed.done_at)
    return Posted("stocktake", row.doc_no, row.entered_at, row.entered_by, row.counted) if row else None
