"""How far a measured quantity may lie from the written one before somebody has to look, as the default list says.

A scale against the paper 97 per cent, a shelf against the book 3 per cent, a portion against the menu 90 per cent.
"""

WEIGH_LEAST, COUNT_MOST, PORTION_LEAST = 97, 3, 90
#: What ends in a proposal for the stock record.
PROPOSED = {"weigh": "receipt", "count": "stocktake"}


def within(kind, found, written):
    """Whether the difference lies within what is allowed; None where there is nothing to compare."""
    if found is None or written is None:
        return None
    if not written:
        return found == 0
    if kind == "weigh":
        return 100 * found >= WEIGH_LEAST * written
    if kind == "count":
        return 100 * abs(found - written) <= COUNT_MOST * written
    return 100 * found >= PORTION_LEAST * written


def share_tenths(found, written):
    """Found over written in tenths of a per cent, rounded half up, for print alone; None where nothing is written."""
    return (2000 * found + written) // (2 * written) if written and found is not None else None


def receipt_in(measured):
    """(number, line) of the receipt that was weighed again, or None: ``R1109/1``."""
    doc_no, slash, line = (measured.ref or "").rpartition("/")
    if measured.kind != "weigh" or not slash or not (line.isascii() and line.isdigit()):
        return None
    return doc_no, int(line)
