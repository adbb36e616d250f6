"""What the journal holds of a posted document: one digest over every stored column of every row.

Posting, the bulk import and ``verify`` build it with the same function, from
the same row dicts; so a row changed below the application no longer fits.
"""

from mealwatch.audit.chain import digest, plain

HEAD = (
    "id",
    "kind",
    "canteen_id",
    "doc_no",
    "dated_on",
    "meal",
    "digest",
    "entered_at",
    "entered_by",
    "imported",
)
LINE = {
    "opening": (
        "line_no",
        "ingredient_id",
        "quantity",
        "unit",
        "amount_fen",
        "expires_on",
        "counted_by",
        "witnessed_by",
    ),
    "receipt": (
        "line_no",
        "ingredient_id",
        "quantity",
        "unit",
        "amount_fen",
        "supplier_id",
        "batch_no",
        "produced_on",
        "expires_on",
        "buyer",
        "acceptor_1",
        "acceptor_2",
    ),
    "issue": (
        "line_no",
        "ingredient_id",
        "quantity",
        "unit",
        "use_days",
        "cost_fen",
        "storekeeper",
        "collector",
    ),
    "delivery": (
        "line_no",
        "portions",
        "amount_fen",
        "food_cost_fen",
        "supplier_id",
        "acceptor_1",
        "acceptor_2",
    ),
    "loss": (
        "line_no",
        "ingredient_id",
        "quantity",
        "unit",
        "cost_fen",
        "reason",
        "approved_by",
    ),
    "stocktake": (
        "line_no",
        "ingredient_id",
        "counted",
        "book",
        "unit",
        "cost_fen",
        "reason",
        "counted_by",
        "witnessed_by",
    ),
}
DRAW = ("line_no", "draw_no", "lot_document_id", "lot_line_no", "quantity", "cost_fen")
LOT = (
    "line_no",
    "canteen_id",
    "ingredient_id",
    "received_on",
    "expires_on",
    "bought",
    "cost_fen",
)
REVERSAL = (
    "document_id",
    "id",
    "canteen_id",
    "dated_on",
    "reason",
    "reversed_by",
    "entered_at",
    "entered_by",
    "imported",
)


def posted(head, lines, draws, lots):
    """The journal body of a posted document, from its rows as dicts, each in key order."""
    kind = head["kind"]
    return posted_values(
        _values(head, HEAD),
        [_values(row, LINE[kind]) for row in lines],
        [_values(row, DRAW) for row in draws],
        [_values(row, LOT) for row in lots],
    )


def posted_values(head, lines, draws, lots):
    """The same from rows of plain values, in the order of HEAD, of the kind's LINE, of DRAW and of LOT."""
    return {"digest": digest([head, lines, draws, lots])}


def reversed_(row):
    """The journal body of a reversal."""
    return {"digest": digest(_values(row, REVERSAL))}


def _values(row, names):
    return [plain(row[name]) for name in names]
