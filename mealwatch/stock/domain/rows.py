"""From a priced document to the rows that are stored, as plain dicts by column.

The service and the bulk import write the same rows; only how they get to the
database differs.
"""

from mealwatch.audit.chain import digest


def head_of(document, document_id, *, now, by, imported=False):
    """The row of the document itself, without its county."""
    return {
        "id": document_id,
        "kind": document.kind,
        "canteen_id": document.canteen_id,
        "doc_no": document.doc_no,
        "dated_on": document.dated_on,
        "meal": document.meal,
        "digest": digest(document.content()),
        "entered_at": now,
        "entered_by": by,
        "imported": imported,
    }


def lines_of(document, moved):
    """The rows of its lines, with what the store made of them."""
    return [
        _line(document.kind, line, one, number)
        for number, (line, one) in enumerate(zip(document.lines, moved, strict=True), start=1)
    ]


def draws_of(moved):
    """The rows of its draws."""
    return [
        {
            "line_no": number,
            "draw_no": draw_no,
            "lot_document_id": draw.lot_key[0],
            "lot_line_no": draw.lot_key[1],
            "quantity": draw.quantity,
            "cost_fen": draw.cost_fen,
        }
        for number, one in enumerate(moved, start=1)
        for draw_no, draw in enumerate(one.draws, start=1)
    ]


def lots_of(document, moved):
    """The rows of its new lots, as they stand when it is posted."""
    return [
        {
            "line_no": number,
            "canteen_id": document.canteen_id,
            "ingredient_id": one.lot.ingredient_id,
            "received_on": one.lot.received_on,
            "expires_on": one.lot.expires_on,
            "bought": one.lot.bought,
            "cost_fen": one.lot.cost_fen,
        }
        for number, one in enumerate(moved, start=1)
        if one.lot is not None
    ]


def _line(kind, line, moved, number):
    row = {"line_no": number, **vars(line)}
    if kind in ("issue", "loss", "stocktake"):
        row["cost_fen"] = moved.cost_fen
    if kind == "stocktake":
        row["book"] = moved.book
    return row
