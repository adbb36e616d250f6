"""入库/验收单 and 送餐验收单: one form for each document, with all that acceptance wrote down."""

from mealwatch.acceptance.domain.record import degrees
from mealwatch.reports.printing.books.issues import reversed_note
from mealwatch.reports.printing.books.receipts import names
from mealwatch.reports.printing.form import UNITS, Column, Form, Quantity, Row, per_unit
from mealwatch.reports.printing.signed import drawn, signers
from mealwatch.web.words import WORDS

_LINES = (
    Column("品名", width=7),
    Column("类别", width=6),
    Column("规格/品牌/等级", width=7),
    Column("产地/生产者", width=7),
    Column("生产日期或批号", width=7),
    Column("保质期至", "date", 7),
    Column("单位", width=4),
    Column("订购量", "quantity", 5),
    Column("送货单量", "quantity", 5),
    Column("实称量", "quantity", 5),
    Column("退货量", "quantity", 4),
    Column("入库量", "quantity", 5),
    Column("单价（元）", "price", 5),
    Column("运费（元）", "yuan", 5, total=True),
    Column("金额（元）", "yuan", 7, total=True),
    Column("检疫/检验/合格证号", width=8),
    Column("感官检查", width=6),
    Column("到货温度", width=4),
    Column("农残快检", width=4),
    Column("结论", width=4),
)
_SENSES = (("colour", "色"), ("smell", "味"), ("texture", "质"), ("packaging", "包装"))
_FOUND = {"good": "√", "bad": "×"}
_CONCLUSION = {"passed": "合格", "partly": "部分退货", "returned": "退回", "absent": "没有送到"}
_QUICK = {"passed": "合格", "failed": "不合格"}


def slips(facts):
    """入库/验收单: one form for each receipt."""
    return [_slip(facts, one) for one in facts.posted("receipt")]


def _slip(facts, one):
    head, slip = one.head, facts.slip_of.get(one.head.id)
    sellers = dict.fromkeys(line.supplier_id for line in one.lines if line.supplier_id is not None)
    look = "undone" if one.undone else "plain"
    accepted = {line.line_no: facts.acceptances.get((head.id, line.line_no)) for line in one.lines}
    rows = [Row(_cells(facts, line, accepted[line.line_no]), look) for line in one.lines]
    # What went back whole is on the slip and not in the document.
    for (document_id, line_no), extra in sorted(facts.acceptances.items()):
        if document_id == head.id and line_no not in accepted:
            rows.append(Row(_sent_back(facts, extra), look))
    return Form(
        "食材入库验收单",
        _LINES,
        tuple(rows),
        heads=(
            ("单号", head.doc_no),
            ("日期", head.dated_on),
            ("到货时间", slip.arrived_at if slip else None),
            ("用途", slip.meal_use if slip else None),
            *_seller(facts, list(sellers), slip),
            ("票据号", slip.slip_no if slip else None),
            ("票据照片", f"{len(slip.slip_photos)} 张" if slip and slip.slip_photos else None),
            ("采购人（登记）", names(*(line.buyer for line in one.lines))),
            ("验收人（登记）", _acceptors(facts, one)),
            ("教师/家长代表（登记）", slip.representative if slip else None),
        ),
        drawn=drawn(facts, "receipt", head.doc_no),
        signers=("采购人", "验收人 1", "验收人 2", "教师/家长代表", "供货方", "食堂负责人"),
        notes=(
            *reversed_note(one),
            *([f"备注：{slip.note}"] if slip and slip.note else []),
            "入库量＝实称量－退货量；金额＝单价×入库量＋运费。感官检查依次为色、味、质、包装。",
        ),
        missing=_lacking(facts, one, slip),
        least=5,
        sums_pages=False,
    )


def _seller(facts, supplier_ids, slip):
    found = [facts.suppliers[one] for one in supplier_ids]
    name = "、".join(one.name for one in found) or (slip.seller if slip else None)
    one = found[0] if len(found) == 1 else None
    return (
        ("供货者", name),
        ("联系电话", one.phone if one else None),
        ("许可证号", one.licence_no if one else None),
        ("许可证到期", one.licence_expires_on if one else None),
        ("送货人/车牌", " ".join(filter(None, (slip.deliverer, slip.plate))) if slip else None),
    )


