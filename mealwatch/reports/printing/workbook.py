"""Forms as a spreadsheet: the same rows with real numbers, one sheet for the forms of the same columns."""

from datetime import date, datetime

from mealwatch.reports.printing.cells import moment
from mealwatch.reports.printing.form import Heads, Quantity, Tenths
from mealwatch.web.xlsx import Amount, Column, Table, written_book

_KINDS = {"price": "yuan4", "quantity": "kilo", "long": "text", "sign": "text", "tick": "text", "time": "text"}
STATE, UNDONE, SUM = "状态", "已红冲，不计入合计", "小计"


def xlsx(name, forms, conditions):
    """The bytes of a book of some Forms; ``conditions`` as (label, value) of what was asked, or None for none."""
    tables = [_table(some) for some in _by_columns(forms)] or [Table(name, [Column("这段时间没有")], [])]
    missing = dict.fromkeys(text for form in forms for text in form.missing)
    if conditions is not None:
        conditions = [*conditions, *(("缺什么", text) for text in missing)]
    return written_book(name, tables, conditions)


def _by_columns(forms):
    """Forms of the same title and columns together, in the order in which they came."""
    found = {}
    for form in forms:
        found.setdefault((form.title, form.columns), []).append(form)
    return found.values()


def _table(forms):
    first = forms[0]
    heads = [label for label, _ in first.heads] if len(forms) > 1 else []
    states = any(row.look != "plain" for form in forms for row in form.rows)
    columns = [
        *(Column(label, "date" if _all_dates(forms, label) else "text") for label in heads),
        *(_column(one) for one in first.columns),
        *([Column(STATE, width=20)] if states else []),
    ]
    rows = [
        (*_heads(form, heads), *_cells(form, row), *([_state(row)] if states else []))
        for form in forms
        for row in form.rows
    ]
    return Table(f"{first.mark}{first.title}", columns, rows, _totals(forms, len(heads), len(columns)))


def _column(one):
    heading = f"{one.over}：{one.heading}" if one.over else one.heading
    return Column(heading, _KINDS.get(one.kind, one.kind), max(one.width + 2, 8) if one.kind != "long" else 24)


def _cells(form, row):
    if row.look == "section":
        return (Amount("text", str(row.cells[0])), *[None] * (len(form.columns) - 1))
    return tuple(_cell(column.kind, cell) for column, cell in zip(form.columns, row.cells, strict=True))


def _cell(kind, cell):
    if isinstance(cell, Quantity):
        return Amount("whole" if cell.base_unit == "piece" else "kilo", cell.base)
    if isinstance(cell, Tenths):
        return Amount("tenth", int(cell))
    if isinstance(cell, Heads):
        return Amount("whole", int(cell))
    if isinstance(cell, bool):
        return Amount("text", "是" if cell else "否")
    if isinstance(cell, datetime):
        return Amount("text", moment(cell))
    if isinstance(cell, date):
        return Amount("date", cell)
    if isinstance(cell, str) and kind != "text":
        return Amount("text", cell)
    return cell


def _heads(form, labels):
    known = dict(form.heads)
    return [_cell("text", known.get(label)) for label in labels]


def _all_dates(forms, label):
    return all(isinstance(dict(form.heads).get(label), date) for form in forms)


def _state(row):
    return {"undone": UNDONE, "sum": SUM, "section": "标题"}.get(row.look)


def _totals(forms, before, width):
    """The last row: what the forms' own totals come to together."""
    if not any(form.totals for form in forms):
        return None
    cells = [None] * width
    for form in forms:
        for place, amount in form.totals.items():
            if amount is None:
                continue
            cells[before + place] = (cells[before + place] or 0) + amount
    if cells[0] is None:
        cells[0] = "合计"
    return cells
