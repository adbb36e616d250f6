"""Whether a posted document's rows add up among themselves: each line with its draws and its lot.

Rows are plain values in the order of record.LINE, DRAW and LOT.
"""

from mealwatch.stock.domain import record


def misfit(head, lines, draws, lots):
    """(line number, column, stored, computed) of the first row that does not add up, or None."""
    head = dict(zip(record.HEAD, head, strict=True))
    kind = head["kind"]
    brought = {lot[0]: dict(zip(record.LOT, lot, strict=True)) for lot in lots}
    taken = {}
    for line_no, _, _, _, quantity, cost_fen in draws:
        was = taken.get(line_no, (0, 0))
        taken[line_no] = was[0] + quantity, was[1] + cost_fen
    names = record.LINE[kind]
    for number, values in enumerate(lines, start=1):
        line = dict(zip(names, values, strict=True))
        if line["line_no"] != number:
            return line["line_no"], "line_no", line["line_no"], number
        lot, drawn = brought.pop(number, None), taken.pop(number, (0, 0))
        for column, stored, computed in _WHAT[kind](head, line, lot or {}, drawn):
            if stored != computed:
                return number, column, stored, computed
    for number in [*brought, *taken]:
        return number, "line_no", number, None
    return None


def _bringing(head, line, lot, drawn):
    yield from _of_lot(head, lot, line["ingredient_id"], line["expires_on"], line["quantity"], line["amount_fen"])
    yield "draws.quantity", drawn[0], 0


def _taking(_head, line, lot, drawn):
    yield "quantity", line["quantity"], drawn[0]
    yield "cost_fen", line["cost_fen"], drawn[1]
    yield "lots.bought", lot.get("bought"), None


def _counting(head, line, lot, drawn):
    difference = line["counted"] - line["book"]
    yield "draws.quantity", drawn[0], max(-difference, 0)
    if difference > 0:
        yield from _of_lot(head, lot, line["ingredient_id"], None, difference, line["cost_fen"])
    else:
        yield "cost_fen", line["cost_fen"], drawn[1]
        yield "lots.bought", lot.get("bought"), None


def _delivering(_head, _line, lot, drawn):
    yield "draws.quantity", drawn[0], 0
    yield "lots.bought", lot.get("bought"), None


def _of_lot(head, lot, ingredient_id, expires_on, bought, cost_fen):
    wanted = {
        "canteen_id": head["canteen_id"],
        "ingredient_id": ingredient_id,
        "received_on": head["dated_on"],
        "expires_on": expires_on,
        "bought": bought,
        "cost_fen": cost_fen,
    }
    for name, computed in wanted.items():
        yield f"lots.{name}", lot.get(name), computed


_WHAT = {
    "opening": _bringing,
    "receipt": _bringing,
    "issue": _taking,
    "loss": _taking,
    "stocktake": _counting,
    "delivery": _delivering,
}