def _cells(facts, line, extra):
    item = facts.ingredients[line.ingredient_id]
    quantity = facts.quantity(line.ingredient_id, line.quantity)
    made = " ".join(filter(None, (line.produced_on.isoformat() if line.produced_on else None, line.batch_no)))
    goods_fen = line.amount_fen - (extra.freight_fen if extra else 0)
    quantities = _quantities(extra, item) if extra else (None, None, None, None)
    return (
        item.name,
        item.food_group,
        _words(extra, "spec", "brand", "grade"),
        _words(extra, "origin", "producer"),
        made or None,
        line.expires_on,
        UNITS[item.base_unit],
        *quantities,
        quantity,
        per_unit(goods_fen, quantity),
        (extra.freight_fen or None) if extra else None,
        line.amount_fen,
        *_checked(extra),
    )


def _sent_back(facts, extra):
    item = facts.ingredients[extra.ingredient_id]
    return (
        item.name,
        item.food_group,
        _words(extra, "spec", "brand", "grade"),
        _words(extra, "origin", "producer"),
        None,
        None,
        UNITS[item.base_unit],
        *_quantities(extra, item),
        Quantity(0, item.base_unit),
        None,
        None,
        None,
        *_checked(extra),
    )


def _quantities(extra, item):
    amounts = extra.ordered, extra.noted, extra.weighed, extra.returned
    return tuple(None if one is None else Quantity(one, item.base_unit) for one in amounts)


def _checked(extra):
    if extra is None:
        return (None,) * 5
    senses = " ".join(f"{word}{_FOUND[extra.checks[name]]}" for name, word in _SENSES if extra.checks.get(name))
    degrees_ = None if extra.temperature_tenths is None else f"{degrees(extra.temperature_tenths)}℃"
    reason = f"（{extra.return_reason}）" if extra.return_reason else ""
    return (
        "、".join(extra.certificate_nos) or None,
        senses or None,
        degrees_,
        _QUICK.get(extra.quick_test),
        f"{_CONCLUSION.get(extra.conclusion, extra.conclusion)}{reason}",
    )


def _words(extra, *fields):
    return " ".join(filter(None, (getattr(extra, name) for name in fields))) or None if extra else None


def _acceptors(facts, one):
    on_paper = (name for line in one.lines for name in (line.acceptor_1, line.acceptor_2))
    return names(*on_paper, *signers(facts, one.head.kind, one.head.doc_no))


def _lacking(facts, one, slip):
    if one.undone:
        return ()
    said = []
    if any(lacking.doc_no == one.head.doc_no for lacking in facts.unsigned("receipt")):
        said.append("没有登记两名验收人，请补签。")
    if slip is None:
        said.append("没有验收记录，订购量、送货单量、实称量等请手工填写。")
    return tuple(said)


_NOTE = (
    Column("序号", "whole", 3),
    Column("供餐单位", width=12),
    Column("份数", "whole", 6, total=True),
    Column("金额（元）", "yuan", 8, total=True),
    Column("其中食材成本（元）", "yuan", 9, total=True),
    Column("备注", "long", 10),
)


def deliveries(facts):
    """送餐验收单: one form for each delivery note."""
    return [_delivery(facts, one) for one in facts.posted("delivery")]


def _delivery(facts, one):
    head = one.head
    look = "undone" if one.undone else "plain"
    rows = []
    for number, line in enumerate(one.lines, start=1):
        told = "食材成本没有申报" if line.food_cost_fen is None else None
        seller = facts.supplier_name(line.supplier_id)
        rows.append(Row((number, seller, line.portions, line.amount_fen, line.food_cost_fen, told), look))
    heads = facts.heads(head.dated_on, head.meal)
    slip = facts.slip_of.get(head.id)
    extra = next((found for (document_id, _), found in facts.acceptances.items() if document_id == head.id), None)
    return Form(
        "送餐验收单",
        _NOTE,
        tuple(rows),
        heads=(
            ("单号", head.doc_no),
            ("日期", head.dated_on),
            ("餐次", WORDS["meal"][head.meal]),
            ("到货时间", slip.arrived_at if slip else None),
            ("到货温度", f"{degrees(extra.temperature_tenths)}℃" if extra and extra.temperature_tenths else None),
            ("送货人/车牌", " ".join(filter(None, (slip.deliverer, slip.plate))) if slip else None),
            ("就餐人数", f"学生 {heads[0] + heads[1]}、教职工 {heads[2]}" if heads else None),
            ("验收人（登记）", _acceptors(facts, one)),
        ),
        drawn=drawn(facts, "delivery", head.doc_no),
        signers=("送餐人", "验收人 1", "验收人 2"),
        notes=reversed_note(one),
        landscape=False,
        least=4,
        sums_pages=False,
    )
