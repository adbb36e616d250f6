"""The month's end: a statement for each supplier, and the summary that goes to reimbursement with its slips."""

from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.reports.domain.capitals import capitals
from mealwatch.reports.printing import accepted
from mealwatch.reports.printing.form import UNITS, Column, Form, Row, per_unit

#: 三人会签
COUNTERSIGNERS = ("经办人", "审核人", "校长")
#: who brought goods for which no supplier is on record
UNNAMED = "（没有登记供货商）"
_STATEMENT = (
    Column("序号", "whole", 3),
    Column("日期", "date", 8),
    Column("入库单号", width=10),
    Column("品名", width=10),
    Column("单位", width=4),
    Column("送货数", "quantity", 7),
    Column("退货数", "quantity", 7),
    Column("结算数", "quantity", 7),
    Column("单价（元）", "price", 7),
    Column("金额（元）", "yuan", 9, total=True),
    Column("其中运费（元）", "yuan", 7, total=True),
    Column("票据号", width=9),
    Column("备注", "long", 9),
)


def statements(facts):
    """供货商对账单: one form for each supplier that brought something in the period."""
    return [_statement(facts, supplier_id, rows) for supplier_id, rows in by_supplier(facts)]


def by_supplier(facts):
    """``[(supplier id or None, [(Posted, line), ...]), ...]`` of the period's receipts and notes, by supplier."""
    found = {}
    for kind in ("receipt", "delivery"):
        for one in facts.posted(kind):
            for line in one.lines:
                found.setdefault(line.supplier_id, []).append((one, line))
    return sorted(found.items(), key=lambda entry: (entry[0] is None, facts.supplier_name(entry[0]) or ""))


def _statement(facts, supplier_id, lines):
    supplier = facts.suppliers.get(supplier_id)
    rows = tuple(_settled(facts, number, *pair) for number, pair in enumerate(lines, start=1))
    fen = sum(row.cells[9] for row in rows if row.counts)
    slips = {one.head.id for one, _ in lines if not one.undone}
    return Form(
        "供货商对账单",
        _STATEMENT,
        rows,
        heads=(
            ("供货商", supplier.name if supplier else UNNAMED),
            ("许可证号", supplier.licence_no if supplier else None),
            ("联系人", supplier.contact if supplier else None),
            ("电话", supplier.phone if supplier else None),
            ("采购方", f"{facts.school.name} {facts.canteen.name}"),
            ("对账期间", facts.period.label),
        ),
        words=(f"本期应结金额（大写）：人民币{capitals(fen)}　　￥{_plain(fen)}　　单据 {len(slips)} 张",),
        signers=("供货方签字（盖章）", "日期", "学校经办人", "日期"),
        notes=("双方核对无误后签字，一式两份。已红冲的单据列出备查，不计入金额。",),
    )


def _settled(facts, number, one, line):
    look = "undone" if one.undone else "plain"
    if one.head.kind == "delivery":
        cells = (number, one.head.dated_on, one.head.doc_no, "供餐", "份", line.portions, None, line.portions)
        return Row((*cells, None, line.amount_fen, None, None, one.undone), look)
    item = facts.ingredients[line.ingredient_id]
    extra = accepted.told(facts, one.head.id, line.line_no)
    quantity = facts.quantity(line.ingredient_id, line.quantity)
    back = facts.quantity(line.ingredient_id, extra.returned)
    brought = quantity if back is None else facts.quantity(line.ingredient_id, line.quantity + extra.returned)
    cells = (number, one.head.dated_on, one.head.doc_no, item.name, UNITS[item.base_unit], brought, back, quantity)
    price = per_unit(line.amount_fen, quantity)
    return Row((*cells, price, line.amount_fen, extra.freight_fen, extra.slip_no, one.undone), look)


def _plain(fen):
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


_SUMMARY = (
    Column("供货商", width=14),
    Column("食材类别", width=12),
    Column("单据张数", "whole", 6),
    Column("金额（元）", "yuan", 10, total=True),
    Column("备注", "long", 12),
)
#: the group of meals that a contractor brought
CATERED = "企业供餐"


def reimbursement(facts):
    """食材采购报账汇总表: by supplier and food group, with the slips that go with it, for 三人会签."""
    rows, slips, total = [], set(), 0
    for supplier_id, lines in by_supplier(facts):
        groups = {}
        for one, line in lines:
            if not one.undone:
                group = CATERED if one.head.kind == "delivery" else facts.ingredients[line.ingredient_id].food_group
                groups.setdefault(group, []).append((one, line))
        if not groups:
            continue
        name, sum_fen, here = facts.supplier_name(supplier_id) or UNNAMED, 0, set()
        for group in (*FOOD_GROUPS, CATERED):
            if group in groups:
                fen = sum(line.amount_fen for _, line in groups[group])
                papers = {one.head.id for one, _ in groups[group]}
                rows.append(Row((name, group, len(papers), fen, None)))
                sum_fen, here = sum_fen + fen, here | papers
        rows.append(Row((f"{name} 小计", None, len(here), sum_fen, None), "sum"))
        slips |= here
        total += sum_fen
    return [
        Form(
            "食材采购报账汇总表",
            _SUMMARY,
            tuple(rows),
            heads=(
                ("学校", facts.school.name),
                ("食堂", facts.canteen.name),
                ("期间", facts.period.label),
                ("附单据", f"{len(slips)} 张"),
            ),
            words=(f"合计金额（大写）：人民币{capitals(total)}　　￥{_plain(total)}",),
            signers=COUNTERSIGNERS,
            notes=(
                "三人会签：经办、审核、校长为三名不同的人，签字后附验收单和票据报账。",
                "一张入库单上有几类食材的，每一类各计一次，小计和附单据数按单据计、不重复。",
            ),
            missing=_unpapered(facts),
            landscape=False,
        )
    ]


def _unpapered(facts):
    """In words: receipts without a supplier."""
    lacking = [
        one for one in facts.posted("receipt") if not one.undone and any(line.supplier_id is None for line in one.lines)
    ]
    return (f"{len(lacking)} 张入库单没有登记供货商。",) if lacking else ()
