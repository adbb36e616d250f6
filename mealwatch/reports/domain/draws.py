"""How a lot stood when a draw took from it, so that the draw's cost can be worked out again.

Documents and reversals stand in one order of entry. A draw found what the
earlier draws had taken, without those that had been reversed before it.
"""

from typing import NamedTuple


class Before(NamedTuple):
    """What a lot had given when a draw came: base units and fen."""

    used: int
    drawn_fen: int


def before_each(draws):
    """``{(document_id, line_no, lot_document_id, lot_line_no): Before}`` of every draw on some lots.

    ``draws``: all draws on them, as stock.queries.values.draws_on gives them.
    """
    by_lot = {}
    for draw in draws:
        by_lot.setdefault((draw.lot_document_id, draw.lot_line_no), []).append(draw)
    return {
        (draw.document_id, draw.line_no, *lot): _found_by(draw, of_lot[:place])
        for lot, of_lot in by_lot.items()
        for place, draw in enumerate(of_lot)
    }


def _found_by(draw, earlier):
    standing = [one for one in earlier if one.reversal_id is None or one.reversal_id > draw.document_id]
    return Before(sum(one.quantity for one in standing), sum(one.cost_fen for one in standing))
