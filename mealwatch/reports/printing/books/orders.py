"""订货单: one form for each order of which goods are delivered in the period, with what has come of it."""

from mealwatch.reports.printing.cells import printed
from mealwatch.reports.printing.form import UNITS, Column, Form, Row

_LINES = (
    Column("序号", "whole", 3),
    Column("品名", width=11),
    Column("单位", width=4),
    Column("订购数量", "quantity", 8),
    Column("已到数量", "quantity", 8),
    Column("给哪几天", "long", 14),
    Column("备注", width=9),
)
_STATE = {"open": "等送货", "partly": "到了一部分", "delivered": "已到", "cancelled": "已取消"}


def orders(facts):
    """订货单."""
    return [_order(facts, one) for one in facts.orders]


def _order(facts, one):
    supplier = facts.suppliers.get(one.supplier_id)
    look = "undone" if one.state == "cancelled" else "plain"
    rows = [
        Row(
            (
                number,
                facts.ingredients[line.ingredient_id].name,
                UNITS[facts.ingredients[line.ingredient_id].base_unit],
                facts.quantity(line.ingredient_id, line.quantity),
                facts.quantity(line.ingredient_id, one.received.get(line.ingredient_id)),
                "、".join(f"{day.month}月{day.day}日" for day in line.for_days),
                None,
            ),
            look,
        )
        for number, line in enumerate(one.lines, start=1)
    ]
    return Form(
        "食材订货单",
        _LINES,
        tuple(rows),
        heads=(
            ("单号", one.no if one.version == 1 else f"{one.no}（第 {one.version} 版）"),
            ("供货商", supplier.name if supplier else None),
            ("电话", supplier.phone if supplier else None),
            ("送货", " ".join(filter(None, (printed("date", one.deliver_on), one.deliver_time)))),
            ("订货人（登记）", one.ordered_by),
            ("订货时间", one.ordered_at),
            ("情况", _STATE[one.state]),
        ),
        signers=("订货人", "审批人", "供货方确认"),
        notes=tuple(f"备注：{text}" for text in (one.note, one.reason) if text),
        landscape=False,
        least=8,
    )
