"""Goods out: 表二 and 表四, and the vouchers of issues, losses and stocktakes."""

from mealwatch.reports.printing.books.receipts import names
from mealwatch.reports.printing.cells import days
from mealwatch.reports.printing.form import UNITS, Column, Form, Row, per_unit
from mealwatch.reports.printing.signed import drawn, signers
from mealwatch.web.words import WORDS

_LEDGER = (
    Column("日期", "date", 7),
    Column("餐次", width=4),
    Column("食品名称", width=9),
    Column("批次（入库单号/批号）", width=14),
    Column("单位", width=4),
    Column("数量", "quantity", 6),
    Column("单价（元）", "price", 6),
    Column("金额（元）", "yuan", 8, total=True),
    Column("就餐人数", "whole", 5),
    Column("出库单号", width=9),
    Column("领取人签名", "sign", 8),
    Column("库管员签名", "sign", 8),
    Column("备注", "long", 9),
)


def staples(facts):
    """表二 主食出库台账."""
    return [_ledger(facts, "表二", "主食出库台账", True)]


def others(facts):
    """表四 副食出库台账."""
    return [_ledger(facts, "表四", "副食出库台账", False)]


def _ledger(facts, mark, title, staple):
    rows = []
    for one in facts.posted("issue"):
        for line in one.lines:
            if facts.is_staple(line.ingredient_id) == staple:
                rows.append(Row(_cells(facts, one, line), "undone" if one.undone else "plain"))
    return Form(
        title,
        _LEDGER,
        tuple(rows),
        heads=(("学校", facts.school.name), ("食堂", facts.canteen.name), ("期间", facts.period.label)),
        signers=("领取人", "库管员", "监督人", "负责人"),
        missing=not_issued(facts),
        notes=("价格按批次从进价算出；一次领出、分几天用的，金额是整次领出的金额，备注写明分摊天数。",),
        mark=mark,
    )


def _cells(facts, one, line):
    item = facts.ingredients[line.ingredient_id]
    quantity = facts.quantity(line.ingredient_id, line.quantity)
    return (
        one.head.dated_on,
        WORDS["meal"][one.head.meal],
        item.name,
        batches(facts, one.head.id, line.line_no),
        UNITS[item.base_unit],
        quantity,
        per_unit(line.cost_fen, quantity),
        line.cost_fen,
        facts.eaters(one.head.dated_on, one.head.meal),
        one.head.doc_no,
        names(line.collector, *signers(facts, "issue", one.head.doc_no)),
        line.storekeeper,
        remark(one, line),
    )


def remark(one, line):
    """Whether it was reversed, and over how many days it is used."""
    spread = f"分 {line.use_days} 天使用" if line.use_days > 1 else ""
    return "；".join(filter(None, (one.undone, spread)))


def batches(facts, document_id, line_no):
    """The receipts that a line was drawn from, with their batch numbers where they have one."""
    found = dict.fromkeys(
        f"{source.doc_no}/{source.batch_no}" if source.batch_no else source.doc_no
        for source in facts.sources.get((document_id, line_no), ())
    )
    return "、".join(found)


def not_issued(facts):
    """In words: the supply days without an issue, the issues without a signature."""
    posted = [one for one in facts.posted("issue") if not one.undone]
    silent = facts.without({one.head.dated_on for one in posted})
    delivered = {one.head.dated_on for one in facts.posted("delivery") if not one.undone}
    silent = [on for on in silent if on not in delivered]
    said = []
    if silent:
        said.append(f"{len(silent)} 个供餐日没有出库单：{days(silent)}。")
    lacking = facts.unsigned("issue")
    if lacking:
        said.append(f"{len(lacking)} 张出库单没有登记领取人或库管员，请补签。")
    return tuple(said)


_VOUCHER = (
    Column("序号", "whole", 3),
    Column("食品名称", width=10),
    Column("批次（入库单号/批号）", width=13),
    Column("单位", width=4),
    Column("数量", "quantity", 7),
    Column("单价（元）", "price", 7),
    Column("金额（元）", "yuan", 8, total=True),
    Column("备注", "long", 10),
)


def vouchers(facts):
    """出库单: one form for each document."""
    return [_voucher(facts, one) for one in facts.posted("issue")]


def _voucher(facts, one):
    head = one.head
    rows = []
    for number, line in enumerate(one.lines, start=1):
        full = _cells(facts, one, line)
        rows.append(Row((number, *full[2:8], remark(one, line)), "undone" if one.undone else "plain"))
    heads = facts.heads(head.dated_on, head.meal)
    counted = f"学生 {heads[0] + heads[1]}、教职工 {heads[2]}" if heads else None
    dishes = "、".join(dict.fromkeys(row.dish for row in facts.menu.get((head.dated_on, head.meal), ())))
    return Form(
        "食材出库单",
        _VOUCHER,
        tuple(rows),
        heads=(
            ("单号", head.doc_no),
            ("日期", head.dated_on),
            ("餐次", WORDS["meal"][head.meal]),
            ("菜名", dishes),
            ("就餐人数", counted),
            ("领取人（登记）", names(*(line.collector for line in one.lines), *signers(facts, "issue", head.doc_no))),
            ("库管员（登记）", names(*(line.storekeeper for line in one.lines))),
        ),
        signers=("领取人签名", "库管员签名", "监督人签名"),
        drawn=drawn(facts, "issue", head.doc_no),
        notes=reversed_note(one),
        landscape=False,
        least=6,
    )


def reversed_note(one):
    """The line that says that a document was reversed, or nothing."""
    return (f"本单{one.undone}，不计入合计。",) if one.undone else ()


_LOSS = (
    Column("序号", "whole", 3),
    Column("食品名称", width=10),
    Column("单位", width=4),
    Column("数量", "quantity", 7),
    Column("单价（元）", "price", 7),
    Column("金额（元）", "yuan", 8, total=True),
    Column("报损原因", "long", 16),
)


def losses(facts):
    """报损单: one form for each document."""
    return [_loss(facts, one) for one in facts.posted("loss")]


def _loss(facts, one):
    rows = []
    for number, line in enumerate(one.lines, start=1):
        item = facts.ingredients[line.ingredient_id]
        quantity = facts.quantity(line.ingredient_id, line.quantity)
        cells = (number, item.name, UNITS[item.base_unit], quantity, per_unit(line.cost_fen, quantity))
        rows.append(Row((*cells, line.cost_fen, line.reason), "undone" if one.undone else "plain"))
    return Form(
        "食材报损单",
        _LOSS,
        tuple(rows),
        heads=(
            ("单号", one.head.doc_no),
            ("日期", one.head.dated_on),
            ("审批人（登记）", _approvers(facts, one)),
        ),
        signers=("经办人签名", "监督人签名", "审批人签名"),
        drawn=drawn(facts, "loss", one.head.doc_no),
        notes=(*reversed_note(one), "报损从库存中减去，不计入任何一餐的成本。"),
        landscape=False,
        least=6,
    )


def _approvers(facts, one):
    return names(*(line.approved_by for line in one.lines), *signers(facts, "loss", one.head.doc_no))
